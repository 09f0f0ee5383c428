//! Bringing a file of members in: whoever looks after contacts has a spreadsheet from an old database, messy, and wants
//! every row to end as a member, as somebody who is known already, or in a list with its line and the reason.
//!
//! * [`mapping`] says what the columns of a source mean; [`reading`] makes rows of a file; [`row`] reads one by pure rules.
//! * [`matching`] finds whom a row means by keys, never by guessing; [`filling`] says what it changes in them: blanks are
//!   filled, what is recorded stays.
//! * A run is kept ([`RunId`]) with the outcome of every row, but with no cell of the file. Its chunks are transactions:
//!   cut off anywhere, it goes on where it stood. The same file again changes nothing.
//! * Each person created or changed has a sealed journal entry, and the run has one at its beginning and its end.
//!
//! What may go wrong: the file is no table, or has not the headings (nothing is written, a sentence says so); the right
//! ends while a run goes on (it stops at the next chunk); two processes run the same file (one gives up). An import never
//! touches accounts, nor e-mail addresses of people who have one.
//!
//! Pages, jobs and the command line call [`members`].

mod filling;
pub mod mapping;
pub mod matching;
mod places;
mod queries;
pub mod reading;
pub mod report;
pub mod row;
mod run;
mod settling;
mod writing;

pub use mapping::Mapping;
pub use reading::Input;
pub use report::Report;

use crate::access::Denied;
use crate::acting::PersonId;
use crate::installation::Installation;
use crate::journal::JournalError;
use crate::organisation::OrganisationError;
use std::path::Path;
use std::sync::Arc;
use store::StoreError;

store::id!(pub RunId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Everything but the writing.
    DryRun,
    Apply,
}

/// Rows done so far, of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub rows: u64,
    pub of: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error(transparent)]
    Mapping(#[from] mapping::MappingError),
    #[error(transparent)]
    Reading(#[from] reading::ReadingError),
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
    #[error("This file is being imported by somebody else at this moment.")]
    RunningElsewhere,
    #[error("{0} cannot be read: {1}")]
    MappingFile(String, std::io::Error),
    #[error("The import was cut off from within.")]
    Stopped,
    #[error(transparent)]
    Organisation(OrganisationError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Brings the members of a file in, on the authority of `by`. Runs on a thread of its own; `progress` hears of every
/// chunk.
pub async fn members(
    installation: &Installation,
    by: PersonId,
    input: Input,
    mapping: Mapping,
    how: How,
    mut progress: impl FnMut(Progress) + Send + 'static,
) -> Result<Report, ImportError> {
    let run = run::Run { installation: installation.clone(), by, input, mapping: Arc::new(mapping), how };
    tokio::task::spawn_blocking(move || run.go(&mut progress)).await.map_err(|_| ImportError::Stopped)?
}

/// `chapterhouse import members FILE --mapping FILE.toml --as EMAIL`: the same act by the same right.
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
    let by = installation.db.read(move |tx| run::person_named(tx, &identifier)).await?;
    members(installation, by, Input::file(file), mapping, how, progress).await
}

#[cfg(test)]
pub(crate) use tests::installation as tests_installation;

#[cfg(test)]
mod tests;
