//! A run of a feed, and the jobs that start one: every night, and when somebody presses for it.

use super::fetch::{Beat, Fetched, Mark, fetch};
use super::runs::{self, Claim};
use super::{Feed, FeedError, FeedId, alarm, hours, queries};
use crate::access::{self, ManageContacts};
use crate::account::Letterhead;
use crate::acting::{Door, PersonId};
use crate::contacts_import::{self, Expect, How, ImportError, Report};
use crate::installation::Installation;
use crate::visit::App;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::jobs::{Job, JobError, Options, Worker, enqueue};
use store::{StoreError, Tx};

pub const NIGHT: &str = "feed.nightly";
const RUN: &str = "feed.run";
const EVERY: Duration = Duration::from_secs(5 * 60);

/// What became of a run.
#[derive(Clone, Debug)]
pub enum Done {
    CameIn(Box<Report>),
    NotModified,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Wanted {
    feed: FeedId,
    /// None: it is the night's.
    by: Option<PersonId>,
}

pub(super) fn key(feed: FeedId) -> String {
    format!("feed {feed}")
}

/// Hands the jobs to the worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let (night, one) = (app.clone(), app.clone());
    worker
        .on(NIGHT, move |_: Job| {
            let app = night.clone();
            async move { nightly(&app).await }
        })
        .on(RUN, move |job: Job| {
            let app = one.clone();
            async move {
                let last = job.is_last_attempt();
                by_job(&app, job.payload()?, if last { Patience::None } else { Patience::Again }).await
            }
        })
        .schedule(NIGHT, EVERY)
}

/// Asks for a run now.
pub fn ask(tx: &mut Tx<'_>, now: jiff::Timestamp, feed: FeedId, by: PersonId) -> Result<(), StoreError> {
    enqueue(tx, now, RUN, &Wanted { feed, by: Some(by) }, Options::unique(key(feed)))
}

/// Every feed whose hour has come gets a run of its own: one that must wait holds up no other.
pub(super) async fn nightly(app: &App) -> Result<(), JobError> {
    let (now, zone) = (app.clock.now(), app.zone.clone());
    let asked = app.db.write(move |tx| {
        for feed in queries::all(tx)?.into_iter().filter(|f| hours::is_due(f, now, &zone)) {
            tx.run("UPDATE feed SET last_run_at = ?2 WHERE id = ?1", &[&feed.id, &now])?;
            enqueue(tx, now, RUN, &Wanted { feed: feed.id, by: None }, Options::unique(key(feed.id)))?;
        }
        Ok::<_, StoreError>(())
    });
    Ok(asked.await?)
}

async fn by_job(app: &App, wanted: Wanted, patience: Patience) -> Result<(), JobError> {
    if let Some(by) = wanted.by {
        let today = app.today();
        let may = app.db.read(move |tx| {
            let actor = access::actor(tx, by, today)?;
            Ok::<_, StoreError>(
                actor.is_some_and(|a| access::right_over_all::<ManageContacts>(tx, &a).is_ok()),
            )
        });
        if !may.await? {
            return Ok(());
        }
    }
    let head = app.letterhead();
    match run(app.installation(), wanted.feed, wanted.by, Door::Job, Some(&head), patience).await {
        Err(error) if error.is_ours() || (error.may_pass() && patience == Patience::Again) => {
            Err(JobError::again("a feed has to wait"))
        }
        _ => Ok(()),
    }
}

/// Whether somebody tries again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    Again,
    None,
}

/// Runs a feed now. What is wrong with it stops it; what may pass does so only when nobody tries again.
pub(super) async fn run(
    installation: &Installation,
    id: FeedId,
    by: Option<PersonId>,
    door: Door,
    head: Option<&Letterhead>,
    patience: Patience,
) -> Result<Done, FeedError> {
    let stamp = installation.stamp(by, door);
    let begun = installation
        .db
        .write(move |tx| {
            let feed = queries::find(tx, id)?.filter(Feed::is_running).ok_or(FeedError::Stopped)?;
            let claim = runs::claim(tx, &stamp, id, by)?;
            Ok::<_, FeedError>((feed, claim))
        })
        .await?;
    let (feed, claim) = begun;
    // By hand, the data is asked for whatever the server thinks of it.
    let since = if by.is_none() && door == Door::Job { feed.mark.clone() } else { Mark::default() };
    let done = bring(installation, &feed, claim, since).await;
    if let Err(error) = &done {
        let stops = !error.is_ours() && (patience == Patience::None || !error.may_pass());
        if stops {
            stop(installation, feed, claim, error, door, head).await?;
        } else {
            wait(installation, claim, error).await?;
        }
    }
    done
}

async fn bring(
    installation: &Installation,
    feed: &Feed,
    claim: Claim,
    since: Mark,
) -> Result<Done, FeedError> {
    let mapping = feed.mapping.clone().ok_or(FeedError::NoMapping)?;
    let (input, mark) = match fetch(installation, feed, since, beat(installation, claim)).await? {
        Fetched::Data(input, mark) => (input, mark),
        Fetched::NotModified => {
            let now = installation.clock.now();
            installation.db.write(move |tx| runs::not_modified(tx, now, claim)).await?;
            return Ok(Done::NotModified);
        }
    };
    let expect = feed.last_rows.filter(|rows| *rows > 0).map(|rows| Expect { rows });
    let told = installation.clone();
    let progress = move |p: contacts_import::Progress| {
        runs::beat(&told.db, told.clock.now(), claim, Some((p.rows, p.of)));
    };
    let report =
        contacts_import::contacts(installation, feed.by, input, mapping, How::Apply, expect, progress)
            .await?;
    let (now, rows) = (installation.clock.now(), report.rows);
    let run = report.run.as_deref().and_then(|r| r.parse().ok());
    installation.db.write(move |tx| runs::went_well(tx, now, claim, rows, run, &mark)).await?;
    Ok(Done::CameIn(Box::new(report)))
}

fn beat(installation: &Installation, claim: Claim) -> Beat {
    let house = installation.clone();
    let mut last = house.clock.now();
    Box::new(move || {
        let now = house.clock.now();
        if now.duration_since(last) > jiff::SignedDuration::from_secs(20) {
            last = now;
            runs::beat(&house.db, now, claim, None);
        }
    })
}

async fn stop(
    installation: &Installation,
    feed: Feed,
    claim: Claim,
    error: &FeedError,
    door: Door,
    head: Option<&Letterhead>,
) -> Result<(), StoreError> {
    let (stamp, head, because) = (installation.stamp(None, door), head.cloned(), error.sentence());
    let rows_off = match error {
        FeedError::Import(ImportError::RowsOff { is, .. }) => Some(*is),
        _ => None,
    };
    installation
        .db
        .write(move |tx| {
            runs::stopped(tx, &stamp, claim, &because, rows_off).map_err(queries::of_journal)?;
            let Some(head) = &head else { return Ok(()) };
            alarm::mail(tx, &stamp, head, &feed, &because)
                .map_err(|_| StoreError::Job("an alarm cannot be queued".into()))
        })
        .await
}

async fn wait(installation: &Installation, claim: Claim, error: &FeedError) -> Result<(), StoreError> {
    let (now, because) = (installation.clock.now(), error.sentence());
    installation.db.write(move |tx| runs::again(tx, now, claim, &because)).await
}
