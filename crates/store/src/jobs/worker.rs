//! The worker: claims what is due, runs the handlers side by side, and settles each job.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::{Job, JobError, Options, claim, enqueue};
use crate::{Clock, Db, StoreError, Tx};

pub(super) type Ended = Result<(), JobError>;
pub(super) type Handler = Arc<dyn Fn(Job) -> Pin<Box<dyn Future<Output = Ended> + Send>> + Send + Sync>;

pub(super) const LEASE: Duration = Duration::from_secs(60);
/// Other nodes' jobs are seen by looking; our own wake us.
const POLL: Duration = Duration::from_secs(5);
/// How long [`Running::stop`] waits for handlers before it hands their jobs back.
const GRACE: Duration = Duration::from_secs(20);
const PRUNE_EVERY: SignedDuration = SignedDuration::from_hours(1);

#[derive(Clone)]
pub struct Worker {
    pub(super) db: Db,
    pub(super) clock: Clock,
    pub(super) handlers: HashMap<&'static str, Handler>,
    pub(super) schedules: HashMap<&'static str, SignedDuration>,
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
                biased;
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

    async fn plan_schedules(&self) {
        let (now, worker) = (self.clock.now(), self.clone());
        if let Err(error) = self.db.write(move |tx| worker.plan(tx, now)).await {
            tracing::error!(%error, "schedules could not be planned");
        }
    }

    /// Each schedule has one job waiting or running.
    pub(super) fn plan(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
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
