//! Repairs of one row, each by one press, and acts on it alone.

use super::acts::fault;
use super::row::{self, row_of};
use crate::access::{self, ManageContacts};
use crate::person::PersonId;
use crate::record::RecordError;
use crate::rollout::{self, Act, Chosen, Repaired, RolloutError};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::{Errors, Form};

/// What came of a repair, or the sentence for its field.
type Came = Result<Repaired, String>;

fn came(result: Result<Repaired, RolloutError>) -> Result<Came, PageError> {
    match result {
        Ok(repaired) => Ok(Ok(repaired)),
        Err(RolloutError::Record(RecordError::Invisible)) => Err(PageError::Invisible),
        Err(RolloutError::Record(
            error @ (RecordError::Invalid(_) | RecordError::Refused(_) | RecordError::Conflict(_)),
        )) => Ok(Err(error.to_string())),
        Err(other) => Err(fault(other)),
    }
}

pub(super) async fn address(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let typed: String = form.get("address").chars().take(254).collect();
    let (app, row, entered) = (visit.app().clone(), id.clone(), typed.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (_, terms, row) = row_of(tx, &app, actor, &row)?;
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            came(tx.attempt(|tx| rollout::address(tx, stamp, &right, &terms, &row, &entered)))
        })
        .await?;
    answer(visit, signed, id, "address", &typed).await
}

pub(super) async fn person(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (app, row, chosen) = (visit.app().clone(), id.clone(), form.get("person").parse::<PersonId>().ok());
    let missing = visit.text().plain("row-person-missing");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (_, terms, row) = row_of(tx, &app, actor, &row)?;
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let Some(person) = chosen else { return Ok(Err(missing)) };
            came(tx.attempt(|tx| rollout::choose(tx, stamp, &right, &terms, &row, person)))
        })
        .await?;
    answer(visit, signed, id, "q", "").await
}

pub(super) async fn other(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (app, row, what) = (visit.app().clone(), id.clone(), form.get("do").to_owned());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (_, terms, row) = row_of(tx, &app, actor, &row)?;
            came(match what.as_str() {
                "keep" => rollout::keep_address(tx, stamp, &terms, &row),
                "anyway" => rollout::grant_anyway(tx, stamp, &terms, &row),
                "back" => rollout::put_back(tx, stamp, &terms, &row),
                "remove" => rollout::remove(tx, stamp, &terms, row.standing.batch, &[row.number()])
                    .map(|_| Repaired { state: crate::invitee::State::Excluded, findings: Vec::new() }),
                _ => Err(RolloutError::Invisible),
            })
        })
        .await?;
    answer(visit, signed, id, "address", "").await
}

/// Says what came of it and leads back to the row, or shows the row again with the sentence at its field.
async fn answer(
    visit: Visit,
    signed: Signed<Came>,
    id: String,
    field: &'static str,
    typed: &str,
) -> Result<Response, PageError> {
    let t = signed.text();
    match &signed.value {
        Ok(repaired) => {
            let words = match repaired.state {
                crate::invitee::State::Draft => "row-mended",
                crate::invitee::State::Excluded => "row-left-out",
                _ => "row-more",
            };
            visit.flash(t.plain(words));
            Ok(Redirect::to(&format!("/rollouts/rows/{id}")).into_response())
        }
        Err(sentence) => {
            let mut errors = Errors::default();
            errors.add(field, sentence.clone());
            let ready = row::ready(&visit, id).await?;
            row::page(&visit, &ready, typed, &errors)
        }
    }
}

/// An act on this row alone needs no number: the page shows whom it concerns.
pub(super) async fn act(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (app, row, word) = (visit.app().clone(), id.clone(), form.get("act").to_owned());
    let head = visit.app().letterhead();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, terms, row) = row_of(tx, &app, actor, &row)?;
            let act = Act::from_word(&word).filter(|a| *a != Act::Remind).ok_or(PageError::Invisible)?;
            let (batch, chosen) = (row.standing.batch, Chosen::One(row.id));
            match rollout::confirm(tx, stamp, &right, batch, act, &chosen, 1) {
                Ok(confirmed) => {
                    Ok(rollout::run_some(tx, stamp, &head, &terms, confirmed).map_err(fault)?.done)
                }
                Err(RolloutError::CountIs(_)) => Ok(0),
                Err(other) => Err(fault(other)),
            }
        })
        .await?;
    let words = if signed.value == 1 { "row-done" } else { "row-not-done" };
    visit.flash(signed.text().plain(words));
    Ok(Redirect::to(&format!("/rollouts/rows/{id}")).into_response())
}
