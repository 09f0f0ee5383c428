//! A new password by somebody who is signed in and knows the present one.

use crate::account::hashing::{HashingError, Password};
use crate::account::password::{self, PasswordRefused};
use crate::account::session::{self, SessionId};
use crate::account::{Recipient, change, tries};
use crate::contact_point::fold_email;
use crate::first_password::refused_words;
use crate::sign_in::wait_words;
use crate::visit::{Answer, PageError, Signed, Visit, password_field};
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::{Button, PasswordInput};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "own_account/password.html")]
struct PasswordPage {
    frame: Frame,
    address: String,
    present: PasswordInput,
    new: PasswordInput,
    save: Button,
}

/// What the check of the present password needs.
struct Held {
    me: Recipient,
    hash: Option<String>,
    counters: Vec<tries::Counter>,
    wait: Option<Timestamp>,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let me = Recipient::of(tx, actor.person)?.ok_or(PageError::Invisible)?;
            Ok((me, change::password_hash(tx, actor.account)?.is_some()))
        })
        .await?;
    let (me, has_one) = &signed.value;
    if !has_one {
        // Who signs in with a passkey alone gets their first password as after forgetting one: by a link.
        return Ok(Redirect::to("/forgotten-password").into_response());
    }
    page(&visit, &me.address, &Errors::default())
}

pub(super) async fn change(visit: Visit, form: Form) -> Result<Response, PageError> {
    let held = visit.act(hold).await?;
    let me = &held.value.me;
    let mut errors = Errors::default();
    if let Some(until) = held.value.wait {
        errors.add("password", wait_words(&visit, until));
        let mut page = page(&visit, &me.address, &errors)?;
        *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        return Ok(page);
    }
    check_new(&visit, me, form.raw("new-password"), &mut errors);
    let hasher = visit.app().hasher();
    let present = hasher.matches(Password::new(form.raw("password")), held.value.hash.clone()).await;
    match present {
        Ok(true) => {}
        Ok(false) => errors.add("password", visit.text().text("account-wrong-password")),
        Err(error) => return busy(error),
    }
    if !errors.is_empty() {
        return page(&visit, &me.address, &errors);
    }
    match hasher.hash(Password::new(form.raw("new-password"))).await {
        Ok(hash) => save(&visit, held, hash).await,
        Err(error) => busy(error),
    }
}

/// Counts the try, so that a borrowed session cannot guess on.
fn hold(
    tx: &mut store::Tx<'_>,
    actor: &crate::access::Actor,
    stamp: &crate::acting::Stamp,
) -> Result<Held, PageError> {
    let me = Recipient::of(tx, actor.person)?.ok_or(PageError::Invisible)?;
    let counters = tries::Counter::known_device(&stamp.secret, &fold_email(&me.address), "password change");
    let wait = tries::count(tx, stamp, &counters)?;
    Ok(Held { hash: change::password_hash(tx, me.account)?, me, counters, wait })
}

fn check_new(visit: &Visit, me: &Recipient, typed: &str, errors: &mut Errors) {
    let known = me.known(&visit.app().settings.name);
    let refused: Result<_, PasswordRefused> = password::check(&Password::new(typed), &known);
    if let Err(refused) = refused {
        errors.add("new-password", refused_words(&visit.text(), &refused));
    }
}

fn busy(error: HashingError) -> Result<Response, PageError> {
    match error {
        HashingError::Busy => Err(PageError::Stop(web::Stop::Unavailable)),
        other => Err(other.into()),
    }
}

async fn save(visit: &Visit, held: Signed<Held>, hash: String) -> Result<Response, PageError> {
    let head = visit.app().letterhead();
    let (here, Held { me, counters, .. }): (SessionId, Held) = (held.session.id, held.value);
    let signed = visit
        .act(move |tx, _, stamp| {
            tries::forgive(tx, &counters)?;
            change::change_password(tx, stamp, &head, &me, here, &hash)?;
            Ok(session::of_account(tx, me.account, stamp.now)?.len())
        })
        .await?;
    visit.flash(signed.text().plain("account-password-changed"));
    Ok(Redirect::to("/account").into_response())
}

fn page(visit: &Visit, address: &str, errors: &Errors) -> Result<Response, PageError> {
    let t = visit.text();
    let present = PasswordInput::current("password", t.text("account-present-password"));
    let new = PasswordInput::new_one("new-password", t.text("account-new-password"))
        .hint(t.text("choose-hint").put("least", password::LEAST));
    PasswordPage {
        frame: visit.frame(t.plain("account-change-password")).errors(errors).back("/account"),
        address: address.to_owned(),
        present: password_field(visit, present).error(errors.of("password")),
        new: password_field(visit, new).error(errors.of("new-password")),
        save: Button::primary(t.text("account-save-password")),
    }
    .answer()
}
