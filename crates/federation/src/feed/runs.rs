//! The runs of a feed: who asked, how far it is, what became of it. One node runs a feed at a time: the feed is claimed
//! for a while, and whoever runs it says again and again that they still do.

use super::fetch::Mark;
use super::{Feed, FeedError, FeedId};
use crate::acting::{PersonId, Stamp};
use crate::contacts_import::{ImportError, RunId};
use crate::journal::{self, Entry, JournalError};
use jiff::{SignedDuration, Timestamp};
use store::{Db, StoreError, Tx};

store::id!(pub FeedRunId);

/// A machine that says nothing for so long has died.
const CLAIM: SignedDuration = SignedDuration::from_mins(15);

/// A run under way.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    pub feed: FeedId,
    pub run: FeedRunId,
}

/// One that was, or is.
#[derive(Clone, Debug)]
pub struct Ran {
    pub started_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// running | good | not-modified | stopped | again | cut-off
    pub outcome: String,
    pub reason: Option<String>,
    pub rows: (u64, u64),
    pub run: Option<RunId>,
}

pub fn of(tx: &mut Tx<'_>, feed: FeedId, most: i64) -> Result<Vec<Ran>, StoreError> {
    type Line = (Timestamp, Option<Timestamp>, String, Option<String>, i64, i64, Option<RunId>);
    let lines: Vec<Line> = tx.all(
        "SELECT started_at, finished_at, outcome, reason, rows_done, rows_all, run_id FROM feed_run
         WHERE feed_id = ?1 ORDER BY id DESC LIMIT ?2",
        &[&feed, &most],
    )?;
    let ran = |(started_at, finished_at, outcome, reason, done, all, run): Line| Ran {
        started_at,
        finished_at,
        outcome,
        reason,
        rows: (done.unsigned_abs(), all.unsigned_abs()),
        run,
    };
    Ok(lines.into_iter().map(ran).collect())
}

/// # Errors
/// Another node runs it at this moment.
pub fn claim(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    feed: FeedId,
    asked_by: Option<PersonId>,
) -> Result<Claim, FeedError> {
    let taken = tx.run(
        "UPDATE feed SET claimed_until = ?2, last_run_at = ?3
         WHERE id = ?1 AND (claimed_until IS NULL OR claimed_until < ?3)",
        &[&feed, &(stamp.now + CLAIM), &stamp.now],
    )?;
    if taken == 0 {
        return Err(ImportError::RunningElsewhere.into());
    }
    tx.run(
        "UPDATE feed_run SET outcome = 'cut-off', finished_at = ?2 WHERE feed_id = ?1 AND outcome = 'running'",
        &[&feed, &stamp.now],
    )?;
    let run = stamp.ids.next::<FeedRunId>();
    tx.run(
        "INSERT INTO feed_run (id, feed_id, asked_by, started_at, outcome, rows_done, rows_all)
         VALUES (?1, ?2, ?3, ?4, 'running', 0, 0)",
        &[&run, &feed, &asked_by, &stamp.now],
    )?;
    Ok(Claim { feed, run })
}

/// It still goes on. A fault here is met by the run itself.
pub fn beat(db: &Db, now: Timestamp, claim: Claim, rows: Option<(u64, u64)>) {
    let _ = db.write_blocking(move |tx| {
        tx.run("UPDATE feed SET claimed_until = ?2 WHERE id = ?1", &[&claim.feed, &(now + CLAIM)])?;
        let Some((done, all)) = rows else { return Ok(0) };
        tx.run(
            "UPDATE feed_run SET rows_done = ?2, rows_all = ?3 WHERE id = ?1",
            &[&claim.run, &(done as i64), &(all as i64)],
        )
    });
}

fn end(
    tx: &mut Tx<'_>,
    now: Timestamp,
    claim: Claim,
    outcome: &str,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET claimed_until = NULL WHERE id = ?1", &[&claim.feed])?;
    tx.run(
        "UPDATE feed_run SET outcome = ?2, reason = ?3, finished_at = ?4 WHERE id = ?1",
        &[&claim.run, &outcome, &reason, &now],
    )
    .map(drop)
}

pub fn went_well(
    tx: &mut Tx<'_>,
    now: Timestamp,
    claim: Claim,
    rows: u64,
    run: Option<RunId>,
    mark: &Mark,
) -> Result<(), StoreError> {
    let n = rows as i64;
    tx.run(
        "UPDATE feed SET last_good_at = ?2, last_rows = ?3, rows_off = NULL, etag = ?4, last_modified = ?5 WHERE id = ?1",
        &[&claim.feed, &now, &n, &mark.etag, &mark.last_modified],
    )?;
    tx.run(
        "UPDATE feed_run SET rows_done = ?2, rows_all = ?2, run_id = ?3 WHERE id = ?1",
        &[&claim.run, &n, &run],
    )?;
    end(tx, now, claim, "good", None)
}

/// The source said that nothing is new: what we have is as at now.
pub fn not_modified(tx: &mut Tx<'_>, now: Timestamp, claim: Claim) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET last_good_at = ?2 WHERE id = ?1", &[&claim.feed, &now])?;
    end(tx, now, claim, "not-modified", None)
}

/// It is tried again a little later; nothing is wrong with the feed.
pub fn again(tx: &mut Tx<'_>, now: Timestamp, claim: Claim, reason: &str) -> Result<(), StoreError> {
    end(tx, now, claim, "again", Some(reason))
}

/// It stopped itself.
pub fn stopped(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    claim: Claim,
    because: &str,
    rows_off: Option<u64>,
) -> Result<(), JournalError> {
    tx.run(
        "UPDATE feed SET state = 'stopped', stopped_because = ?2, rows_off = ?3 WHERE id = ?1 AND state = 'running'",
        &[&claim.feed, &because, &rows_off.map(|n| n as i64)],
    )?;
    end(tx, stamp.now, claim, "stopped", Some(because))?;
    journal::write(tx, stamp, &Entry::of("feed.stopped_itself", "feed", claim.feed))
}

/// Whether one is under way, and not dead.
pub fn is_under_way(tx: &mut Tx<'_>, now: Timestamp, feed: &Feed) -> Result<bool, StoreError> {
    let claimed: Option<(i64,)> =
        tx.maybe("SELECT 1 FROM feed WHERE id = ?1 AND claimed_until >= ?2", &[&feed.id, &now])?;
    let key = super::run::key(feed.id);
    let waiting: Option<(i64,)> = tx.maybe(
        "SELECT id FROM job WHERE unique_key = ?1 AND state IN ('queued', 'running') LIMIT 1",
        &[&key],
    )?;
    Ok(claimed.is_some() || waiting.is_some())
}
