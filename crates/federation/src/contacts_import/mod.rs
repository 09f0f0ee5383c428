//! Bringing a list of organisations and people in: councils with their clerks from a district's spreadsheet, supporters
//! from an old database. Somebody at the centre uploads a file, chooses sheet and headings, says what the columns mean,
//! looks at a dry run, applies it, reads the report, and can take the whole run back.
//!
//! * [`mapping`] says what columns mean, [`guess`] guesses it; [`row`] reads one row by pure rules; [`settle`] finds whom
//!   it means and what it changes, never guessing; the record's own acts write it.
//! * A run is kept with the outcome of every row that changed anything, and each change sealed, so that [`take_back`] can
//!   undo it: what somebody edited since stays and is counted.
//! * Chunks are transactions: cut off anywhere, the same file goes on where it stood. Rows that a source said before are
//!   known by their fingerprints and cost nothing.
//!
//! What may go wrong: the file is no table or has not the headings (nothing is written, a sentence says so); the right
//! ends while a run goes on (it stops at the next chunk); two processes run the same file (one gives up). An import
//! touches no sign-in, and no e-mail address of somebody who may do more than the importer; the other rows still go in.

pub mod guess;
mod keep;
mod known;
mod load;
pub mod mapping;
mod report;
pub mod row;
mod rows;
mod run;
mod said;
#[cfg(any(test, feature = "testing"))]
mod said_before;
mod settle;
mod undo;
mod walk;
mod write;

pub use mapping::{Field, Mapping, MappingError};
pub use report::{Counts, Note, NoteKind, Report, Sample};
pub use undo::Undone;

pub use crate::import::{How, Progress, RunId};

use crate::access::{self, Clause, Denied, ManageContacts, Right};
use crate::acting::{Door, PersonId};
use crate::import::reading::{Input, ReadingError};
use crate::installation::Installation;
use crate::journal::JournalError;
use crate::record::RecordError;
use std::path::Path;
use std::sync::Arc;
use store::{StoreError, Tx};

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Mapping(#[from] MappingError),
    #[error(transparent)]
    Reading(#[from] ReadingError),
    #[error("You may not import: {0}")]
    Denied(#[from] Denied),
    #[error("You may not import: you have no sign-in here.")]
    NoAccount,
    #[error("Nobody signs in as {0}.")]
    NoSuchPerson(String),
    #[error("The mapping names an organisation that is not there: {0}")]
    NoPlace(String),
    #[error("The mapping names {0}, and several organisations are called that.")]
    SeveralPlaces(String),
    #[error("The file has not all the headings of the mapping. Missing: {missing}. It has: {found}.")]
    NoHeading { missing: String, found: String },
    #[error(
        "The file has {is} rows where {was} were expected; more than a tenth is off, so nothing was changed."
    )]
    RowsOff { was: u64, is: u64 },
    #[error("This file is being imported by somebody else at this moment.")]
    RunningElsewhere,
    #[error("There is no such run, or it was undone already.")]
    NoSuchRun,
    #[error("{0} cannot be read: {1}")]
    MappingFile(String, std::io::Error),
    #[error("The import was cut off from within.")]
    Stopped,
    #[error("What was kept of the run cannot be opened.")]
    Sealed,
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Tag(#[from] crate::tag::TagFault),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// How many rows a feed's file should have: about as many as last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expect {
    pub rows: u64,
}

impl Expect {
    /// # Errors
    /// More than a tenth is off.
    pub fn check(self, rows: u64) -> Result<(), ImportError> {
        let off = self.rows.abs_diff(rows);
        if off * 10 > self.rows { Err(ImportError::RowsOff { was: self.rows, is: rows }) } else { Ok(()) }
    }
}

/// Brings a list in, on the authority of `by`. Runs on a thread of its own; `progress` hears of every chunk.
pub async fn contacts(
    installation: &Installation,
    by: PersonId,
    input: Input,
    mapping: Mapping,
    how: How,
    expect: Option<Expect>,
    mut progress: impl FnMut(Progress) + Send + 'static,
) -> Result<Report, ImportError> {
    mapping.check()?;
    let keys = walk::Keys::of(&installation.secret);
    let (installation, mapping) = (installation.clone(), Arc::new(mapping));
    let run = run::Run { installation, by, input, mapping, how, expect, keys };
    tokio::task::spawn_blocking(move || run.go(&mut progress)).await.map_err(|_| ImportError::Stopped)?
}

/// Takes a finished run back, chunk by chunk. Cut off, the same call goes on.
pub async fn take_back(installation: &Installation, by: PersonId, run: RunId) -> Result<Undone, ImportError> {
    const CHUNK: i64 = 200;
    let stamp = move || installation.stamp(Some(by), Door::Import);
    let known: Option<(i64,)> = installation
        .db
        .read(move |tx| {
            tx.maybe(
                "SELECT kept FROM import_run WHERE id = ?1 AND target = 'contacts' AND undone_at IS NULL",
                &[&run],
            )
        })
        .await?;
    known.ok_or(ImportError::NoSuchRun)?;
    let mut whole = Undone::default();
    loop {
        let stamp = stamp();
        let part = installation
            .db
            .write(move |tx| {
                let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
                let right = access::right_anywhere::<ManageContacts>(tx, &actor)?;
                let part = undo::chunk(tx, &stamp, &right, run, CHUNK)?;
                if part.is_none() {
                    undo::finish(tx, &stamp, run)?;
                }
                Ok::<_, ImportError>(part)
            })
            .await?;
        let Some(part) = part else { return Ok(whole) };
        whole.rows += part.rows;
        whole.taken_back += part.taken_back;
        whole.kept += part.kept;
    }
}

/// `chapterhouse import contacts FILE --mapping FILE.toml --as EMAIL`: the same act by the same right.
pub async fn run_from_command(
    installation: &Installation,
    identifier: &str,
    file: &Path,
    mapping: &Path,
    how: How,
    progress: impl FnMut(Progress) + Send + 'static,
) -> Result<Report, ImportError> {
    let text = std::fs::read_to_string(mapping)
        .map_err(|e| ImportError::MappingFile(mapping.display().to_string(), e))?;
    let mapping = Mapping::parse(&text)?;
    let identifier = identifier.to_owned();
    let by = installation
        .db
        .read(move |tx| crate::account::person_of(tx, &identifier).map(|p| (p, identifier)))
        .await?;
    let by = by.0.ok_or(ImportError::NoSuchPerson(by.1))?;
    contacts(installation, by, Input::file(file), mapping, how, None, progress).await
}

/// A condition on `import_run`: whoever looks after everybody sees every run, others their own. What a run says of its
/// rows may be about people out of reach.
pub fn visible_runs(right: &Right<ManageContacts>) -> Clause {
    let mut clause = Clause::all();
    if !right.is_over_all() {
        let by = clause.bind(right.actor);
        clause.and(&format!("import_run.by_person = {by}"));
    }
    clause
}

/// What the columns of sources mean, as somebody said last; the newest first.
pub fn remembered(tx: &mut Tx<'_>) -> Result<Vec<Mapping>, StoreError> {
    let all: Vec<(String,)> =
        tx.all("SELECT mapping FROM contact_mapping ORDER BY updated_at DESC LIMIT 200", &[])?;
    Ok(all.into_iter().filter_map(|(json,)| serde_json::from_str(&json).ok()).collect())
}

#[cfg(any(test, feature = "testing"))]
pub use said_before::say_before;

#[cfg(test)]
mod tests;
