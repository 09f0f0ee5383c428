//! The job that lets a message leave: the right is asked for again, everybody is worked out once more, and the mails are
//! made some thousands at a time, so that nobody waits for the database. It can stop anywhere and be taken up again.

use super::audience;
use super::looking::{LOOKED, Looked};
use super::one::{COLUMNS, State};
use super::{Message, MessageError, MessageId, RecipientId};
use crate::access::{self, Denied};
use crate::acting::{Door, Stamp};
use crate::installation::Installation;
use crate::journal::{self, Entry};
use crate::mail::run::{self, Adding, Class, NewRun, RunId, To};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job, JobError, Worker};
use store::{StoreError, ToValue, Tx};

pub const JOB: &str = "message.leave";
/// Mails made in one transaction.
const AT_ONCE: usize = 2_000;

#[derive(Serialize, Deserialize)]
struct Payload {
    message: MessageId,
}

pub(super) fn enqueue(
    tx: &mut Tx<'_>,
    now: Timestamp,
    message: MessageId,
    at: Timestamp,
) -> Result<(), StoreError> {
    let options =
        jobs::Options { run_at: Some(at.max(now)), ..jobs::Options::unique(format!("{JOB}:{message}")) };
    jobs::enqueue(tx, now, JOB, &Payload { message }, options)
}

pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let worker = super::example::job(worker, installation);
    let installation = installation.clone();
    worker.on(JOB, move |job: Job| {
        let installation = installation.clone();
        async move {
            let message = job.payload::<Payload>()?.message;
            leave(&installation, message).await.map_err(|e| JobError::again(e.to_string()))
        }
    })
}

/// Makes the mails of a message whose time has come, and starts their run.
pub async fn leave(installation: &Installation, id: MessageId) -> Result<(), MessageError> {
    let (stamp, settings) = (installation.stamp(None, Door::Job), installation.settings.clone());
    let begun = installation.db.write(move |tx| begin(tx, &stamp, &settings, id)).await?;
    let Some(run) = begun else { return Ok(()) };
    let stamp = installation.stamp(None, Door::Job);
    let adding = installation.db.write(move |tx| Adding::new(tx, &stamp, run)).await?;
    let mut adding = Some((adding, -1));
    while let Some((mut under_way, after)) = adding.take() {
        let stamp = installation.stamp(None, Door::Job);
        adding = installation
            .db
            .write(move |tx| {
                let last = add_some(tx, &stamp, (id, run), &mut under_way, after)?;
                Ok::<_, MessageError>(last.map(|place| (under_way, place)))
            })
            .await?;
    }
    Ok(())
}

/// Opens the run, if the message still waits and its owner may still send it.
fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    settings: &crate::installation::Settings,
    id: MessageId,
) -> Result<Option<RunId>, MessageError> {
    let found: Option<Message> = tx.maybe(&format!("SELECT {COLUMNS} FROM message WHERE id = ?1"), &[&id])?;
    let Some(message) = found else { return Ok(None) };
    match (message.state, message.run) {
        (State::Waiting, _) | (State::Preparing, Some(_)) => {}
        _ => return Ok(None),
    }
    let stamp = &Stamp { by: Some(message.owner), ..stamp.clone() };
    let actor = access::actor(tx, message.owner, stamp.today)?;
    let writer = match actor.as_ref().map(|actor| super::writer(tx, actor)) {
        Some(Ok(writer)) => writer,
        Some(Err(Denied::Store(error))) => return Err(error.into()),
        Some(Err(Denied::Refused(refusal))) => return stop(tx, stamp, &message, &refusal.reason()),
        Some(Err(Denied::Invisible)) | None => return stop(tx, stamp, &message, ""),
    };
    // Taken up again after the machine died.
    if let (State::Preparing, Some(run)) = (message.state, message.run) {
        return Ok(Some(run));
    }
    let only = audience::confirmed(tx, &message)?;
    audience::settle(tx, stamp, settings, &writer, &message, Some(&only))?;
    let class = message.class.unwrap_or(Class::Marketing);
    let run = run::open(
        tx,
        stamp,
        &NewRun {
            kind: "message",
            class,
            texts: message.words.ready(class),
            reply_to: None,
            pace: message.pace,
            starts_at: stamp.now,
        },
    )?;
    tx.run(
        "UPDATE message SET state = 'preparing', run_id = ?2, changed_at = ?3 WHERE id = ?1",
        &[&id, &run, &stamp.now],
    )?;
    Ok(Some(run))
}

fn stop(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    message: &Message,
    because: &str,
) -> Result<Option<RunId>, MessageError> {
    if let Some(run) = message.run {
        run::cancel(tx, stamp, run)?;
    }
    tx.run(
        "UPDATE message SET state = 'stopped', stopped_because = ?2, changed_at = ?3 WHERE id = ?1",
        &[&message.id, &because, &stamp.now],
    )?;
    let what = serde_json::json!({ "because": because });
    journal::write(tx, stamp, &Entry::of("message.stopped", "message", message.id).holding(what))?;
    Ok(None)
}

/// The next thousands after a place. The last place of them; none when nobody is left.
fn add_some(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    (id, run): (MessageId, RunId),
    adding: &mut Adding,
    after: i64,
) -> Result<Option<i64>, MessageError> {
    let state: Option<(String,)> = tx.maybe("SELECT state FROM message WHERE id = ?1", &[&id])?;
    if state.is_none_or(|(word,)| word != State::Preparing.word()) {
        return Ok(None);
    }
    let next: Vec<Looked> = tx.all(
        &format!(
            "SELECT {LOOKED} FROM message_recipient r
             WHERE r.message_id = ?1 AND r.outcome = 'mail' AND r.reason = '' AND r.mail_id IS NULL
               AND r.place > ?3
             ORDER BY r.place LIMIT ?2"
        ),
        &[&id, &(AT_ONCE as i64), &after],
    )?;
    if next.is_empty() {
        run::start(tx, stamp, run)?;
        tx.run("UPDATE message SET state = 'leaving', changed_at = ?2 WHERE id = ?1", &[&id, &stamp.now])?;
        return Ok(None);
    }
    let all: Vec<To> = next.iter().map(|one| to(id, one)).collect();
    let mails = adding.add(tx, stamp, &all)?;
    let made = next.iter().zip(&mails).map(|(one, mail): (&Looked, _)| [one.id.to_value(), mail.to_value()]);
    tx.batch("UPDATE message_recipient SET mail_id = ?2, filled = NULL WHERE id = ?1", made)?;
    Ok(next.last().map(|one| one.place))
}

fn to(message: MessageId, one: &Looked) -> To {
    let key = |id: RecipientId| format!("message:{message}:{id}");
    To {
        person: one.person,
        name: one.name.clone(),
        address: one.address.clone(),
        language: one.language.clone(),
        values: one.values.clone(),
        key: key(one.id),
    }
}
