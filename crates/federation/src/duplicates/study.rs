//! Compares what changed with the rest. One transaction takes some contacts from the queue, files them under their keys
//! and brings their pairs up to date.

use super::blocks::{self, Held};
use super::pair::{self, Found};
use super::{Kind, profiles};
use crate::acting::Stamp;
use crate::changed;
use crate::matching::{self, Frequencies, Profile, Weights};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use store::{StoreError, ToValue, Tx, Value};

/// Two records at least this likely (bits) to be one wait for an officer: one in four.
const WORTH_A_LOOK: f32 = -1.5;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Studied {
    /// Contacts taken from the queue.
    pub contacts: usize,
    pub compared: usize,
    /// Pairs that wait now on their account.
    pub pairs: usize,
}

/// What one run remembers from slice to slice, so that neighbours are not read again and again. Should one of them change
/// meanwhile, it stands in the queue and is compared anew.
#[derive(Default)]
pub struct Memory(HashMap<i64, (Kind, [u8; 16], Arc<Profile>)>);

impl Memory {
    /// Records: some 70 MB.
    const MOST: usize = 100_000;

    fn keep(&mut self, kind: Kind, known: &Known) {
        if self.0.len() + known.len() > Self::MOST {
            self.0.clear();
        }
        let kept = known.iter().map(|(n, (id, profile))| (*n, (kind, *id, Arc::clone(profile))));
        self.0.extend(kept);
    }
}

/// Looks at up to `most` contacts that changed.
pub fn study(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    most: usize,
    memory: &mut Memory,
) -> Result<Studied, StoreError> {
    let taken = changed::take(tx, most)?;
    let mut studied = Studied { contacts: taken.len(), ..Studied::default() };
    for kind in Kind::ALL {
        let ids: Vec<[u8; 16]> =
            taken.iter().filter(|(word, _)| word == kind.word()).map(|(_, id)| *id).collect();
        if !ids.is_empty() {
            let (compared, pairs) = study_kind(tx, stamp, kind, &ids, memory)?;
            studied.compared += compared;
            studied.pairs += pairs;
        }
    }
    Ok(studied)
}

fn study_kind(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    kind: Kind,
    ids: &[[u8; 16]],
    memory: &mut Memory,
) -> Result<(usize, usize), StoreError> {
    let profiles = profiles::of(tx, kind, ids)?;
    let filed = file(tx, kind, ids, &profiles)?;
    let frequencies = frequencies(tx, kind, &profiles)?;
    let near = near(tx, &filed)?;
    let all = with_neighbours(tx, kind, &filed, &near, profiles, memory)?;
    memory.keep(kind, &all);
    let weights = weights(kind);
    let mut found = Vec::new();
    for (a, b) in &near {
        let (Some((one, x)), Some((other, y))) = (all.get(a), all.get(b)) else { continue };
        let score = weights.score(&matching::compare(x, y), &frequencies);
        if score >= WORTH_A_LOOK {
            found.push(Found::new(kind, *one, *other, weights.scored(x, y, &frequencies)));
        }
    }
    let there: HashSet<[u8; 16]> = filed.values().map(|(id, _)| *id).collect();
    pair::replace(tx, stamp, ids, &there, &found)?;
    Ok((near.len(), found.len()))
}

fn weights(kind: Kind) -> Weights {
    match kind {
        Kind::Person => Weights::default(),
        Kind::Organisation => Weights::organisations(),
    }
}

/// What the comparison finds of two that somebody chose, whether or not they share a key. None when one of them is not
/// there or closed.
pub(super) fn two(
    tx: &mut Tx<'_>,
    kind: Kind,
    a: [u8; 16],
    b: [u8; 16],
) -> Result<Option<Found>, StoreError> {
    let profiles = profiles::of(tx, kind, &[a, b])?;
    let (Some(x), Some(y)) = (profiles.get(&a), profiles.get(&b)) else { return Ok(None) };
    let scored = weights(kind).scored(x, y, &frequencies(tx, kind, &profiles)?);
    let worth_a_look = scored.score >= WORTH_A_LOOK;
    let found = Found::new(kind, a, b, scored);
    Ok(Some(if worth_a_look { found } else { found.by_hand() }))
}

/// Contacts by their number: the id, and the keys that it is filed under.
type Filed = BTreeMap<i64, ([u8; 16], Vec<u8>)>;

/// Files each contact under its keys as they are now.
fn file(
    tx: &mut Tx<'_>,
    kind: Kind,
    ids: &[[u8; 16]],
    profiles: &HashMap<[u8; 16], Profile>,
) -> Result<Filed, StoreError> {
    let held = blocks::held(tx, kind, ids)?;
    blocks::clear(tx, &held.values().collect::<Vec<&Held>>())?;
    let gone = ids.iter().filter(|id| !profiles.contains_key(*id)).filter_map(|id| held.get(id));
    tx.batch("DELETE FROM duplicate_record WHERE n = ?1", gone.map(|h| [Value::Int(h.n)]))?;
    let (mut next,) = tx.one::<(i64,)>("SELECT coalesce(max(n), 0) + 1 FROM duplicate_record", &[])?;
    let (mut filed, mut new, mut again) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (id, profile) in profiles {
        let keys = blocks::packed(&matching::keys(profile));
        let n = match held.get(id) {
            Some(known) => {
                again.push([Value::Int(known.n), Value::Bytes(keys.clone())]);
                known.n
            }
            None => {
                let kind = Value::Text(kind.word().to_owned());
                new.push([Value::Int(next), kind, id.to_value(), Value::Bytes(keys.clone())]);
                next += 1;
                next - 1
            }
        };
        filed.insert(n, (*id, keys));
    }
    tx.batch("UPDATE duplicate_record SET keys = ?2 WHERE n = ?1", again)?;
    let fresh: Vec<&Profile> =
        profiles.iter().filter(|(id, _)| !held.contains_key(*id)).map(|(_, p)| p).collect();
    count(tx, kind, &fresh)?;
    tx.load("duplicate_record", &["n", "subject_kind", "subject_id", "keys"], new)?;
    blocks::fill(tx, filed.iter().map(|(n, (_, keys))| (*n, keys.clone())))?;
    Ok(filed)
}

