//! Adding and changing a contact point. "new" in the address stands for one that is to be added.

use super::place::{Outcome, Place, outcome, which};
use super::{conflict, point_form};
use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::record::{self, Change, Conflict, Point, Purpose, words};
use crate::visit::{PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::{Errors, Form};

pub(super) async fn ask(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), which::<ContactPointId>(&word));
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            let Some(id) = id? else { return Ok(None) };
            contact.record.point(id).cloned().map(Some).ok_or(PageError::Invisible)
        })
        .await?;
    match &signed.value {
        None => point_form::choose(&signed, &place),
        Some(point) => {
            let before = serde_json::to_string(point)?;
            point_form::page(&signed, &place, Some(&before), point, None, &Errors::default())
        }
    }
}

pub(super) async fn change(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), which::<ContactPointId>(&word));
    let t = visit.text();
    let kind = Kind::from_word(form.get("kind")).unwrap_or(Kind::Post);
    let mut errors = Errors::default();
    let wanted = point_form::read(&form, kind, &mut errors, &t.plain("contact-day-wrong"));
    let (first_step, usable) = (form.get("step") == "kind", errors.is_empty());
    let (at, entries, point) = (place.clone(), form.clone(), wanted.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let subject = contact.record.subject;
            if first_step || !usable {
                return Ok(None);
            }
            if conflict::keeps_theirs(&entries) {
                return Ok(Some((Outcome::Made(record::Applied::default()), None)));
            }
            let change = match id? {
                None => Change::AddPoint { point },
                Some(id) => {
                    let before: Point =
                        serde_json::from_str(entries.get("before")).map_err(|_| PageError::Invisible)?;
                    Change::ChangePoint { id, before, after: point }
                }
            };
            let done = outcome(record::apply(tx, stamp, &contact.right, subject, &[change]))?;
            let last = conflict::last(tx, subject, &done)?;
            Ok(Some((done, last)))
        })
        .await?;
    let before = form.has("before").then(|| form.get("before"));
    let days = Some((form.get("valid_from"), form.get("valid_until")));
    match &signed.value {
        None if first_step => {
            let blank = Point::of(ContactPoint { kind, ..ContactPoint::email("") }, Purpose::Home);
            point_form::page(&signed, &place, None, &blank, None, &errors)
        }
        None => point_form::page(&signed, &place, before, &wanted, days, &errors),
        Some((Outcome::Made(applied), _)) => {
            let key = match (conflict::keeps_theirs(&form), applied.changed.is_empty()) {
                (true, _) => "contact-kept-theirs",
                (false, true) => "contact-nothing-changed",
                (false, false) => "contact-field-changed",
            };
            visit.flash(t.text(key).put("field", words::kind(&t, kind)).plain());
            Ok(Redirect::to(&place.base()).into_response())
        }
        Some((Outcome::Invalid(invalid), _)) => {
            let at = if invalid.at == "kind" { "value" } else { invalid.at };
            errors.add(at, invalid.why.to_string());
            point_form::page(&signed, &place, before, &wanted, days, &errors)
        }
        Some((Outcome::Conflict(found), last)) => match found.as_ref() {
            Conflict::Point { now: Some(now), wanted, .. } => {
                let both = conflict::Both {
                    what: words::point_heading(&t, now),
                    theirs: words::point(&t, now),
                    mine: words::point(&t, wanted),
                    before: serde_json::to_string(now)?,
                };
                conflict::page(&visit, &signed, place.base(), last.as_ref(), both, &form)
            }
            _ => {
                visit.flash(t.plain("contact-changed-meanwhile"));
                Ok(Redirect::to(&place.base()).into_response())
            }
        },
    }
}
