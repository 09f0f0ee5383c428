//! The second step: a code from the app, or a recovery code. Going back and loading again work, for the page only reads
//! the cookie of [`Half`]; what was typed before the session ended goes along.

use super::half::Half;
use super::opening::{Here, Opened, Proved, SignedIn, open};
use super::pages::{here, shut, wait_words, welcome};
use crate::account::{Recipient, tries, trusted};
use crate::acting::{Door, Stamp};
use crate::second_factor::{self, Asked, Fault, Taken};
use crate::visit::{Answer, Gate, PageError, Passkey, Visit, local_path, passkey_press};
use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use std::collections::HashMap;
use web::components::{Button, Checkboxes, Html, Input};
use web::cookies::{self, Life};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "sign_in/second_step.html")]
struct StepPage {
    frame: Frame,
    /// None: only a passkey will do.
    code: Option<(Input, Checkboxes, Button)>,
    passkey: Option<Html>,
    back: String,
    kept: String,
}

/// Where one goes on to.
struct Onward {
    back: String,
    kept: String,
}

/// After the right password: an address of its own, so that loading again sends no password. A form that waits cannot go
/// into an address, so then the page itself is the answer.
pub(super) async fn lead_to(
    visit: &Visit,
    half: Half,
    back: String,
    kept: String,
) -> Result<Response, PageError> {
    if kept.is_empty() {
        return go_to(visit, half, &back);
    }
    half.keep(visit)?;
    page(visit, &half, &Onward { back, kept }, &Errors::default())
}

/// The second step, then `back`.
pub fn go_to(visit: &Visit, half: Half, back: &str) -> Result<Response, PageError> {
    half.keep(visit)?;
    let back: String = form_urlencoded::byte_serialize(back.as_bytes()).collect();
    Ok(Redirect::to(&format!("/sign-in/second-step?back={back}")).into_response())
}

pub(super) async fn ask(
    visit: Visit,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let back = local_path(query.get("back").map_or("/", String::as_str));
    match Half::of(&visit, &headers) {
        Some(half) => page(&visit, &half, &Onward { back, kept: String::new() }, &Errors::default()),
        None => Ok(Redirect::to("/sign-in").into_response()),
    }
}

/// What came of a code.
enum Came {
    In(SignedIn, Option<trusted::Marks>, Taken),
    Wrong,
    Wait(Timestamp),
    Shut,
}

pub(super) async fn send(visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, PageError> {
    let onward = Onward { back: local_path(form.get("back")), kept: form.get("kept").to_owned() };
    let Some(half) = Half::of(&visit, &headers) else {
        let notice = Some(visit.text().plain("second-step-late"));
        let gate = Gate { back: onward.back, kept: onward.kept, notice, ..Gate::default() };
        return gate.show(&visit);
    };
    let mut errors = Errors::default();
    if form.get("code").is_empty() || half.asked == Asked::Passkey {
        errors.add("code", visit.text().text("second-step-missing"));
        return page(&visit, &half, &onward, &errors);
    }
    let status = match check(&visit, half, &form).await? {
        Came::In(signed_in, marks, taken) => return enter(&visit, &onward, &signed_in, marks, taken),
        Came::Shut => return shut(&visit, Gate { back: onward.back, ..Gate::default() }),
        Came::Wrong => {
            errors.add("code", visit.text().text("second-step-wrong"));
            StatusCode::OK
        }
        Came::Wait(until) => {
            errors.add("code", wait_words(&visit, until));
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    let mut response = page(&visit, &half, &onward, &errors)?;
    *response.status_mut() = status;
    Ok(response)
}

async fn check(visit: &Visit, half: Half, form: &Form) -> Result<Came, PageError> {
    let (here, head) = (here(visit), visit.app().letterhead());
    let stamp = visit.app().stamp(Some(half.person), Door::Page);
    let typed: String = form.get("code").chars().take(40).collect();
    let trusts = form.get("trust") == "yes";
    let came = visit.app().db.write(move |tx| -> Result<Came, Fault> {
        let Some(to) = Recipient::of(tx, half.person)? else { return Ok(Came::Shut) };
        let counters = counters(&stamp, &half, &here);
        if let Some(until) = tries::count(tx, &stamp, &counters)? {
            return Ok(Came::Wait(until));
        }
        let taken = second_factor::take(tx, &stamp, &head, &to, &typed)?;
        if taken == Taken::Wrong {
            return Ok(Came::Wrong);
        }
        tries::forgive(tx, &counters)?;
        let Opened::In(signed_in) = open(tx, &stamp, half.person, Proved::Both, &here)? else {
            return Ok(Came::Shut);
        };
        let trust = || trusted::trust(tx, &stamp, half.account, &here.device_words, &here.marks);
        let marks = trusts.then(trust).transpose()?;
        Ok(Came::In(signed_in, marks, taken))
    });
    Ok(came.await?)
}

fn counters(stamp: &Stamp, half: &Half, here: &Here) -> Vec<tries::Counter> {
    let account = half.account.to_string();
    match here.device.number(half.account) {
        Some(number) => tries::Counter::code_known(&stamp.secret, &account, &number),
        None => tries::Counter::code(&stamp.secret, &account, &here.place),
    }
}

fn enter(
    visit: &Visit,
    onward: &Onward,
    signed_in: &SignedIn,
    marks: Option<trusted::Marks>,
    taken: Taken,
) -> Result<Response, PageError> {
    if let Some(marks) = marks {
        let seconds = u64::try_from(trusted::VALID_DAYS * 24 * 60 * 60).unwrap_or_default();
        let life = Life::Seconds(seconds);
        visit.set_cookie(cookies::write(visit.site(), trusted::COOKIE, &marks.cookie(), life));
    }
    if let Taken::Recovery(left) = taken {
        visit.flash(visit.text().text("second-step-recovery").put("left", left).plain());
    }
    welcome(visit, &onward.back, &onward.kept, signed_in)
}

fn page(visit: &Visit, half: &Half, onward: &Onward, errors: &Errors) -> Result<Response, PageError> {
    let t = visit.text();
    let code = || {
        let code = Input::new("code", t.text("second-step-code"))
            .hint(t.text("second-step-hint"))
            .autocomplete("one-time-code")
            .digits()
            .width(20)
            .error(errors.of("code"));
        let trust = Checkboxes::new("trust", t.text("second-step-device"))
            .hint(t.text("second-step-device-hint"))
            .option("yes", t.text("second-step-trust").put("days", trusted::VALID_DAYS.unsigned_abs()));
        (code, trust, Button::primary(t.text("second-step-send")))
    };
    StepPage {
        frame: visit.frame(t.plain("second-step-title")).with_form(visit).errors(errors).back("/sign-in"),
        code: (half.asked == Asked::Code).then(code),
        passkey: passkey_press(visit, Passkey::Known, &onward.back, &onward.kept)?,
        back: onward.back.clone(),
        kept: onward.kept.clone(),
    }
    .answer()
}
