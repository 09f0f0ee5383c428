//! Work for later: mail, imports, clean-up. A job is a row, put into the queue by the transaction that wants it.
//!
//! Rolled back, it never was; committed, the worker of this process is woken at once and other nodes see it
//! within seconds. A job runs **at least once**: after a kill or a power cut its lease runs out and it is
//! claimed again, so a handler looks first whether its work is already done, and checks its right again.
//! A failure is tried again later and later; after `max_attempts` the row stays as `dead` for people to see.
//!
//! With a `unique_key` at most one such job waits. A second one brings the waiting one forward and gives it the
//! newer payload; while one runs, the next waits for it.
//!
//! Words of an error are kept in the row and in the log: no name, no address, no line of a mail in them.

mod attempt;
mod claim;
mod schema;
mod worker;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{FromRow, Row, StoreError, Tx};

pub use schema::MIGRATIONS;
pub use worker::{Drained, Running, Worker};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Not before; at once when `None`.
    pub run_at: Option<Timestamp>,
    pub unique_key: Option<String>,
    pub max_attempts: u32,
}

impl Default for Options {
    /// Ten attempts reach over one and a half hours.
    fn default() -> Self {
        Options { run_at: None, unique_key: None, max_attempts: 10 }
    }
}

impl Options {
    pub fn unique(key: impl Into<String>) -> Options {
        Options { unique_key: Some(key.into()), ..Options::default() }
    }
}

/// Puts a job into the queue, inside the caller's transaction. `now` is a time or a `&Clock`.
pub fn enqueue(
    tx: &mut Tx<'_>,
    now: impl Into<Timestamp>,
    kind: &str,
    payload: &impl Serialize,
    options: Options,
) -> Result<(), StoreError> {
    let now = now.into();
    let payload = serde_json::to_string(payload).map_err(|error| StoreError::Job(error.to_string()))?;
    let run_at = options.run_at.unwrap_or(now);
    // On a conflict the waiting row is written, not skipped: that locks it, so that no worker starts it before
    // this transaction, whose change it shall see, is committed.
    tx.run(
        "INSERT INTO job (kind, payload, state, run_at, attempts, max_attempts, unique_key, created_at)
         VALUES (?1, ?2, 'queued', ?3, 0, ?4, ?5, ?6)
         ON CONFLICT (unique_key) WHERE state = 'queued' DO UPDATE SET payload = excluded.payload,
             run_at = CASE WHEN excluded.run_at < job.run_at THEN excluded.run_at ELSE job.run_at END",
        &[&kind, &payload, &run_at, &options.max_attempts, &options.unique_key, &now],
    )?;
    tx.note_enqueued();
    Ok(())
}

/// What a handler gets.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    /// The first is 1.
    pub attempt: i64,
    pub max_attempts: i64,
    pub run_at: Timestamp,
    pub created_at: Timestamp,
    pub unique_key: Option<String>,
    payload: String,
}

impl Job {
    /// A payload of another shape will not fit at the next attempt either: the job is dead at once.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        serde_json::from_str(&self.payload)
            .map_err(|_| JobError::never("the payload is not of the shape that the handler expects"))
    }
    pub fn is_last_attempt(&self) -> bool {
        self.attempt >= self.max_attempts
    }
}

impl FromRow for Job {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Job {
            id: row.get(0)?,
            kind: row.get(1)?,
            payload: row.get(2)?,
            attempt: row.get(3)?,
            max_attempts: row.get(4)?,
            run_at: row.get(5)?,
            created_at: row.get(6)?,
            unique_key: row.get(7)?,
        })
    }
}

/// Why a job did not succeed, in words without personal data. Only the store's own errors convert by `?`:
/// other libraries' errors may quote an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct JobError {
    words: String,
    hopeless: bool,
}

impl JobError {
    /// Trying again may help.
    pub fn again(words: impl Into<String>) -> JobError {
        JobError { words: words.into(), hopeless: false }
    }
    /// Trying again cannot help: dead at once.
    pub fn never(words: impl Into<String>) -> JobError {
        JobError { words: words.into(), hopeless: true }
    }
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        JobError::again(error.to_string())
    }
}

/// A job that was given up, for the page that shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    pub id: i64,
    pub kind: String,
    pub attempts: i64,
    pub error: String,
    pub created_at: Timestamp,
    pub finished_at: Timestamp,
}

impl FromRow for Dead {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Dead {
            id: row.get(0)?,
            kind: row.get(1)?,
            attempts: row.get(2)?,
            error: row.get::<Option<String>>(3)?.unwrap_or_default(),
            created_at: row.get(4)?,
            finished_at: row.get(5)?,
        })
    }
}

/// The newest thousand dead jobs, newest first.
pub fn dead(tx: &mut Tx<'_>) -> Result<Vec<Dead>, StoreError> {
    tx.all(
        "SELECT id, kind, attempts, last_error, created_at, finished_at FROM job WHERE state = 'dead'
         ORDER BY finished_at DESC, id DESC LIMIT 1000",
        &[],
    )
}

/// Gives a dead job all its attempts again. False when it is not dead (any more), or when another with its key
/// waits already.
pub fn revive(tx: &mut Tx<'_>, now: impl Into<Timestamp>, id: i64) -> Result<bool, StoreError> {
    let revived = tx.run(
        "UPDATE job SET state = 'queued', run_at = ?2, attempts = 0, finished_at = NULL
         WHERE id = ?1 AND state = 'dead' AND NOT EXISTS (
             SELECT 1 FROM job w WHERE w.unique_key = job.unique_key AND w.state = 'queued')",
        &[&id, &now.into()],
    )?;
    tx.note_enqueued();
    Ok(revived == 1)
}

/// Somebody has looked at a dead job and does not need it any more.
pub fn dismiss(tx: &mut Tx<'_>, id: i64) -> Result<bool, StoreError> {
    Ok(tx.run("DELETE FROM job WHERE id = ?1 AND state = 'dead'", &[&id])? == 1)
}

/// For readiness and metrics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub queued: i64,
    pub running: i64,
    pub dead: i64,
}

pub fn counts(tx: &mut Tx<'_>) -> Result<Counts, StoreError> {
    let rows: Vec<(String, i64)> =
        tx.all("SELECT state, count(*) FROM job WHERE state <> 'done' GROUP BY state", &[])?;
    let of = |state| rows.iter().find(|(name, _)| name == state).map_or(0, |(_, count)| *count);
    Ok(Counts { queued: of("queued"), running: of("running"), dead: of("dead") })
}
