//! The return mailbox as a row: how far it was read, when it last went well, and what is wrong with it now.

use super::{BounceError, Mailbox};
use crate::acting::Stamp;
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Tx};

/// What may pass by itself is told when it has lasted so long.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// How far a mailbox was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub validity: u32,
    pub last_uid: u32,
}

/// How its reading goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// When it was last tried.
    pub looked_at: Timestamp,
    /// When it was last read to its end.
    pub read_at: Option<Timestamp>,
    pub failing: Option<Failing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Why, as a word.
    pub word: String,
    pub since: Timestamp,
    /// When somebody was told.
    pub told_at: Option<Timestamp>,
}

/// Whether a fault goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passing {
    /// It may: a server that is away comes back.
    Perhaps,
    /// Somebody has to do something.
    Never,
}

impl Failing {
    /// Whether somebody has to be told now: once for a failing, however often it is tried.
    pub fn is_to_be_told(&self, passing: Passing, now: Timestamp) -> bool {
        let lasts = now.duration_since(self.since) >= PATIENCE;
        self.told_at.is_none() && (passing == Passing::Never || lasts)
    }
}

fn place(stamp: &Stamp, mailbox: &Mailbox) -> Vec<u8> {
    stamp.secret.keyed_hash("return mailbox", mailbox.place().as_bytes()).to_vec()
}

pub fn position(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox) -> Result<Position, StoreError> {
    let row: Option<(i64, i64)> = tx.maybe(
        "SELECT validity, last_uid FROM return_mailbox WHERE place_hash = ?1",
        &[&place(stamp, mailbox)],
    )?;
    let small = |n: i64| u32::try_from(n).unwrap_or_default();
    Ok(row.map_or_else(Position::default, |(v, l)| Position { validity: small(v), last_uid: small(l) }))
}

/// None: it was never tried.
pub fn standing(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox) -> Result<Option<Standing>, StoreError> {
    type Line = (Timestamp, Option<Timestamp>, Option<String>, Option<Timestamp>, Option<Timestamp>);
    let row: Option<Line> = tx.maybe(
        "SELECT looked_at, read_at, failure, failing_since, told_at FROM return_mailbox WHERE place_hash = ?1",
        &[&place(stamp, mailbox)],
    )?;
    Ok(row.map(|(looked_at, read_at, word, since, told_at)| {
        let failing = word.zip(since).map(|(word, since)| Failing { word, since, told_at });
        Standing { looked_at, read_at, failing }
    }))
}

/// Everything up to this message was looked at.
pub fn look(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox, at: Position) -> Result<(), BounceError> {
    let (validity, last) = (i64::from(at.validity), i64::from(at.last_uid));
    tx.run(
        "INSERT INTO return_mailbox (place_hash, validity, last_uid, looked_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (place_hash) DO UPDATE SET validity = excluded.validity, last_uid = excluded.last_uid,
            looked_at = excluded.looked_at",
        &[&place(stamp, mailbox), &validity, &last, &stamp.now],
    )?;
    Ok(())
}

/// It was read to its end: whatever was wrong is over, and what goes wrong later is told anew.
pub fn went_well(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox) -> Result<(), BounceError> {
    tx.run(
        "UPDATE return_mailbox SET looked_at = ?2, read_at = ?2, failure = NULL, failing_since = NULL, told_at = NULL
         WHERE place_hash = ?1",
        &[&place(stamp, mailbox), &stamp.now],
    )?;
    Ok(())
}

/// It could not be read; the word says why. Answers whether somebody has to be told, and notes that they are.
pub fn failed(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    mailbox: &Mailbox,
    word: &str,
    passing: Passing,
) -> Result<bool, BounceError> {
    let place_hash = place(stamp, mailbox);
    tx.run(
        "INSERT INTO return_mailbox (place_hash, validity, last_uid, looked_at, failure, failing_since)
         VALUES (?1, 0, 0, ?2, ?3, ?2)
         ON CONFLICT (place_hash) DO UPDATE SET looked_at = excluded.looked_at, failure = excluded.failure,
            failing_since = coalesce(return_mailbox.failing_since, excluded.failing_since)",
        &[&place_hash, &stamp.now, &word],
    )?;
    let failing = standing(tx, stamp, mailbox)?.and_then(|s| s.failing);
    let to_be_told = failing.is_some_and(|f| f.is_to_be_told(passing, stamp.now));
    if to_be_told {
        tx.run("UPDATE return_mailbox SET told_at = ?2 WHERE place_hash = ?1", &[&place_hash, &stamp.now])?;
    }
    Ok(to_be_told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_told_after_an_hour_and_what_does_not_at_once_each_once() {
        let since = Timestamp::from_second(1_800_000_000).unwrap();
        let failing = Failing { word: "unreachable".into(), since, told_at: None };
        let after = |minutes| since + SignedDuration::from_mins(minutes);
        assert!(!failing.is_to_be_told(Passing::Perhaps, after(0)));
        assert!(!failing.is_to_be_told(Passing::Perhaps, after(59)));
        assert!(failing.is_to_be_told(Passing::Perhaps, after(60)));
        assert!(failing.is_to_be_told(Passing::Never, after(0)));
        let told = Failing { told_at: Some(since), ..failing };
        assert!(!told.is_to_be_told(Passing::Never, after(600)));
    }
}
