//! A message while it is written.

use super::one::{COLUMNS, Message, State};
use super::rule::Basis;
use super::{MessageError, MessageId, Words, Writer};
use crate::acting::Stamp;
use crate::invitee::BatchId;
use crate::journal::{self, Entry};
use crate::mail::run::Class;
use crate::selection::Frozen;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError, Tx};

/// A message in sight: one's own, or any that was confirmed for whoever writes to the whole federation.
pub fn find(tx: &mut Tx<'_>, writer: &Writer, id: MessageId) -> Result<Message, MessageError> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1");
    let found: Option<Message> = tx.maybe(&sql, &[&id])?;
    let own = |m: &Message| m.owner == writer.send.actor;
    let seen = |m: &Message| own(m) || (writer.is_over_all() && m.state != State::Draft);
    found.filter(seen).ok_or(MessageError::Invisible)
}

/// One's own draft.
pub fn draft(tx: &mut Tx<'_>, writer: &Writer, id: MessageId) -> Result<Message, MessageError> {
    let found = find(tx, writer, id)?;
    match found.state {
        State::Draft => Ok(found),
        _ => Err(MessageError::TooLate),
    }
}

/// Begins a message to a frozen selection.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    frozen: &Frozen,
    words: &Words,
) -> Result<MessageId, MessageError> {
    let brings = default_role(tx)?;
    let new = New { words, brings, selection: frozen.id.to_string(), again_of: None, batch: None };
    begin(tx, stamp, writer, frozen, &new)
}

pub(super) fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    frozen: &Frozen,
    new: &New<'_>,
) -> Result<MessageId, MessageError> {
    let id = insert(tx, stamp, writer, new)?;
    tx.run(
        "INSERT INTO message_subject (message_id, subject_id, is_person)
         SELECT m.id, e.subject_id, contact_entry.is_person
         FROM message m CROSS JOIN selection_entry e CROSS JOIN contact_entry
         WHERE m.id = ?1 AND e.selection_id = ?2 AND contact_entry.subject_id = e.subject_id",
        &[&id, &frozen.id],
    )?;
    counted(tx, id, frozen.count)?;
    Ok(id)
}

pub(super) struct New<'a> {
    pub words: &'a Words,
    pub brings: Option<String>,
    /// As it stands in addresses.
    pub selection: String,
    pub again_of: Option<MessageId>,
    pub batch: Option<BatchId>,
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    new: &New<'_>,
) -> Result<MessageId, MessageError> {
    let id = stamp.ids.next::<MessageId>();
    let selection = store::parse_uuid(&new.selection).map_err(|_| MessageError::Invisible)?;
    tx.run(
        "INSERT INTO message (id, owner_id, state, title, texts, brings, each_gets_one, selection_id, selected, again_of,
                              version, out_of_reach, mails, made_at, changed_at, batch_id)
         VALUES (?1, ?2, 'draft', ?3, ?4, ?5, FALSE, ?6, 0, ?7, 1, 0, 0, ?8, ?8, ?9)",
        &[
            &id,
            &writer.send.actor,
            &new.words.title(),
            &new.words.column(),
            &new.brings,
            &selection.to_vec(),
            &new.again_of,
            &stamp.now,
            &new.batch,
        ],
    )?;
    let what =
        serde_json::json!({ "selection": new.selection, "again_of": new.again_of.map(|m| m.to_string()) });
    let entry = Entry::of("message.begun", "message", id).at(writer.send.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(id)
}

pub(super) fn counted(tx: &mut Tx<'_>, id: MessageId, selected: u64) -> Result<(), StoreError> {
    tx.run("UPDATE message SET selected = ?2 WHERE id = ?1", &[&id, &(selected as i64)]).map(drop)
}

/// Who speaks for an organisation as a rule: the clerk, else nobody and its own address is written to.
fn default_role(tx: &mut Tx<'_>) -> Result<Option<String>, StoreError> {
    let clerk: Option<(String,)> = tx.maybe(
        "SELECT key FROM role WHERE key IN ('clerk', 'group-coordinator') AND EXISTS (
                    SELECT 1 FROM appointment WHERE appointment.role = role.key) ORDER BY key LIMIT 1",
        &[],
    )?;
    Ok(clerk.map(|(key,)| key))
}

/// Keeps what was typed, right or wrong.
pub fn save_words(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    message: &Message,
    words: &Words,
) -> Result<(), MessageError> {
    tx.run(
        "UPDATE message SET texts = ?2, title = ?3, version = version + 1, changed_at = ?4
         WHERE id = ?1 AND state = 'draft'",
        &[&message.id, &words.column(), &words.title(), &stamp.now],
    )?;
    Ok(())
}

/// What is asked about the audience.
#[derive(Clone, Debug)]
pub struct Choices {
    pub class: Class,
    pub basis: Basis,
    pub brings: Option<String>,
    pub each_gets_one: bool,
}

pub fn save_choices(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    message: &Message,
    choices: &Choices,
) -> Result<(), MessageError> {
    tx.run(
        "UPDATE message SET class = ?2, basis = ?3, brings = ?4, each_gets_one = ?5, version = version + 1,
                            changed_at = ?6 WHERE id = ?1 AND state = 'draft'",
        &[
            &message.id,
            &choices.class.word(),
            &choices.basis.word(),
            &choices.brings,
            &choices.each_gets_one,
            &stamp.now,
        ],
    )?;
    Ok(())
}

/// Throws a draft away. Nobody was written to, so nothing of it is kept but that it was there.
pub fn remove(tx: &mut Tx<'_>, stamp: &Stamp, writer: &Writer, id: MessageId) -> Result<(), MessageError> {
    let message = draft(tx, writer, id)?;
    for table in ["message_recipient", "message_tally", "message_subject", "message_candidate"] {
        tx.run(&format!("DELETE FROM {table} WHERE message_id = ?1"), &[&message.id])?;
    }
    tx.run("DELETE FROM message WHERE id = ?1", &[&message.id])?;
    let entry = Entry::of("message.thrown_away", "message", id).at(writer.send.organisation.id);
    Ok(journal::write(tx, stamp, &entry)?)
}

/// The latest: one's own drafts, and what was confirmed and is in sight.
pub fn latest(
    tx: &mut Tx<'_>,
    writer: &Writer,
    before: Option<Timestamp>,
    most: i64,
) -> Result<Vec<(Message, String)>, StoreError> {
    let all = if writer.is_over_all() { "OR message.state <> 'draft'" } else { "" };
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT {COLUMNS}, coalesce(mail_run.state, '') FROM message LEFT JOIN mail_run ON mail_run.id = message.run_id
             WHERE (message.owner_id = ?1 {all}) AND message.changed_at < ?2
             ORDER BY message.changed_at DESC, message.id DESC LIMIT ?3"
        ),
        &[&writer.send.actor, &before.unwrap_or(Timestamp::MAX), &most],
    )?;
    Ok(lines.into_iter().map(|line| (line.0, line.1)).collect())
}

struct Line(Message, String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self(Message::from_row(row)?, row.get(22)?))
    }
}
