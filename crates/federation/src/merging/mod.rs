//! Making one contact of two, and two of one again. The winner keeps its id; everything that pointed at the loser points
//! at the winner, blanks are filled, and what both say differently stays the winner's unless the officer chose
//! otherwise. The loser's address leads to the winner for ever (invariant 8).
//!
//! A merge is undone as a whole: every step is kept with what was before. What somebody changed since stays as it is and
//! is reported.
//!
//! What may go wrong: both have an account (the officer says which one stays, the other is closed); one of them may do
//! more than the officer (refused: with the record go the rights); one died and the other lives (a single merge asks,
//! a bulk never does it); a later merge stands upon this one (undo that one first).

mod account;
mod alias;
mod fields;
mod log;
mod organisation;
mod person;
mod references;
mod rights;
mod safe;
mod undo;

pub use account::of as account_of;
pub use alias::{by_old_slug, stands_for};
pub use fields::{Choice, choices};
pub use log::Kept;
pub use safe::{Unsafe, unsafe_because};
pub use undo::{Merge, merge_by_id, merges_of, undo};

use crate::access::{Actor, GrantRefused, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::{self, Subject};
use crate::journal::{self, Entry, JournalError};
use log::Log;
use store::{StoreError, Tx};

store::id!(pub MergeId);

/// Of two accounts, whose stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    Winners,
    Losers,
}

/// What the officer decided.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Fields in which the loser is right.
    pub of_loser: Vec<String>,
    pub keep: Option<Keep>,
}

#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error("one of the two is not there any more")]
    Gone,
    #[error("a person and an organisation cannot be merged, nor a contact with itself")]
    NotTwo,
    #[error("both have an account: say which one stays")]
    TwoAccounts,
    #[error("organisations of different kinds cannot be merged")]
    OtherKind,
    #[error("the one that would stay stands below the other")]
    StandsBelow,
    #[error("too many members stand below the one that would go")]
    TooManyMembers,
    #[error("one of the two was merged again since; undo that merge first")]
    LaterMerge,
    #[error("this merge was undone already")]
    UndoneAlready,
    #[error("{0}")]
    Grant(GrantRefused),
    #[error(transparent)]
    Account(#[from] crate::account::AccountFault),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes one of two.
pub fn merge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    _right: &Right<ManageContacts>,
    winner: Subject,
    loser: Subject,
    wish: &Wish,
) -> Result<MergeId, MergeError> {
    if winner == loser || winner.kind() != loser.kind() {
        return Err(MergeError::NotTwo);
    }
    let choices = choices(tx, winner, loser)?.ok_or(MergeError::Gone)?;
    rights::may_merge(tx, actor, winner, loser)?;
    let mut log = Log::default();
    let taken = fields::taken(&choices, &wish.of_loser);
    let told = fields::told(&choices, &taken);
    for (field, value) in &taken {
        log.set(tx, winner.kind(), log::id(winner.bytes()), field, value)?;
    }
    let slug = slug(tx, loser)?;
    match (winner, loser) {
        (Subject::Person(winner), Subject::Person(loser)) => {
            person::sorted(tx, &mut log, winner)?;
            person::merge(tx, stamp, &mut log, winner, loser, wish)?;
        }
        (Subject::Organisation(winner), Subject::Organisation(loser)) => {
            organisation::merge(tx, stamp, &mut log, winner, loser)?;
        }
        _ => return Err(MergeError::NotTwo),
    }
    let id = keep(tx, stamp, winner, loser, slug, &log)?;
    tell(tx, stamp, "contact.merged", winner, loser, &serde_json::json!({ "changed": told }))?;
    contact::touched(tx, stamp, winner)?;
    contact::touched(tx, stamp, loser)?;
    Ok(id)
}

fn slug(tx: &mut Tx<'_>, of: Subject) -> Result<Option<String>, StoreError> {
    let Subject::Organisation(id) = of else { return Ok(None) };
    Ok(tx.maybe::<(String,)>("SELECT slug FROM organisation WHERE id = ?1", &[&id])?.map(|(slug,)| slug))
}

fn keep(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    winner: Subject,
    loser: Subject,
    slug: Option<String>,
    log: &Log,
) -> Result<MergeId, MergeError> {
    let id = stamp.ids.next::<MergeId>();
    let plain = serde_json::to_vec(log).map_err(JournalError::from)?;
    let sealed = stamp.secret.seal("merge", &plain).map_err(JournalError::from)?;
    let (winner_id, loser_id) = (winner.bytes(), loser.bytes());
    tx.run(
        "INSERT INTO contact_merge (id, subject_kind, winner_id, loser_id, by_person, at, sealed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[&id, &winner.kind(), &winner_id, &loser_id, &stamp.by, &stamp.now, &sealed],
    )?;
    tx.run(
        "INSERT INTO contact_alias (alias_id, subject_kind, slug, subject_id, merge_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&loser_id, &winner.kind(), &slug, &winner_id, &id],
    )?;
    Ok(id)
}

/// Both records' histories tell of it.
fn tell(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    act: &'static str,
    winner: Subject,
    loser: Subject,
    what: &serde_json::Value,
) -> Result<(), JournalError> {
    let entries = [(winner, loser), (loser, winner)].map(|(of, with)| {
        let payload = serde_json::json!({ "winner": of == winner, "with": store::format_uuid(&with.bytes()), "what": what });
        match of {
            Subject::Person(id) => Entry::of(act, "person", id).about(id, payload),
            Subject::Organisation(id) => Entry::of(act, "organisation", id).holding(payload),
        }
    });
    journal::write_all(tx, stamp, &entries)
}

#[cfg(test)]
mod tests;
