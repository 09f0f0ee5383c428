//! "I have forgotten my password": one answer for everybody.

use super::invited::LinkPage;
use crate::account::{IdentifierRefused, may_identify, reset, tries};
use crate::acting::Door;
use crate::contact_point::fold_email;
use crate::sign_in::wait_words;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use web::components::{Button, Input};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "first_password/forgotten.html")]
struct ForgottenPage {
    frame: Frame,
    address: Input,
    send: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    page(&visit, "", &Errors::default())
}

pub(super) async fn send(visit: Visit, form: Form) -> Result<Response, PageError> {
    let (t, address) = (visit.text(), form.get("address").to_owned());
    let mut errors = Errors::default();
    match may_identify(&address, &visit.app().settings.own_domains) {
        Err(IdentifierRefused::OwnDomain(domain)) => {
            errors.add("address", t.text("sign-in-own-domain").put("domain", domain));
        }
        Err(_) => errors.add("address", t.text("sign-in-address-odd")),
        Ok(_) => {}
    }
    if !errors.is_empty() {
        return page(&visit, &address, &errors);
    }
    if let Some(page) = wait_for_place(&visit).await? {
        return Ok(page);
    }
    let stamp = visit.app().stamp(None, Door::Page);
    let queued = visit.app().db.write(move |tx| {
        let counters = tries::Counter::reset_of(&stamp.secret, &fold_email(&address));
        // Over the allowance nothing more is sent, and nothing is said: the page is the same for every address.
        match tries::count(tx, &stamp, &counters)? {
            Some(_) => Ok(()),
            None => reset::ask(tx, &stamp, &address),
        }
    });
    queued.await?;
    let frame = visit.frame(t.plain("forgotten-sent-title"));
    let reason = t.text("forgotten-sent").put("minutes", reset::VALID.as_mins()).plain();
    LinkPage { frame, reason, way: None, again: None }.answer()
}

fn page(visit: &Visit, address: &str, errors: &Errors) -> Result<Response, PageError> {
    let t = visit.text();
    let field = Input::email("address", t.text("gate-address")).autocomplete("username").value(address);
    ForgottenPage {
        frame: visit.frame(t.plain("forgotten-title")).with_form(visit).errors(errors).back("/sign-in"),
        address: field.error(errors.of("address")),
        send: Button::primary(t.text("forgotten-send")),
    }
    .answer()
}

/// One place asks for mails only so often. The page to answer with when it was too often.
pub(super) async fn wait_for_place(visit: &Visit) -> Result<Option<Response>, PageError> {
    let (stamp, place) = (visit.app().stamp(None, Door::Page), visit.place().to_owned());
    let counted = visit.app().db.write(move |tx| {
        let counters = tries::Counter::reset_from(&stamp.secret, &place);
        tries::count(tx, &stamp, &counters)
    });
    let Some(until) = counted.await? else { return Ok(None) };
    let frame = visit.frame(visit.text().plain("forgotten-title"));
    let mut page = LinkPage { frame, reason: wait_words(visit, until), way: None, again: None }.answer()?;
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    Ok(Some(page))
}
