//! The page that asks for the reason, and the act.

use crate::access::{self, Actor, GrantAccess};
use crate::account::Recipient;
use crate::organisation::{self, OrganisationId};
use crate::person::PersonId;
use crate::record;
use crate::second_factor::{self, Has};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Textarea};
use web::{Errors, Form, Frame};

const LONGEST_REASON: usize = 500;

#[derive(Template)]
#[template(path = "lost_second_factor/ask.html")]
struct AskPage {
    frame: Frame,
    name: String,
    has: Has,
    reason: Textarea,
    take: Button,
    action: String,
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let person: PersonId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .read(move |tx, actor| {
            let to = owner(tx, actor, person)?;
            let has = second_factor::has(tx, to.account)?;
            Ok((to, has))
        })
        .await?;
    page(&visit, &signed, "", &Errors::default())
}

/// Whose sign-in it is, when the actor has authority over everything that goes with it. Anybody else's is not there.
fn owner(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<Recipient, PageError> {
    let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
    let to = Recipient::of(tx, person)?.ok_or(PageError::Invisible)?;
    let held: Vec<(OrganisationId,)> = tx.all(
        "SELECT organisation_id FROM appointment WHERE person_id = ?1 AND (ends_on IS NULL OR ends_on >= ?2)
         ORDER BY id",
        &[&person, &actor.today],
    )?;
    let mut chains = Vec::with_capacity(held.len());
    for (organisation,) in held {
        let above = organisation::ancestors(tx, organisation)?;
        chains.push(above.into_iter().map(|o| o.id).collect());
    }
    // Without the second step a password opens everything they hold: nobody takes it from somebody who may do more.
    let may_more = record::may_write_to(tx, actor, person)?.is_err();
    let holds_nothing = chains.is_empty() && !right.is_over_all();
    // One's own is changed on the page of one's account.
    let is_own = actor.person == person;
    if is_own || may_more || holds_nothing || access::may_change_identifier(actor, &chains).is_err() {
        return Err(PageError::Invisible);
    }
    Ok(to)
}

fn page(
    visit: &Visit,
    signed: &Signed<(Recipient, Has)>,
    typed: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, (to, has)) = (signed.text(), &signed.value);
    AskPage {
        frame: signed.frame(t.plain("lost-title")).with_form(visit).errors(errors),
        name: to.name.spoken(),
        has: *has,
        reason: Textarea::new("reason", t.text("lost-reason"))
            .hint(t.text("lost-reason-hint"))
            .value(typed)
            .error(errors.of("reason")),
        take: Button::warning(t.text("lost-take")),
        action: format!("/people/{}/second-factor", to.person),
    }
    .answer()
}

pub(super) async fn take_away(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let person: PersonId = id.parse().map_err(|_| PageError::Invisible)?;
    let reason = form.get("reason").to_owned();
    let fault = match reason.chars().count() {
        0 => Some("lost-reason-missing"),
        n if n > LONGEST_REASON => Some("lost-reason-long"),
        _ => None,
    };
    let (head, why) = (visit.app().letterhead(), reason.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let to = owner(tx, actor, person)?;
            let has = second_factor::has(tx, to.account)?;
            if fault.is_none() && has.any() {
                second_factor::take_away(tx, stamp, &head, &to, &actor.name.spoken(), &why)?;
            }
            Ok((to, has))
        })
        .await?;
    let t = signed.text();
    if let Some(fault) = fault {
        let mut errors = Errors::default();
        errors.add("reason", t.text(fault));
        return page(&visit, &signed, &reason, &errors);
    }
    visit.flash(t.text("lost-done").put("name", signed.value.0.name.spoken()).plain());
    Ok(Redirect::to(&format!("/people/{person}/second-factor")).into_response())
}
