//! The second step: the words, in English, Welsh or both.

use super::form;
use super::step::{StepForm, message_id, page_error};
use crate::message::{Message, Words, draft, settle, writer};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html};
use web::{Errors, Form};

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            draft::draft(tx, &writer, id?).map_err(page_error(&t))
        })
        .await?;
    show(&signed, &signed.value, &signed.value.words, &Errors::default())
}

fn show<T>(
    signed: &Signed<T>,
    message: &Message,
    words: &Words,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let keep = format!(
        "<p class=\"govuk-body\"><a class=\"govuk-link ch-textlink\" href=\"/messages/templates/new?from={}\">{}</a></p>",
        message.id,
        t.text("message-keep-as-template")
    );
    StepForm::new(t.plain("message-text-title"), format!("/messages/{}", message.id))
        .lead(t.text("message-new-count").put("count", message.selected).plain())
        .hidden("version", message.version.to_string())
        .with(form::boxes(&t, words, errors))
        .send(Button::primary(t.text("message-save-continue")))
        .send(Button::secondary(t.text("message-save-preview")).sends("then", "preview"))
        .after(Html::trusted(keep))
        .show(signed, errors)
}

/// What was typed, what is wrong with it, and the message as it is kept.
enum Saved {
    Yes,
    Faulty(Message),
    /// In another window, or a tab that was forgotten.
    Changed(Message),
}

pub(super) async fn save(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (t, settings) = (visit.text(), visit.app().settings.clone());
    let (words, address) = (form::read(&form), format!("/messages/{id}"));
    let seen = form.get("version").parse::<i64>().unwrap_or_default();
    let mut errors = Errors::default();
    form::faults(&t, &words, &mut errors);
    let (typed, usable, id, told) = (words.clone(), errors.is_empty(), message_id(&id), t.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let message = draft::draft(tx, &writer, id?).map_err(page_error(&told))?;
            if message.version != seen {
                return Ok(Saved::Changed(message));
            }
            draft::save_words(tx, stamp, &message, &typed).map_err(page_error(&told))?;
            let message = draft::draft(tx, &writer, message.id).map_err(page_error(&told))?;
            if !usable {
                return Ok(Saved::Faulty(message));
            }
            settle(tx, stamp, &settings, &writer, &message, None).map_err(page_error(&told))?;
            Ok(Saved::Yes)
        })
        .await?;
    match &signed.value {
        Saved::Yes if form.get("then") == "preview" => {
            Ok(Redirect::to(&format!("{address}/preview")).into_response())
        }
        Saved::Yes => Ok(Redirect::to(&format!("{address}/audience")).into_response()),
        Saved::Faulty(message) => show(&signed, message, &words, &errors),
        Saved::Changed(message) => {
            errors.add("subject-en", t.text("message-changed-elsewhere"));
            show(&signed, message, &words, &errors)
        }
    }
}
