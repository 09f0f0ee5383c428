//! The job that goes on with a confirmed act.

use super::doing::{Outcome, run_some};
use super::{RolloutError, batch, terms};
use crate::access::{self, GrantAccess};
use crate::account::Letterhead;
use crate::acting::{Door, Stamp};
use crate::invitee::{ActId, BatchId};
use crate::person::PersonId;
use crate::visit::App;
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job, JobError, Options};
use store::{StoreError, Tx};

/// The kind of the job.
pub const JOB: &str = "rollout.act";

#[derive(Serialize, Deserialize)]
struct Payload {
    act: ActId,
}

pub(super) fn enqueue(tx: &mut Tx<'_>, stamp: &Stamp, act: ActId) -> Result<(), StoreError> {
    jobs::enqueue(tx, stamp.now, JOB, &Payload { act }, Options::unique(format!("{JOB}:{act}")))
}

/// The job: portion after portion, each with the right of whoever confirmed it, as it is at that moment.
pub(super) async fn go_on(app: &App, job: &Job) -> Result<(), JobError> {
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

fn one_portion(tx: &mut Tx<'_>, app: &App, head: &Letterhead, act: ActId) -> Result<Outcome, RolloutError> {
    let held: Option<(PersonId, BatchId)> =
        tx.maybe("SELECT by_person, batch_id FROM rollout_act WHERE id = ?1 AND ended_at IS NULL", &[&act])?;
    let Some((by, batch)) = held else { return Ok(Outcome::default()) };
    let stamp = app.stamp(Some(by), Door::Job);
    let may = match access::actor(tx, by, stamp.today)? {
        Some(actor) => match access::right_anywhere::<GrantAccess>(tx, &actor) {
            Ok(right) => batch::batch(tx, &right, batch)?.map(|_| actor),
            Err(access::Denied::Store(error)) => return Err(error.into()),
            Err(_) => None,
        },
        None => None,
    };
    match may {
        Some(actor) => {
            let terms = terms(tx, app, &actor, Some(batch))?;
            run_some(tx, &stamp, head, &terms, act)
        }
        // Whoever confirmed it may no more: the rest stays as it is, and the act says how far it came.
        None => {
            tx.run("UPDATE rollout_row SET act_id = NULL WHERE act_id = ?1", &[&act])?;
            tx.run("UPDATE rollout_act SET ended_at = ?2 WHERE id = ?1", &[&act, &stamp.now])?;
            Ok(Outcome::default())
        }
    }
}
