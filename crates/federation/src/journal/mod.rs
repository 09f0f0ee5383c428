//! The journal: an append-only, hash-chained record of every change, and of every read of personal data in bulk.
//!
//! Each row's hash covers the row and the hash before it, so that a row cannot be changed, taken out or slipped in
//! without every later hash telling. A personal payload is sealed under its person's own key: destroying that key
//! (erasure) makes it unreadable, and since the chain covers the sealed bytes it still verifies (invariant 12).

mod verify;
pub use verify::{Broken, Checkpoint, end, verify, verify_after};

use crate::acting::Stamp;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::sealing::{self, SealingError};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use store::{Identifier, StoreError, ToValue, Tx, Value};

#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Sealing(#[from] SealingError),
    #[error("a journal payload is no JSON")]
    Payload(#[from] serde_json::Error),
}

#[derive(Clone, Debug)]
pub struct Entry {
    act: &'static str,
    subject_kind: &'static str,
    subject: Option<[u8; 16]>,
    organisation: Option<OrganisationId>,
    /// Whose key seals the payload.
    about: Option<PersonId>,
    payload: serde_json::Value,
}

impl Entry {
    pub fn of(act: &'static str, subject_kind: &'static str, subject: impl Identifier) -> Self {
        Self { subject: Some(subject.bytes()), ..Self::plain(act, subject_kind) }
    }

    /// An entry about no single record.
    pub fn plain(act: &'static str, subject_kind: &'static str) -> Self {
        Self {
            act,
            subject_kind,
            subject: None,
            organisation: None,
            about: None,
            payload: serde_json::Value::Null,
        }
    }

    pub fn at(self, organisation: OrganisationId) -> Self {
        Self { organisation: Some(organisation), ..self }
    }

    /// Not personal: kept readable.
    pub fn holding(self, payload: serde_json::Value) -> Self {
        Self { payload, ..self }
    }

    /// Personal: sealed under the key of `person`.
    pub fn about(self, person: PersonId, payload: serde_json::Value) -> Self {
        Self { about: Some(person), payload, ..self }
    }
}

pub fn write(tx: &mut Tx<'_>, stamp: &Stamp, entry: &Entry) -> Result<(), JournalError> {
    write_all(tx, stamp, std::slice::from_ref(entry))
}

/// Appends entries in their order. Holds the journal until the transaction ends, so that the chain has no fork.
pub fn write_all(tx: &mut Tx<'_>, stamp: &Stamp, entries: &[Entry]) -> Result<(), JournalError> {
    hold(tx)?;
    let last: Option<(i64, Vec<u8>)> =
        tx.maybe("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", &[])?;
    let (mut seq, mut previous) = last.unwrap_or((0, vec![0; 32]));
    let keys = person_keys(tx, stamp, entries.iter().filter_map(|e| e.about).collect())?;
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        seq += 1;
        let payload = payload_bytes(entry, &keys)?;
        let at = stamp.now.as_microsecond();
        let by = stamp.by.map(|p| p.bytes().to_vec());
        let organisation = entry.organisation.map(|o| o.bytes().to_vec());
        let about = entry.about.map(|p| p.bytes().to_vec());
        let link = Link {
            seq,
            at,
            by: by.as_deref(),
            door: stamp.door.word(),
            act: entry.act,
            subject_kind: entry.subject_kind,
            subject: entry.subject.as_ref().map(|s| s.as_slice()),
            organisation: organisation.as_deref(),
            about: about.as_deref(),
            payload: &payload,
        };
        let hash = link.hash(&previous);
        let bytes = |b: Option<Vec<u8>>| b.map_or(Value::Null, Value::Bytes);
        rows.push([
            Value::Int(seq),
            Value::Int(at),
            bytes(by.clone()),
            Value::Text(stamp.door.word().to_owned()),
            Value::Text(entry.act.to_owned()),
            Value::Text(entry.subject_kind.to_owned()),
            bytes(entry.subject.map(|s| s.to_vec())),
            bytes(organisation.clone()),
            bytes(about.clone()),
            Value::Bytes(payload.clone()),
            Value::Bytes(previous),
            Value::Bytes(hash.to_vec()),
        ]);
        previous = hash.to_vec();
    }
    tx.load(
        "journal",
        &[
            "seq",
            "at",
            "by_person",
            "door",
            "act",
            "subject_kind",
            "subject_id",
            "organisation_id",
            "key_person",
            "payload",
            "previous",
            "hash",
        ],
        rows,
    )?;
    Ok(())
}

/// On SQLite the single writer is lock enough; on PostgreSQL an advisory lock of the transaction.
pub fn hold(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    match tx.engine() {
        store::Engine::Sqlite => Ok(()),
        store::Engine::Postgres => {
            tx.maybe::<(i64,)>("SELECT 1 FROM (SELECT pg_advisory_xact_lock(7239001)) held", &[]).map(drop)
        }
    }
}

