//! Dry run, run and undoing as jobs: they outlive the page and the machine. Each asks for the right again.

use super::upload::{self, State, UploadId};
use crate::acting::{Door, PersonId};
use crate::contacts_import::{self, How, ImportError, Progress, RunId};
use crate::installation::Installation;
use serde::{Deserialize, Serialize};
use store::jobs::{Job, JobError, Options, Worker, enqueue};
use store::{StoreError, Tx};

pub const RUN: &str = "contacts.import";
pub const UNDO: &str = "contacts.import_undo";

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Wanted {
    pub upload: UploadId,
    pub by: PersonId,
    pub apply: bool,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Undoing {
    pub run: RunId,
    pub by: PersonId,
}

pub fn ask(tx: &mut Tx<'_>, now: jiff::Timestamp, wanted: &Wanted) -> Result<(), StoreError> {
    enqueue(tx, now, RUN, wanted, Options::unique(format!("import {}", wanted.upload)))
}

pub fn ask_undoing(tx: &mut Tx<'_>, now: jiff::Timestamp, undoing: &Undoing) -> Result<(), StoreError> {
    enqueue(tx, now, UNDO, undoing, Options::unique(format!("import undoing {}", undoing.run)))
}

pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let (one, two) = (installation.clone(), installation.clone());
    worker
        .on(RUN, move |job: Job| {
            let installation = one.clone();
            async move { run(&installation, job.payload()?).await }
        })
        .on(UNDO, move |job: Job| {
            let installation = two.clone();
            async move { undo(&installation, job.payload()?).await }
        })
}

async fn run(installation: &Installation, wanted: Wanted) -> Result<(), JobError> {
    let id = wanted.upload;
    let found = installation.db.read(move |tx| upload::find(tx, id)).await?;
    let awaited = if wanted.apply { State::Applying } else { State::Trying };
    let Some(file) = found.filter(|u| u.state == awaited) else { return Ok(()) };
    let Some(mapping) = file.mapping.clone() else { return Ok(()) };
    let input = upload::input(installation, id, &file.file_name);
    let how = if wanted.apply { How::Apply } else { How::DryRun };
    let told = installation.clone();
    let progress = move |p: Progress| {
        // How far it came is a help for whoever waits, not a part of the run.
        let _ = told.db.write_blocking(move |tx| upload::progress(tx, id, p.rows, p.of));
    };
    let done = contacts_import::contacts(installation, wanted.by, input, mapping, how, None, progress).await;
    let stamp = installation.stamp(Some(wanted.by), Door::Job);
    let written = match done {
        Ok(report) if wanted.apply => {
            let run = report.run.as_deref().and_then(|r| r.parse().ok());
            installation.db.write(move |tx| upload::applied(tx, id, run)).await
        }
        Ok(report) => {
            let tried = installation.db.write(move |tx| {
                upload::tried(tx, &stamp, id, &report)
                    .map_err(|_| StoreError::File("the report cannot be kept".into()))
            });
            tried.await
        }
        Err(error) => {
            let sentence =
                sentence(&error).ok_or_else(|| JobError::again("the import met a fault of ours"))?;
            installation.db.write(move |tx| upload::failed(tx, id, &sentence)).await
        }
    };
    Ok(written?)
}

async fn undo(installation: &Installation, undoing: Undoing) -> Result<(), JobError> {
    match contacts_import::take_back(installation, undoing.by, undoing.run).await {
        Ok(_) | Err(ImportError::NoSuchRun | ImportError::Denied(_) | ImportError::NoAccount) => Ok(()),
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(_) => Err(JobError::again("the undoing met a fault of ours")),
    }
}

/// What went wrong, for people; none for a fault of ours, which is tried again.
fn sentence(error: &ImportError) -> Option<String> {
    match error {
        ImportError::Store(_)
        | ImportError::Journal(_)
        | ImportError::Record(_)
        | ImportError::Stopped
        | ImportError::Sealed => None,
        // What the file's first row holds may be somebody's name.
        ImportError::NoHeading { missing, .. } => {
            Some(format!("The file has not all the headings. Missing: {missing}."))
        }
        other => Some(other.to_string()),
    }
}
