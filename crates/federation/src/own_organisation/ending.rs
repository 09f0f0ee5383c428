//! Ending the role of somebody else there.

use super::people::day;
use super::place::{Parts, keeper};
use super::queries::{self, InRole};
use crate::access::{Actor, EditOrganisation, Right};
use crate::appointment::AppointmentId;
use crate::contact_record::{Outcome, SmallForm, outcome};
use crate::field_policy::{self, Of, What};
use crate::record::{self, Change, Conflict};
use crate::visit::{PageError, Signed, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use store::Tx;
use web::components::{Button, Input};
use web::{Errors, Form};

/// The appointment in the address, if it is theirs to end.
fn which(
    tx: &mut Tx<'_>,
    actor: &Actor,
    parts: &Parts,
) -> Result<(Right<EditOrganisation>, InRole), PageError> {
    let right = keeper(tx, actor, parts.get("slug").map(String::as_str).unwrap_or_default())?;
    let id: Option<AppointmentId> = parts.get("appointment").and_then(|id| id.parse().ok());
    let id = id.ok_or(PageError::Invisible)?;
    if !field_policy::policy(tx)?.may(Of::Organisation, What::People).changes() {
        return Err(PageError::Invisible);
    }
    let people = queries::people(tx, actor, right.organisation.id)?;
    let one = people.into_iter().find(|p| p.id == id && p.may_end).ok_or(PageError::Invisible)?;
    Ok((right, one))
}

fn base(parts: &Parts) -> String {
    format!("/organisation/{}", parts.get("slug").map(String::as_str).unwrap_or_default())
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let base = base(&parts);
    let signed = visit.read(move |tx, actor| Ok(which(tx, actor, &parts)?.1)).await?;
    let one = &signed.value;
    let on = dates::field(one.ends_on.unwrap_or(signed.actor.today));
    let before = one.ends_on.map(|d| d.to_string()).unwrap_or_default();
    page(&signed, &base, one, (&before, &on), &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    base: &str,
    one: &InRole,
    (before, on): (&str, &str),
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let title = t.text("own-end-title").put("name", &one.name).put("role", &one.title).plain();
    let last = Input::new("ends_on", t.text("own-ends-on")).hint(t.text("own-day-hint")).width(10);
    SmallForm::new(title, base)
        .lead(t.plain("own-end-lead"))
        .hidden("before", before)
        .with(last.value(on).error(errors.of("ends_on")))
        .show(signed, errors, Button::warning(t.text("own-end-send")))
}

pub(super) async fn end(visit: Visit, Path(parts): Path<Parts>, form: Form) -> Result<Response, PageError> {
    let (base, t) = (base(&parts), visit.text());
    let mut errors = Errors::default();
    let on = day(&form, "ends_on", &t, &mut errors);
    let seen = form.get("before").parse::<Date>().ok();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, one) = which(tx, actor, &parts)?;
            let Some(on) = on else { return Ok((one, None)) };
            let change = Change::End { id: one.id, before: seen, on };
            let done = outcome(record::apply_here(tx, stamp, &right, &[change]))?;
            Ok((one, Some(done)))
        })
        .await?;
    let (one, done) = &signed.value;
    let mut before = form.get("before").to_owned();
    match done {
        Some(Outcome::Made(_)) => {
            visit.flash(t.text("own-ended").put("name", &one.name).plain());
            return Ok(Redirect::to(&base).into_response());
        }
        Some(Outcome::Invalid(invalid)) => errors.add("ends_on", invalid.why.to_string()),
        // One day against another: the same form with the other's day said is choice enough.
        Some(Outcome::Conflict(found)) => {
            let now = match found.as_ref() {
                Conflict::Ending { now, .. } => *now,
                _ => None,
            };
            let day = now.map_or_else(|| t.plain("own-blank"), |d| dates::day(d, t.lang));
            errors.add("ends_on", t.text("own-end-meanwhile").put("day", day).plain());
            before = now.map(|d| d.to_string()).unwrap_or_default();
        }
        None => {}
    }
    page(&signed, &base, one, (&before, form.get("ends_on")), &errors)
}
