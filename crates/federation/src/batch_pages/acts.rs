//! Ticking rows, and the buttons for many of them: what needs no number is done, the rest is confirmed first.

use super::list_name;
use super::narrowing::{LIST, asked};
use crate::access::{self, Clause, GrantAccess, ManageContacts};
use crate::invitee::{BatchId, InviteeId};
use crate::message;
use crate::rollout::{self, Act, Batch, RolloutError, Whom};
use crate::selection::{self, Matching};
use crate::visit::{PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::Form;
use web::list::{ListQuery, Pick};

/// The buttons that begin a notice.
const NOTICES: [(&str, Whom); 2] = [("notice", Whom::All), ("notice-rest", Whom::NotTold)];

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
            selection::pick(tx, stamp, open, &pick, row, |tx| {
                let clause = rollout::matching(tx.engine(), batch.id, &asked(&query));
                Ok(Matching { column: "rollout_row.id", from: "rollout_row", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().plain("batch-too-many"));
    }
    Ok(Redirect::to(&back).into_response())
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
            let (right, batch) = batch_of(tx, actor, &id)?;
            let path = format!("/rollouts/batches/{}", batch.id);
            let open = selection::current(tx, actor.person, &list_name(batch.id))?.filter(|o| o.count > 0);
            if let Some(act) = Act::from_word(&word).filter(|a| *a != Act::Remind) {
                let chosen = match open {
                    Some(open) => format!("?chosen={}", selection::freeze(tx, stamp, open)?.id),
                    None => String::new(),
                };
                return Ok((format!("{path}/acts/{}{chosen}", act.word()), None));
            }
            if let Some((_, whom)) = NOTICES.into_iter().find(|(key, _)| *key == word) {
                let writer = message::writer(tx, actor)?;
                let among = open.map(|open| selection::freeze(tx, stamp, open)).transpose()?;
                return match tx
                    .attempt(|tx| rollout::begin_notice(tx, stamp, &right, &writer, batch.id, (whom, among)))
                {
                    Ok(message) => Ok((format!("/messages/{message}/text"), None)),
                    Err(RolloutError::Nobody) => Ok((path, Some(("batch-notice-nobody", 0)))),
                    Err(RolloutError::TooMany) => Ok((path, Some(("batch-too-many", 0)))),
                    Err(other) => Err(fault(other)),
                };
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

/// What no form can mend.
pub(super) fn fault(error: RolloutError) -> PageError {
    match error {
        RolloutError::Invisible => PageError::Invisible,
        RolloutError::Denied(denied) => denied.into(),
        RolloutError::Fault(fault) => fault.into(),
        other => other.into(),
    }
}
