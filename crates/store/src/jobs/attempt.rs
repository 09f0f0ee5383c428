//! One attempt at a job: the handler in a task of its own, the lease renewed beside it, the row settled after it.

use tokio::task::JoinHandle;

use super::claim::{self, Settled};
use super::worker::{Ended, LEASE, Worker};
use super::{Job, JobError};
use crate::{Db, StoreError};

impl Worker {
    pub(super) async fn run(&self, job: Job) {
        let mut lease = Lease { db: self.db.clone(), job: Some(job.clone()) };
        let Some(outcome) = self.attempt_under_lease(&job).await else {
            tracing::warn!(job.id, job.kind, "the lease was lost; somebody else has the job");
            lease.job = None;
            return;
        };
        lease.job = None;
        if let Err(error) = self.settle(job, outcome).await {
            tracing::error!(%error, "a job could not be settled; it will be run again");
        }
    }

    /// `None` when the lease was lost; the handler is then stopped.
    async fn attempt_under_lease(&self, job: &Job) -> Option<Ended> {
        let mut attempt = std::pin::pin!(self.attempt(job));
        loop {
            tokio::select! {
                outcome = &mut attempt => return Some(outcome),
                () = tokio::time::sleep(LEASE / 3) => {
                    let (renewed, until) = (job.clone(), self.clock.now() + LEASE);
                    match self.db.write(move |tx| claim::renew(tx, &renewed, until)).await {
                        Ok(true) => {}
                        Ok(false) => return None,
                        Err(error) => tracing::warn!(%error, "a lease could not be renewed"),
                    }
                }
            }
        }
    }

    /// In a task of its own, so that a panic is a failure of this job and of nothing else.
    pub(super) async fn attempt(&self, job: &Job) -> Ended {
        let Some(handler) = self.handlers.get(job.kind.as_str()).cloned() else {
            return Err(JobError::again("no handler for this kind"));
        };
        let job = job.clone();
        let mut task = AbortOnDrop(tokio::spawn(async move { handler(job).await }));
        match (&mut task.0).await {
            Ok(ended) => ended,
            Err(_) => Err(JobError::again("the handler panicked")),
        }
    }

    pub(super) async fn settle(&self, job: Job, outcome: Ended) -> Result<(), StoreError> {
        let (now, worker, jitter) = (self.clock.now(), self.clone(), rand::random());
        let (id, kind, attempt) = (job.id, job.kind.clone(), job.attempt);
        let error = outcome.as_ref().err().map(ToString::to_string);
        let settled = self
            .db
            .write(move |tx| {
                let settled = claim::settle(tx, &job, &outcome, now, jitter)?;
                if worker.schedules.contains_key(job.kind.as_str()) {
                    worker.plan(tx, now)?;
                }
                Ok::<_, StoreError>(settled)
            })
            .await?;
        match settled {
            Settled::Done => tracing::debug!(id, kind, attempt, "job done"),
            Settled::Again => tracing::warn!(id, kind, attempt, error, "job failed and will be tried again"),
            Settled::Dead => tracing::error!(id, kind, attempt, error, "job given up"),
            Settled::NotOurs => tracing::warn!(id, kind, attempt, "job ended after its lease was lost"),
        }
        Ok(())
    }
}

struct AbortOnDrop(JoinHandle<Ended>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A handler that is stopped in the middle hands its job back.
struct Lease {
    db: Db,
    job: Option<Job>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(job) = self.job.take() {
            let released = self.db.write_blocking(move |tx| claim::release(tx, &job));
            if let Err(error) = released {
                tracing::warn!(%error, "a job could not be handed back; its lease will run out");
            }
        }
    }
}
