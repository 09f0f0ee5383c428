//! What can be done with a run on its way, and how far it has come.

use super::{Class, RunId, enqueue};
use crate::acting::Stamp;
use crate::mail::{MailId, MailState};
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{StoreError, Tx};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// It leaves, or will when its time comes.
    Going,
    Paused,
    Cancelled,
    Done,
}

impl RunState {
    pub fn word(self) -> &'static str {
        match self {
            RunState::Going => "going",
            RunState::Paused => "paused",
            RunState::Cancelled => "cancelled",
            RunState::Done => "done",
        }
    }

    /// Under an unknown word nothing leaves.
    pub fn from_word(word: &str) -> Self {
        match word {
            "going" => RunState::Going,
            "done" => RunState::Done,
            "cancelled" => RunState::Cancelled,
            _ => RunState::Paused,
        }
    }
}

/// Nothing more leaves but what is on its way this moment. False when it was not going.
pub fn pause(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<bool, StoreError> {
    let sql = "UPDATE mail_run SET state = 'paused', paused_at = ?2 WHERE id = ?1 AND state = 'going'";
    Ok(tx.run(sql, &[&run, &stamp.now])? == 1)
}

/// Goes on. What was planned for the time of the pause is moved, so that it does not all leave at once.
pub fn resume(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<bool, StoreError> {
    let row: Option<(Timestamp, Timestamp)> =
        tx.maybe("SELECT paused_at, starts_at FROM mail_run WHERE id = ?1 AND state = 'paused'", &[&run])?;
    let Some((paused_at, starts_at)) = row else { return Ok(false) };
    let lost = stamp.now.as_microsecond() - paused_at.max(starts_at).as_microsecond();
    if lost > 0 {
        let sql = "UPDATE mail SET due_at = due_at + ?2 WHERE run_id = ?1 AND state = 'queued'";
        tx.run(sql, &[&run, &lost])?;
    }
    tx.run("UPDATE mail_run SET state = 'going', paused_at = NULL WHERE id = ?1", &[&run])?;
    enqueue(tx, stamp.now, run, stamp.now.max(starts_at))?;
    Ok(true)
}

/// What has not left never will. How many that were; None when the run had ended.
pub fn cancel(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<Option<u64>, StoreError> {
    let sql = "UPDATE mail_run SET state = 'cancelled', ended_at = ?2 WHERE id = ?1 AND state IN ('going', 'paused')";
    if tx.run(sql, &[&run, &stamp.now])? == 0 {
        return Ok(None);
    }
    let stopped = tx.run(
        "UPDATE mail SET state = 'cancelled', done_at = ?2, sealed = NULL WHERE run_id = ?1 AND state = 'queued'",
        &[&run, &stamp.now],
    )?;
    count(tx, run, MailState::Cancelled, stopped as i64)?;
    Ok(Some(stopped))
}

/// What waits for this person in runs of the class never leaves: they said no meanwhile.
pub fn withdraw(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: Option<PersonId>,
    class: Class,
) -> Result<(), StoreError> {
    let Some(person) = person else { return Ok(()) };
    let waiting: Vec<(MailId, RunId)> = tx.all(
        "SELECT mail.id, mail.run_id FROM mail CROSS JOIN mail_run
         WHERE mail.person_id = ?1 AND mail.state = 'queued' AND mail_run.id = mail.run_id AND mail_run.class = ?2",
        &[&person, &class.word()],
    )?;
    for (mail, run) in waiting {
        let sql = "UPDATE mail SET state = 'cancelled', done_at = ?2, sealed = NULL WHERE id = ?1 AND state = 'queued'";
        let stopped = tx.run(sql, &[&mail, &stamp.now])?;
        count(tx, run, MailState::Cancelled, stopped as i64)?;
    }
    Ok(())
}

/// How many mails have come to which end. `Queued` are all others.
pub fn counts(tx: &mut Tx<'_>, run: RunId) -> Result<HashMap<MailState, u64>, StoreError> {
    let (all,): (i64,) = tx.one("SELECT mails FROM mail_run WHERE id = ?1", &[&run])?;
    let rows: Vec<(String, i64)> =
        tx.all("SELECT state, mails FROM mail_run_count WHERE run_id = ?1", &[&run])?;
    let mut counts: HashMap<MailState, u64> =
        rows.into_iter().map(|(state, mails)| (MailState::from_word(&state), mails.max(0) as u64)).collect();
    let ended: u64 = counts.values().sum();
    counts.insert(MailState::Queued, (all as u64).saturating_sub(ended));
    Ok(counts)
}

/// So many mails more (or fewer) are in this state.
pub(in crate::mail) fn count(
    tx: &mut Tx<'_>,
    run: RunId,
    state: MailState,
    more: i64,
) -> Result<(), StoreError> {
    if more == 0 {
        return Ok(());
    }
    tx.run(
        "INSERT INTO mail_run_count (run_id, state, mails) VALUES (?1, ?2, ?3)
         ON CONFLICT (run_id, state) DO UPDATE SET mails = mail_run_count.mails + excluded.mails",
        &[&run, &state.word(), &more],
    )
    .map(drop)
}
