//! Dry run, run and undoing as jobs: they outlive the page and the machine. Each asks for the right again.

use super::upload::{self, State, UploadId};
use crate::access::{self, ManageContacts};
use crate::acting::{Door, PersonId, Stamp};
use crate::contacts_import::{self, How, ImportError, Progress, RunId};
use crate::feed::{self, Feed, FeedError, FeedId};
use crate::import::reading::Input;
use crate::installation::Installation;
use serde::{Deserialize, Serialize};
use store::jobs::{Job, JobError, Options, Worker, enqueue};
use store::{StoreError, Tx};

pub const RUN: &str = "contacts.import";
pub const LOOK: &str = "feed.look";
pub const UNDO: &str = "contacts.import_undo";

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Wanted {
    pub upload: UploadId,
    pub by: PersonId,
    pub apply: bool,
}

/// A first look at what a list gives, or a dry run of it.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Look {
    pub upload: UploadId,
    pub feed: FeedId,
    pub by: PersonId,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Undoing {
    pub run: RunId,
    pub by: PersonId,
}

pub fn ask(tx: &mut Tx<'_>, now: jiff::Timestamp, wanted: &Wanted) -> Result<(), StoreError> {
    enqueue(tx, now, RUN, wanted, Options::unique(format!("import {}", wanted.upload)))
}

/// Asks for a look; its page is that of a file on its way.
pub fn ask_look(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, feed: &Feed) -> Result<UploadId, StoreError> {
    let upload = stamp.ids.next::<UploadId>();
    upload::begin_look(tx, upload, by, feed, stamp.now)?;
    let wanted = Look { upload, feed: feed.id, by };
    enqueue(tx, stamp.now, LOOK, &wanted, Options::unique(format!("look {upload}")))?;
    Ok(upload)
}

pub fn ask_undoing(tx: &mut Tx<'_>, now: jiff::Timestamp, undoing: &Undoing) -> Result<(), StoreError> {
    enqueue(tx, now, UNDO, undoing, Options::unique(format!("import undoing {}", undoing.run)))
}

pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let (one, two, three) = (installation.clone(), installation.clone(), installation.clone());
    worker
        .on(LOOK, move |job: Job| {
            let installation = three.clone();
            async move { look(&installation, job.payload()?).await }
        })
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

/// Fetches what the list gives; known columns are tried at once.
async fn look(installation: &Installation, wanted: Look) -> Result<(), JobError> {
    let (id, feed, by, today) = (wanted.upload, wanted.feed, wanted.by, installation.today());
    let found = installation.db.read(move |tx| {
        let actor = access::actor(tx, by, today)?;
        let may = actor.is_some_and(|a| access::right_over_all::<ManageContacts>(tx, &a).is_ok());
        let upload = upload::find(tx, id)?.filter(|u| may && u.state == State::Fetching);
        Ok::<_, StoreError>(upload.zip(feed::find(tx, feed)?))
    });
    let Some((file, feed)) = found.await? else { return Ok(()) };
    let got = match feed::peek(installation, &feed).await {
        Ok(input) => lay_down(installation, id, input).await,
        Err(error) => Err(error.sentence()),
    };
    let now = installation.clock.now();
    let written = installation.db.write(move |tx| match got {
        Err(sentence) => upload::failed(tx, id, &sentence),
        Ok(()) if file.mapping.is_none() => {
            upload::move_to(tx, id, &[State::Fetching], State::Uploaded).map(drop)
        }
        Ok(()) => {
            upload::move_to(tx, id, &[State::Fetching], State::Trying)?;
            ask(tx, now, &Wanted { upload: id, by, apply: false })
        }
    });
    Ok(written.await?)
}

async fn lay_down(installation: &Installation, id: UploadId, input: Input) -> Result<(), String> {
    let house = installation.clone();
    let laid = tokio::task::spawn_blocking(move || {
        house
            .db
            .write_blocking(move |tx| tx.run("DELETE FROM import_piece WHERE upload_id = ?1", &[&id]))
            .map_err(|e: StoreError| std::io::Error::other(e.to_string()))?;
        upload::take_from(&house, id, &input)
    });
    match laid.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(FeedError::Keeping(error).to_string()),
        Err(_) => Err(FeedError::Broke.to_string()),
    }
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
