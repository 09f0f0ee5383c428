//! Taking a merge back.

use super::log::{Kept, Log};
use super::{MergeError, MergeId, organisation, rights, stands_for, tell};
use crate::access::{Actor, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::{self, Subject};
use crate::journal::JournalError;
use crate::membership::entry;
use crate::person::PersonId;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError, Tx};

/// A merge that was done.
#[derive(Clone, Debug)]
pub struct Merge {
    pub id: MergeId,
    pub winner: Subject,
    pub loser: Subject,
    pub by: Option<PersonId>,
    pub at: Timestamp,
    pub undone_at: Option<Timestamp>,
}

impl FromRow for Merge {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let kind: String = row.get(1)?;
        let subject = |id: [u8; 16]| Subject::of(&kind, id).ok_or(StoreError::NoRow);
        Ok(Self {
            id: row.get(0)?,
            winner: subject(row.get(2)?)?,
            loser: subject(row.get(3)?)?,
            by: row.get(4)?,
            at: row.get(5)?,
            undone_at: row.get(6)?,
        })
    }
}

const COLUMNS: &str = "id, subject_kind, winner_id, loser_id, by_person, at, undone_at";

pub fn merge_by_id(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM contact_merge WHERE id = ?1"), &[&id])
}

/// The merges that a record came out of and that can be undone, the latest first: its page offers them.
pub fn merges_of(tx: &mut Tx<'_>, winner: Subject) -> Result<Vec<Merge>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM contact_merge WHERE winner_id = ?1 AND undone_at IS NULL ORDER BY at DESC, id DESC"
    );
    tx.all(&sql, &[&winner.bytes()])
}

/// Makes two of one again; answers what stays because it was changed since.
pub fn undo(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    _right: &Right<ManageContacts>,
    id: MergeId,
) -> Result<Vec<Kept>, MergeError> {
    let merge = merge_by_id(tx, id)?.ok_or(MergeError::Gone)?;
    let (sealed,): (Option<Vec<u8>>,) = tx.one("SELECT sealed FROM contact_merge WHERE id = ?1", &[&id])?;
    let sealed = sealed.ok_or(MergeError::UndoneAlready)?;
    let later: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM contact_merge WHERE winner_id = ?1 AND undone_at IS NULL AND id > ?2 LIMIT 1",
        &[&merge.winner.bytes(), &id],
    )?;
    if later.is_some() || stands_for(tx, merge.winner)?.is_some() {
        return Err(MergeError::LaterMerge);
    }
    rights::may_merge(tx, actor, merge.winner, merge.loser)?;
    let plain = stamp.secret.open("merge", &sealed).map_err(JournalError::from)?;
    let log: Log = serde_json::from_slice(&plain).map_err(JournalError::from)?;
    tx.run("DELETE FROM contact_alias WHERE merge_id = ?1", &[&id])?;
    // A membership that comes back out of another has no entry of its own yet.
    let before = members(tx, merge.winner)?;
    if let Subject::Person(winner) = merge.winner {
        entry::take_out(tx, winner)?;
    }
    let moved = match merge.winner {
        Subject::Organisation(_) => organisation::moved(tx, &log)?,
        Subject::Person(_) => Vec::new(),
    };
    for place in &moved {
        for person in organisation::members(tx, *place)? {
            entry::take_out(tx, person)?;
        }
    }
    let kept = log.undo(tx)?;
    crate::organisation::replant(tx, &moved)?;
    for place in &moved {
        for person in organisation::members(tx, *place)? {
            entry::refresh(tx, stamp.today, person)?;
        }
    }
    organisation::due(tx, stamp, &moved)?;
    tx.run("UPDATE contact_merge SET sealed = NULL, undone_at = ?2 WHERE id = ?1", &[&id, &stamp.now])?;
    before.into_iter().try_for_each(|person| entry::refresh(tx, stamp.today, person))?;
    let what = serde_json::json!({ "kept": kept });
    tell(tx, stamp, "contact.merge_undone", merge.winner, merge.loser, &what)?;
    contact::touched(tx, stamp, merge.winner)?;
    contact::touched(tx, stamp, merge.loser)?;
    Ok(kept)
}

fn members(tx: &mut Tx<'_>, of: Subject) -> Result<Vec<PersonId>, StoreError> {
    match of {
        Subject::Person(_) => Ok(Vec::new()),
        Subject::Organisation(at) => organisation::members(tx, at),
    }
}
