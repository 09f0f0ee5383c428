//! Adding, changing and ending an address, a number or an e-mail address. "new-phone" in the address stands for a
//! telephone number that is to be added.

use super::field::said;
use super::place::{Made, Opened, Parts, Place};
use super::point_form::{self, About};
use crate::contact_point::{ContactPointId, Kind};
use crate::contact_record::{self, Both, Last, Outcome, keeps_theirs};
use crate::field_policy::What;
use crate::record::{Applied, Change, Conflict, Point, words};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use web::{Errors, Form};

/// The point in the address: one that is there, or a new one of a kind.
struct Which {
    id: Option<ContactPointId>,
    held: Point,
    about: About,
}

fn which(parts: &Parts, opened: &Opened) -> Result<Which, PageError> {
    let word = parts.get("point").map(String::as_str).unwrap_or_default();
    if let Some(kind) = word.strip_prefix("new-").and_then(Kind::from_word) {
        let may = opened.may(What::Points(kind))?;
        let about = About { of: opened.of, may, is_new: true };
        return Ok(Which { id: None, held: point_form::blank(kind, opened.of), about });
    }
    let id: ContactPointId = word.parse().map_err(|_| PageError::Invisible)?;
    let held = opened.record.point(id).filter(|p| !opened.signs_in_by(p)).ok_or(PageError::Invisible)?;
    let may = opened.may(What::Points(held.kind))?;
    Ok(Which { id: Some(id), held: held.clone(), about: About { of: opened.of, may, is_new: false } })
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let place = Place::of(&visit, &parts);
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let opened = at.open(tx, actor)?;
            which(&parts, &opened)
        })
        .await?;
    let Which { id, held, about } = &signed.value;
    let before = match id {
        Some(_) => Some(serde_json::to_string(held)?),
        None => None,
    };
    point_form::page(&signed, &place, *about, (before.as_deref(), held), None, &Errors::default())
}

pub(super) async fn change(
    visit: Visit,
    Path(parts): Path<Parts>,
    form: Form,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, &parts);
    let (at, entries) = (place.clone(), form.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let opened = at.open(tx, actor)?;
            let which = which(&parts, &opened)?;
            if keeps_theirs(&entries) {
                return Ok((which, Made::Came(Outcome::Made(Applied::default())), None));
            }
            let what = What::Points(which.held.kind);
            let change = wanted(&which, &entries, stamp.today)?;
            let made = opened.make(tx, stamp, actor, (what, change), entries.get("why"))?;
            let last = match &made {
                Made::Came(came) => contact_record::last_entry(tx, opened.record.subject, came)?,
                _ => None,
            };
            Ok((which, made, last))
        })
        .await?;
    let (which, made, last) = &signed.value;
    let mut errors = Errors::default();
    match made {
        Made::Came(Outcome::Invalid(invalid)) => {
            let at = if ["postcode", "value"].contains(&invalid.at) { invalid.at } else { "value" };
            errors.add(at, invalid.why.to_string());
        }
        Made::WordsMissing => errors.add("why", signed.text().text("own-why-missing")),
        Made::Came(Outcome::Conflict(found)) => {
            return conflict(&visit, &signed, &place, found, last.as_ref(), &form);
        }
        Made::Proposed | Made::Came(Outcome::Made(_)) => {
            let what = words::kind(&signed.text(), which.held.kind);
            said(&visit, &signed, &what, made, &form);
            return Ok(Redirect::to(&place.base()).into_response());
        }
    }
    let before = form.has("before").then(|| form.get("before"));
    let typed = point_form::read(&form, &which.held);
    point_form::page(&signed, &place, which.about, (before, &typed), Some(&form), &errors)
}

fn wanted(which: &Which, form: &Form, today: Date) -> Result<Change, PageError> {
    let Some(id) = which.id else {
        return Ok(Change::AddPoint { point: point_form::read(form, &which.held) });
    };
    let before: Point = serde_json::from_str(form.get("before")).map_err(|_| PageError::Invisible)?;
    let after = match form.has("over") {
        // It held until yesterday: from today on it does not show.
        true => {
            let yesterday = today.saturating_sub(1.day());
            let last = before.valid_from.map_or(yesterday, |from| from.max(yesterday));
            Point { valid_until: Some(last), preferred: false, ..before.clone() }
        }
        false => point_form::read(form, &before),
    };
    Ok(Change::ChangePoint { id, before, after })
}

fn conflict<T>(
    visit: &Visit,
    signed: &Signed<T>,
    place: &Place,
    found: &Conflict,
    last: Option<&Last>,
    form: &Form,
) -> Result<Response, PageError> {
    let t = signed.text();
    let Conflict::Point { now: Some(now), wanted, .. } = found else {
        visit.flash(t.plain("own-changed-meanwhile"));
        return Ok(Redirect::to(&place.base()).into_response());
    };
    let both = Both {
        what: words::point_heading(&t, now),
        theirs: words::point(&t, now),
        mine: words::point(&t, wanted),
        before: serde_json::to_string(now)?,
    };
    contact_record::both_values(visit, signed, place.base(), last, both, form)
}
