//! A contact: a person or an organisation, as the centre keeps it. Whatever changes one calls [`touched`] in the same
//! transaction, so that everything derived from it (the entries of lists, what is searched) follows.

use crate::acting::Stamp;
use crate::changed;
use crate::membership;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use store::{Identifier as _, StoreError, Tx};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Person(PersonId),
    Organisation(OrganisationId),
}

impl Subject {
    /// The word by which tables, addresses and the journal tell the two apart.
    pub fn kind(self) -> &'static str {
        match self {
            Subject::Person(_) => "person",
            Subject::Organisation(_) => "organisation",
        }
    }

    pub fn of(kind: &str, id: [u8; 16]) -> Option<Self> {
        match kind {
            "person" => Some(Subject::Person(PersonId::from_bytes(id))),
            "organisation" => Some(Subject::Organisation(OrganisationId::from_bytes(id))),
            _ => None,
        }
    }

    pub fn bytes(self) -> [u8; 16] {
        match self {
            Subject::Person(id) => id.bytes(),
            Subject::Organisation(id) => id.bytes(),
        }
    }
}

/// What is said of the contact has changed: its own row is dated, and everything derived is made anew.
pub fn touched(tx: &mut Tx<'_>, stamp: &Stamp, subject: Subject) -> Result<(), StoreError> {
    changed::note(tx, stamp, subject.kind(), subject.bytes())?;
    match subject {
        Subject::Person(person) => {
            tx.run("UPDATE person SET updated_at = ?2 WHERE id = ?1", &[&person, &stamp.now])?;
            membership::entry::refresh(tx, person)
        }
        Subject::Organisation(organisation) => tx
            .run("UPDATE organisation SET updated_at = ?2 WHERE id = ?1", &[&organisation, &stamp.now])
            .map(drop),
    }
}

/// The contact is about to be taken out: everything derived from it goes first, so that nothing points at it.
pub fn gone(tx: &mut Tx<'_>, subject: Subject) -> Result<(), StoreError> {
    match subject {
        Subject::Person(person) => membership::entry::refresh(tx, person),
        Subject::Organisation(_) => Ok(()),
    }
}
