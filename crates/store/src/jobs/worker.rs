//! The worker: claims what is due, runs the handlers side by side, and settles each job.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::claim::{self, Settled};
use super::{Job, JobError, Options, enqueue};
use crate::{Clock, Db, StoreError, Tx};

type Ended = Result<(), JobError>;
type Handler = Arc<dyn Fn(Job) -> Pin<Box<dyn Future<Output = Ended> + Send>> + Send + Sync>;

const LEASE: Duration = Duration::from_secs(60);
/// Other nodes' jobs are seen by looking; our own wake us.
const POLL: Duration = Duration::from_secs(5);
/// How long [`Running::stop`] waits for handlers before it hands their jobs back.
const GRACE: Duration = Duration::from_secs(20);
const PRUNE_EVERY: SignedDuration = SignedDuration::from_hours(1);

#[derive(Clone)]
pub struct Worker {
    db: Db,
    clock: Clock,
    handlers: HashMap<&'static str, Handler>,
    schedules: HashMap<&'static str, SignedDuration>,
    side_by_side: usize,
}

impl Worker {
    pub fn new(db: Db, clock: Clock) -> Worker {
        Worker { db, clock, handlers: HashMap::new(), schedules: HashMap::new(), side_by_side: 4 }
    }

    /// Jobs of this kind go to `handler`. Kinds without a handler are left for another node.
    pub fn on<F, Fut>(mut self, kind: &'static str, handler: F) -> Worker
    where
        F: Fn(Job) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Ended> + Send + 'static,
    {
        self.handlers.insert(kind, Arc::new(move |job| Box::pin(handler(job))));
        self
    }

    /// Runs the handler of `kind` again and again, on one node at a time; the kind is the unique key. The first
    /// time at once, then `every` after the last planned time, or as soon as possible when that has passed.
    pub fn schedule(mut self, kind: &'static str, every: Duration) -> Worker {
        self.schedules.insert(kind, SignedDuration::try_from(every).unwrap_or(SignedDuration::MAX));
        self
    }

    /// How many jobs run at the same time in this process (4 unless said otherwise).
    pub fn side_by_side(mut self, jobs: usize) -> Worker {
        self.side_by_side = jobs.max(1);
        self
    }

    /// Works until [`Running::stop`], or until the handle is dropped.
    pub fn start(self) -> Running {
        let (stop, stopped) = watch::channel(());
        Running { stop, task: tokio::spawn(self.work(stopped)) }
    }

    /// Runs everything that is due now, one after the other, also what the handlers put into the queue for now.
    /// For tests: afterwards no job is left that could have run.
    pub async fn drain(&self) -> Result<Drained, StoreError> {
        let mut drained = Drained::default();
        loop {
            let Some(job) = self.claim(1).await?.pop() else { return Ok(drained) };
            let kind = job.kind.clone();
            let outcome = self.attempt(&job).await;
            drained.run += 1;
            if let Err(error) = &outcome {
                drained.failed.push((kind, error.to_string()));
            }
            self.settle(job, outcome).await?;
        }
    }

    async fn work(self, mut stopped: watch::Receiver<()>) {
        let mut enqueued = self.db.enqueued();
        let mut running = JoinSet::new();
        let mut pruned = Timestamp::MIN;
        self.plan_schedules().await;
        loop {
            let free = self.side_by_side - running.len();
            enqueued.mark_unchanged();
            let found = if free == 0 { 0 } else { self.fill(free, &mut running).await };
            self.prune(&mut pruned).await;
            let wait = if free == 0 {
                POLL
            } else if found == free {
                Duration::ZERO
            } else {
                self.until_due().await
            };
            tokio::select! {
                _ = stopped.changed() => break,
                _ = running.join_next(), if !running.is_empty() => {}
                _ = enqueued.changed(), if free > 0 => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
        let all_ended = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all_ended).await.is_err() {
            // Aborted handlers hand their jobs back by themselves (`Lease`), or at worst when the lease ends.
            running.shutdown().await;
        }
    }

    async fn fill(&self, free: usize, running: &mut JoinSet<()>) -> usize {
        let jobs = self.claim(free).await.unwrap_or_else(|error| {
            tracing::error!(%error, "no job could be claimed");
            Vec::new()
        });
        let found = jobs.len();
        for job in jobs {
            let worker = self.clone();
            running.spawn(async move { worker.run(job).await });
        }
        found
    }

    async fn run(&self, job: Job) {
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
    async fn attempt(&self, job: &Job) -> Ended {
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Err(JobError::again("no handler for this kind"));
        };
        let mut task = AbortOnDrop(tokio::spawn(handler(job.clone())));
        match (&mut task.0).await {
            Ok(ended) => ended,
            Err(_) => Err(JobError::again("the handler panicked")),
        }
    }

    async fn claim(&self, limit: usize) -> Result<Vec<Job>, StoreError> {
        let kinds = self.kinds();
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        let (now, worker) = (self.clock.now(), self.clone());
        self.db
            .write(move |tx| {
                if claim::take_back(tx, now)? > 0 {
                    worker.plan(tx, now)?;
                }
                claim::claim(tx, &kinds, now, SignedDuration::from_secs(LEASE.as_secs() as i64), limit)
            })
            .await
    }

    async fn settle(&self, job: Job, outcome: Ended) -> Result<(), StoreError> {
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

    async fn plan_schedules(&self) {
        let (now, worker) = (self.clock.now(), self.clone());
        if let Err(error) = self.db.write(move |tx| worker.plan(tx, now)).await {
            tracing::error!(%error, "schedules could not be planned");
        }
    }

    /// Each schedule has one job waiting or running.
    fn plan(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
        for (kind, every) in &self.schedules {
            let (open, last): (i64, Option<Timestamp>) = tx.one(
                "SELECT count(*) FILTER (WHERE state IN ('queued', 'running')), max(run_at)
                 FROM job WHERE unique_key = ?1",
                &[kind],
            )?;
            if open == 0 {
                let next = last.and_then(|last| last.checked_add(*every).ok());
                let run_at = Some(next.map_or(now, |next| next.max(now)));
                enqueue(tx, now, kind, &(), Options { run_at, ..Options::unique(*kind) })?;
            }
        }
        Ok(())
    }

    async fn prune(&self, pruned: &mut Timestamp) {
        let now = self.clock.now();
        if pruned.checked_add(PRUNE_EVERY).is_ok_and(|next| next > now) {
            return;
        }
        match self.db.write(move |tx| claim::prune(tx, now)).await {
            Ok(_) => *pruned = now,
            Err(error) => tracing::warn!(%error, "old jobs could not be pruned"),
        }
    }

    async fn until_due(&self) -> Duration {
        let kinds = self.kinds();
        if kinds.is_empty() {
            return POLL;
        }
        let due = self.db.read(move |tx| claim::next_due(tx, &kinds)).await.unwrap_or_default();
        let wait = due.map(|due| due.duration_since(self.clock.now()));
        // Not shorter than a moment: the job may wait for another of its key to end.
        let wait = wait.map_or(POLL, |wait| Duration::try_from(wait).unwrap_or_default());
        wait.clamp(Duration::from_millis(50), POLL)
    }

    fn kinds(&self) -> Vec<&'static str> {
        let mut kinds: Vec<_> = self.handlers.keys().copied().collect();
        kinds.sort_unstable();
        kinds
    }
}

/// A worker at work.
pub struct Running {
    stop: watch::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    /// Claims nothing more and waits for what runs; what runs too long is handed back to the queue.
    pub async fn stop(self) {
        self.stop.send(()).ok();
        if self.task.await.is_err() {
            tracing::error!("the worker had panicked");
        }
    }
}

/// What [`Worker::drain`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drained {
    pub run: u32,
    /// Kind and words of each failed attempt.
    pub failed: Vec<(String, String)>,
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
