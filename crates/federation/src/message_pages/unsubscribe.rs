//! The page behind the link at the end of marketing. Opening it changes nothing, for mail scanners open links; a press
//! does. A mail program may press for its reader (RFC 8058): it has no cookie and no token of ours, and what proves the
//! press is the signature in the address. That is why this handler alone takes the body as it comes.

use crate::acting::Door;
use crate::mail::unsubscribing;
use crate::message::unsubscribed::{self, Reader, Source};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::Button;
use web::text::Lang;
use web::{Chrome, Form, Frame};

#[derive(Template)]
#[template(path = "message_pages/unsubscribe.html")]
struct UnsubscribePage {
    frame: Frame,
    words: String,
    note: String,
    press: Option<(&'static str, Button)>,
}

async fn reader(visit: &Visit, token: &str) -> Result<Reader, PageError> {
    let app = visit.app();
    let mail = unsubscribing::mail_of(&app.secret, token).ok_or(PageError::Invisible)?;
    let stamp = app.stamp(None, Door::Page);
    let found = app.db.read(move |tx| unsubscribed::reader(tx, &stamp, mail)).await?;
    found.ok_or(PageError::Invisible)
}

pub(super) async fn ask(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let reader = reader(&visit, &token).await?;
    // In the language of the mail, unless another was chosen in this browser.
    let lang = Lang::parse(&reader.language).filter(|_| visit.look().lang.is_none());
    visit.dress(Chrome { lang, ..Chrome::default() });
    let t = visit.text();
    let federation = visit.app().settings.name.clone();
    let (title, words, press) = match reader.is_out {
        false => (
            "unsubscribe-title",
            "unsubscribe-words",
            ("leave", Button::primary(t.text("unsubscribe-press"))),
        ),
        true => (
            "unsubscribe-out-title",
            "unsubscribe-out-words",
            ("return", Button::secondary(t.text("unsubscribe-return"))),
        ),
    };
    UnsubscribePage {
        frame: visit.frame(t.plain(title)).with_form(&visit),
        words: t.text(words).put("federation", federation).put("address", masked(&reader.address)).plain(),
        note: t.plain("unsubscribe-note"),
        press: Some(press),
    }
    .answer()
}

/// Whoever was handed the link need not learn the whole address: "m…@council.example".
fn masked(address: &str) -> String {
    let (own, domain) = address.split_once('@').unwrap_or((address, ""));
    let first: String = own.chars().take(1).collect();
    format!("{first}…@{domain}")
}

/// What a mail program sends, in a form of either kind.
const ONE_PRESS: &str = "One-Click";
/// Programs send a few dozen bytes.
const MOST: usize = 4_096;

pub(super) async fn press(
    visit: Visit,
    Path(token): Path<String>,
    body: Bytes,
) -> Result<Response, PageError> {
    let reader = reader(&visit, &token).await?;
    let body = body.get(..body.len().min(MOST)).unwrap_or_default();
    let form = Form::parse(body);
    // Only an address that we signed gets here; nobody can make a browser press for a reader whose link they lack.
    visit.web().proven_otherwise();
    let one_press = String::from_utf8_lossy(body).contains(ONE_PRESS);
    let back = form.get("press") == "return" && !one_press;
    let source = if one_press { Source::OnePress } else { Source::Page };
    let stamp = visit.app().stamp(None, Door::Page);
    let done = visit.app().db.write(move |tx| match back {
        true => unsubscribed::come_back(tx, &stamp, &reader),
        false => unsubscribed::leave(tx, &stamp, &reader, source),
    });
    done.await?;
    if one_press {
        return Ok("".into_response());
    }
    Ok(Redirect::to(&format!("/unsubscribe/{token}")).into_response())
}
