//! The job that sends: one for each webhook, so that a slow receiver holds up nobody else.

use super::delivery::{self, Delivery};
use super::hook::{self, Because, HookId};
use super::outcome::{self, Outcome};
use super::seen;
use crate::access;
use crate::account::Letterhead;
use crate::acting::{Door, Stamp};
use crate::journal::JournalError;
use crate::outward::{Limits, Outward, OutwardError};
use crate::visit::App;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::jobs::{self, Job, JobError};
use store::{StoreError, Tx};

pub const JOB: &str = "webhook.send";
/// Messages in one run; then other jobs have their turn.
const AT_ONCE: usize = 20;
/// Nothing is read of an answer but its status.
const LIMITS: Limits = Limits { time: Duration::from_secs(15), bytes: 1 << 20 };

#[derive(Serialize, Deserialize)]
struct Payload {
    webhook: HookId,
}

/// The webhook's messages are looked at, not before `at`.
pub fn enqueue(tx: &mut Tx<'_>, now: Timestamp, hook: HookId, at: Timestamp) -> Result<(), StoreError> {
    let options = jobs::Options { run_at: Some(at), ..jobs::Options::unique(format!("{JOB}:{hook}")) };
    jobs::enqueue(tx, now, JOB, &Payload { webhook: hook }, options)
}

/// A message, ready to go.
struct Message {
    delivery: Delivery,
    address: String,
    at: i64,
    signature: String,
    body: String,
}

pub async fn send(app: &App, outward: Result<Outward, OutwardError>, job: Job) -> Result<(), JobError> {
    let hook = job.payload::<Payload>()?.webhook;
    let outward = outward.map_err(|e| JobError::again(e.word()))?;
    for _ in 0..AT_ONCE {
        let (stamp, head) = (app.stamp(None, Door::Job), app.letterhead());
        let taken = app.db.write(move |tx| take(tx, &stamp, &head, hook)).await.map_err(fault)?;
        let Some(message) = taken else { return Ok(()) };
        let outcome = post(&outward, &message).await;
        let (stamp, head) = (app.stamp(None, Door::Job), app.letterhead());
        let noted =
            app.db.write(move |tx| outcome::note(tx, &stamp, &head, hook, &message.delivery, outcome));
        noted.await.map_err(fault)?;
    }
    let now = app.clock.now();
    Ok(app.db.write(move |tx| enqueue(tx, now, hook, now)).await?)
}

fn fault(error: JournalError) -> JobError {
    JobError::again(error.to_string())
}

/// The next message that is due; none: there is none now, and the job comes back for the next one.
fn take(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    id: HookId,
) -> Result<Option<Message>, JournalError> {
    loop {
        let Some(hook) = hook::find(tx, id)?.filter(hook::Hook::is_running) else { return Ok(None) };
        let Some(delivery) = delivery::due(tx, id, stamp.now)? else {
            if let Some(at) = delivery::next_due(tx, id)? {
                enqueue(tx, stamp.now, id, at)?;
            }
            return Ok(None);
        };
        let actor = access::actor(tx, hook.person, stamp.today)?.filter(|a| !a.access.is_shut());
        let Some(actor) = actor.filter(|a| delivery.kind.is_open_to(&a.access)) else {
            outcome::stop(tx, stamp, head, &hook, Because::Right)?;
            return Ok(None);
        };
        let Some(body) = seen::message(tx, &actor, &head.base_url, &delivery)? else {
            delivery::drop_one(tx, delivery.id)?;
            continue;
        };
        let (body, at) = (body.to_string(), stamp.now.as_second());
        let signature = hook.secret(stamp)?.sign(&delivery.id.to_string(), at, body.as_bytes());
        return Ok(Some(Message { address: hook.address(stamp)?, delivery, at, signature, body }));
    }
}

async fn post(outward: &Outward, message: &Message) -> Outcome {
    let (id, at) = (message.delivery.id.to_string(), message.at.to_string());
    let headers = [
        ("content-type", "application/json"),
        ("webhook-id", id.as_str()),
        ("webhook-timestamp", at.as_str()),
        ("webhook-signature", message.signature.as_str()),
    ];
    let body = message.body.clone().into();
    match outward.post(&message.address, &headers, body, LIMITS).await {
        Ok(answer) => Outcome::Answered(answer.status),
        Err(error) => Outcome::NotReached(error),
    }
}
