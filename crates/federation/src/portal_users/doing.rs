//! A portion of a confirmed act, and the job that goes on with it: each portion with the facts, and the right of whoever
//! confirmed it, as they are at that moment.

use super::act::{Act, DONE, PortalActId, WAITS};
use crate::access::{self, Actor, Denied, GrantAccess};
use crate::account::Letterhead;
use crate::acting::{Door, Stamp};
use crate::mail::run::RunId;
use crate::person::PersonId;
use crate::rollout::{self, Came, RolloutError};
use crate::visit::App;
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job, JobError, Options};
use store::{StoreError, ToValue, Tx, Value};

/// The kind of the job.
pub const JOB: &str = "portal_users.act";
/// So many at once: a page does not wait for more, and no writer waits long behind it.
const PORTION: i64 = 1_000;
/// Whoever confirmed it may no more.
const NO_RIGHT: &str = "no-right";

/// What came of a portion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub done: u64,
    pub unchanged: u64,
    /// Those who still wait.
    pub left: u64,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    act: PortalActId,
}

/// Does the next portion of an act. The rest is put into the queue.
pub fn run_some(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    app: &App,
    head: &Letterhead,
    actor: &Actor,
    id: PortalActId,
) -> Result<Outcome, RolloutError> {
    let (kind, mut run): (String, Option<RunId>) =
        tx.one("SELECT kind, run_id FROM portal_act WHERE id = ?1", &[&id])?;
    let Some(act) = Act::from_word(&kind) else { return Ok(Outcome::default()) };
    let lock = tx.pick("", "FOR UPDATE");
    let sql = format!(
        "SELECT n, person_id FROM portal_act_person WHERE act_id = ?1 AND outcome = '{WAITS}' ORDER BY n LIMIT {PORTION} {lock}"
    );
    let rows: Vec<(i64, PersonId)> = tx.all(&sql, &[&id])?;
    let people: Vec<PersonId> = rows.iter().map(|(_, person)| *person).collect();
    let terms = rollout::terms(tx, app, actor, None)?;
    let came = match act {
        Act::Resend => rollout::resend(tx, stamp, head, &terms, &mut run, &people)?,
        Act::Revoke => rollout::revoke(tx, stamp, &terms, &people)?,
    };
    let words: Vec<&str> = came.iter().map(|(_, came)| word(*came)).collect();
    tx.batch(
        "UPDATE portal_act_person SET outcome = ?2 WHERE n = ?1",
        rows.iter().zip(&words).map(|((n, _), word)| [n.to_value(), Value::Text((*word).to_owned())]),
    )?;
    tx.run("UPDATE portal_act SET run_id = ?2 WHERE id = ?1", &[&id, &run])?;
    let done = words.iter().filter(|word| **word == DONE).count() as u64;
    counted(tx, stamp, id, done, words.len() as u64 - done)
}

fn word(came: Came) -> &'static str {
    match came {
        Came::Done => DONE,
        Came::Left(why) => why,
    }
}

/// Adds up; when nobody waits any more the act is over.
fn counted(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: PortalActId,
    done: u64,
    unchanged: u64,
) -> Result<Outcome, RolloutError> {
    tx.run(
        "UPDATE portal_act SET done = done + ?2, unchanged = unchanged + ?3 WHERE id = ?1",
        &[&id, &(done as i64), &(unchanged as i64)],
    )?;
    let (left,): (i64,) = tx.one("SELECT chosen - done - unchanged FROM portal_act WHERE id = ?1", &[&id])?;
    match left {
        ..=0 => drop(tx.run(
            "UPDATE portal_act SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL",
            &[&id, &stamp.now],
        )?),
        _ => {
            let options = Options::unique(format!("{JOB}:{id}"));
            jobs::enqueue(tx, stamp.now, JOB, &Payload { act: id }, options)?;
        }
    }
    tx.durable();
    Ok(Outcome { done, unchanged, left: left.max(0) as u64 })
}

/// The job: portion after portion.
pub async fn go_on(app: &App, job: &Job) -> Result<(), JobError> {
    let act = job.payload::<Payload>()?.act;
    loop {
        let (app_, head) = (app.clone(), app.letterhead());
        let done = app.db.write(move |tx| one_portion(tx, &app_, &head, act)).await;
        match done {
            Ok(outcome) if outcome.left == 0 => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(JobError::again(error.to_string())),
        }
    }
}

fn one_portion(
    tx: &mut Tx<'_>,
    app: &App,
    head: &Letterhead,
    act: PortalActId,
) -> Result<Outcome, RolloutError> {
    let held: Option<(PersonId,)> =
        tx.maybe("SELECT by_person FROM portal_act WHERE id = ?1 AND ended_at IS NULL", &[&act])?;
    let Some((by,)) = held else { return Ok(Outcome::default()) };
    let stamp = app.stamp(Some(by), Door::Job);
    match may(tx, by, &stamp)? {
        Some(actor) => run_some(tx, &stamp, app, head, &actor, act),
        // The rest stays as it is, and the act says how far it came.
        None => {
            let stopped = tx.run(
                "UPDATE portal_act_person SET outcome = ?2 WHERE act_id = ?1 AND outcome = ''",
                &[&act, &NO_RIGHT],
            )?;
            counted(tx, &stamp, act, 0, stopped)
        }
    }
}

fn may(tx: &mut Tx<'_>, by: PersonId, stamp: &Stamp) -> Result<Option<Actor>, StoreError> {
    let Some(actor) = access::actor(tx, by, stamp.today)? else { return Ok(None) };
    match access::right_over_all::<GrantAccess>(tx, &actor) {
        Ok(_) => Ok(Some(actor)),
        Err(Denied::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}
