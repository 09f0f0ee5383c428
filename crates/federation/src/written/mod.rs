//! What was written to a contact: the latest messages for the page of their record, and whether they said no to more.
//! The rows are those of `message`, which writes them.

use crate::contact::Subject;
use crate::mail::MailState;
use jiff::Timestamp;
use store::{StoreError, Tx};

/// A message as its reader's record shows it.
#[derive(Clone, Debug)]
pub struct Written {
    pub title: String,
    pub at: Timestamp,
    pub state: MailState,
}

const MOST: i64 = 10;

/// The latest, newest first.
pub fn latest(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<Written>, StoreError> {
    let lines: Vec<(String, Timestamp, Option<Timestamp>, String)> = tx.all(
        &format!(
            "SELECT m.title, mail.queued_at, mail.done_at, mail.state
             FROM message_recipient r CROSS JOIN mail CROSS JOIN message m
             WHERE r.{} = ?1 AND mail.id = r.mail_id AND m.id = r.message_id
             ORDER BY mail.queued_at DESC, mail.id LIMIT ?2",
            column(subject)
        ),
        &[&subject.bytes().to_vec(), &MOST],
    )?;
    let make = |(title, queued_at, done_at, state): (String, Timestamp, Option<Timestamp>, String)| Written {
        title,
        at: done_at.unwrap_or(queued_at),
        state: MailState::from_word(&state),
    };
    Ok(lines.into_iter().map(make).collect())
}

/// Since when they get no marketing, and how they said so.
pub fn unsubscribed(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<(Timestamp, String)>, StoreError> {
    tx.maybe(
        &format!(
            "SELECT since, source FROM unsubscription WHERE {} = ?1 AND ended_at IS NULL ORDER BY since LIMIT 1",
            column(subject)
        ),
        &[&subject.bytes().to_vec()],
    )
}

fn column(subject: Subject) -> &'static str {
    match subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    }
}
