//! What can be pressed on the page of a row: what mends it, and the acts for its state.

use super::row::Ready;
use crate::grant_checks::Finding;
use crate::rollout::{Act, Invitee};
use web::Errors;
use web::components::{Button, Radios};
use web::text::Words;

pub(super) fn offered(t: &Words, row: &Invitee) -> Option<(String, Button)> {
    row.findings.iter().find_map(|f| match f {
        Finding::NoEmail { offered: Some(address) } => Some((
            address.clone(),
            Button::secondary(t.text("row-use-offered").put("address", address.as_str())),
        )),
        _ => None,
    })
}

pub(super) fn people(t: &Words, ready: &Ready, errors: &Errors) -> Option<(Radios, Button)> {
    let (_, found) = ready.choices.as_ref().filter(|(_, found)| !found.is_empty())?;
    let mut radios = Radios::new("person", t.text("row-person-which")).error(errors.of("person"));
    for choice in found {
        radios =
            radios.option(choice.person.to_string(), choice.name.clone()).option_hint(choice.note.clone());
    }
    Some((radios, Button::primary(t.text("row-person-choose"))))
}

pub(super) fn mends(t: &Words, row: &Invitee) -> Vec<Button> {
    let mut all = Vec::new();
    let has = |is: fn(&Finding) -> bool| row.findings.iter().any(is);
    if !row.state().is_checked() {
        return all;
    }
    if has(|f| matches!(f, Finding::Twice { .. })) {
        all.push(Button::secondary(t.text("row-keep")).sends("do", "keep"));
    }
    if has(Finding::may_pass) && !row.said.anyway {
        all.push(Button::secondary(t.text("row-anyway")).sends("do", "anyway"));
    }
    if crate::invitee::state::was_said(&row.standing.reason) {
        all.push(Button::secondary(t.text("row-put-back")).sends("do", "back"));
    } else {
        all.push(Button::secondary(t.text("row-remove")).sends("do", "remove"));
    }
    all
}

pub(super) fn acts(t: &Words, row: &Invitee) -> Vec<Button> {
    let all = [
        (Act::Invite, "row-invite"),
        (Act::Resend, "row-resend"),
        (Act::Revoke, "row-revoke"),
        (Act::Again, "row-again"),
    ];
    let for_it = all.into_iter().filter(|(act, _)| act.concerns(row.state()));
    for_it.map(|(act, words)| Button::secondary(t.text(words)).sends("act", act.word())).collect()
}
