//! Messages: one text to many, each with a mail of their own.
//!
//! Carys, officer of an association, selects councils in the list of contacts and chooses "Write to those selected". She
//! takes a template or begins with a blank page ([`Words`]), says what kind of message it is and why she may send it
//! ([`rule::Basis`]), and what an organisation brings: whoever holds a role there now, or its own address. Everybody has
//! exactly one outcome: a mail, a part in somebody else's, or none and the first reason why ([`rule::settle`]). She reads
//! the mail as one of them will, sends one to herself, types the number and confirms ([`confirm`]). There is a while to
//! cancel; then the job asks for her right again, works everything out once more, and the mails leave as a run
//! (`mail::run`). Afterwards the page says what became of each.
//!
//! A message can be of a batch of a roll-out: it tells its people beforehand ([`make_notice`]).
//!
//! What may go wrong: somebody dies, unsubscribes or loses their address between the page and the press (worked out
//! again, the number typed must be the new one), or between the press and the leaving (left out, nobody added); the
//! officer loses the right meanwhile (nothing leaves, and the page says so).

pub mod after;
mod audience;
mod candidate;
pub mod draft;
pub mod example;
mod facts;
pub mod fields;
pub mod kept;
mod known;
mod leaving;
pub mod looking;
mod notice;
mod one;
mod rule;
mod sending;
pub mod shipped;
mod texts;
pub mod unsubscribed;

pub use audience::{Counts, counts, settle};
pub use draft::{Choices, find, make, save_choices, save_words};
pub use leaving::{jobs, leave};
pub use notice::{Notice, make_notice, of_batch};
pub use one::{Message, State, state_tag};
pub use rule::{Basis, Reason};
pub use sending::{Confirmed, WINDOW_ABOVE, WINDOW_MINUTES, Wanted, When, cancel, confirm, pause, resume};
pub use texts::{LANGUAGES, Words};

use crate::access::{self, Actor, Denied, ManageContacts, Right, SendMessages};
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::selection::SelectionError;
use store::{StoreError, Tx};

store::id!(pub MessageId);
store::id!(pub TemplateId);
store::id!(pub RecipientId);

#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    #[error("there is nothing here")]
    Invisible,
    /// It is no draft any more, or its run has ended.
    #[error("it is too late for this")]
    TooLate,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error(transparent)]
    Selection(#[from] SelectionError),
    #[error(transparent)]
    Denied(#[from] Denied),
}

/// Who writes: the right to write to many, and that to the contacts themselves.
pub struct Writer {
    pub send: Right<SendMessages>,
    pub contacts: Right<ManageContacts>,
}

impl Writer {
    /// Whether nobody is out of reach, so that what others wrote to whomever is in sight.
    fn is_over_all(&self) -> bool {
        self.send.is_over_all() && self.contacts.is_over_all()
    }
}

pub fn writer(tx: &mut Tx<'_>, actor: &Actor) -> Result<Writer, Denied> {
    let send = access::right_anywhere::<SendMessages>(tx, actor)?;
    Ok(Writer { send, contacts: access::right_anywhere::<ManageContacts>(tx, actor)? })
}

#[cfg(test)]
mod tests;
