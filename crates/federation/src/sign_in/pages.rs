//! The page for signing in, and the way out.

use super::attempt::{Attempt, Refused, sign_in};
use super::device::{self, KnownDevice};
use super::half::Half;
use super::opening::{Here, Opened, SignedIn};
use super::second_step;
use crate::account::hashing::Password;
use crate::account::trusted::Marks;
use crate::account::{IdentifierRefused, may_identify, session};
use crate::sealing::SealingError;
use crate::visit::kept::Kept;
use crate::visit::{Answer, Gate, PageError, Visit, local_path};
use crate::words::dates;
use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use std::collections::HashMap;
use web::components::Button;
use web::cookies::{self, Life};
use web::session::Token;
use web::{Errors, Form, Frame};

pub(super) async fn ask(
    visit: Visit,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let back = local_path(query.get("back").map_or("/", String::as_str));
    // Some pages want a sign-in of just now.
    let again = query.contains_key("again");
    if visit.token().is_some() && visit.peek().await?.is_some() && !again {
        return Ok(Redirect::to(&back).into_response());
    }
    let notice = again.then(|| visit.text().plain("sign-in-again"));
    Gate { back, notice, ..Gate::default() }.show(&visit)
}

pub(super) async fn send(visit: Visit, form: Form) -> Result<Response, PageError> {
    let gate = Gate {
        address: form.get("address").to_owned(),
        back: local_path(form.get("back")),
        kept: form.get("kept").to_owned(),
        ..Gate::default()
    };
    let errors = missing(&visit, &form);
    if !errors.is_empty() {
        return Gate { errors, ..gate }.show(&visit);
    }
    let attempt = Attempt {
        address: gate.address.clone(),
        password: Password::new(form.raw("password")),
        here: here(&visit),
    };
    match sign_in(visit.app(), visit.app().hasher(), attempt).await {
        Ok(Opened::In(signed_in)) => welcome(&visit, &gate.back, &gate.kept, &signed_in),
        Ok(Opened::SecondStep(half)) => second_step::lead_to(&visit, half, gate.back, gate.kept).await,
        Ok(Opened::Shut) => shut(&visit, gate),
        Err(refused) => again(&visit, gate, refused),
    }
}

/// The browser that this request came from.
pub fn here(visit: &Visit) -> Here {
    Here {
        place: visit.place().to_owned(),
        device: known_device(visit),
        device_words: visit.device_words(),
        before: visit.token().cloned(),
        marks: Marks::read(visit.trusted_cookie()),
    }
}

/// Proved who they are, and nothing is left that they may do here.
pub(super) fn shut(visit: &Visit, gate: Gate) -> Result<Response, PageError> {
    let mut errors = Errors::default();
    errors.add("", visit.text().text("sign-in-shut"));
    Gate { errors, ..gate }.show(visit)
}

/// What can be said without knowing any account.
fn missing(visit: &Visit, form: &Form) -> Errors {
    let (t, mut errors) = (visit.text(), Errors::default());
    let own = &visit.app().settings.own_domains;
    match (form.get("address"), may_identify(form.get("address"), own)) {
        ("", _) => errors.add("address", t.text("sign-in-address-missing")),
        (_, Err(IdentifierRefused::OwnDomain(domain))) => {
            errors.add("address", t.text("sign-in-own-domain").put("domain", domain));
        }
        (_, Err(IdentifierRefused::Malformed(_))) => errors.add("address", t.text("sign-in-address-odd")),
        _ => {}
    }
    if form.raw("password").is_empty() {
        errors.add("password", t.text("sign-in-password-missing"));
    }
    errors
}

pub(super) fn again(visit: &Visit, gate: Gate, refused: Refused) -> Result<Response, PageError> {
    let (t, mut errors) = (visit.text(), Errors::default());
    let wait = match &refused {
        Refused::Wait(until) => Some(until.duration_since(visit.app().clock.now()).as_secs().max(1)),
        Refused::Busy => Some(5),
        _ => None,
    };
    let (status, field, sentence) = match refused {
        Refused::Mismatch => (StatusCode::OK, "address", t.plain("sign-in-mismatch")),
        Refused::Busy => (StatusCode::SERVICE_UNAVAILABLE, "", t.plain("sign-in-busy")),
        Refused::Wait(until) => (StatusCode::TOO_MANY_REQUESTS, "", wait_words(visit, until)),
        Refused::Fault(fault) => return Err(fault.into()),
    };
    errors.add(field, sentence);
    let mut response = Gate { errors, ..gate }.show(visit)?;
    *response.status_mut() = status;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

/// "Too many tries. You can try again at 2.45pm."
pub fn wait_words(visit: &Visit, until: Timestamp) -> String {
    let t = visit.text();
    // The minute is rounded up: who comes at the time that we named is let in.
    let until = until.saturating_add(jiff::SignedDuration::from_secs(59)).unwrap_or(until);
    t.text("sign-in-wait").put("time", dates::time(until, &visit.app().zone, t.lang)).plain()
}

#[derive(Template)]
#[template(path = "sign_in/go_on.html")]
struct GoOnPage {
    frame: Frame,
    path: String,
    entries: Vec<(String, String)>,
    send: Button,
}

/// Both steps are done: the session, and on to where they were going.
pub(super) fn welcome(
    visit: &Visit,
    back: &str,
    kept: &str,
    signed_in: &SignedIn,
) -> Result<Response, PageError> {
    admit(visit, &signed_in.token, &known_device(visit).with(signed_in.account)?)?;
    Half::end(visit);
    let kept = Kept::open(visit.app(), kept).filter(|kept| kept.belongs_to(signed_in.account));
    let Some(kept) = kept else { return Ok(Redirect::to(back).into_response()) };
    let t = visit.text();
    let frame = visit.frame(t.plain("go-on-title")).with_form(visit);
    GoOnPage { frame, path: kept.path, entries: kept.entries, send: Button::primary(t.text("go-on-send")) }
        .answer()
}

/// Gives the browser its session, and the mark of a known device.
pub fn admit(visit: &Visit, token: &Token, device: &KnownDevice) -> Result<(), SealingError> {
    let site = visit.site();
    visit.set_cookie(token.cookie(site, Life::Visit));
    let mark = device.cookie(&visit.app().secret)?;
    visit.set_cookie(cookies::write(site, device::COOKIE, &mark, Life::Seconds(device::KEPT_SECONDS)));
    Ok(())
}

pub fn known_device(visit: &Visit) -> KnownDevice {
    KnownDevice::read(&visit.app().secret, visit.device_cookie())
}

pub(super) async fn leave(visit: Visit, _form: Form) -> Result<Redirect, PageError> {
    if let Some(token) = visit.token().cloned() {
        visit.app().db.write(move |tx| session::end(tx, &token)).await?;
        visit.set_cookie(Token::end(visit.site()));
    }
    visit.flash(visit.text().plain("sign-out-done"));
    Ok(Redirect::to("/sign-in"))
}

/// "Stay signed in": to have asked is enough, for every page that is asked for keeps the session.
pub(super) async fn keep(visit: Visit) -> Result<StatusCode, PageError> {
    visit.read(|_, _| Ok(())).await?;
    Ok(StatusCode::NO_CONTENT)
}
