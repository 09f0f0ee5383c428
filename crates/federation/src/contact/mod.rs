//! A contact: a person or an organisation, as the centre keeps it. Whatever changes one calls [`touched`] in the same
//! transaction, so that everything derived from it (the entries of lists, what is searched) follows.

use crate::acting::{Door, Stamp};
use crate::changed;
use crate::contact_entry;
use crate::membership;
use store::{StoreError, Tx};

pub use crate::contact_entry::Subject;

/// What is said of the contact has changed: its own row is dated, and everything derived is made anew.
pub fn touched(tx: &mut Tx<'_>, stamp: &Stamp, subject: Subject) -> Result<(), StoreError> {
    changed::note(tx, stamp, subject.kind(), subject.bytes())?;
    match subject {
        Subject::Person(person) => {
            tx.run("UPDATE person SET updated_at = ?2 WHERE id = ?1", &[&person, &stamp.now])?;
            membership::entry::refresh(tx, stamp.today, person)?;
        }
        Subject::Organisation(organisation) => {
            tx.run("UPDATE organisation SET updated_at = ?2 WHERE id = ?1", &[&organisation, &stamp.now])?;
        }
    }
    // An import touches thousands, some several times: their entries follow in a moment.
    if stamp.door == Door::Import {
        return changed::due(tx, stamp.now, [(subject.kind(), subject.bytes())]);
    }
    contact_entry::refresh(tx, stamp.now, stamp.today, subject)
}

/// The contact is about to be taken out: everything derived from it goes first, so that nothing points at it.
pub fn gone(tx: &mut Tx<'_>, stamp: &Stamp, subject: Subject) -> Result<(), StoreError> {
    contact_entry::remove(tx, &[subject])?;
    match subject {
        Subject::Person(person) => membership::entry::refresh(tx, stamp.today, person),
        Subject::Organisation(_) => Ok(()),
    }
}
