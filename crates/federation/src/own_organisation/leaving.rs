//! "I am no longer the clerk": when, who follows, a page to check it, and what is so afterwards.

use super::leaving_form::{self, Step};
use super::leaving_pages as pages;
use super::place::{Parts, seen};
use crate::access::{Actor, GrantRefused, Held};
use crate::appointment::AppointmentId;
use crate::contact_record::stop;
use crate::nomination::{self, News};
use crate::organisation::Organisation;
use crate::record::RecordError;
use crate::role::Scope;
use crate::visit::{PageError, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::{Errors, Form};

/// One's own appointment in the address, while it runs and may be left.
fn own(tx: &mut Tx<'_>, actor: &Actor, parts: &Parts) -> Result<(Organisation, Held), PageError> {
    let slug = parts.get("slug").map(String::as_str).unwrap_or_default();
    let organisation = seen(tx, actor, slug)?;
    let id: Option<AppointmentId> = parts.get("appointment").and_then(|id| id.parse().ok());
    let mine = |h: &&Held| Some(h.appointment) == id && h.organisation == organisation.id;
    let held = actor.held.iter().find(mine).filter(|h| h.counts(actor.today));
    let held = held.ok_or(PageError::Invisible)?.clone();
    // A role that others depend upon beyond one organisation is ended by somebody else.
    if held.grants.iter().any(|(_, scope)| *scope != Scope::Own) {
        return Err(stop(RecordError::Refused(GrantRefused::TooWideToLeave)));
    }
    Ok((organisation, held))
}

fn base(parts: &Parts) -> String {
    format!("/organisation/{}", parts.get("slug").map(String::as_str).unwrap_or_default())
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let base = base(&parts);
    let signed = visit.read(move |tx, actor| own(tx, actor, &parts)).await?;
    pages::day(&signed, &base, &signed.value.1, &Form::default(), &Errors::default())
}

pub(super) async fn go_on(visit: Visit, Path(parts): Path<Parts>, form: Form) -> Result<Response, PageError> {
    let (step, base) = (Step::of(&form), base(&parts));
    if step == Step::Check && form.get("send") == "yes" {
        return send(&visit, parts, &form).await;
    }
    let signed = visit.read(move |tx, actor| own(tx, actor, &parts)).await?;
    let (t, held, today) = (signed.text(), &signed.value.1, signed.actor.today);
    let mut errors = Errors::default();
    let last_day = leaving_form::last_day(&form, held, today, &t, &mut errors);
    let Some(last_day) = last_day else { return pages::day(&signed, &base, held, &form, &errors) };
    if step != Step::Who {
        // From the day on, or back from the check.
        return pages::who(&signed, &base, held, &form, &errors);
    }
    let follows = leaving_form::follows(&form, Some(last_day), &t, &mut errors);
    match follows.filter(|_| errors.is_empty()) {
        None => pages::who(&signed, &base, held, &form, &errors),
        Some(follows) => pages::check(&signed, &base, held, last_day, &follows, &form),
    }
}

async fn send(visit: &Visit, parts: Parts, form: &Form) -> Result<Response, PageError> {
    let (base, t, head) = (base(&parts), visit.text(), visit.app().letterhead());
    let entries = form.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (organisation, held) = own(tx, actor, &parts)?;
            let mut errors = Errors::default();
            let last_day = leaving_form::last_day(&entries, &held, stamp.today, &t, &mut errors);
            let follows = leaving_form::follows(&entries, last_day, &t, &mut errors);
            let (Some(last_day), Some(follows), true) = (last_day, follows, errors.is_empty()) else {
                return Ok((held, errors, None));
            };
            let id = nomination::leave(tx, stamp, actor, &held, last_day, &follows).map_err(stop)?;
            nomination::tell(tx, stamp, &head, &News::of(organisation.id, &held.title, id))?;
            Ok((held, errors, Some((last_day, follows))))
        })
        .await?;
    let (t, (held, errors, done)) = (signed.text(), &signed.value);
    let Some((last_day, follows)) = done else { return pages::day(&signed, &base, held, form, errors) };
    // Whoever has no access any more could not open the next page: this one says it.
    if *last_day < signed.actor.today {
        return pages::done(&signed, held, *last_day, follows);
    }
    let day = dates::day(*last_day, t.lang);
    visit.flash(t.text("own-leaving-is-told").put("role", &held.title).put("day", day).plain());
    Ok(Redirect::to(&base).into_response())
}

pub(super) async fn take_back(
    visit: Visit,
    Path(parts): Path<Parts>,
    _form: Form,
) -> Result<Response, PageError> {
    let base = base(&parts);
    let signed = visit
        .act(move |tx, actor, stamp| {
            let slug = parts.get("slug").map(String::as_str).unwrap_or_default();
            let organisation = seen(tx, actor, slug)?;
            let id: Option<AppointmentId> = parts.get("appointment").and_then(|id| id.parse().ok());
            let id = id.ok_or(PageError::Invisible)?;
            match nomination::take_back(tx, stamp, actor, organisation.id, id) {
                Ok(()) => Ok(true),
                Err(RecordError::Invisible) => Ok(false),
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    let key = if signed.value { "own-taken-back" } else { "own-not-taken-back" };
    visit.flash(signed.text().plain(key));
    Ok(Redirect::to(&base).into_response())
}
