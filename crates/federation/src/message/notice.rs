//! The message that tells the people of a batch beforehand that they will be invited. It is a message like any other; only
//! that it says which batch it is of, so that the batch learns whom it told (`rollout::follow`).

use super::draft::{self, New};
use super::one::{COLUMNS, state_tag};
use super::{Message, MessageError, MessageId, State, Writer, shipped};
use crate::acting::Stamp;
use crate::invitee::BatchId;
use crate::mail::MailState;
use crate::mail::run;
use crate::selection::Frozen;
use store::{FromRow, Row, StoreError, Tx};
use web::components::Tag;
use web::text::Words as T;

/// The text that ships for it.
const TEXT: &str = "portal-notice";
/// So many are shown beside a batch.
const MOST: i64 = 5;

/// Begins it, with the text that ships, to a frozen selection of people.
pub fn make_notice(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    frozen: &Frozen,
    batch: BatchId,
) -> Result<MessageId, MessageError> {
    let words = shipped::of(TEXT).map(shipped::Shipped::read).unwrap_or_default();
    let selection = frozen.id.to_string();
    let new = New { words: &words, brings: None, selection, again_of: None, batch: Some(batch) };
    draft::begin(tx, stamp, writer, frozen, &new)
}

/// One of them and how far it is.
#[derive(Clone, Debug)]
pub struct Notice {
    pub message: Message,
    run: String,
    /// So many mails need nothing more.
    pub done: u64,
}

impl Notice {
    pub fn is_draft(&self) -> bool {
        self.message.state == State::Draft
    }

    pub fn tag(&self, t: &T) -> Tag {
        state_tag(t, &self.message, &self.run).0
    }
}

struct Line(Message, String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self(Message::from_row(row)?, row.get(22)?))
    }
}

/// The latest of a batch that are in sight: one's own, and any that was confirmed for whoever writes to everybody.
pub fn of_batch(tx: &mut Tx<'_>, writer: &Writer, batch: BatchId) -> Result<Vec<Notice>, StoreError> {
    let all = if writer.is_over_all() { "OR message.state <> 'draft'" } else { "" };
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT {COLUMNS}, coalesce(mail_run.state, '') FROM message LEFT JOIN mail_run ON mail_run.id = message.run_id
             WHERE message.batch_id = ?1 AND (message.owner_id = ?2 {all}) ORDER BY message.made_at DESC LIMIT ?3"
        ),
        &[&batch, &writer.send.actor, &MOST],
    )?;
    let mut notices = Vec::with_capacity(lines.len());
    for Line(message, run) in lines {
        let done = match message.run {
            Some(id) => {
                let waits = run::counts(tx, id)?.get(&MailState::Queued).copied().unwrap_or_default();
                message.mails.saturating_sub(waits)
            }
            None => 0,
        };
        notices.push(Notice { message, run, done });
    }
    Ok(notices)
}
