//! An act on those selected: their number is typed first, the first portion is done at once, the rest by itself.

use super::LIST_NAME;
use super::act::{self, Act};
use super::doing;
use crate::access::{self, GrantAccess};
use crate::selection::{self, Frozen, SelectionId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Input, InsetText};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "batch_pages/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    said: String,
    note: InsetText,
    typed: Input,
    send: Button,
}

async fn ready(visit: &Visit, act: String, id: String) -> Result<Signed<(Act, Frozen)>, PageError> {
    visit
        .read(move |tx, actor| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let id: SelectionId = id.parse().map_err(|_| PageError::Invisible)?;
            let frozen = selection::frozen(tx, actor.person, LIST_NAME, id)?.ok_or(PageError::Invisible)?;
            Ok((Act::from_word(&act).ok_or(PageError::Invisible)?, frozen))
        })
        .await
}

pub(super) async fn ask(
    visit: Visit,
    Path((act, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    page(&ready(&visit, act, id).await?, &Errors::default())
}

fn page(signed: &Signed<(Act, Frozen)>, errors: &Errors) -> Result<Response, PageError> {
    let (t, (act, frozen)) = (signed.text(), &signed.value);
    let (title, said, send) = match act {
        Act::Resend => {
            ("users-resend-title", "users-resend-said", Button::primary(t.text("users-resend-send")))
        }
        Act::Revoke => {
            ("users-revoke-title", "users-revoke-said", Button::warning(t.text("users-revoke-send")))
        }
    };
    ConfirmPage {
        said: t.text(said).put("count", frozen.count).plain(),
        note: InsetText::new(t.text("users-frozen")),
        typed: Input::new("count", t.text("users-type-count").put("count", frozen.count))
            .digits()
            .width(5)
            .error(errors.of("count")),
        send,
        frame: signed.frame(t.plain(title)).back("/portal-users").errors(errors),
    }
    .answer()
}

pub(super) async fn confirm(
    visit: Visit,
    Path((act, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let signed = ready(&visit, act, id).await?;
    let (act, frozen) = signed.value;
    if form.get("count").trim().parse::<u64>().ok() != Some(frozen.count) {
        let mut errors = Errors::default();
        errors.add("count", signed.text().text("users-count-wrong").put("count", frozen.count));
        return page(&signed, &errors);
    }
    let (app, head) = (visit.app().clone(), visit.app().letterhead());
    let done = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<GrantAccess>(tx, actor)?;
            let confirmed = act::confirm(tx, stamp, &right, act, &frozen)?;
            Ok((confirmed, doing::run_some(tx, stamp, &app, &head, actor, confirmed)?))
        })
        .await?;
    let (confirmed, outcome) = done.value;
    let words = match (outcome.left, act) {
        (0, Act::Resend) => "users-resent",
        (0, Act::Revoke) => "users-revoked",
        _ => "users-goes-on",
    };
    let t = done.text();
    let said = t.text(words).put("done", outcome.done).put("not", outcome.unchanged);
    visit.flash(said.put("left", outcome.left).plain());
    let whole = outcome.left == 0 && outcome.unchanged == 0;
    let next = if whole { "/portal-users".to_owned() } else { format!("/portal-users/acts/{confirmed}") };
    Ok(Redirect::to(&next).into_response())
}
