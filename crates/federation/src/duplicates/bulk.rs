//! Merging many at once: only the kind that needs no eyes (`merging::unsafe_because`), and only what a dry run showed.

use super::list::surest;
use super::pair::{self, Pair, PairId, Strength};
use crate::access::{Actor, ManageContacts, Right};
use crate::acting::Stamp;
use crate::merging::{self, MergeError, Unsafe, Wish};
use std::collections::{BTreeMap, HashSet};
use store::{StoreError, Tx};

/// Pairs in one go.
pub const MOST: usize = 500;

/// What would be merged, and why the rest is left.
#[derive(Clone, Debug, Default)]
pub struct Dry {
    pub safe: Vec<Pair>,
    pub left: BTreeMap<Unsafe, usize>,
}

/// Looks through the surest pairs. Nothing is written.
pub fn dry_run(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Dry, StoreError> {
    let mut dry = Dry::default();
    let mut taken = HashSet::new();
    for pair in surest(tx, right, Strength::Certain, MOST * 4)? {
        match merging::unsafe_because(tx, pair.one, pair.other)? {
            Some(because) => *dry.left.entry(because).or_default() += 1,
            // Of three that are one, the third waits for the next time.
            None if dry.safe.len() < MOST && !taken.contains(&pair.one) && !taken.contains(&pair.other) => {
                taken.extend([pair.one, pair.other]);
                dry.safe.push(pair);
            }
            None => {}
        }
    }
    Ok(dry)
}

/// What became of each.
#[derive(Clone, Debug, Default)]
pub struct Done {
    pub merged: usize,
    /// Changed since the dry run, or decided by somebody else.
    pub changed: usize,
    /// They may do more than who merges.
    pub refused: usize,
}

/// Merges these pairs, each on its own: what cannot be merged stays in the list.
pub fn merge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    right: &Right<ManageContacts>,
    pairs: &[PairId],
) -> Result<Done, MergeError> {
    let mut done = Done::default();
    for id in pairs {
        let open =
            pair::by_id(tx, *id)?.filter(|pair| pair.open && Strength::of(pair.score) == Strength::Certain);
        let Some(pair) = open else {
            done.changed += 1;
            continue;
        };
        if merging::unsafe_because(tx, pair.one, pair.other)?.is_some() {
            done.changed += 1;
            continue;
        }
        let wish = Wish::default();
        match tx.attempt(|tx| merging::merge(tx, stamp, actor, right, pair.one, pair.other, &wish)) {
            Ok(_) => {
                pair::note_merged(tx, stamp, pair.one, pair.other)?;
                done.merged += 1;
            }
            Err(MergeError::Grant(_)) => done.refused += 1,
            Err(MergeError::Gone) => done.changed += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(done)
}

/// The pairs of a frozen selection.
pub fn frozen_pairs(
    tx: &mut Tx<'_>,
    selection: crate::selection::SelectionId,
) -> Result<Vec<PairId>, StoreError> {
    let sql = "SELECT subject_id FROM selection_entry WHERE selection_id = ?1 ORDER BY subject_id";
    Ok(tx.all::<(PairId,)>(sql, &[&selection])?.into_iter().map(|(id,)| id).collect())
}