/// Counts the names and towns of records that are new. A name that changes stays counted: shares move by nothing.
fn count(tx: &mut Tx<'_>, kind: Kind, fresh: &[&Profile]) -> Result<(), StoreError> {
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    for profile in fresh {
        *counts.entry(0).or_default() += 1;
        matching::common_values(profile)
            .into_iter()
            .for_each(|value| *counts.entry(value as i64).or_default() += 1);
    }
    let rows = counts
        .into_iter()
        .map(|(value, by)| [Value::Text(kind.word().to_owned()), Value::Int(value), Value::Int(by)]);
    tx.batch(
        "INSERT INTO duplicate_frequency (subject_kind, value, records) VALUES (?1, ?2, ?3)
         ON CONFLICT (subject_kind, value) DO UPDATE SET records = duplicate_frequency.records + excluded.records",
        rows,
    )
    .map(drop)
}

/// How often the names and towns of these occur. What a pair agrees on is what both say.
fn frequencies(
    tx: &mut Tx<'_>,
    kind: Kind,
    profiles: &HashMap<[u8; 16], Profile>,
) -> Result<Frequencies, StoreError> {
    let values: BTreeSet<i64> =
        profiles.values().flat_map(matching::common_values).map(|v| v as i64).chain([0]).collect();
    let values: Vec<i64> = values.into_iter().collect();
    let sql = format!(
        "SELECT value, records FROM duplicate_frequency WHERE subject_kind = '{}' AND value IN ({{list}})",
        kind.word()
    );
    let rows: Vec<(i64, i64)> = tx.all_within(&sql, &[], &values)?;
    let mut made = Frequencies::default();
    for (value, records) in rows {
        match value {
            0 => made.records = records.unsigned_abs(),
            _ => drop(made.counts.insert(value as u64, u32::try_from(records).unwrap_or(u32::MAX))),
        }
    }
    Ok(made)
}

/// The pairs that share a block, one of them at least among those filed now.
fn near(tx: &mut Tx<'_>, filed: &Filed) -> Result<Vec<(i64, i64)>, StoreError> {
    let keys: BTreeSet<i64> = filed.values().flat_map(|(_, keys)| blocks::unpacked(keys)).collect();
    let keys: Vec<i64> = keys.into_iter().collect();
    let blocks = blocks::members(tx, &keys)?;
    let mut near: HashSet<(i64, i64)> = HashSet::new();
    for (n, (_, keys)) in filed {
        for other in blocks::unpacked(keys).filter_map(|key| blocks.get(&key)).flatten() {
            if other != n {
                near.insert((*n.min(other), *n.max(other)));
            }
        }
    }
    let mut near: Vec<(i64, i64)> = near.into_iter().collect();
    near.sort_unstable();
    Ok(near)
}

type Known = HashMap<i64, ([u8; 16], Arc<Profile>)>;

/// Everybody who stands in a pair, by number.
fn with_neighbours(
    tx: &mut Tx<'_>,
    kind: Kind,
    filed: &Filed,
    near: &[(i64, i64)],
    mut profiles: HashMap<[u8; 16], Profile>,
    memory: &Memory,
) -> Result<Known, StoreError> {
    let mut all = Known::with_capacity(filed.len() * 4);
    for (n, (id, _)) in filed {
        all.extend(profiles.remove(id).map(|profile| (*n, (*id, Arc::new(profile)))));
    }
    let strangers: BTreeSet<i64> =
        near.iter().flat_map(|(a, b)| [*a, *b]).filter(|n| !filed.contains_key(n)).collect();
    let mut unread = Vec::new();
    for n in strangers {
        match memory.0.get(&n) {
            Some((of, id, profile)) if *of == kind => {
                all.insert(n, (*id, Arc::clone(profile)));
            }
            // Keys of persons and organisations may coincide; they are never compared.
            Some(_) => {}
            None => unread.push(n),
        }
    }
    let sql = format!(
        "SELECT n, subject_id FROM duplicate_record WHERE subject_kind = '{}' AND n IN ({{list}})",
        kind.word()
    );
    let others: Vec<(i64, [u8; 16])> = tx.all_within(&sql, &[], &unread)?;
    let ids: Vec<[u8; 16]> = others.iter().map(|(_, id)| *id).collect();
    let mut theirs = profiles::of(tx, kind, &ids)?;
    for (n, id) in others {
        all.extend(theirs.remove(&id).map(|profile| (n, (id, Arc::new(profile)))));
    }
    Ok(all)
}
