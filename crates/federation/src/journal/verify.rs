//! Walking the chain from its beginning, or from a checkpoint kept elsewhere.

use super::Link;
use crate::sealing::hex;
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
    let mut previous = vec![0_u8; 32];
    let mut last = 0_i64;
    tx.stream(
        "SELECT seq, at, by_person, door, act, subject_kind, subject_id, organisation_id, key_person, payload, previous, hash
         FROM journal ORDER BY seq",
        &[],
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
