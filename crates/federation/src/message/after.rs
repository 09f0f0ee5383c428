//! What can be done with those of a message: chosen anew for contacts, or written to again.

use super::draft::{self, New};
use super::looking::{Many, Which};
use super::{Message, MessageError, MessageId, Writer};
use crate::acting::Stamp;
use crate::contacts::LIST_NAME;
use crate::installation::Settings;
use crate::selection;
use store::Tx;

/// They are what is selected in the list of contacts now. How many that are.
pub fn select(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    message: &Message,
    which: &Which,
) -> Result<u64, MessageError> {
    let open = selection::open(tx, stamp, writer.send.actor, LIST_NAME)?;
    let open = selection::clear(tx, stamp, open)?;
    let (from, clause) = which.clause(message.id, Many::No);
    let column = "coalesce(r.person_id, r.organisation_id)";
    Ok(selection::add_all(tx, stamp, open, column, from, &clause)?.count)
}

/// A new draft with the same words to those alone. They are checked, counted and confirmed like any other.
pub fn again(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    settings: &Settings,
    writer: &Writer,
    message: &Message,
    which: &Which,
) -> Result<MessageId, MessageError> {
    let new = New {
        words: &message.words,
        // Those who were brought are written to themselves; an organisation at its own address, as before.
        brings: None,
        selection: message.selection.clone(),
        again_of: Some(message.id),
        // Whom it reaches now were told as well.
        batch: message.batch,
    };
    let id = draft::insert(tx, stamp, writer, &new)?;
    let (from, mut clause) = which.clause(message.id, Many::No);
    let place = clause.bind(id);
    let copied = tx.run(
        &format!(
            "INSERT INTO message_subject (message_id, subject_id, is_person)
             SELECT CAST({place} AS {}), coalesce(r.person_id, r.organisation_id), r.person_id IS NOT NULL
             FROM {from} WHERE {} ON CONFLICT DO NOTHING",
            tx.pick("BLOB", "BYTEA"),
            clause.sql
        ),
        &clause.params(),
    )?;
    draft::counted(tx, id, copied)?;
    let draft = draft::draft(tx, writer, id)?;
    if let (Some(class), Some(basis)) = (message.class, message.basis) {
        let choices = draft::Choices { class, basis, brings: None, each_gets_one: message.each_gets_one };
        draft::save_choices(tx, stamp, &draft, &choices)?;
    }
    let draft = draft::draft(tx, writer, id)?;
    super::settle(tx, stamp, settings, writer, &draft, None)?;
    Ok(id)
}
