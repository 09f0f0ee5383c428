//! Mail to an address came back, and an officer knows better: the mark is taken off, with the reason.

use super::form::SmallForm;
use super::place::{Contact, Place};
use crate::bounce;
use crate::contact_point::Kind;
use crate::record::Point;
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Textarea};
use web::{Errors, Form};

const LONGEST: usize = 500;

/// The marked address; one that is not marked has no such page.
fn marked(contact: &Contact, word: &str) -> Result<Point, PageError> {
    let id = word.parse().map_err(|_| PageError::Invisible)?;
    let point = contact.record.point(id).filter(|p| p.kind == Kind::Email && p.bounced_at.is_some());
    point.cloned().ok_or(PageError::Invisible)
}

pub(super) async fn ask(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            marked(&contact, &word)
        })
        .await?;
    page(&signed, &place, &signed.value, "", &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    point: &Point,
    reason: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    SmallForm::new(t.plain("contact-clear"), place.base())
        .lead(t.text("contact-clear-lead").put("address", point.value.as_str()).plain())
        .with(
            Textarea::new("reason", t.text("contact-clear-reason"))
                .hint(t.text("contact-clear-hint"))
                .rows(2)
                .value(reason)
                .error(errors.of("reason")),
        )
        .show(signed, errors, Button::primary(t.text("contact-clear")))
}

pub(super) async fn clear(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let (at, reason) = (place.clone(), form.get("reason").trim().to_owned());
    let usable = !reason.is_empty() && reason.chars().count() <= LONGEST;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let point = marked(&contact, &word)?;
            if usable {
                bounce::clear(tx, stamp, &point.value, &reason)?;
            }
            Ok(point)
        })
        .await?;
    let t = signed.text();
    if !usable {
        let mut errors = Errors::default();
        errors.add("reason", t.plain("contact-clear-missing"));
        return page(&signed, &place, &signed.value, form.get("reason"), &errors);
    }
    visit.flash(t.text("contact-cleared").put("address", signed.value.value.as_str()).plain());
    Ok(Redirect::to(&place.base()).into_response())
}
