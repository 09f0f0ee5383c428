//! Ticking rows, and acts on many of them: chosen, shown with their number, confirmed by typing it, done.

use super::list::{LIST, asked};
use super::list_name;
use crate::access::{self, Clause, GrantAccess, ManageContacts};
use crate::invitee::{BatchId, InviteeId};
use crate::rollout::{self, Act, Batch, Chosen, RolloutError};
use crate::selection::{self, Frozen, Matching, SelectionId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Input, InsetText};
use web::list::{ListQuery, Pick};
use web::{Errors, Form, Frame};

/// Records changed by one press.
const OFFERED: usize = 300;

pub(super) async fn pick(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let back = web::look::local(form.get("back"));
    let (path, query) = back.split_once('?').unwrap_or((back.as_str(), ""));
    let query = ListQuery::parse(&LIST, path, query);
    let pick = Pick::of(&form);
    let signed = visit
        .act(move |tx, actor, stamp| {
            let batch = batch_of(tx, actor, &id)?.1;
            let open = selection::open(tx, stamp, actor.person, &list_name(batch.id))?;
            let row = |word: &str| word.parse::<InviteeId>().ok();
            selection::pick(tx, stamp, open, &pick, row, |_| {
                let clause = matching(batch.id, &asked(&query));
                Ok(Matching { column: "rollout_row.id", from: "rollout_row", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().plain("batch-too-many"));
    }
    Ok(Redirect::to(&back).into_response())
}

fn matching(batch: BatchId, asked: &rollout::Asked) -> Clause {
    let mut clause = Clause::equal("rollout_row.batch_id", batch);
    if let Some(state) = asked.state {
        let state = clause.bind(state.word());
        clause.and(&format!("rollout_row.state = {state}"));
    }
    if asked.finding != 0 {
        let bit = clause.bind(asked.finding);
        clause.and(&format!("(rollout_row.findings & CAST({bit} AS BIGINT)) <> 0"));
        clause.and("rollout_row.state IN ('draft', 'blocked', 'excluded')");
    }
    clause
}

/// The right and the batch that an address names.
pub(super) fn batch_of(
    tx: &mut Tx<'_>,
    actor: &access::Actor,
    id: &str,
) -> Result<(access::Right<GrantAccess>, Batch), PageError> {
    let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
    let id: BatchId = id.parse().map_err(|_| PageError::Invisible)?;
    let batch = rollout::batch(tx, &right, id)?.ok_or(PageError::Invisible)?;
    Ok((right, batch))
}

/// The button that was pressed: what needs no number is done, for the rest one is asked.
pub(super) async fn choose(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (word, app) = (form.get("act").to_owned(), visit.app().clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let batch = batch_of(tx, actor, &id)?.1;
            let path = format!("/rollouts/batches/{}", batch.id);
            let open = selection::current(tx, actor.person, &list_name(batch.id))?.filter(|o| o.count > 0);
            if let Some(act) = Act::from_word(&word).filter(|a| *a != Act::Remind) {
                let chosen = match open {
                    Some(open) => format!("?chosen={}", selection::freeze(tx, stamp, open)?.id),
                    None => String::new(),
                };
                return Ok((format!("{path}/acts/{}{chosen}", act.word()), None));
            }
            let terms = rollout::terms(tx, &app, actor, Some(batch.id))?;
            let done = match (word.as_str(), open) {
                ("check", _) => ("batch-checked", rollout::check_all(tx, stamp, &terms, batch.id)?),
                ("offered", _) => {
                    let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
                    let done = rollout::use_offered(tx, stamp, &right, &terms, batch.id, OFFERED)?;
                    ("batch-offered", done)
                }
                ("remove", Some(open)) => {
                    let frozen = selection::freeze(tx, stamp, open)?;
                    let mut clause = Clause::equal("rollout_row.batch_id", batch.id);
                    frozen.condition(&mut clause, "rollout_row.id");
                    let sql = format!("SELECT rollout_row.n FROM rollout_row WHERE {}", clause.sql);
                    let numbers: Vec<(i64,)> = tx.all(&sql, &clause.params())?;
                    let numbers: Vec<i64> = numbers.into_iter().map(|(n,)| n).collect();
                    ("batch-removed", rollout::remove(tx, stamp, &terms, batch.id, &numbers)?)
                }
                _ => ("batch-nothing", 0),
            };
            Ok((path, Some(done)))
        })
        .await?;
    let (path, done) = &signed.value;
    if let Some((words, count)) = done {
        visit.flash(signed.text().text(words).put("count", *count).plain());
    }
    Ok(Redirect::to(path).into_response())
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

/// What no form can mend.
pub(super) fn fault(error: RolloutError) -> PageError {
    match error {
        RolloutError::Invisible => PageError::Invisible,
        RolloutError::Denied(denied) => denied.into(),
        RolloutError::Fault(fault) => fault.into(),
        other => other.into(),
    }
}
