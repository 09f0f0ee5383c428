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
/// Contacts in one transaction.
const SLICE: usize = 1_000;

/// Hands the job to the worker.
pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let installation = installation.clone();
    let handler = move |_| {
        let (db, stamp) = (installation.db.clone(), installation.stamp(None, Door::Job));
        async move { run(&db, &stamp).await.map(drop).map_err(JobError::from) }
    };
    worker.on(JOB, handler).schedule(JOB, EVERY)
}

/// Looks at everything that changed.
pub async fn run(db: &Db, stamp: &Stamp) -> Result<Studied, StoreError> {
    let (mut all, mut memory) = (Studied::default(), Memory::default());
    loop {
        let stamp = stamp.clone();
        let slice = db.write(move |tx| {
            let studied = tx.with_room(|tx| study(tx, &stamp, SLICE, &mut memory))?;
            Ok::<_, StoreError>((studied, memory))
        });
        let studied;
        (studied, memory) = slice.await?;
        if studied.contacts == 0 {
            return Ok(all);
        }
        all.contacts += studied.contacts;
        all.compared += studied.compared;
        all.pairs += studied.pairs;
    }
}
