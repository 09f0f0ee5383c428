//! Where a role asks for a second step and there is none yet: this page comes before any other, says why, and sets one
//! up. Signing out and help stay open.

use super::passkeys::press;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html};
use web::{Errors, Frame};

#[derive(Template)]
#[template(path = "own_sign_in/first.html")]
struct FirstPage {
    frame: Frame,
    role: String,
    codes: Button,
    passkey: Option<Html>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let signed = visit.before_second_factor().read(|_, _| Ok(())).await?;
    let Some(role) = signed.actor.access.waits_for_second_factor.clone() else {
        return Ok(Redirect::to("/").into_response());
    };
    let t = signed.text();
    FirstPage {
        frame: signed.frame(t.plain("first-title")).with_form(&visit),
        role,
        codes: Button::link(t.text("first-codes"), "/account/second-factor"),
        passkey: press(&visit, "passkeys-add", "/", &Errors::default())?,
    }
    .answer()
}
