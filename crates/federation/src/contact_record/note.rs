//! Notes in somebody's own words: written, changed, taken out. "new" in the address stands for one that is to be added.

use super::conflict;
use super::form::SmallForm;
use super::place::{Outcome, Place, outcome, which};
use crate::record::{self, Change, Conflict, Note, NoteId};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes, Textarea};
use web::{Errors, Form};

pub(super) async fn ask(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), which::<NoteId>(&word));
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            let Some(id) = id? else { return Ok(None) };
            contact.record.note(id).map(|n| Some(n.text.clone())).ok_or(PageError::Invisible)
        })
        .await?;
    let held = signed.value.clone();
    page(&signed, &place, held.as_deref(), held.as_deref().unwrap_or_default(), &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    before: Option<&str>,
    text: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let title = t.plain(if before.is_some() { "contact-note-change" } else { "contact-note-new" });
    let field = Textarea::new("text", t.text("contact-note-text")).hint(t.text("contact-note-hint"));
    let mut form = SmallForm::new(title, place.base()).with(field.value(text).error(errors.of("text")));
    if let Some(before) = before {
        form = form.hidden("before", before).with(
            Checkboxes::new("away", t.text("contact-note-keep")).option("yes", t.text("contact-note-away")),
        );
    }
    form.show(signed, errors, Button::primary(t.text("contact-save")))
}

pub(super) async fn change(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), which::<NoteId>(&word));
    let t = visit.text();
    let (at, entries) = (place.clone(), form.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            if conflict::keeps_theirs(&entries) {
                return Ok((Outcome::Made(record::Applied::default()), None));
            }
            let text = entries.get("text").to_owned();
            let change = match id? {
                None => Change::AddNote { note: Note::new(stamp, &text, "") },
                Some(id) => Change::ChangeNote {
                    id,
                    before: entries.get("before").to_owned(),
                    after: (entries.get("away") != "yes").then_some(text),
                },
            };
            let subject = contact.record.subject;
            let done = outcome(record::apply(tx, stamp, &contact.right, subject, &[change]))?;
            let last = conflict::last(tx, subject, &done)?;
            Ok((done, last))
        })
        .await?;
    let before = form.has("before").then(|| form.get("before"));
    match &signed.value.0 {
        Outcome::Made(applied) => {
            let key = match (conflict::keeps_theirs(&form), applied.changed.is_empty()) {
                (true, _) => "contact-kept-theirs",
                (false, true) => "contact-nothing-changed",
                (false, false) => "contact-field-changed",
            };
            visit.flash(t.text(key).put("field", t.plain("record-note")).plain());
            Ok(Redirect::to(&place.base()).into_response())
        }
        Outcome::Invalid(invalid) => {
            let mut errors = Errors::default();
            errors.add("text", invalid.why.to_string());
            page(&signed, &place, before, form.get("text"), &errors)
        }
        Outcome::Conflict(found) => match found.as_ref() {
            Conflict::Note { now: Some(now), wanted, .. } => {
                let both = conflict::Both {
                    what: t.plain("record-note"),
                    theirs: now.clone(),
                    mine: wanted.clone().unwrap_or_else(|| t.plain("contact-note-away")),
                    before: now.clone(),
                };
                conflict::page(&visit, &signed, place.base(), signed.value.1.as_ref(), both, &form)
            }
            _ => {
                visit.flash(t.plain("contact-changed-meanwhile"));
                Ok(Redirect::to(&place.base()).into_response())
            }
        },
    }
}
