//! The page itself, and ending a session.

use crate::access::left_out_of;
use crate::account::Recipient;
use crate::account::session::{self, Session, SessionId};
use crate::account::trusted::{self, Trusted, TrustedId};
use crate::journal::{self, Entry};
use crate::second_factor;
use crate::visit::{Answer, PageError, Signed, Visit, left_out_words};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::Button;
use web::text::Words;
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "own_account/show.html")]
struct AccountPage {
    frame: Frame,
    name: String,
    address: String,
    language: String,
    until: String,
    left_out: Option<String>,
    passkeys: String,
    codes: String,
    devices: Vec<Device>,
    /// Where no code is asked for; `begun` is the last day.
    trusted: Vec<Device>,
}

struct Device {
    words: String,
    seen: String,
    begun: String,
    /// None: the one that is being used.
    end: Option<(String, Button)>,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let now = visit.app().clock.now();
    let signed = visit
        .read(move |tx, actor| {
            let me = Recipient::of(tx, actor.person)?.ok_or(PageError::Invisible)?;
            let account = actor.account;
            let (has, sessions) = (second_factor::has(tx, account)?, session::of_account(tx, account, now)?);
            Ok((me, has, sessions, trusted::of_account(tx, account, now)?))
        })
        .await?;
    let t = signed.text();
    let (me, has, sessions, trusted) = &signed.value;
    let codes = if has.codes.is_some() { "account-codes-on" } else { "account-codes-off" };
    AccountPage {
        frame: signed.frame(t.plain("account-title")),
        name: me.name.spoken(),
        address: me.address.clone(),
        language: language_words(&t, me),
        left_out: left_out_words(&t, &left_out_of(&signed.actor.held)),
        until: dates::time(signed.session.until(), &visit.app().zone, t.lang),
        passkeys: t.text("account-passkey-count").put("count", has.passkeys.unsigned_abs()).plain(),
        codes: t.plain(codes),
        trusted: trusted.iter().map(|one| trusted_device(&visit, one)).collect(),
        devices: sessions.iter().map(|one| device(&visit, &signed, one)).collect(),
    }
    .answer()
}

fn language_words(t: &Words, me: &Recipient) -> String {
    match me.language {
        web::text::Lang::English => t.plain("account-english"),
        web::text::Lang::Welsh => t.plain("account-welsh"),
    }
}

fn moment(visit: &Visit, at: Timestamp) -> String {
    let (t, zone) = (visit.text(), &visit.app().zone);
    t.text("account-moment")
        .put("day", dates::day_of(at, zone, t.lang))
        .put("time", dates::time(at, zone, t.lang))
        .plain()
}

fn device_words(visit: &Visit, words: &str) -> String {
    if words.is_empty() { visit.text().plain("account-unknown-device") } else { words.to_owned() }
}

fn trusted_device(visit: &Visit, one: &Trusted) -> Device {
    let (t, words) = (visit.text(), device_words(visit, &one.device));
    let button = Button::secondary(t.text("account-trusted-end").put("device", words.as_str()));
    Device {
        seen: moment(visit, one.used_at),
        begun: dates::day_of(one.ends_at, &visit.app().zone, t.lang),
        end: Some((format!("/account/trusted/{}/ending", one.id), button)),
        words,
    }
}

fn device<T>(visit: &Visit, signed: &Signed<T>, one: &Session) -> Device {
    let t = visit.text();
    let moment = |at: Timestamp| moment(visit, at);
    let is_here = one.id == signed.session.id;
    let words = device_words(visit, &one.device);
    let button = Button::secondary(
        t.text("account-end").put("device", words.as_str()).put("time", moment(one.created_at)),
    );
    Device {
        seen: if is_here { t.plain("account-here") } else { moment(one.last_seen_at) },
        begun: moment(one.created_at),
        end: (!is_here).then(|| (format!("/account/sessions/{}/ending", one.id), button)),
        words,
    }
}

pub(super) async fn end_session(
    visit: Visit,
    Path(id): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let id: SessionId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let ended = session::end_one(tx, actor.account, id)?;
            if ended == 1 {
                journal::write(tx, stamp, &Entry::of("session.ended", "account", actor.account))?;
            }
            Ok(ended)
        })
        .await?;
    // Ended already is as good as ended now; somebody else's was never there.
    visit.flash(signed.text().plain("account-ended"));
    Ok(Redirect::to("/account").into_response())
}

/// From now on a code is asked for there too.
pub(super) async fn end_trust(
    visit: Visit,
    Path(id): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let id: TrustedId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let ended = trusted::end_one(tx, actor.account, id)?;
            if ended == 1 {
                journal::write(tx, stamp, &Entry::of("trust.ended", "account", actor.account))?;
            }
            Ok(ended)
        })
        .await?;
    visit.flash(signed.text().plain("account-trust-ended"));
    Ok(Redirect::to("/account").into_response())
}
