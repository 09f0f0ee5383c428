//! The life of a job's row: claimed under a lease, renewed, settled; taken back when the lease ran out.
//!
//! `attempts` is the lease's token: who was claimed away from changes nothing any more.

use jiff::{SignedDuration, Timestamp};

use super::{Job, JobError};
use crate::{StoreError, Tx};

/// Takes up to `limit` due jobs of these kinds. Two workers never get the same one: SQLite has a single writer,
/// on PostgreSQL locked rows are skipped.
pub(super) fn claim(
    tx: &mut Tx<'_>,
    kinds: &[&'static str],
    now: Timestamp,
    lease: SignedDuration,
    limit: usize,
) -> Result<Vec<Job>, StoreError> {
    let list = quoted(kinds);
    let lock = tx.pick("", "FOR UPDATE SKIP LOCKED");
    let sql = format!(
        "WITH due AS MATERIALIZED (
             SELECT id FROM job WHERE state = 'queued' AND run_at <= ?1 AND kind IN ({list}) AND NOT EXISTS (
                 SELECT 1 FROM job r WHERE r.unique_key = job.unique_key AND r.state = 'running')
             ORDER BY run_at, id LIMIT ?3 {lock})
         UPDATE job SET state = 'running', attempts = attempts + 1, locked_until = ?2
         WHERE id IN (SELECT id FROM due)
         RETURNING id, kind, payload, attempts, max_attempts, run_at, created_at, unique_key"
    );
    let mut jobs: Vec<Job> = tx.all(&sql, &[&now, &(now + lease), &(limit as i64)])?;
    jobs.sort_by_key(|job| (job.run_at, job.id));
    Ok(jobs)
}

/// When the next job of these kinds is due.
pub(super) fn next_due(tx: &mut Tx<'_>, kinds: &[&'static str]) -> Result<Option<Timestamp>, StoreError> {
    let sql = format!("SELECT min(run_at) FROM job WHERE state = 'queued' AND kind IN ({})", quoted(kinds));
    tx.one(&sql, &[])
}

fn quoted(kinds: &[&'static str]) -> String {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.replace('\'', "''"))).collect();
    kinds.join(", ")
}

/// Jobs whose process was killed or hangs: back into the queue, or dead when that was the last attempt. Where
/// another with the same key waits already, that one does the work.
pub(super) fn take_back(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let taken = tx.run(
        "UPDATE job SET state = 'queued', run_at = ?1, locked_until = NULL,
             last_error = 'the lease ran out: the process ended or hung'
         WHERE state = 'running' AND locked_until < ?1 AND attempts < max_attempts AND NOT EXISTS (
             SELECT 1 FROM job w WHERE w.unique_key = job.unique_key AND w.state = 'queued')",
        &[&now],
    )?;
    let given_up = tx.run(
        "UPDATE job SET state = CASE WHEN attempts < max_attempts THEN 'done' ELSE 'dead' END,
             locked_until = NULL, finished_at = ?1, last_error = 'the lease ran out: the process ended or hung'
         WHERE state = 'running' AND locked_until < ?1",
        &[&now],
    )?;
    Ok(taken + given_up)
}

/// False when the lease was lost meanwhile: the job is somebody else's.
pub(super) fn renew(tx: &mut Tx<'_>, job: &Job, until: Timestamp) -> Result<bool, StoreError> {
    let renewed = tx.run(
        "UPDATE job SET locked_until = ?3 WHERE id = ?1 AND attempts = ?2 AND state = 'running'",
        &[&job.id, &job.attempt, &until],
    )?;
    Ok(renewed == 1)
}

/// The worker stops before the job has ended: as if it had not been claimed.
pub(super) fn release(tx: &mut Tx<'_>, job: &Job) -> Result<(), StoreError> {
    tx.run(
        "UPDATE job SET state = 'queued', attempts = attempts - 1, locked_until = NULL
         WHERE id = ?1 AND attempts = ?2 AND state = 'running' AND NOT EXISTS (
             SELECT 1 FROM job w WHERE w.unique_key = job.unique_key AND w.state = 'queued')",
        &[&job.id, &job.attempt],
    )?;
    Ok(())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Settled {
    Done,
    Again,
    Dead,
    /// The lease was lost; another attempt decides.
    NotOurs,
}

pub(super) fn settle(
    tx: &mut Tx<'_>,
    job: &Job,
    outcome: &Result<(), JobError>,
    now: Timestamp,
    jitter: f64,
) -> Result<Settled, StoreError> {
    let (settled, error) = match outcome {
        Ok(()) => (Settled::Done, None),
        Err(error) if error.hopeless || job.is_last_attempt() => (Settled::Dead, Some(&error.words)),
        // Another with the same key waits already: it is the next attempt.
        Err(error) if is_waiting(tx, job)? => (Settled::Done, Some(&error.words)),
        Err(error) => (Settled::Again, Some(&error.words)),
    };
    let (state, run_at, finished_at) = match settled {
        Settled::Again => ("queued", now + back_off(job.attempt, jitter), None),
        Settled::Dead => ("dead", job.run_at, Some(now)),
        _ => ("done", job.run_at, Some(now)),
    };
    let changed = tx.run(
        "UPDATE job SET state = ?3, run_at = ?4, finished_at = ?5, last_error = ?6, locked_until = NULL
         WHERE id = ?1 AND attempts = ?2 AND state = 'running'",
        &[&job.id, &job.attempt, &state, &run_at, &finished_at, &error],
    )?;
    if settled == Settled::Again {
        tx.note_enqueued();
    }
    Ok(if changed == 1 { settled } else { Settled::NotOurs })
}

fn is_waiting(tx: &mut Tx<'_>, job: &Job) -> Result<bool, StoreError> {
    let waiting: i64 =
        tx.one("SELECT count(*) FROM job WHERE unique_key = ?1 AND state = 'queued'", &[&job.unique_key])?;
    Ok(waiting > 0)
}

/// Ten seconds, twenty, forty … at most six hours, a quarter more or less so that a crowd does not come back
/// together. `jitter` lies between 0 and 1.
pub(super) fn back_off(attempt: i64, jitter: f64) -> SignedDuration {
    let doublings = attempt.clamp(1, 16) - 1;
    let seconds = (10 << doublings).min(6 * 3600) as f64;
    SignedDuration::from_millis((seconds * (0.75 + jitter / 2.0) * 1000.0) as i64)
}

/// Done jobs are kept for a week, for those who ask what happened; a thousand a time.
pub(super) fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.run(
        "DELETE FROM job WHERE id IN (
             SELECT id FROM job WHERE state = 'done' AND finished_at < ?1 LIMIT 1000)",
        &[&(now - SignedDuration::from_hours(7 * 24))],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_up_to_six_hours() {
        let waits: Vec<i64> = (1..=14).map(|attempt| back_off(attempt, 0.5).as_secs()).collect();
        assert_eq!(waits[..5], [10, 20, 40, 80, 160]);
        assert_eq!(waits[12..], [21_600, 21_600]);
        assert_eq!(back_off(i64::MAX, 0.5).as_secs(), 21_600);
    }

    #[test]
    fn jitter_stays_within_a_quarter() {
        assert_eq!((back_off(1, 0.0).as_millis(), back_off(1, 1.0).as_millis()), (7_500, 12_500));
    }
}
