//! Once, after the first password: a passkey for the next time. "Not now" is remembered.

use super::passkeys::press;
use crate::passkey;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "own_sign_in/offer.html")]
struct OfferPage {
    frame: Frame,
    add: Html,
    not_now: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            Ok(passkey::is_declined(tx, actor.account)? || passkey::count(tx, actor.account)? > 0)
        })
        .await?;
    let t = signed.text();
    let add = press(&visit, "passkeys-offer-add", "/", &Errors::default())?;
    let (false, Some(add)) = (signed.value, add) else { return Ok(Redirect::to("/").into_response()) };
    let not_now = Button::secondary(t.text("passkeys-not-now"));
    OfferPage { frame: signed.frame(t.plain("passkeys-offer-title")).with_form(&visit), add, not_now }
        .answer()
}

pub(super) async fn decline(visit: Visit, _form: Form) -> Result<Response, PageError> {
    visit.act(|tx, actor, stamp| Ok(passkey::decline(tx, stamp, actor.account)?)).await?;
    Ok(Redirect::to("/").into_response())
}
