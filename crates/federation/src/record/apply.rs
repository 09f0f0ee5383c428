//! Making changes, and writing down what was made.

use super::change::{Appointed, Change, Changed};
use super::field::Field;
use super::held::{self, Record, read_to_change};
use super::plan::plan;
use super::{RecordError, note, point, rights};
use crate::access::{ManageContacts, Right};
use crate::account::invitation;
use crate::acting::Stamp;
use crate::appointment::{self, AppointmentId};
use crate::contact::{self, Subject};
use crate::journal::{self, Entry};
use crate::membership::{self, ConsentId};
use crate::tag;
use crate::words;
use serde_json::json;
use store::{StoreError, Tx};

#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// Empty when everything stood so already.
    pub changed: Vec<Changed>,
}

/// Makes the changes, all or none. What stands so already is passed over.
///
/// # Errors
/// A [`Conflict`](super::Conflict), an [`Invalid`](super::Invalid) entry or a refusal comes before anything is written.
pub fn apply(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    subject: Subject,
    changes: &[Change],
) -> Result<Applied, RecordError> {
    if !rights::reaches(tx, right, subject)? {
        return Err(RecordError::Invisible);
    }
    let mut record = read_to_change(tx, subject)?.ok_or(RecordError::Invisible)?;
    let changed = plan(&mut record, changes, stamp.today, &stamp.ids)?;
    if changed.is_empty() {
        return Ok(Applied::default());
    }
    let editor = rights::editor(tx, stamp, right)?;
    for one in &changed {
        rights::check(tx, right, &editor, subject, one)?;
    }
    write(tx, stamp, &record, &changed, "changed")?;
    Ok(Applied { changed })
}

/// Writes what was planned. `record` is how it stands afterwards; `how` ends the act's name in the journal.
pub(super) fn write(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    record: &Record,
    changed: &[Changed],
    how: &str,
) -> Result<(), RecordError> {
    let subject = record.subject;
    let mut touched = vec![subject];
    for one in changed {
        match one {
            Changed::Field { field, after, .. } => write_field(tx, subject, *field, after.as_deref())?,
            Changed::Point { id, after, .. } => point::put(tx, stamp, subject, *id, after.as_ref())?,
            Changed::Appointment { id, before, after } => {
                write_appointment(tx, stamp, *id, before.as_ref(), after.as_ref())?;
                if let Some(a) = after.as_ref().or(before.as_ref()) {
                    touched.extend([Subject::Person(a.person), Subject::Organisation(a.organisation)]);
                }
            }
            Changed::Wish { id, after, .. } => write_wish(tx, subject, *id, after.as_ref())?,
            Changed::Tag { id, after, .. } => tag::put(tx, stamp, subject, *id, after.as_ref())?,
            Changed::Note { id, after, .. } => note::put(tx, subject, *id, after.as_ref())?,
            Changed::Membership { id, after, .. } => {
                membership::held::put(tx, stamp, held::whose(subject), *id, after.as_ref())?;
            }
        }
    }
    if let Subject::Person(person) = subject
        && changed.iter().any(Changed::is_about_email)
    {
        let before = changed.iter().filter_map(Changed::email_before).collect::<Vec<_>>();
        invitation::address_changed(tx, stamp, person, &before)?;
    }
    write_sort_name(tx, record, changed)?;
    // Appointments are journaled by their own acts, which name no person in the clear.
    let told = changed.iter().filter(|c| !matches!(c, Changed::Appointment { .. }));
    let said: Vec<Changed> = told.map(|c| in_the_open(subject, c)).collect();
    if !said.is_empty() {
        let payload = json!({ "changes": serde_json::to_value(&said)? });
        journal::write(tx, stamp, &entry(subject, how, payload))?;
    }
    touched.sort_unstable();
    touched.dedup();
    for subject in touched {
        contact::touched(tx, stamp, subject)?;
    }
    Ok(())
}

/// What is said of an organisation stands in the journal for ever: not so a note, which may be about somebody.
fn in_the_open(subject: Subject, changed: &Changed) -> Changed {
    let blank = |n: &Option<super::Note>| n.clone().map(|n| super::Note { text: String::new(), ..n });
    match (subject, changed) {
        (Subject::Organisation(_), Changed::Note { id, before, after }) => {
            Changed::Note { id: *id, before: blank(before), after: blank(after) }
        }
        _ => changed.clone(),
    }
}

pub(super) fn entry(subject: Subject, how: &str, payload: serde_json::Value) -> Entry {
    match (subject, how) {
        (Subject::Person(id), "created") => Entry::of("person.created", "person", id).about(id, payload),
        (Subject::Person(id), "undone") => Entry::of("person.change_undone", "person", id).about(id, payload),
        (Subject::Person(id), _) => Entry::of("person.changed", "person", id).about(id, payload),
        (Subject::Organisation(id), how) => {
            let act = match how {
                "created" => "organisation.created",
                "undone" => "organisation.change_undone",
                _ => "organisation.changed",
            };
            Entry::of(act, "organisation", id).at(id).holding(payload)
        }
    }
}

fn write_field(
    tx: &mut Tx<'_>,
    subject: Subject,
    field: Field,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let value = if field.blank_for_null() { Some(value.unwrap_or_default()) } else { value };
    let (table, column) = (subject.kind(), field.word());
    let sql = format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1");
    tx.run(&sql, &[&subject.bytes().to_vec(), &value]).map(drop)
}

/// Lists sort by a folded name, which follows.
fn write_sort_name(tx: &mut Tx<'_>, record: &Record, changed: &[Changed]) -> Result<(), StoreError> {
    let names = [Field::GivenName, Field::FamilyName, Field::Name];
    if !changed.iter().any(|c| matches!(c, Changed::Field { field, .. } if names.contains(field))) {
        return Ok(());
    }
    let part = |field| record.field(field).unwrap_or_default();
    let sort_name = match record.subject {
        Subject::Person(_) => words::fold(&format!("{} {}", part(Field::FamilyName), part(Field::GivenName))),
        Subject::Organisation(_) => words::fold(part(Field::Name)),
    };
    let sql = format!("UPDATE {} SET sort_name = ?2 WHERE id = ?1", record.subject.kind());
    tx.run(&sql, &[&record.subject.bytes().to_vec(), &sort_name]).map(drop)
}

fn write_appointment(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: AppointmentId,
    before: Option<&Appointed>,
    after: Option<&Appointed>,
) -> Result<(), RecordError> {
    match (before, after) {
        (None, Some(new)) => appointment::start_as(
            tx,
            stamp,
            id,
            new.person,
            &new.role,
            new.organisation,
            new.starts_on,
            new.ends_on.map_or(appointment::Ending::Open, appointment::Ending::On),
        )?,
        (Some(_), Some(new)) => match new.ends_on {
            Some(on) => appointment::end(tx, stamp, id, on)?,
            None => appointment::reopen(tx, stamp, id)?,
        },
        (Some(_), None) => appointment::take_back(tx, stamp, id)?,
        (None, None) => {}
    }
    Ok(())
}

fn write_wish(
    tx: &mut Tx<'_>,
    subject: Subject,
    id: ConsentId,
    wished: Option<&super::Wished>,
) -> Result<(), StoreError> {
    let Subject::Person(person) = subject else { return Ok(()) };
    match wished {
        Some(w) => tx.run(
            "INSERT INTO consent (id, person_id, channel, given, source, recorded_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &[&id, &person, &w.channel.word(), &w.given, &w.source, &w.recorded_on],
        ),
        None => tx.run("DELETE FROM consent WHERE id = ?1 AND person_id = ?2", &[&id, &person]),
    }
    .map(drop)
}
