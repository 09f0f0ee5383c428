//! Walking the chain from its beginning, or from a checkpoint kept elsewhere.

use super::Link;
use crate::sealing::{hex, unhex};
use store::{StoreError, Tx};

/// A point of the chain to keep outside: whoever holds it can tell later that nothing before it was rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    pub seq: i64,
    pub hash: String,
}

/// The first row that does not fit, and why.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("journal row {0}: a row is missing before it")]
    Gap(i64),
    #[error("journal row {0}: it does not follow the row before it")]
    NotLinked(i64),
    #[error("journal row {0}: it was changed after it was written")]
    Changed(i64),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the whole chain, memory flat. Answers its end.
pub fn verify(tx: &mut Tx<'_>) -> Result<Checkpoint, Broken> {
    walk(tx, &Checkpoint::start(), i64::MAX)
}

/// Reads at most `most` rows after a checkpoint: a page that answers in bounded time goes on from where this ended. The
/// row at the checkpoint must still have its hash.
pub fn verify_after(tx: &mut Tx<'_>, from: &Checkpoint, most: i64) -> Result<Checkpoint, Broken> {
    if from.seq > 0 {
        let held: Option<(Vec<u8>,)> = tx.maybe("SELECT hash FROM journal WHERE seq = ?1", &[&from.seq])?;
        match held {
            Some((hash,)) if hex(&hash) == from.hash => {}
            Some(_) => return Err(Broken::Changed(from.seq)),
            None => return Err(Broken::Gap(from.seq + 1)),
        }
    }
    walk(tx, from, most)
}

/// The end of the chain as it stands, unverified.
pub fn end(tx: &mut Tx<'_>) -> Result<Checkpoint, StoreError> {
    let last: Option<(i64, Vec<u8>)> =
        tx.maybe("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", &[])?;
    Ok(last.map_or_else(Checkpoint::start, |(seq, hash)| Checkpoint { seq, hash: hex(&hash) }))
}

impl Checkpoint {
    /// Before the first row.
    pub fn start() -> Self {
        Self { seq: 0, hash: hex(&[0; 32]) }
    }
}

fn walk(tx: &mut Tx<'_>, from: &Checkpoint, most: i64) -> Result<Checkpoint, Broken> {
    let mut previous = unhex(&from.hash).unwrap_or_default();
    let mut last = from.seq;
    tx.stream(
        "SELECT seq, at, by_person, door, act, subject_kind, subject_id, organisation_id, key_person, payload, previous, hash
         FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2",
        &[&from.seq, &most],
        |row| {
            let seq: i64 = row.get(0)?;
            let bytes = |column| row.get::<Option<Vec<u8>>>(column);
            let (by, subject, organisation, about) = (bytes(2)?, bytes(6)?, bytes(7)?, bytes(8)?);
            let (door, act, subject_kind): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
            let (payload, linked, hash): (Vec<u8>, Vec<u8>, Vec<u8>) = (row.get(9)?, row.get(10)?, row.get(11)?);
            if seq != last + 1 {
                return Err(Broken::Gap(seq));
            }
            if linked != previous {
                return Err(Broken::NotLinked(seq));
            }
            let link = Link {
                seq,
                at: row.get(1)?,
                by: by.as_deref(),
                door: &door,
                act: &act,
                subject_kind: &subject_kind,
                subject: subject.as_deref(),
                organisation: organisation.as_deref(),
                about: about.as_deref(),
                payload: &payload,
            };
            if link.hash(&previous).as_slice() != hash {
                return Err(Broken::Changed(seq));
            }
            previous = hash;
            last = seq;
            Ok(())
        },
    )?;
    Ok(Checkpoint { seq: last, hash: hex(&previous) })
}
