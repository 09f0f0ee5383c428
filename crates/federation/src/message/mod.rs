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
//! What may go wrong: somebody dies, unsubscribes or loses their address between the page and the press (worked out
//! again, the number typed must be the new one), or between the press and the leaving (left out, nobody added); the
//! officer loses the right meanwhile (nothing leaves, and the page says so).

mod after;
mod audience;
mod candidate;
mod draft;
pub mod example;
mod facts;
mod fields;
mod form;
mod kept;
mod known;
mod leaving;
mod looking;
mod one;
mod page_audience;
mod page_check;
mod page_form;
mod page_list;
mod page_new;
mod page_people;
mod page_preview;
mod page_progress;
mod page_send;
mod page_template;
mod page_text;
mod page_unsubscribe;
mod rule;
mod sending;
mod shipped;
mod texts;
mod unsubscribed;

pub use audience::{Counts, settle};
pub use draft::{Choices, find, make, save_choices, save_words};
pub use leaving::{jobs, leave};
pub use looking::Looked;
pub use one::{Message, State};
pub use sending::{Confirmed, When, cancel, confirm, pause, resume};
pub use texts::Words;

use crate::access::{self, Actor, Denied, ManageContacts, Right, SendMessages};
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::role::Capability;
use crate::selection::SelectionError;
use crate::visit::{Routes, Who};
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

pub fn routes() -> Routes {
    let writer = Who::Holder(Capability::MessagesSend);
    Routes::new()
        .get("/messages", writer, page_list::show)
        .get("/messages/new/{selection}", writer, page_new::ask)
        .post("/messages/new/{selection}", writer, page_new::make)
        .get("/messages/templates", writer, page_template::list)
        .get("/messages/templates/{id}", writer, page_template::ask)
        .post("/messages/templates/{id}", writer, page_template::keep)
        .post("/messages/templates/{id}/removal", writer, page_template::remove)
        .get("/messages/{id}", writer, page_check::show)
        .get("/messages/{id}/text", writer, page_text::ask)
        .post("/messages/{id}/text", writer, page_text::save)
        .get("/messages/{id}/audience", writer, page_audience::ask)
        .post("/messages/{id}/audience", writer, page_audience::save)
        .get("/messages/{id}/preview", writer, page_preview::show)
        .post("/messages/{id}/test", writer, page_preview::test)
        .get("/messages/{id}/people", writer, page_people::show)
        .post("/messages/{id}/people", writer, page_people::act)
        .post("/messages/{id}/sending", writer, page_send::send)
        .post("/messages/{id}/removal", writer, page_check::remove)
        .post("/messages/{id}/cancellation", writer, page_progress::cancel)
        .post("/messages/{id}/pause", writer, page_progress::pause)
        .post("/messages/{id}/resumption", writer, page_progress::resume)
        .get("/unsubscribe/{token}", Who::Anyone, page_unsubscribe::ask)
        .post("/unsubscribe/{token}", Who::Anyone, page_unsubscribe::press)
}

#[cfg(test)]
mod tests;
