//! Taking a whole run back: row by row, the last one first. What somebody edited since stays and is counted; a contact
//! that the run made goes, unless it was changed or is needed by now.

use super::write::{Done, Step, state};
use super::{ImportError, RunId};
use crate::access::{ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::{self, Subject};
use crate::journal::{self, Entry};
use crate::membership::held;
use crate::record::{self, RecordError};
use serde_json::json;
use store::{FailureKind, StoreError, Tx};

pub const SEALED: &str = "import row";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    pub rows: u64,
    pub taken_back: u64,
    /// Changes that somebody edited since, or that would take rights beyond one's own.
    pub kept: u64,
}

/// Takes back so many rows of a run, and says what came of it; `None`: there are no more.
pub fn chunk(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    run: RunId,
    most: i64,
) -> Result<Option<Undone>, ImportError> {
    journal::hold(tx)?;
    let rows: Vec<(i64, Vec<u8>)> = tx.all(
        "SELECT line, done FROM import_row WHERE run_id = ?1 AND done IS NOT NULL ORDER BY line DESC LIMIT ?2",
        &[&run, &most],
    )?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut undone = Undone::default();
    for (line, sealed) in rows {
        let plain = stamp.secret.open(SEALED, &sealed).map_err(|_| ImportError::Sealed)?;
        let done: Done = serde_json::from_slice(&plain).map_err(|_| ImportError::Sealed)?;
        for step in done.steps.iter().rev() {
            take_back(tx, stamp, right, step, &mut undone)?;
        }
        relink(tx, run, &done)?;
        tx.run("UPDATE import_row SET done = NULL WHERE run_id = ?1 AND line = ?2", &[&run, &line])?;
        undone.rows += 1;
    }
    tx.run("UPDATE import_run SET kept = kept + ?2 WHERE id = ?1", &[&run, &(undone.kept as i64)])?;
    Ok(Some(undone))
}

/// The run is undone.
pub fn finish(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<(), ImportError> {
    tx.durable();
    tx.run(
        "UPDATE import_run SET undone_at = ?2, undone_by = ?3 WHERE id = ?1",
        &[&run, &stamp.now, &stamp.by],
    )?;
    // Tags that came with it go, unless somebody has come to bear one.
    tx.run(
        "DELETE FROM tag WHERE run_id = ?1
         AND NOT EXISTS (SELECT 1 FROM contact_tag borne WHERE borne.tag_id = tag.id)",
        &[&run],
    )?;
    let (kept,): (i64,) = tx.one("SELECT kept FROM import_run WHERE id = ?1", &[&run])?;
    let entry = Entry::of("contacts.import_undone", "import", run).holding(json!({ "kept": kept }));
    Ok(journal::write(tx, stamp, &entry)?)
}

fn take_back(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    step: &Step,
    undone: &mut Undone,
) -> Result<(), ImportError> {
    let Some(subject) = step.subject() else { return Ok(()) };
    if let Some(then) = step.created {
        let gone = state(tx, stamp, subject)? == then && remove(tx, stamp, subject)?;
        if gone {
            undone.taken_back += 1
        } else {
            undone.kept += 1
        }
        return Ok(());
    }
    match record::undo(tx, stamp, right, subject, &step.changed) {
        Ok(done) => {
            undone.taken_back += done.undone.len() as u64;
            undone.kept += done.kept.len() as u64;
            Ok(())
        }
        // It is gone, or out of reach by now: then nothing of it can be taken back.
        Err(RecordError::Invisible) => {
            undone.kept += step.changed.len() as u64;
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes a contact out again that nothing else has come to need; false when something has.
fn remove(tx: &mut Tx<'_>, stamp: &Stamp, subject: Subject) -> Result<bool, ImportError> {
    let id = subject.bytes().to_vec();
    let needed: &[&str] = match subject {
        Subject::Person(_) => {
            &["account WHERE person_id", "attainment WHERE person_id", "saved_list_entry WHERE subject_id"]
        }
        Subject::Organisation(_) => &[
            "organisation WHERE parent_id",
            "membership WHERE organisation_id",
            "appointment WHERE organisation_id",
            "saved_list_entry WHERE subject_id",
        ],
    };
    for from in needed {
        if tx.maybe::<(i64,)>(&format!("SELECT 1 FROM {from} = ?1 LIMIT 1"), &[&id])?.is_some() {
            return Ok(false);
        }
    }
    // No record, no membership, tag or note: what the run made of them was looked at with the rest.
    let memberships = held::of(tx, record::whose(subject))?;
    let column = format!("{}_id", subject.kind());
    let removed = tx.attempt(|tx| {
        tx.run(&format!("UPDATE import_row SET {column} = NULL WHERE {column} = ?1"), &[&id])?;
        tx.run(&format!("UPDATE contact_link SET {column} = NULL WHERE {column} = ?1"), &[&id])?;
        tx.run(&format!("DELETE FROM contact_point WHERE {column} = ?1"), &[&id])?;
        tx.run("DELETE FROM contact_tag WHERE subject_id = ?1", &[&id])?;
        tx.run("DELETE FROM saved_list_gone WHERE subject_id = ?1", &[&id])?;
        tx.run("DELETE FROM contact_note WHERE subject_id = ?1", &[&id])?;
        for (membership, _) in &memberships {
            held::put(tx, stamp, record::whose(subject), *membership, None)?;
        }
        match subject {
            Subject::Person(person) => {
                journal::drop_key(tx, person)?;
                tx.run("DELETE FROM consent WHERE person_id = ?1", &[&id])?;
                tx.run("DELETE FROM appointment WHERE person_id = ?1", &[&id])?;
            }
            Subject::Organisation(_) => {
                tx.run("DELETE FROM organisation_path WHERE descendant_id = ?1", &[&id])?;
            }
        }
        contact::gone(tx, stamp, subject)?;
        tx.run(&format!("DELETE FROM {} WHERE id = ?1", subject.kind()), &[&id]).map(drop)
    });
    match removed {
        Ok(()) => {
            let entry = match subject {
                Subject::Person(person) => Entry::of("person.import_undone", "person", person),
                Subject::Organisation(o) => Entry::of("organisation.import_undone", "organisation", o),
            };
            journal::write(tx, stamp, &entry)?;
            Ok(true)
        }
        // Something that this folder does not know of points at it.
        Err(StoreError::Engine(failure)) if failure.kind == FailureKind::ForeignKey => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// What the source said before counts again.
fn relink(tx: &mut Tx<'_>, run: RunId, done: &Done) -> Result<(), StoreError> {
    let number = done.number.to_vec();
    match &done.link {
        None => tx.run(
            "DELETE FROM contact_link WHERE number = ?1 AND run_id = ?2 AND source = (SELECT source FROM import_run WHERE id = ?2)",
            &[&number, &run],
        ),
        Some(before) => tx.run(
            "UPDATE contact_link SET organisation_id = ?3, person_id = ?4, fingerprint = ?5, said = ?6, run_id = ?7
             WHERE number = ?1 AND run_id = ?2 AND source = (SELECT source FROM import_run WHERE id = ?2)",
            &[&number, &run, &before.organisation, &before.person, &before.fingerprint, &before.said, &before.run],
        ),
    }
    .map(drop)
}
