//! Free notes on a contact: what somebody wrote, when, and where it came from. Whoever sees the record reads them.

use crate::acting::Stamp;
use crate::contact::Subject;
use crate::person::PersonId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};

store::id!(pub NoteId);

/// A note holds no more signs.
pub const LONGEST: usize = 4_000;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub text: String,
    /// The list that it came in with; blank when somebody wrote it here.
    pub source: String,
    pub by: Option<PersonId>,
    pub at: Timestamp,
}

impl Note {
    pub fn new(stamp: &Stamp, text: &str, source: &str) -> Self {
        Self { text: text.to_owned(), source: source.to_owned(), by: stamp.by, at: stamp.now }
    }

    /// Blank lines around it and blanks at the ends of lines are nothing.
    pub fn tidy(text: &str) -> String {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    }
}

/// The notes on a contact, the latest first.
pub(super) fn of(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<(NoteId, Note)>, StoreError> {
    let lines: Vec<(NoteId, String, String, Option<PersonId>, Timestamp)> = tx.all(
        "SELECT id, text, source, by_person, written_at FROM contact_note WHERE subject_id = ?1
         ORDER BY written_at DESC, id DESC",
        &[&subject.bytes()],
    )?;
    Ok(lines.into_iter().map(|(id, text, source, by, at)| (id, Note { text, source, by, at })).collect())
}

pub(super) fn put(
    tx: &mut Tx<'_>,
    subject: Subject,
    id: NoteId,
    note: Option<&Note>,
) -> Result<(), StoreError> {
    match note {
        Some(n) => tx.run(
            "INSERT INTO contact_note (id, subject_id, is_person, text, source, by_person, written_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
            &[&id, &subject.bytes(), &subject.is_person(), &n.text, &n.source, &n.by, &n.at],
        ),
        None => {
            tx.run("DELETE FROM contact_note WHERE id = ?1 AND subject_id = ?2", &[&id, &subject.bytes()])
        }
    }
    .map(drop)
}
