//! Acts on many rows: shown with their number, confirmed by typing it, done.

use super::acts::{batch_of, fault};
use super::list_name;
use crate::invitee::BatchId;
use crate::rollout::{self, Act, Batch, Chosen, RolloutError};
use crate::selection::{self, Frozen, SelectionId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
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

struct Ready {
    batch: Batch,
    act: Act,
    chosen: Chosen,
    count: u64,
}

async fn ready(visit: &Visit, id: String, act: String) -> Result<Signed<Ready>, PageError> {
    let selection = selection_of(visit);
    visit
        .read(move |tx, actor| {
            let batch = batch_of(tx, actor, &id)?.1;
            let act = Act::from_word(&act).filter(|a| *a != Act::Remind).ok_or(PageError::Invisible)?;
            let chosen = chosen(tx, actor.person, batch.id, selection)?;
            let count = rollout::count(tx, batch.id, act, &chosen)?;
            Ok(Ready { batch, act, chosen, count })
        })
        .await
}

fn selection_of(visit: &Visit) -> Option<String> {
    let query = visit.path().split_once('?').map_or("", |(_, q)| q);
    form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "chosen").map(|(_, v)| v.into_owned())
}

/// The frozen selection that an address names, one's own; or all rows.
fn chosen(
    tx: &mut Tx<'_>,
    person: crate::person::PersonId,
    batch: BatchId,
    selection: Option<String>,
) -> Result<Chosen, PageError> {
    let Some(id) = selection else { return Ok(Chosen::All) };
    let id: SelectionId = id.parse().map_err(|_| PageError::Invisible)?;
    let frozen: Frozen = selection::frozen(tx, person, &list_name(batch), id)?.ok_or(PageError::Invisible)?;
    Ok(Chosen::Selected(frozen))
}

pub(super) async fn ask(
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
) -> Result<Response, PageError> {
    page(&ready(&visit, id, act).await?, "", &Errors::default())
}

fn page(signed: &Signed<Ready>, typed: &str, errors: &Errors) -> Result<Response, PageError> {
    let (t, ready) = (signed.text(), &signed.value);
    let (title, said, send) = match ready.act {
        Act::Invite | Act::Remind => ("batch-invite-title", "batch-invite-said", "batch-invite-send"),
        Act::Resend => ("batch-resend-title", "batch-resend-said", "batch-resend-send"),
        Act::Revoke => ("batch-revoke-title", "batch-revoke-said", "batch-revoke-send"),
        Act::Again => ("batch-again-title", "batch-again-said", "batch-again-send"),
    };
    let which = if matches!(ready.chosen, Chosen::All) { "batch-which-all" } else { "batch-which-selected" };
    let button = match ready.act {
        Act::Revoke => Button::warning(t.text(send)),
        _ => Button::primary(t.text(send)),
    };
    ConfirmPage {
        said: t.text(said).put("count", ready.count).plain(),
        note: InsetText::new(t.text(which)),
        typed: Input::new("count", t.text("batch-type-count").put("count", ready.count))
            .digits()
            .width(5)
            .value(typed)
            .error(errors.of("count")),
        send: button,
        frame: signed
            .frame(t.plain(title))
            .back(format!("/rollouts/batches/{}", ready.batch.id))
            .errors(errors),
    }
    .answer()
}

pub(super) async fn confirm(
    visit: Visit,
    Path((id, act)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let typed: String = form.get("count").chars().filter(char::is_ascii_digit).take(9).collect();
    let (number, selection) = (typed.parse::<u64>().unwrap_or(0), selection_of(&visit));
    let (app, head) = (visit.app().clone(), visit.app().letterhead());
    let (batch_id, act_word) = (id.clone(), act.clone());
    let done = visit
        .act(move |tx, actor, stamp| {
            let (right, batch) = batch_of(tx, actor, &batch_id)?;
            let act = Act::from_word(&act_word).filter(|a| *a != Act::Remind).ok_or(PageError::Invisible)?;
            let chosen = chosen(tx, actor.person, batch.id, selection)?;
            let terms = rollout::terms(tx, &app, actor, Some(batch.id))?;
            let confirmed = match rollout::confirm(tx, stamp, &right, batch.id, act, &chosen, number) {
                Ok(confirmed) => confirmed,
                Err(RolloutError::CountIs(now)) => return Ok(Err(now)),
                Err(other) => return Err(fault(other)),
            };
            let outcome = rollout::run_some(tx, stamp, &head, &terms, confirmed).map_err(fault)?;
            Ok(Ok((act, outcome)))
        })
        .await?;
    let t = done.text();
    match done.value {
        Ok((act, outcome)) => {
            let words = match (outcome.left, act) {
                (0, Act::Invite | Act::Resend | Act::Remind) => "batch-done-invited",
                (0, _) => "batch-done",
                _ => "batch-goes-on",
            };
            let said = t
                .text(words)
                .put("done", outcome.done)
                .put("not", outcome.not_done)
                .put("left", outcome.left);
            visit.flash(said.plain());
            Ok(Redirect::to(&format!("/rollouts/batches/{id}")).into_response())
        }
        Err(now) => {
            let mut errors = Errors::default();
            let words = if now == 0 { "batch-count-none" } else { "batch-count-wrong" };
            errors.add("count", t.text(words).put("count", now));
            page(&ready(&visit, id, act).await?, &typed, &errors)
        }
    }
}
