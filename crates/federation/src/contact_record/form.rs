//! The small page of one form, as all changes of a record use it.

use crate::visit::{Answer, PageError, Signed};
use askama::Template;
use axum::response::Response;
use std::fmt::Display;
use web::components::{Button, Html};
use web::{Errors, Frame};

#[derive(Template)]
#[template(path = "contact_record/form.html")]
struct FormPage {
    frame: Frame,
    lead: Option<String>,
    hidden: Vec<(String, String)>,
    fields: Html,
    send: Button,
}

/// Made step by step: `.with(field)`, `.hidden(..)`, then `.show(..)`.
pub struct SmallForm {
    title: String,
    back: String,
    lead: Option<String>,
    hidden: Vec<(String, String)>,
    fields: String,
}

impl SmallForm {
    pub fn new(title: impl Into<String>, back: impl Into<String>) -> Self {
        Self { title: title.into(), back: back.into(), lead: None, hidden: Vec::new(), fields: String::new() }
    }

    pub fn lead(self, words: impl Into<String>) -> Self {
        Self { lead: Some(words.into()), ..self }
    }

    pub fn hidden(mut self, name: &str, value: impl Into<String>) -> Self {
        self.hidden.push((name.to_owned(), value.into()));
        self
    }

    /// A component of the kit.
    pub fn with(mut self, field: impl Display) -> Self {
        self.fields.push_str(&field.to_string());
        self
    }

    pub fn show<T>(self, signed: &Signed<T>, errors: &Errors, send: Button) -> Result<Response, PageError> {
        FormPage {
            frame: signed.frame(self.title).back(self.back).errors(errors),
            lead: self.lead,
            hidden: self.hidden,
            fields: Html::trusted(self.fields),
            send,
        }
        .answer()
    }
}
