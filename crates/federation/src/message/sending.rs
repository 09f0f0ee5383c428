//! Confirming a message, and what can be done while it is on its way.

use super::audience::{self, Counts};
use super::draft::{self, State};
use super::rule::Reason;
use super::{Message, MessageError, MessageId, Writer, leaving};
use crate::acting::Stamp;
use crate::installation::Settings;
use crate::journal::{self, Entry};
use crate::mail::run;
use jiff::{SignedDuration, Timestamp};
use store::Tx;

/// A message to more than so many waits a while, so that it can be cancelled.
pub const WINDOW_ABOVE: u64 = 20;
pub const WINDOW_MINUTES: i64 = 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Now,
    At(Timestamp),
}

/// What was typed on the page that sends.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub count: u64,
    pub when: When,
    /// Mails a minute to one domain.
    pub pace: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confirmed {
    Yes {
        starts_at: Timestamp,
    },
    /// The number typed is not how many there are now.
    CountIs(u64),
    Nobody,
    /// The time has gone by.
    Past,
    /// Class and basis were not chosen, or do not go together.
    NoBasis,
    /// The text cannot be read.
    Faults,
}

/// Works everybody out once more and, when the number typed is right, lets it leave at its time.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    settings: &Settings,
    writer: &Writer,
    id: MessageId,
    wanted: Wanted,
) -> Result<Confirmed, MessageError> {
    let message = draft::draft(tx, writer, id)?;
    let (Some(class), Some(basis)) = (message.class, message.basis) else { return Ok(Confirmed::NoBasis) };
    if !basis.carries(class) {
        return Ok(Confirmed::NoBasis);
    }
    if !message.words.faults().is_empty() {
        return Ok(Confirmed::Faults);
    }
    let counts = audience::settle(tx, stamp, settings, writer, &message, None)?;
    if counts.mails == 0 {
        return Ok(Confirmed::Nobody);
    }
    if counts.mails != wanted.count {
        return Ok(Confirmed::CountIs(counts.mails));
    }
    let window = if counts.mails > WINDOW_ABOVE { WINDOW_MINUTES } else { 0 };
    let starts_at = match wanted.when {
        When::Now => stamp.now + SignedDuration::from_mins(window),
        When::At(at) if at <= stamp.now => return Ok(Confirmed::Past),
        When::At(at) => at,
    };
    let pace = wanted.pace.map(i64::from);
    tx.run(
        "UPDATE message SET state = 'waiting', starts_at = ?2, confirmed_at = ?3, pace = ?4, changed_at = ?3
         WHERE id = ?1",
        &[&id, &starts_at, &stamp.now, &pace],
    )?;
    leaving::enqueue(tx, stamp.now, id, starts_at)?;
    let what = told(&message, &counts, class.word(), basis.word());
    let entry = Entry::of("message.confirmed", "message", id).at(writer.send.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(Confirmed::Yes { starts_at })
}

fn told(message: &Message, counts: &Counts, class: &str, basis: &str) -> serde_json::Value {
    let left: serde_json::Map<String, serde_json::Value> = counts
        .left
        .iter()
        .map(|(reason, n): (&Reason, &u64)| (reason.word().to_owned(), (*n).into()))
        .collect();
    serde_json::json!({
        "title": message.title, "class": class, "basis": basis, "selection": message.selection,
        "selected": message.selected, "mails": counts.mails, "shared": counts.shared, "left": left,
        "out_of_reach": counts.out_of_reach,
    })
}

/// What has not left never will.
pub fn cancel(tx: &mut Tx<'_>, stamp: &Stamp, writer: &Writer, id: MessageId) -> Result<u64, MessageError> {
    let message = draft::find(tx, writer, id)?;
    let stopped = match (message.state, message.run) {
        (State::Waiting, _) => message.mails,
        (State::Preparing | State::Leaving, Some(run)) => {
            run::cancel(tx, stamp, run)?.ok_or(MessageError::TooLate)?
        }
        _ => return Err(MessageError::TooLate),
    };
    tx.run("UPDATE message SET state = 'cancelled', changed_at = ?2 WHERE id = ?1", &[&id, &stamp.now])?;
    note(tx, stamp, writer, "message.cancelled", id, serde_json::json!({ "stopped": stopped }))?;
    Ok(stopped)
}

pub fn pause(tx: &mut Tx<'_>, stamp: &Stamp, writer: &Writer, id: MessageId) -> Result<(), MessageError> {
    let run = under_way(tx, writer, id)?;
    if !run::pause(tx, stamp, run)? {
        return Err(MessageError::TooLate);
    }
    note(tx, stamp, writer, "message.paused", id, serde_json::Value::Null)
}

pub fn resume(tx: &mut Tx<'_>, stamp: &Stamp, writer: &Writer, id: MessageId) -> Result<(), MessageError> {
    let run = under_way(tx, writer, id)?;
    if !run::resume(tx, stamp, run)? {
        return Err(MessageError::TooLate);
    }
    note(tx, stamp, writer, "message.resumed", id, serde_json::Value::Null)
}

fn under_way(tx: &mut Tx<'_>, writer: &Writer, id: MessageId) -> Result<run::RunId, MessageError> {
    let message = draft::find(tx, writer, id)?;
    match (message.state, message.run) {
        (State::Leaving, Some(run)) => Ok(run),
        _ => Err(MessageError::TooLate),
    }
}

fn note(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    act: &'static str,
    id: MessageId,
    what: serde_json::Value,
) -> Result<(), MessageError> {
    let entry = Entry::of(act, "message", id).at(writer.send.organisation.id);
    Ok(journal::write(tx, stamp, &entry.holding(what))?)
}
