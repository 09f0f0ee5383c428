//! The page of one form, as all steps of a message use it, and what an error of theirs is on a page.

use crate::access::Denied;
use crate::message::{MessageError, MessageId, TemplateId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::response::Response;
use std::fmt::Display;
use web::components::{Button, Html};
use web::text::Words as T;
use web::{Errors, Frame};

#[derive(Template)]
#[template(path = "message_pages/step.html")]
struct FormPage {
    frame: Frame,
    lead: Vec<String>,
    hidden: Vec<(String, String)>,
    fields: Html,
    send: Vec<Button>,
    after: Html,
}

/// Made step by step.
pub(super) struct StepForm {
    title: String,
    back: String,
    lead: Vec<String>,
    hidden: Vec<(String, String)>,
    fields: String,
    send: Vec<Button>,
    after: String,
}

impl StepForm {
    pub fn new(title: impl Into<String>, back: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            back: back.into(),
            lead: Vec::new(),
            hidden: Vec::new(),
            fields: String::new(),
            send: Vec::new(),
            after: String::new(),
        }
    }

    pub fn lead(mut self, words: impl Into<String>) -> Self {
        self.lead.push(words.into());
        self
    }

    pub fn hidden(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }

    pub fn with(mut self, field: impl Display) -> Self {
        self.fields.push_str(&field.to_string());
        self
    }

    pub fn send(mut self, button: Button) -> Self {
        self.send.push(button);
        self
    }

    /// Stands below the form.
    pub fn after(mut self, html: impl Display) -> Self {
        self.after.push_str(&html.to_string());
        self
    }

    pub fn show<S>(self, signed: &Signed<S>, errors: &Errors) -> Result<Response, PageError> {
        FormPage {
            frame: signed.frame(self.title).back(self.back).errors(errors),
            lead: self.lead,
            hidden: self.hidden,
            fields: Html::trusted(self.fields),
            send: self.send,
            after: Html::trusted(self.after),
        }
        .answer()
    }
}

/// An act that met what it cannot do.
pub(super) fn page_error(t: &T) -> impl FnOnce(MessageError) -> PageError + use<> {
    let too_late = t.plain("message-too-late");
    move |error| match error {
        MessageError::Invisible => PageError::Invisible,
        MessageError::TooLate => PageError::Gone(too_late),
        MessageError::Denied(Denied::Invisible) => PageError::Invisible,
        MessageError::Denied(denied) => denied.into(),
        MessageError::Store(error) => error.into(),
        other => other.into(),
    }
}

/// The id in an address; whatever is none is not there.
pub(super) fn message_id(text: &str) -> Result<MessageId, PageError> {
    text.parse().map_err(|_| PageError::Invisible)
}

pub(super) fn template_id(text: &str) -> Result<TemplateId, PageError> {
    text.parse().map_err(|_| PageError::Invisible)
}

/// What stands under a name in the query of an address.
pub(super) fn asked(visit: &Visit, name: &str) -> String {
    let query = visit.path().split_once('?').map_or("", |(_, query)| query).to_owned();
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}
