//! The page for the code of a letter: the code, then an address of one's own and a password. The code never stands in an
//! address of a page. A wrong one is answered like a used one or one that is too old.

use super::choose::refused_words;
use super::invited::{OFFER, enter};
use crate::account::code::{self, Code, RedeemError};
use crate::account::hashing::{HashingError, Password};
use crate::account::password::{self, Known, LEAST};
use crate::account::{IdentifierRefused, tries};
use crate::acting::Door;
use crate::person::Name;
use crate::sign_in::{Proved, wait_words};
use crate::visit::{Answer, PageError, Visit, password_field};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use web::components::{Button, Input, PasswordInput};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "first_password/code.html")]
struct CodePage {
    frame: Frame,
    lead: String,
    /// Carried along once it was right.
    code: Option<String>,
    fields: Vec<web::components::Html>,
    send: Button,
    action: &'static str,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    ask_again(&visit, "", &Errors::default(), StatusCode::OK)
}

fn ask_again(visit: &Visit, typed: &str, errors: &Errors, status: StatusCode) -> Result<Response, PageError> {
    let t = visit.text();
    let field = Input::new("code", t.text("code-code"))
        .hint(t.text("code-hint"))
        .width(20)
        .autocomplete("one-time-code")
        .no_spellcheck()
        .value(typed)
        .error(errors.of("code"));
    let mut page = CodePage {
        frame: visit.frame(t.plain("code-title")).with_form(visit).errors(errors),
        lead: t.plain("code-lead"),
        code: None,
        fields: vec![web::components::Html::trusted(field.to_string())],
        send: Button::primary(t.text("code-go-on")),
        action: "/code",
    }
    .answer()?;
    *page.status_mut() = status;
    Ok(page)
}

/// Counts a try from this place; the page to answer with when there were too many.
async fn too_many(visit: &Visit) -> Result<Option<Response>, PageError> {
    let (stamp, place) = (visit.app().stamp(None, Door::Page), visit.place().to_owned());
    let counted = visit
        .app()
        .db
        .write(move |tx| tries::count(tx, &stamp, &tries::Counter::code_from(&stamp.secret, &place)))
        .await?;
    let Some(until) = counted else { return Ok(None) };
    let mut errors = Errors::default();
    errors.add("code", wait_words(visit, until));
    ask_again(visit, "", &errors, StatusCode::TOO_MANY_REQUESTS).map(Some)
}

async fn look(visit: &Visit, typed: &str) -> Result<Option<(Code, Name)>, PageError> {
    let Some(code) = Code::read(typed) else { return Ok(None) };
    let (stamp, held) = (visit.app().stamp(None, Door::Page), code.clone());
    let found = visit.app().db.read(move |tx| code::look(tx, &held, &stamp)).await?;
    Ok(found.map(|(_, name)| (code, name)))
}

fn wrong(visit: &Visit, typed: &str) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    errors.add("code", visit.text().text("code-wrong"));
    ask_again(visit, typed, &errors, StatusCode::OK)
}

pub(super) async fn take(visit: Visit, form: Form) -> Result<Response, PageError> {
    if let Some(page) = too_many(&visit).await? {
        return Ok(page);
    }
    let typed: String = form.get("code").chars().take(60).collect();
    match look(&visit, &typed).await? {
        Some((code, name)) => choose(&visit, &code, &name, "", &Errors::default()),
        None => wrong(&visit, &typed),
    }
}

fn choose(
    visit: &Visit,
    code: &Code,
    name: &Name,
    address: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = visit.text();
    let email = Input::email("address", t.text("code-address"))
        .hint(t.text("code-address-hint"))
        .autocomplete("username")
        .value(address)
        .error(errors.of("address"));
    let field = PasswordInput::new_one("new-password", t.text("choose-password"))
        .hint(t.text("choose-hint").put("least", LEAST))
        .error(errors.of("new-password"));
    let password = password_field(visit, field);
    CodePage {
        frame: visit.frame(t.plain("code-choose-title")).with_form(visit).errors(errors),
        lead: t
            .text("code-choose-lead")
            .put("name", name.spoken())
            .put("federation", visit.app().settings.name.as_str())
            .plain(),
        code: Some(code.shown()),
        fields: [email.to_string(), password.to_string()].map(web::components::Html::trusted).to_vec(),
        send: Button::primary(t.text("choose-save")),
        action: "/code/account",
    }
    .answer()
}

pub(super) async fn save(visit: Visit, form: Form) -> Result<Response, PageError> {
    if let Some(page) = too_many(&visit).await? {
        return Ok(page);
    }
    let Some((code, name)) = look(&visit, form.get("code")).await? else { return wrong(&visit, "") };
    let (t, address) = (visit.text(), form.get("address").chars().take(254).collect::<String>());
    let typed = form.raw("new-password");
    let known = Known::of(&[&name.given, &name.family], &address, &visit.app().settings.name);
    let mut errors = Errors::default();
    let own = &visit.app().settings.own_domains;
    if let Err(refused) = crate::account::may_identify(&address, own) {
        errors.add("address", refused_address(&visit, &refused));
    }
    if let Err(refused) = password::check(&Password::new(typed), &known) {
        errors.add("new-password", refused_words(&t, &refused));
    }
    if !errors.is_empty() {
        return choose(&visit, &code, &name, &address, &errors);
    }
    let hash = match visit.app().hasher().hash(Password::new(typed)).await {
        Ok(hash) => hash,
        Err(HashingError::Busy) => {
            errors.add("new-password", t.text("sign-in-busy"));
            return choose(&visit, &code, &name, &address, &errors);
        }
        Err(error) => return Err(error.into()),
    };
    let (stamp, own, entered) = (visit.app().stamp(None, Door::Page), own.clone(), address.clone());
    let held = code.clone();
    let done = visit
        .app()
        .db
        .write(move |tx| tx.attempt(|tx| code::redeem(tx, &stamp, &held, &entered, &hash, &own)))
        .await;
    match done {
        Ok(Some(to)) => enter(&visit, &to, Proved::First, "choose-done-first", OFFER).await,
        Ok(None) => wrong(&visit, ""),
        Err(RedeemError::Identifier(refused)) => {
            errors.add("address", refused_address(&visit, &refused));
            choose(&visit, &code, &name, &address, &errors)
        }
        Err(RedeemError::Fault(fault)) => Err(fault.into()),
    }
}

fn refused_address(visit: &Visit, refused: &IdentifierRefused) -> String {
    let t = visit.text();
    match refused {
        IdentifierRefused::OwnDomain(domain) => {
            t.text("sign-in-own-domain").put("domain", domain.as_str()).plain()
        }
        IdentifierRefused::Malformed(_) => t.plain("sign-in-address-odd"),
        IdentifierRefused::Taken => t.plain("code-address-taken"),
    }
}
