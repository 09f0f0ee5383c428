//! A form that a passkey answers: one press, then the browser asks for finger, face or PIN. Without a script it says what
//! it needs instead; where browsers know no passkeys, that they do not work there.

use super::{PageError, Visit};
use crate::passkey::Question;
use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use web::components::{Button, Html, Input};
use web::text::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passkey {
    /// Makes a new one.
    New,
    /// Shows one that there is.
    Known,
    /// The same, also offered in the field of the address.
    Offered,
}

impl Passkey {
    fn word(self) -> &'static str {
        match self {
            Passkey::New => "new",
            Passkey::Known => "known",
            Passkey::Offered => "offered",
        }
    }
}

/// Sends to `action`; the question comes from `action` + `/beginning`.
pub struct PasskeyPress {
    pub kind: Passkey,
    pub action: String,
    pub press: Button,
    /// What the person calls it.
    pub name: Option<Input>,
    /// Hidden entries that go along.
    pub carries: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "visit/passkey_press.html")]
struct Drawn<'a> {
    press: &'a PasskeyPress,
    button: Button,
    t: Words,
    token: String,
}

impl PasskeyPress {
    /// As HTML; empty where the installation's address allows no passkeys.
    pub fn draw(&self, visit: &Visit) -> Result<Option<Html>, PageError> {
        if visit.app().relying().is_none() {
            return Ok(None);
        }
        // The kit holds a second press back for a second, also when the browser gave up at once. Our script counts itself.
        let button = Button { prevent_double_click: None, ..self.press.clone() };
        let drawn = Drawn { press: self, button, t: visit.text(), token: visit.csrf_token() };
        Ok(Some(Html::trusted(drawn.render()?)))
    }
}

/// The answer to the script that asks for a question.
pub fn asked(question: &Question) -> Result<Response, PageError> {
    let json = serde_json::to_string(question)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response())
}
