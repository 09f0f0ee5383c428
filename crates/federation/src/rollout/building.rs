//! A batch made of a frozen selection: whom each council brings, everybody once, all checks, one pass.

use super::brought::{Begun, candidates};
use super::filling::insert;
use super::{RolloutError, batch};
use crate::access::{GrantAccess, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contacts::TagId;
use crate::grant_checks::{Beside, Terms};
use crate::invitee::{BatchId, RolloutId, Standing};
use crate::journal::{self, Entry};
use crate::selection::Frozen;
use crate::words;
use store::{ToValue, Tx};

/// The roll-out that a batch is of.
#[derive(Clone, Debug)]
pub enum Under {
    Known(RolloutId),
    Named(String),
}

#[derive(Clone, Debug)]
pub struct NewBatch {
    pub under: Under,
    /// "A-B".
    pub name: String,
    pub excluding: Vec<TagId>,
}

/// Makes the batch of a selection with all its rows, checked. Nobody is written to.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    (right, contacts): (&Right<GrantAccess>, &Right<ManageContacts>),
    terms: &Terms,
    frozen: &Frozen,
    new: &NewBatch,
) -> Result<BatchId, RolloutError> {
    let rows = candidates(tx, right, contacts, terms, frozen)?;
    Ok(make_of(tx, stamp, right, terms, frozen, new, &rows)?.0)
}

/// The same of rows that are known already. Answers how they stand, too.
pub(super) fn make_of(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    terms: &Terms,
    frozen: &Frozen,
    new: &NewBatch,
    rows: &[Begun],
) -> Result<(BatchId, Vec<Standing>), RolloutError> {
    let rollout = rollout_of(tx, stamp, right, &new.under)?;
    let folded = named(tx, rollout, &new.name)?;
    if rows.is_empty() {
        return Err(RolloutError::Nobody);
    }
    let id = stamp.ids.next::<BatchId>();
    tx.run(
        "INSERT INTO rollout_batch (id, rollout_id, name, name_folded, owner_id, selection_id, selected, noticed, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
        &[&id, &rollout, &new.name.trim(), &folded, &right.actor, &frozen.id, &(frozen.count as i64), &stamp.now],
    )?;
    tx.load(
        "rollout_batch_tag",
        &["batch_id", "tag_id"],
        new.excluding.iter().map(|tag| [id.to_value(), tag.to_value()]),
    )?;
    let terms = Terms { excluding: new.excluding.clone(), ..terms.clone() };
    let standing = tx.with_room(|tx| insert(tx, stamp, &terms, Beside::None, id, rows))?;
    let what = serde_json::json!({
        "rollout": rollout.to_string(), "name": new.name.trim(), "selection": frozen.id.to_string(),
        "selected": frozen.count, "rows": rows.len(),
    });
    let entry = Entry::of("rollout.batch_made", "rollout_batch", id).at(right.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok((id, standing))
}

fn rollout_of(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    under: &Under,
) -> Result<RolloutId, RolloutError> {
    match under {
        Under::Known(id) => Ok(batch::rollout(tx, right, *id)?.ok_or(RolloutError::Invisible)?.id),
        Under::Named(name) => batch::named(tx, stamp, right, name),
    }
}

/// The name as it is compared, when it is free.
fn named(tx: &mut Tx<'_>, rollout: RolloutId, name: &str) -> Result<String, RolloutError> {
    let folded = words::fold(name);
    if folded.is_empty() {
        return Err(RolloutError::NoName);
    }
    let taken: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM rollout_batch WHERE rollout_id = ?1 AND name_folded = ?2",
        &[&rollout, &folded],
    )?;
    if taken.is_some() { Err(RolloutError::NameTaken) } else { Ok(folded) }
}
