//! Those who begin, put into a batch by one press; the checks and the invitation are those of everybody else.

use super::brought::{Begun, each_once};
use super::building::{NewBatch, Under, make_of};
use super::filling::insert;
use super::starters::{Beginner, beginners};
use super::{RolloutError, batch, tags};
use crate::access::{GrantAccess, Right};
use crate::acting::Stamp;
use crate::appointment::AppointmentId;
use crate::grant_checks::{Beside, Terms};
use crate::invitee::{BatchId, Standing};
use crate::journal::{self, Entry};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::selection::{self, Frozen, SelectionError};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use store::{Identifier, StoreError, Tx};

const LIST_NAME: &str = "rollouts/starting";
/// A day has no more batches of its own.
const MOST_NAMES: usize = 50;

/// Which batch they are put into.
#[derive(Clone, Debug)]
pub enum Into {
    /// A new one, under a roll-out of this name; a second one of the same name gets a number.
    New {
        rollout: String,
        name: String,
    },
    Known(BatchId),
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct TakenUp {
    pub batch: BatchId,
    pub rows: Vec<Standing>,
    /// Those who had a row in that batch already.
    pub already: u64,
}

/// Puts those chosen into a batch, each once with every place where they begin. Nobody is written to. What has changed
/// since the page was shown counts: whoever was invited or stands in a batch meanwhile is passed by.
pub fn take_up(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    terms: &Terms,
    chosen: &[AppointmentId],
    into: &Into,
) -> Result<TakenUp, RolloutError> {
    let mut now = beginners(tx, right, stamp.today)?;
    now.retain(|b| b.stands.is_none() && chosen.contains(&b.starting.appointment));
    take(tx, stamp, right, terms, &now, into)
}

pub(super) fn take(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    terms: &Terms,
    whom: &[Beginner],
    into: &Into,
) -> Result<TakenUp, RolloutError> {
    let mut councils: BTreeMap<PersonId, BTreeSet<OrganisationId>> = BTreeMap::new();
    for one in whom {
        councils.entry(one.starting.person).or_default().insert(one.starting.organisation);
    }
    if councils.is_empty() {
        return Err(RolloutError::Nobody);
    }
    let people: Vec<PersonId> = councils.keys().copied().collect();
    match into {
        Into::New { rollout, name } => {
            let frozen = select(tx, stamp, right.actor, LIST_NAME, &people)?;
            let rows = each_once(tx, terms, councils)?;
            new_batch(tx, stamp, right, terms, &frozen, (rollout, name), &rows)
        }
        Into::Known(batch) => {
            let there = of_batch(tx, *batch, &people)?;
            councils.retain(|person, _| !there.contains(person));
            let rows = each_once(tx, terms, councils)?;
            let rows = add(tx, stamp, right, terms, *batch, &rows)?;
            Ok(TakenUp { batch: *batch, rows, already: there.len() as u64 })
        }
    }
}

fn new_batch(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    terms: &Terms,
    frozen: &Frozen,
    (rollout, name): (&str, &str),
    rows: &[Begun],
) -> Result<TakenUp, RolloutError> {
    let excluding: Vec<_> =
        tags(tx)?.into_iter().filter(|(.., excludes)| *excludes).map(|(id, ..)| id).collect();
    for nth in 1..=MOST_NAMES {
        let name = if nth == 1 { name.to_owned() } else { format!("{name} ({nth})") };
        let new = NewBatch { under: Under::Named(rollout.to_owned()), name, excluding: excluding.clone() };
        match make_of(tx, stamp, right, terms, frozen, &new, rows) {
            Err(RolloutError::NameTaken) => {}
            made => return made.map(|(batch, rows)| TakenUp { batch, rows, already: 0 }),
        }
    }
    Err(RolloutError::NameTaken)
}

/// Which of these people have a row in the batch, whatever became of it.
fn of_batch(tx: &mut Tx<'_>, batch: BatchId, people: &[PersonId]) -> Result<HashSet<PersonId>, StoreError> {
    let sql = "SELECT person_id, batch_id FROM rollout_row WHERE person_id IN ({list})";
    let held: Vec<(PersonId, BatchId)> = tx.all_within(sql, &[], people)?;
    Ok(held.into_iter().filter(|(_, at)| *at == batch).map(|(person, _)| person).collect())
}

/// Adds rows to a batch that is there. Answers how they stand.
fn add(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    terms: &Terms,
    id: BatchId,
    rows: &[Begun],
) -> Result<Vec<Standing>, RolloutError> {
    batch::batch(tx, right, id)?.ok_or(RolloutError::Invisible)?;
    let terms = Terms { excluding: batch::excluding(tx, id)?, ..terms.clone() };
    let standing = insert(tx, stamp, &terms, Beside::Batch(id), id, rows)?;
    let what = serde_json::json!({ "rows": rows.len() });
    let entry = Entry::of("rollout.batch_added_to", "rollout_batch", id).at(right.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(standing)
}

/// A frozen selection of exactly these.
pub(super) fn select<I: Identifier>(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    list: &str,
    ids: &[I],
) -> Result<Frozen, StoreError> {
    let ticked = (|| {
        let open = selection::open(tx, stamp, by, list)?;
        let open = selection::tick(tx, stamp, open, ids, ids)?;
        Ok::<_, SelectionError>(selection::freeze(tx, stamp, open)?)
    })();
    ticked.map_err(|error| match error {
        SelectionError::Store(error) => error,
        SelectionError::TooMany => StoreError::NoRow,
    })
}
