//! The job that takes a mail from the outbox to the relay.

use super::html;
use super::relay::{Parts, Sent};
use super::{Letter, MailId, MailState, Relay, open};
use crate::acting::Stamp;
use crate::invitee;
use crate::person::PersonId;
use crate::sealing::Secret;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job, JobError};
use store::{Clock, Db, StoreError, Tx};

/// The kind of the job.
pub const JOB: &str = "mail.send";

#[derive(Serialize, Deserialize)]
struct Payload {
    mail: MailId,
}

pub(super) fn enqueue(tx: &mut Tx<'_>, stamp: &Stamp, mail: MailId) -> Result<(), StoreError> {
    jobs::enqueue(tx, stamp.now, JOB, &Payload { mail }, jobs::Options::unique(format!("{JOB}:{mail}")))
}

/// Where mail goes from here.
#[derive(Clone)]
pub enum Outbox {
    Relay(Relay),
    /// It stays, readable: the demonstration.
    Capture,
    /// No relay is set: it waits.
    Nowhere,
}

/// What was found when a mail was taken up.
enum Taken {
    Letter(Box<Letter>),
    Nothing,
}

/// Sends the mail of a job, or finds that there is nothing to do.
pub async fn send(
    db: &Db,
    clock: &Clock,
    secret: &Secret,
    outbox: &Outbox,
    job: Job,
) -> Result<(), JobError> {
    let mail = job.payload::<Payload>()?.mail;
    let now = clock.now();
    match outbox {
        Outbox::Nowhere => Err(JobError::again("no mail relay is set (smtp)")),
        Outbox::Capture => Ok(db.write(move |tx| settle(tx, mail, MailState::Captured, None, now)).await?),
        Outbox::Relay(relay) => {
            let secret = secret.clone();
            let taken = db.write(move |tx| take(tx, &secret, mail, now)).await?;
            let Taken::Letter(letter) = taken else { return Ok(()) };
            let outcome = relay.send(parts(mail, &letter), now).await;
            note(db, clock, mail, outcome, job.is_last_attempt()).await
        }
    }
}

pub(super) fn parts(id: MailId, letter: &Letter) -> Parts<'_> {
    Parts {
        id,
        name: &letter.name,
        address: &letter.address,
        subject: letter.subject.clone(),
        text: letter.text.clone(),
        html: html::of_text(&letter.subject, &letter.text, &letter.language),
        language: &letter.language,
        reply_to: None,
        unsubscribe: None,
    }
}

/// Marks the mail as under way, on the disk before the relay hears of it.
fn take(tx: &mut Tx<'_>, secret: &Secret, mail: MailId, now: Timestamp) -> Result<Taken, StoreError> {
    let row: Option<(String, Option<Vec<u8>>)> = tx.maybe(
        tx.pick(
            "SELECT state, sealed FROM mail WHERE id = ?1",
            "SELECT state, sealed FROM mail WHERE id = ?1 FOR UPDATE",
        ),
        &[&mail],
    )?;
    let Some((state, sealed)) = row else { return Ok(Taken::Nothing) };
    match (MailState::from_word(&state), sealed) {
        (MailState::Queued, Some(sealed)) => {
            let Ok(letter) = open(secret, &sealed) else {
                settle(tx, mail, MailState::Failed, Some("cannot be opened"), now)?;
                return Ok(Taken::Nothing);
            };
            tx.run("UPDATE mail SET state = ?2 WHERE id = ?1", &[&mail, &MailState::Sending.word()])?;
            tx.durable();
            Ok(Taken::Letter(Box::new(letter)))
        }
        // The program died between the relay and the note: it may have left, so it is not sent again.
        (MailState::Sending, _) => {
            settle(tx, mail, MailState::MaybeSent, Some("stopped while sending"), now)?;
            Ok(Taken::Nothing)
        }
        _ => Ok(Taken::Nothing),
    }
}

async fn note(db: &Db, clock: &Clock, mail: MailId, outcome: Sent, last: bool) -> Result<(), JobError> {
    let now = clock.now();
    match outcome {
        Sent::Taken => Ok(db.write(move |tx| settle(tx, mail, MailState::Sent, None, now)).await?),
        Sent::Unknown(why) => {
            Ok(db.write(move |tx| settle(tx, mail, MailState::MaybeSent, Some(&why), now)).await?)
        }
        Sent::Refused(why) => {
            tracing::warn!(mail.id = %mail, %why, "a mail was refused");
            Ok(db.write(move |tx| settle(tx, mail, MailState::Failed, Some(&why), now)).await?)
        }
        Sent::NotYet(why) => {
            let words = why.clone();
            match last {
                true => db.write(move |tx| settle(tx, mail, MailState::Failed, Some(&why), now)).await?,
                false => db.write(move |tx| again(tx, mail, &why)).await?,
            }
            Err(JobError::again(words))
        }
    }
}

fn again(tx: &mut Tx<'_>, mail: MailId, why: &str) -> Result<(), StoreError> {
    let sql = "UPDATE mail SET state = 'queued', failure = ?2 WHERE id = ?1 AND state = 'sending'";
    tx.run(sql, &[&mail, &why]).map(drop)
}

/// The end of a mail's way. Its words are wiped, except where they are captured to be read.
fn settle(
    tx: &mut Tx<'_>,
    mail: MailId,
    state: MailState,
    failure: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = match state {
        MailState::Captured => {
            "UPDATE mail SET state = ?2, failure = ?3, done_at = ?4 WHERE id = ?1 AND state IN ('queued', 'sending')"
        }
        _ => {
            "UPDATE mail SET state = ?2, failure = ?3, done_at = ?4, sealed = NULL WHERE id = ?1 AND state IN ('queued', 'sending')"
        }
    };
    tx.run(sql, &[&mail, &state.word(), &failure, &now])?;
    followed(tx, mail, state, now)
}

/// Whoever was invited by it has come so far, or has not.
fn followed(tx: &mut Tx<'_>, mail: MailId, state: MailState, now: Timestamp) -> Result<(), StoreError> {
    let Some(step) = invitee::step_of_mail(state.word()) else { return Ok(()) };
    let sql = "SELECT person_id FROM mail WHERE id = ?1 AND kind = 'invitation' AND person_id IS NOT NULL";
    let invited: Option<(PersonId,)> = tx.maybe(sql, &[&mail])?;
    match invited {
        Some((person,)) => invitee::of_people(tx, now, &[person], step).map(drop),
        None => Ok(()),
    }
}
