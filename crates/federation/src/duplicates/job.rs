//! The search in the background: a slice at a time, so that nobody who wants to write waits for it.

use super::study::{Memory, Studied, study};
use crate::acting::{Door, Stamp};
use crate::installation::Installation;
use std::time::Duration;
use store::jobs::{JobError, Worker};
use store::{Db, StoreError};

/// The kind of the job.
pub const JOB: &str = "duplicates.study";
const EVERY: Duration = Duration::from_secs(60);
/// Contacts in one transaction when nobody waits for the whole.
const SMALL: usize = 200;
/// And when somebody does: quicker, and on SQLite others who want to write wait for up to half a second.
const LARGE: usize = 1_000;

/// Hands the job to the worker.
pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let installation = installation.clone();
    let handler = move |_| {
        let (db, stamp) = (installation.db.clone(), installation.stamp(None, Door::Job));
        async move { in_slices(&db, &stamp, SMALL).await.map(drop).map_err(JobError::from) }
    };
    worker.on(JOB, handler).schedule(JOB, EVERY)
}

/// Looks at everything that changed, for somebody who waits for it.
pub async fn run(db: &Db, stamp: &Stamp) -> Result<Studied, StoreError> {
    in_slices(db, stamp, LARGE).await
}

async fn in_slices(db: &Db, stamp: &Stamp, slice: usize) -> Result<Studied, StoreError> {
    let (mut all, mut memory) = (Studied::default(), Memory::default());
    loop {
        let stamp = stamp.clone();
        let done = db.write(move |tx| {
            let studied = tx.with_room(|tx| study(tx, &stamp, slice, &mut memory))?;
            Ok::<_, StoreError>((studied, memory))
        });
        let studied;
        (studied, memory) = done.await?;
        if studied.contacts == 0 {
            return Ok(all);
        }
        all.contacts += studied.contacts;
        all.compared += studied.compared;
        all.pairs += studied.pairs;
    }
}
