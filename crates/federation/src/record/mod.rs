//! The record of a contact, and the acts that change it. A page, an import, a merge and a change request all come
//! through here, so that one set of rules holds for every door.
//!
//! * [`read`] gives everything that can be changed. [`apply`] takes [`Change`]s, each with what its editor saw, and
//!   answers [`Changed`]s, which hold before and after. [`undo`] takes these back as far as nobody edited since.
//! * Every change is journaled field by field: sealed about the person, in the clear for an organisation. The contact is
//!   [`touched`](crate::contact::touched).
//! * Appointments are started and ended, never overwritten.
//!
//! What may go wrong: somebody else was quicker ([`Conflict`], nothing is written); an entry will not do ([`Invalid`]);
//! the contact is out of reach ([`RecordError::Invisible`]); the change would give or take rights beyond the editor's own
//! ([`GrantRefused`]). A sign-in identifier is never touched: no statement here names that table.

mod apply;
mod change;
mod create;
mod field;
mod held;
mod invalid;
mod note;
mod own;
mod plan;
mod point;
mod rights;
mod undo;
pub mod until;
pub mod words;

pub use apply::{Applied, apply};
pub use change::{Appointed, Change, Changed, Conflict, Wished};
pub use create::{NewPerson, create_organisation, create_person};
pub use field::Field;
pub use held::{Record, read, whose};
pub use invalid::{Invalid, Why};
pub use note::{LONGEST as LONGEST_NOTE, Note, NoteId};
pub use own::{
    apply_here, apply_to_oneself, correct_own, create_person_here, may_give, read_oneself, take_leaving_back,
};
pub use plan::would;
pub use point::{Point, Purpose};
pub use rights::{may_write_to, reaches};
pub use undo::{Because, Kept, Undone, undo};

use crate::access::GrantRefused;
use crate::appointment::AppointmentError;
use crate::journal::JournalError;
use crate::organisation::OrganisationError;
use store::StoreError;

#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// Not there, or not where the right reaches.
    #[error("there is no such contact here")]
    Invisible,
    #[error("somebody else changed this meanwhile")]
    Conflict(Box<Conflict>),
    #[error("{0}")]
    Invalid(Invalid),
    #[error(transparent)]
    Refused(#[from] GrantRefused),
    #[error(transparent)]
    Appointment(#[from] AppointmentError),
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("a change cannot be written down")]
    Written(#[from] serde_json::Error),
}

#[cfg(test)]
mod tests;
