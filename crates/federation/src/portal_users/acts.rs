//! Ticking people, and what is done with those ticked: another link, access taken back. The number is typed first.

use super::LIST_NAME;
use super::asked::{LIST, asked};
use super::list::matching;
use crate::access::{self, Clause, GrantAccess};
use crate::person::PersonId;
use crate::rollout;
use crate::selection::{self, Frozen, Matching, SelectionId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Input, InsetText};
use web::list::{ListQuery, Pick};
use web::{Errors, Form, Frame};

/// So many at once: a page does not wait for more. A batch has no such bound.
const MOST: u64 = 2_000;

pub(super) async fn pick(visit: Visit, form: Form) -> Result<Response, PageError> {
    let back = web::look::local(form.get("back"));
    let (path, query) = back.split_once('?').unwrap_or((back.as_str(), ""));
    let wanted = asked(&ListQuery::parse(&LIST, path, query), visit.app().clock.now());
    let pick = Pick::of(&form);
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let open = selection::open(tx, stamp, actor.person, LIST_NAME)?;
            let id = |word: &str| word.parse::<PersonId>().ok();
            selection::pick(tx, stamp, open, &pick, id, |tx| {
                let clause = matching(tx.engine(), &wanted);
                Ok(Matching { column: "account.person_id", from: "account", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().plain("users-too-many"));
    }
    Ok(Redirect::to(&back).into_response())
}

pub(super) async fn choose(visit: Visit, form: Form) -> Result<Response, PageError> {
    let word = form.get("act").to_owned();
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let open = selection::current(tx, actor.person, LIST_NAME)?;
            let Some(open) = open.filter(|o| (1..=MOST).contains(&o.count)) else { return Ok(None) };
            let known = ["resend", "revoke"].contains(&word.as_str());
            match known {
                true => {
                    Ok(Some(format!("/portal-users/acts/{word}/{}", selection::freeze(tx, stamp, open)?.id)))
                }
                false => Ok(None),
            }
        })
        .await?;
    match signed.value {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => {
            visit.flash(signed.text().text("users-nothing").put("most", MOST).plain());
            Ok(Redirect::to("/portal-users").into_response())
        }
    }
}

#[derive(Template)]
#[template(path = "batch_pages/confirm.html")]
struct ConfirmPage {
    frame: Frame,
    said: String,
    note: InsetText,
    typed: Input,
    send: Button,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Resend,
    Revoke,
}

impl Act {
    fn of(word: &str) -> Result<Self, PageError> {
        match word {
            "resend" => Ok(Act::Resend),
            "revoke" => Ok(Act::Revoke),
            _ => Err(PageError::Invisible),
        }
    }
}

async fn ready(visit: &Visit, act: String, id: String) -> Result<Signed<(Act, Frozen)>, PageError> {
    visit
        .read(move |tx, actor| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let id: SelectionId = id.parse().map_err(|_| PageError::Invisible)?;
            let frozen = selection::frozen(tx, actor.person, LIST_NAME, id)?.ok_or(PageError::Invisible)?;
            Ok((Act::of(&act)?, frozen))
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
    if form.get("count").parse::<u64>().ok() != Some(frozen.count) {
        let mut errors = Errors::default();
        errors.add("count", signed.text().text("users-count-wrong").put("count", frozen.count));
        return page(&signed, &errors);
    }
    let (app, head) = (visit.app().clone(), visit.app().letterhead());
    let done = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let mut clause = Clause::all();
            frozen.condition(&mut clause, "account.person_id");
            let sql =
                format!("SELECT account.person_id FROM account WHERE {} ORDER BY account.id", clause.sql);
            let people: Vec<(PersonId,)> = tx.all(&sql, &clause.params())?;
            let people: Vec<PersonId> = people.into_iter().map(|(id,)| id).collect();
            let terms = rollout::terms(tx, &app, actor, None)?;
            let done = match act {
                Act::Resend => rollout::resend(tx, stamp, &head, &terms, &people),
                Act::Revoke => rollout::revoke(tx, stamp, &terms, &people),
            };
            Ok(done?)
        })
        .await?;
    let words = if act == Act::Resend { "users-resent" } else { "users-revoked" };
    let rest = frozen.count.saturating_sub(done.value);
    visit.flash(done.text().text(words).put("done", done.value).put("not", rest).plain());
    Ok(Redirect::to("/portal-users").into_response())
}