/// One row as the chain covers it.
struct Link<'a> {
    seq: i64,
    at: i64,
    by: Option<&'a [u8]>,
    door: &'a str,
    act: &'a str,
    subject_kind: &'a str,
    subject: Option<&'a [u8]>,
    organisation: Option<&'a [u8]>,
    about: Option<&'a [u8]>,
    payload: &'a [u8],
}

impl Link<'_> {
    /// Every field with its length before it, so that no two rows read alike.
    fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let mut sha = Sha256::new();
        sha.update(previous);
        sha.update(self.seq.to_be_bytes());
        sha.update(self.at.to_be_bytes());
        let some = |b: Option<&[u8]>| b.map(<[u8]>::to_vec).unwrap_or_default();
        for field in [
            some(self.by),
            self.door.as_bytes().to_vec(),
            self.act.as_bytes().to_vec(),
            self.subject_kind.as_bytes().to_vec(),
            some(self.subject),
            some(self.organisation),
            some(self.about),
            self.payload.to_vec(),
        ] {
            sha.update((field.len() as u64).to_be_bytes());
            sha.update(&field);
        }
        sha.finalize().into()
    }
}

fn payload_bytes(entry: &Entry, keys: &HashMap<PersonId, [u8; 32]>) -> Result<Vec<u8>, JournalError> {
    let plain = entry.payload.to_string().into_bytes();
    let Some(person) = entry.about else { return Ok(plain) };
    let key = keys.get(&person).ok_or(SealingError::DoesNotOpen)?;
    Ok(sealing::seal(key, b"journal", &plain)?)
}

/// The keys of these people, made on first use.
fn person_keys(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    people: BTreeSet<PersonId>,
) -> Result<HashMap<PersonId, [u8; 32]>, JournalError> {
    let mut keys = HashMap::with_capacity(people.len());
    let sql = "SELECT person_id, sealed_key FROM person_key WHERE person_id IN ({list})";
    for (person, sealed) in tx.all_within::<(PersonId, Option<Vec<u8>>)>(sql, &[], &people)? {
        keys.insert(person, held_key(stamp, sealed)?);
    }
    let mut made = Vec::new();
    for person in people.into_iter().filter(|p| !keys.contains_key(p)).collect::<Vec<_>>() {
        let key = sealing::random_bytes()?;
        made.push([person.to_value(), Value::Bytes(stamp.secret.seal("person key", &key)?)]);
        keys.insert(person, key);
    }
    if !made.is_empty() {
        tx.load("person_key", &["person_id", "sealed_key"], made)?;
    }
    Ok(keys)
}

fn held_key(stamp: &Stamp, sealed: Option<Vec<u8>>) -> Result<[u8; 32], JournalError> {
    match sealed {
        Some(sealed) => {
            let key = stamp.secret.open("person key", &sealed)?;
            Ok(key.as_slice().try_into().map_err(|_| SealingError::DoesNotOpen)?)
        }
        // Erased: what is written about them from now on can never be read either.
        None => Ok(sealing::random_bytes()?),
    }
}

/// The payload of an entry in the clear; none when its key was destroyed.
pub fn read_payload(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    about: Option<PersonId>,
    payload: &[u8],
) -> Result<Option<serde_json::Value>, JournalError> {
    let parse = |bytes: &[u8]| Ok(Some(serde_json::from_slice(bytes)?));
    let Some(person) = about else { return parse(payload) };
    let held: Option<(Option<Vec<u8>>,)> =
        tx.maybe("SELECT sealed_key FROM person_key WHERE person_id = ?1", &[&person])?;
    let Some((Some(sealed),)) = held else { return Ok(None) };
    let key = stamp.secret.open("person key", &sealed)?;
    let key: [u8; 32] = key.as_slice().try_into().map_err(|_| SealingError::DoesNotOpen)?;
    parse(&sealing::open(&key, b"journal", payload)?)
}

/// The person's row is about to go, for it should never have been there: the key goes with it. Payloads stay, unreadable.
pub fn drop_key(tx: &mut Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    tx.run("DELETE FROM person_key WHERE person_id = ?1", &[&person]).map(drop)
}

/// Erasure: whatever the journal says about this person can never be read again.
pub fn destroy_key(tx: &mut Tx<'_>, stamp: &Stamp, person: PersonId) -> Result<(), JournalError> {
    tx.run(
        "INSERT INTO person_key (person_id, sealed_key, destroyed_at) VALUES (?1, NULL, ?2)
         ON CONFLICT (person_id) DO UPDATE SET sealed_key = NULL, destroyed_at = excluded.destroyed_at",
        &[&person, &stamp.now],
    )?;
    write(tx, stamp, &Entry::of("person.key_destroyed", "person", person))
}

#[cfg(test)]
mod tests;
