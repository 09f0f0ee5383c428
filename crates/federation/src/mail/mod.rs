//! Mail leaves through an outbox: an act queues it inside its own transaction, a job sends it after the commit. So no
//! mail tells of something that was rolled back, and none is lost when the program stops.
//!
//! * One mail for each person; nobody sees another's address.
//! * Never twice: the row says `sending` before the relay is spoken to. If the program dies or the line breaks while the
//!   relay may have taken it, the mail becomes `maybe-sent` and is not tried again; whoever waits for it asks for
//!   another. What the relay surely did not take is tried again with growing pauses, then `failed`.
//! * Bodies hold links: they are sealed in the table, and wiped when the mail has left.
//! * Few mails that somebody waits for go one by one; many with one text are a [`run`], which nobody waits behind.
//! * Without a relay (the demonstration) mail is `captured` and stays readable.

mod came_back;
mod envelope;
mod html;
mod line;
mod relay;
pub mod run;
mod sending;
#[cfg(any(test, feature = "testing"))]
pub mod sink;
mod state;
#[cfg(test)]
mod tests;
pub mod unsubscribing;
mod withdrawing;

pub use came_back::came_back;
pub use envelope::{ReturnPath, Token};
pub use html::paragraphs;
pub use relay::{Relay, RelayError};
pub use sending::{JOB, Outbox, send};
pub use state::MailState;
pub use withdrawing::withdraw;

use crate::acting::Stamp;
use crate::contact_point::{self, Malformed};
use crate::person::PersonId;
use crate::sealing::SealingError;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};

store::id!(pub MailId);

/// A mail to one person, as text. The HTML part is made of the text, so that the two never differ.
#[derive(Clone, Debug)]
pub struct Message {
    pub person: Option<PersonId>,
    pub name: String,
    pub address: String,
    pub subject: String,
    pub text: String,
    /// "en", "cy": for screen readers.
    pub language: String,
    pub kind: &'static str,
    /// Two messages with the same key are one.
    pub key: String,
}

/// What the table holds sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub name: String,
    pub address: String,
    pub subject: String,
    pub text: String,
    pub language: String,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error("{0}")]
    Address(Malformed),
    #[error("a queued mail cannot be read")]
    Unreadable,
    #[error(transparent)]
    Sealing(#[from] SealingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Puts a mail into the outbox, in the transaction of the act that it tells of.
pub fn queue(tx: &mut Tx<'_>, stamp: &Stamp, message: &Message) -> Result<MailId, MailError> {
    let address = contact_point::email(&message.address).map_err(MailError::Address)?;
    let letter = Letter {
        name: one_line(&message.name),
        address,
        subject: one_line(&message.subject),
        text: message.text.clone(),
        language: message.language.clone(),
    };
    let plain = serde_json::to_vec(&letter).map_err(|_| MailError::Unreadable)?;
    let sealed = stamp.secret.seal("mail", &plain)?;
    let id = stamp.ids.next::<MailId>();
    let new = tx.run(
        "INSERT INTO mail (id, unique_key, kind, person_id, sealed, state, queued_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (unique_key) DO NOTHING",
        &[&id, &message.key, &message.kind, &message.person, &sealed, &MailState::Queued.word(), &stamp.now],
    )?;
    if new == 0 {
        return Ok(tx.one::<(MailId,)>("SELECT id FROM mail WHERE unique_key = ?1", &[&message.key])?.0);
    }
    sending::enqueue(tx, stamp, id)?;
    Ok(id)
}

/// A header is one line, whatever somebody typed as their name: line breaks and other control signs become blanks.
fn one_line(text: &str) -> String {
    let flat: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect();
    flat.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A captured mail, for the demonstration's page.
#[derive(Clone, Debug)]
pub struct Captured {
    pub id: MailId,
    pub kind: String,
    pub queued_at: Timestamp,
    pub letter: Letter,
}

type Line = (MailId, String, Timestamp, Vec<u8>, Option<run::RunId>);

/// The newest captured mails.
pub fn captured(tx: &mut Tx<'_>, stamp: &Stamp, most: i64) -> Result<Vec<Captured>, MailError> {
    let rows: Vec<Line> = tx.all(
        "SELECT id, kind, queued_at, sealed, run_id FROM mail WHERE state = 'captured' AND sealed IS NOT NULL
         ORDER BY queued_at DESC, id DESC LIMIT ?1",
        &[&most],
    )?;
    rows.into_iter().map(|row| readable(tx, stamp, row)).collect()
}

pub fn captured_one(tx: &mut Tx<'_>, stamp: &Stamp, id: MailId) -> Result<Option<Captured>, MailError> {
    let row: Option<Line> = tx.maybe(
        "SELECT id, kind, queued_at, sealed, run_id FROM mail WHERE state = 'captured' AND sealed IS NOT NULL AND id = ?1",
        &[&id],
    )?;
    row.map(|row| readable(tx, stamp, row)).transpose()
}

fn readable(tx: &mut Tx<'_>, stamp: &Stamp, row: Line) -> Result<Captured, MailError> {
    let (id, kind, queued_at, sealed, in_run) = row;
    let (kind, letter) = match in_run {
        None => (kind, open(&stamp.secret, &sealed)?),
        Some(run) => run::read(tx, stamp, run, id, &sealed)?,
    };
    Ok(Captured { id, kind, queued_at, letter })
}

fn open(secret: &crate::sealing::Secret, sealed: &[u8]) -> Result<Letter, MailError> {
    serde_json::from_slice(&secret.open("mail", sealed)?).map_err(|_| MailError::Unreadable)
}
