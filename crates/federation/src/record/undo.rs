//! Taking changes back, as far as nobody edited since.

use super::change::Changed;
use super::held::{Record, read_to_change};
use super::plan::settle;
use super::{RecordError, apply, rights};
use crate::access::{GrantRefused, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::tag::Tagged;
use store::Tx;

/// Why a change was left standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is no longer as the change left it.
    EditedSince,
    /// Taking it back would give or take rights beyond those of whoever undoes.
    Refused(GrantRefused),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub changed: Changed,
    pub because: Because,
}

#[derive(Clone, Debug, Default)]
pub struct Undone {
    /// What was done to take the changes back, in the order in which it was done: undoing this does them again.
    pub undone: Vec<Changed>,
    pub kept: Vec<Kept>,
}

/// Takes changes back, the last one first. What somebody edited since stays and is reported.
///
/// # Errors
/// The contact is out of reach, or the database fails. That single changes must stay is no error.
pub fn undo(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    subject: Subject,
    changed: &[Changed],
) -> Result<Undone, RecordError> {
    if !rights::reaches(tx, right, subject)? {
        return Err(RecordError::Invisible);
    }
    let mut record = read_to_change(tx, subject)?.ok_or(RecordError::Invisible)?;
    let editor = rights::editor(tx, stamp, right)?;
    let mut answer = Undone::default();
    for one in changed.iter().rev() {
        let back = one.inverse();
        let because = if !stands(&record, &back) {
            Some(Because::EditedSince)
        } else {
            match rights::check(tx, right, &editor, subject, &back) {
                Ok(()) => None,
                Err(RecordError::Refused(refused)) => Some(Because::Refused(refused)),
                Err(error) => return Err(error),
            }
        };
        match because {
            Some(because) => answer.kept.push(Kept { changed: one.clone(), because }),
            None => {
                settle(&mut record, &back);
                answer.undone.push(back);
            }
        }
    }
    if !answer.undone.is_empty() {
        apply::write(tx, stamp, &record, &answer.undone, "undone")?;
    }
    Ok(answer)
}

/// Whether the record is still as `change` starts from.
fn stands(record: &Record, change: &Changed) -> bool {
    match change {
        Changed::Field { field, before, .. } => record.field(*field) == before.as_deref(),
        Changed::Point { id, before, .. } => match (record.point(*id), before) {
            (Some(now), Some(before)) => now.says_the_same(before),
            (now, before) => now.is_none() && before.is_none(),
        },
        Changed::Appointment { id, before, .. } => record.appointment(*id) == before.as_ref(),
        Changed::Wish { id, before, .. } => {
            record.wishes.iter().find(|(held, _)| held == id).map(|(_, w)| w) == before.as_ref()
        }
        // Taken away and given back, a tag is another tagging: what matters is whether it is borne.
        Changed::Tag { id, before: None, after } => {
            let borne = |t: &Tagged| after.as_ref().is_some_and(|a| a.tag == t.tag);
            !record.tags.iter().any(|(held, t)| held == id || borne(t))
        }
        Changed::Tag { id, before, .. } => {
            let now = record.tags.iter().find(|(held, _)| held == id).map(|(_, t)| t.tag);
            now == before.as_ref().map(|t| t.tag)
        }
        Changed::Note { id, before, .. } => record.note(*id) == before.as_ref(),
        Changed::Membership { id, before, .. } => {
            record.memberships.iter().find(|(held, _)| held == id).map(|(_, m)| m) == before.as_ref()
        }
    }
}
