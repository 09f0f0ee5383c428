//! Codes from an app: the picture and the key, the first code that switches them on, the recovery codes that are seen
//! once, new ones, and switching off.

use super::fresh::{Fresh, Mine, fresh};
use super::passkeys::kept_words;
use super::qr;
use super::rule::may_remain;
use crate::account::tries;
use crate::acting::{Door, Stamp};
use crate::second_factor::{Has, codes, recovery};
use crate::sign_in::wait_words;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::{Button, Html, Input};
use web::{Errors, Form, Frame};

const HERE: &str = "/account/second-factor";

#[derive(Template)]
#[template(path = "own_sign_in/set_up.html")]
struct SetUpPage {
    frame: Frame,
    picture: Option<Html>,
    key: String,
    address: String,
    code: Input,
    save: Button,
}

#[derive(Template)]
#[template(path = "own_sign_in/codes.html")]
struct CodesPage {
    frame: Frame,
    since: String,
    left: u64,
    renew: Button,
    off: Button,
}

#[derive(Template)]
#[template(path = "own_sign_in/recovery.html")]
struct RecoveryPage {
    frame: Frame,
    address: String,
    codes: Vec<String>,
    on: Button,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => page(&visit, &mine, &Errors::default()).await,
        Fresh::No(response) => Ok(response),
    }
}

async fn page(visit: &Visit, mine: &Signed<Mine>, errors: &Errors) -> Result<Response, PageError> {
    match mine.value.has.codes {
        Some(since) => status(visit, mine, since, errors).await,
        None => set_up(visit, mine, errors),
    }
}

fn set_up(visit: &Visit, mine: &Signed<Mine>, errors: &Errors) -> Result<Response, PageError> {
    let (t, me) = (mine.text(), &mine.value.me);
    let key = codes::offered_key(&stamp(visit), me.account, mine.session.id);
    let letters: Vec<char> = key.text().chars().collect();
    let address = key.address(&visit.app().settings.name, &me.address);
    SetUpPage {
        frame: mine.frame(t.plain("codes-title")).with_form(visit).errors(errors).back("/account"),
        picture: qr::picture(&address),
        key: letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" "),
        address,
        code: Input::new("code", t.text("codes-code"))
            .hint(t.text("codes-code-hint"))
            .autocomplete("one-time-code")
            .digits()
            .width(10)
            .error(errors.of("code")),
        save: Button::primary(t.text("codes-save")),
    }
    .answer()
}

fn stamp(visit: &Visit) -> Stamp {
    visit.app().stamp(None, Door::Page)
}

async fn status(
    visit: &Visit,
    mine: &Signed<Mine>,
    since: Timestamp,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, account) = (mine.text(), mine.value.me.account);
    let left = visit.app().db.read(move |tx| recovery::left(tx, account)).await?;
    CodesPage {
        frame: mine.frame(t.plain("codes-title")).with_form(visit).errors(errors).back("/account"),
        since: dates::day_of(since, &visit.app().zone, t.lang),
        left,
        renew: Button::secondary(t.text("codes-renew")),
        off: Button::warning(t.text("codes-off")),
    }
    .answer()
}

/// What came of the first code.
enum Came {
    On(Vec<String>),
    Wrong,
    Wait(Timestamp),
}

pub(super) async fn switch_on(visit: Visit, form: Form) -> Result<Response, PageError> {
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    if mine.value.has.codes.is_some() {
        return Ok(Redirect::to(HERE).into_response());
    }
    let (me, head, session) = (mine.value.me.clone(), visit.app().letterhead(), mine.session.id);
    let typed = form.get("code").to_owned();
    let door = visit.before_second_factor();
    let came = door.act(move |tx, _, stamp| {
        let counters = tries::Counter::code_known(&stamp.secret, &me.account.to_string(), "set up");
        if let Some(until) = tries::count(tx, stamp, &counters)? {
            return Ok(Came::Wait(until));
        }
        let key = codes::offered_key(stamp, me.account, session);
        let shown = codes::switch_on(tx, stamp, &head, &me, &key, &typed)?;
        let Some(shown) = shown else { return Ok(Came::Wrong) };
        tries::forgive(tx, &counters)?;
        Ok(Came::On(shown))
    });
    let mut errors = Errors::default();
    let status = match came.await?.value {
        Came::On(shown) => return recovery_page(&visit, &mine, shown),
        Came::Wrong => {
            errors.add("code", mine.text().text("codes-wrong"));
            StatusCode::OK
        }
        Came::Wait(until) => {
            errors.add("code", wait_words(&visit, until));
            StatusCode::TOO_MANY_REQUESTS
        }
    };
    let mut response = page(&visit, &mine, &errors).await?;
    *response.status_mut() = status;
    Ok(response)
}

fn recovery_page(visit: &Visit, mine: &Signed<Mine>, codes: Vec<String>) -> Result<Response, PageError> {
    let t = mine.text();
    RecoveryPage {
        frame: visit.frame(t.plain("recovery-title")),
        address: mine.value.me.address.clone(),
        codes,
        on: Button::link(t.text("recovery-on"), "/"),
    }
    .answer()
}

pub(super) async fn renew(visit: Visit, _form: Form) -> Result<Response, PageError> {
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    if mine.value.has.codes.is_none() {
        return Ok(Redirect::to(HERE).into_response());
    }
    let (me, head) = (mine.value.me.clone(), visit.app().letterhead());
    let signed = visit.act(move |tx, _, stamp| Ok(recovery::renew(tx, stamp, &head, &me)?)).await?;
    recovery_page(&visit, &mine, signed.value)
}

pub(super) async fn switch_off(visit: Visit, _form: Form) -> Result<Response, PageError> {
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    let rest = Has { codes: None, ..mine.value.has };
    if let Err(kept) = may_remain(rest, mine.actor.access.second_factor, mine.value.password) {
        let mut errors = Errors::default();
        errors.add("", mine.text().text(kept_words(kept)));
        return page(&visit, &mine, &errors).await;
    }
    let (me, head) = (mine.value.me.clone(), visit.app().letterhead());
    visit.act(move |tx, _, stamp| Ok(codes::switch_off(tx, stamp, &head, &me)?)).await?;
    visit.flash(mine.text().plain("codes-are-off"));
    Ok(Redirect::to("/account").into_response())
}
