//! Feeds: the lists that come by themselves every night, so that nobody asks "is this current?". A source drops its file
//! into a watched folder; at its hour the newest one is brought in by the feed's mapping.
//!
//! * What the source said before costs nothing: unchanged rows are known by their fingerprints.
//! * A feed stops itself when the file is missing or unreadable, when its number of rows is off by more than a tenth, or
//!   when whoever set it up may not import any more. Nothing was changed then; those who look after contacts get a mail,
//!   and the page says so, until somebody has looked and sets it going again.
//! * [`data_as_at`] tells how old the data is: lists show it.
//!
//! The same act runs from the command line: `chapterhouse feed run NAME`.

mod alarm;
mod place;
mod queries;

#[cfg(test)]
mod tests;

pub use place::newest;
pub use queries::{Feed, FeedId, NewFeed, add, all, data_as_at, find, go_on, named, stop};

use crate::access::{self, ManageContacts};
use crate::acting::Door;
use crate::contacts_import::{self, Expect, How, ImportError, Mapping, Report};
use crate::import::reading::Input;
use crate::installation::Installation;
use crate::visit::App;
use std::path::Path;
use std::time::Duration;
use store::StoreError;
use store::jobs::{Job, JobError, Worker};

pub const JOB: &str = "feed.nightly";
const EVERY: Duration = Duration::from_secs(5 * 60);

#[derive(Debug, thiserror::Error)]
pub enum FeedError {
    #[error("There is no feed called {0}.")]
    NoSuchFeed(String),
    #[error("The feed was stopped. Look at why, then set it going again.")]
    Stopped,
    #[error("The file is missing: nothing in the watched folder fits.")]
    Missing,
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl FeedError {
    /// Trying again may help, and nothing is wrong with the feed.
    fn is_ours(&self) -> bool {
        matches!(
            self,
            FeedError::Store(_)
                | FeedError::Import(
                    ImportError::Store(_)
                        | ImportError::Journal(_)
                        | ImportError::Record(_)
                        | ImportError::Stopped
                        | ImportError::RunningElsewhere
                )
        )
    }
}

/// Hands the job to the worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let app = app.clone();
    let handler = move |_: Job| {
        let app = app.clone();
        async move { nightly(&app).await }
    };
    worker.on(JOB, handler).schedule(JOB, EVERY)
}

/// Runs every feed whose hour has come, one after the other.
async fn nightly(app: &App) -> Result<(), JobError> {
    let (now, zone) = (app.clock.now(), app.zone.clone());
    let due = app.db.read(move |tx| queries::due(tx, now, &zone)).await?;
    for feed in due {
        if let Err(error) = run_one(app.installation(), &feed).await {
            if error.is_ours() {
                return Err(JobError::again("a feed met a fault of ours"));
            }
            let (sentence, stamp, head) = (error.to_string(), app.stamp(None, Door::Job), app.letterhead());
            app.db
                .write(move |tx| {
                    queries::stopped(tx, &stamp, feed.id, &sentence)?;
                    alarm::mail(tx, &stamp, &head, &feed, &sentence)
                        .map_err(|_| StoreError::Job("an alarm cannot be queued".into()))
                })
                .await?;
        }
    }
    Ok(())
}

/// Runs a feed now, by its name. A fault stops it, as at night.
pub async fn run(installation: &Installation, name: &str) -> Result<Report, FeedError> {
    let wanted = name.to_owned();
    let feed = installation.db.read(move |tx| named(tx, &wanted)).await?;
    let feed = feed.ok_or_else(|| FeedError::NoSuchFeed(name.to_owned()))?;
    let done = run_one(installation, &feed).await;
    if let Err(error) = &done
        && !error.is_ours()
        && !matches!(error, FeedError::Stopped)
    {
        let (sentence, stamp, id) = (error.to_string(), installation.stamp(None, Door::Command), feed.id);
        installation.db.write(move |tx| queries::stopped(tx, &stamp, id, &sentence)).await?;
    }
    done
}

/// `chapterhouse feed add NAME …`: by the right of whoever is named.
pub async fn add_from_command(
    installation: &Installation,
    identifier: &str,
    name: &str,
    place: &str,
    mapping: &Mapping,
    at: &str,
) -> Result<FeedId, FeedError> {
    let (identifier, name, place) = (identifier.to_owned(), name.to_owned(), place.to_owned());
    let (mapping, at, stamp) = (mapping.clone(), at.to_owned(), installation.stamp(None, Door::Command));
    installation
        .db
        .write(move |tx| {
            let by =
                crate::account::person_of(tx, &identifier)?.ok_or(ImportError::NoSuchPerson(identifier))?;
            let actor = access::actor(tx, by, stamp.today)?.ok_or(ImportError::NoAccount)?;
            access::right_anywhere::<ManageContacts>(tx, &actor).map_err(ImportError::Denied)?;
            let new = NewFeed { name: &name, place: &place, mapping: &mapping, at: &at };
            Ok(queries::add(tx, &stamp, by, &new).map_err(ImportError::Journal)?)
        })
        .await
}

async fn run_one(installation: &Installation, feed: &Feed) -> Result<Report, FeedError> {
    if !feed.is_running {
        return Err(FeedError::Stopped);
    }
    let (id, now) = (feed.id, installation.clock.now());
    installation.db.write(move |tx| queries::tried(tx, id, now)).await?;
    let path = place::newest(Path::new(&feed.place)).ok_or(FeedError::Missing)?;
    let expect = feed.last_rows.map(|rows| Expect { rows });
    let report = contacts_import::contacts(
        installation,
        feed.by,
        Input::file(&path),
        feed.mapping.clone(),
        How::Apply,
        expect,
        |_| {},
    )
    .await?;
    let rows = report.rows;
    installation.db.write(move |tx| queries::went_well(tx, id, now, rows)).await?;
    Ok(report)
}
