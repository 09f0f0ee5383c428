//! One message, as it is kept.

use super::rule::Basis;
use super::{MessageId, Words};
use crate::invitee::BatchId;
use crate::mail::run::{Class, RunId};
use crate::person::PersonId;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError};
use web::components::Tag;
use web::text::Words as T;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    /// Confirmed; it leaves when its time comes.
    Waiting,
    /// Its mails are being made.
    Preparing,
    /// It is a run now, which knows how far it is.
    Leaving,
    Cancelled,
    /// The right to send it ended before it left.
    Stopped,
}

impl State {
    const ALL: [State; 6] =
        [State::Draft, State::Waiting, State::Preparing, State::Leaving, State::Cancelled, State::Stopped];

    pub fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Waiting => "waiting",
            State::Preparing => "preparing",
            State::Leaving => "leaving",
            State::Cancelled => "cancelled",
            State::Stopped => "stopped",
        }
    }

    /// Under an unknown word nothing leaves.
    fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|s| s.word() == word).unwrap_or(State::Stopped)
    }
}

#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    pub owner: PersonId,
    pub state: State,
    pub title: String,
    pub words: Words,
    pub class: Option<Class>,
    pub basis: Option<Basis>,
    /// The role whose holders an organisation brings; none: its own address.
    pub brings: Option<String>,
    pub each_gets_one: bool,
    pub selection: String,
    pub selected: u64,
    pub again_of: Option<MessageId>,
    /// It tells the people of this batch of a roll-out beforehand.
    pub batch: Option<BatchId>,
    pub version: i64,
    pub out_of_reach: u64,
    pub mails: u64,
    pub pace: Option<u32>,
    pub starts_at: Option<Timestamp>,
    pub confirmed_at: Option<Timestamp>,
    pub run: Option<RunId>,
    pub stopped_because: Option<String>,
    pub changed_at: Timestamp,
}

pub(super) const COLUMNS: &str = "message.id, message.owner_id, message.state, message.title, message.texts, message.class, \
    message.basis, message.brings, message.each_gets_one, message.selection_id, message.selected, message.again_of, \
    message.version, message.out_of_reach, message.mails, message.pace, message.starts_at, message.confirmed_at, \
    message.run_id, message.stopped_because, message.changed_at, message.batch_id";

impl FromRow for Message {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let count = |at: usize| row.get::<i64>(at).map(|n| n.unsigned_abs());
        let selection: Vec<u8> = row.get(9)?;
        let selection = selection.as_slice().try_into().map_err(|_| StoreError::NoRow)?;
        Ok(Self {
            id: row.get(0)?,
            owner: row.get(1)?,
            state: State::from_word(&row.get::<String>(2)?),
            title: row.get(3)?,
            words: Words::of_column(&row.get::<String>(4)?),
            class: row.get::<Option<String>>(5)?.map(|word| Class::from_word(&word)),
            basis: row.get::<Option<String>>(6)?.and_then(|word| Basis::from_word(&word)),
            brings: row.get(7)?,
            each_gets_one: row.get(8)?,
            selection: store::format_uuid(&selection),
            selected: count(10)?,
            again_of: row.get(11)?,
            version: row.get(12)?,
            out_of_reach: count(13)?,
            mails: count(14)?,
            pace: row.get::<Option<i64>>(15)?.and_then(|pace| u32::try_from(pace).ok()),
            starts_at: row.get(16)?,
            confirmed_at: row.get(17)?,
            run: row.get(18)?,
            stopped_because: row.get(19)?,
            changed_at: row.get(20)?,
            batch: row.get(21)?,
        })
    }
}

/// In a word, and whether it is on its way.
pub fn state_tag(t: &T, message: &Message, run: &str) -> (Tag, bool) {
    let (words, colour, under_way) = match (message.state, run) {
        (State::Draft, _) => ("message-tag-draft", "grey", false),
        (State::Waiting, _) => ("message-tag-waiting", "blue", true),
        (State::Preparing, _) => ("message-tag-leaving", "blue", true),
        (State::Leaving, "paused") => ("message-tag-paused", "yellow", true),
        (State::Leaving, "going") => ("message-tag-leaving", "blue", true),
        (State::Leaving, _) => ("message-tag-done", "green", false),
        (State::Cancelled, _) => ("message-tag-cancelled", "grey", false),
        (State::Stopped, _) => ("message-tag-stopped", "red", false),
    };
    (Tag::new(t.text(words), colour), under_way)
}
