//! Roll-outs and their batches, as pages list them; every number comes from the tally.

use super::{RolloutError, reach};
use crate::access::{GrantAccess, Right};
use crate::acting::Stamp;
use crate::contacts::TagId;
use crate::invitee::{BatchId, RolloutId, State};
use crate::person::PersonId;
use crate::words;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{FromRow, Row, StoreError, Tx};

#[derive(Clone, Debug)]
pub struct Rollout {
    pub id: RolloutId,
    pub name: String,
    pub owner: String,
    pub begun_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Batch {
    pub id: BatchId,
    pub rollout: RolloutId,
    pub rollout_name: String,
    pub name: String,
    pub owner_id: PersonId,
    pub owner: String,
    /// So many contacts were selected.
    pub selected: u64,
    /// So many were told beforehand.
    pub noticed: u64,
    pub made_at: Timestamp,
}

const ROLLOUT: &str =
    "rollout.id, rollout.name, trim(p.given_name || ' ' || p.family_name), rollout.begun_at";
const BATCH: &str = "b.id, b.rollout_id, rollout.name, b.name, b.owner_id, trim(p.given_name || ' ' || p.family_name), \
                     b.selected, b.noticed, b.made_at";

impl FromRow for Rollout {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self { id: row.get(0)?, name: row.get(1)?, owner: row.get(2)?, begun_at: row.get(3)? })
    }
}

impl FromRow for Batch {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let count = |i| Ok::<_, StoreError>(row.get::<i64>(i)?.max(0) as u64);
        Ok(Self {
            id: row.get(0)?,
            rollout: row.get(1)?,
            rollout_name: row.get(2)?,
            name: row.get(3)?,
            owner_id: row.get(4)?,
            owner: row.get(5)?,
            selected: count(6)?,
            noticed: count(7)?,
            made_at: row.get(8)?,
        })
    }
}

/// Those in reach, the newest first.
pub fn rollouts(tx: &mut Tx<'_>, right: &Right<GrantAccess>) -> Result<Vec<Rollout>, StoreError> {
    let clause = reach(right);
    let sql = format!(
        "SELECT {ROLLOUT} FROM rollout JOIN person p ON p.id = rollout.owner_id WHERE {}
         ORDER BY rollout.begun_at DESC, rollout.id DESC LIMIT 200",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

pub fn rollout(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    id: RolloutId,
) -> Result<Option<Rollout>, StoreError> {
    let mut clause = reach(right);
    let id = clause.bind(id);
    let sql = format!(
        "SELECT {ROLLOUT} FROM rollout JOIN person p ON p.id = rollout.owner_id WHERE rollout.id = {id} AND {}",
        clause.sql
    );
    tx.maybe(&sql, &clause.params())
}

/// The batches of a roll-out by name.
pub fn batches(tx: &mut Tx<'_>, right: &Right<GrantAccess>, of: RolloutId) -> Result<Vec<Batch>, StoreError> {
    let mut clause = reach(right);
    let of = clause.bind(of);
    let sql = format!(
        "SELECT {BATCH} FROM rollout_batch b JOIN rollout ON rollout.id = b.rollout_id JOIN person p ON p.id = b.owner_id
         WHERE rollout.id = {of} AND {} ORDER BY b.name_folded",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

/// The newest, whatever they are of.
pub fn newest_batches(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    most: usize,
) -> Result<Vec<Batch>, StoreError> {
    let mut clause = reach(right);
    let most = clause.bind(most as i64);
    let sql = format!(
        "SELECT {BATCH} FROM rollout_batch b JOIN rollout ON rollout.id = b.rollout_id JOIN person p ON p.id = b.owner_id
         WHERE {} ORDER BY b.id DESC LIMIT {most}",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

pub fn batch(tx: &mut Tx<'_>, right: &Right<GrantAccess>, id: BatchId) -> Result<Option<Batch>, StoreError> {
    let mut clause = reach(right);
    let id = clause.bind(id);
    let sql = format!(
        "SELECT {BATCH} FROM rollout_batch b JOIN rollout ON rollout.id = b.rollout_id JOIN person p ON p.id = b.owner_id
         WHERE b.id = {id} AND {}",
        clause.sql
    );
    tx.maybe(&sql, &clause.params())
}

/// The roll-out of this name where the right stands, begun when there is none.
pub(super) fn named(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    name: &str,
) -> Result<RolloutId, RolloutError> {
    let folded = words::fold(name);
    if folded.is_empty() {
        return Err(RolloutError::NoName);
    }
    let known: Option<(RolloutId,)> = tx.maybe(
        "SELECT id FROM rollout WHERE organisation_id = ?1 AND name_folded = ?2",
        &[&right.organisation.id, &folded],
    )?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let id = stamp.ids.next::<RolloutId>();
    tx.run(
        "INSERT INTO rollout (id, organisation_id, name, name_folded, owner_id, begun_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&id, &right.organisation.id, &name.trim(), &folded, &right.actor, &stamp.now],
    )?;
    Ok(id)
}

pub(super) fn excluding(tx: &mut Tx<'_>, batch: BatchId) -> Result<Vec<TagId>, StoreError> {
    let rows: Vec<(TagId,)> =
        tx.all("SELECT tag_id FROM rollout_batch_tag WHERE batch_id = ?1", &[&batch])?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many rows stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub states: BTreeMap<State, u64>,
    /// Of excluded, blocked and revoked rows by why.
    pub reasons: BTreeMap<(State, String), u64>,
    /// How many came at least so far: chosen, invited, delivered, opened, accepted.
    pub reached: [u64; 5],
}

impl Tally {
    pub fn of(&self, state: State) -> u64 {
        self.states.get(&state).copied().unwrap_or(0)
    }

    pub fn all(&self) -> u64 {
        self.reached[0]
    }

    /// A link is out and was not used.
    pub fn waiting(&self) -> u64 {
        State::ALL.into_iter().filter(|s| s.is_waiting()).map(|s| self.of(s)).sum()
    }

    fn add(&mut self, state: State, reason: String, furthest: i64, entries: u64) {
        *self.states.entry(state).or_default() += entries;
        if !reason.is_empty() {
            *self.reasons.entry((state, reason)).or_default() += entries;
        }
        for (far, count) in self.reached.iter_mut().enumerate() {
            if furthest >= far as i64 {
                *count += entries;
            }
        }
    }
}

/// The tallies of batches, by batch; the whole roll-out is their sum.
pub fn tallies(tx: &mut Tx<'_>, batches: &[BatchId]) -> Result<BTreeMap<[u8; 16], Tally>, StoreError> {
    use store::Identifier as _;
    let mut found: BTreeMap<[u8; 16], Tally> =
        batches.iter().map(|b| (b.bytes(), Tally::default())).collect();
    type Line = (BatchId, String, String, i64, i64);
    let sql = "SELECT batch_id, state, reason, furthest, entries FROM rollout_tally WHERE batch_id IN ({list}) AND entries > 0";
    for (batch, state, reason, furthest, entries) in tx.all_within::<Line>(sql, &[], batches)? {
        let tally = found.entry(batch.bytes()).or_default();
        tally.add(State::from_word(&state), reason, furthest, entries as u64);
    }
    Ok(found)
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(all: I) -> Tally {
        all.fold(Tally::default(), |mut sum, one| {
            one.states.into_iter().for_each(|(s, n)| *sum.states.entry(s).or_default() += n);
            one.reasons.into_iter().for_each(|(r, n)| *sum.reasons.entry(r).or_default() += n);
            sum.reached.iter_mut().zip(one.reached).for_each(|(a, b)| *a += b);
            sum
        })
    }
}
