use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::jobs::{self, Counts, Drained, Job, JobError, Options, Worker};
use store::testing::for_each_engine_with;
use store::{Clock, Db, MIGRATIONS, StoreError};
use tokio::sync::mpsc;
use tokio::time::timeout;

fn clock() -> Clock {
    Clock::fixed("2026-11-22T09:00:00Z".parse::<Timestamp>().unwrap())
}

async fn put(db: &Db, clock: &Clock, kind: &'static str, payload: i64, options: Options) {
    let now = clock.now();
    db.write(move |tx| jobs::enqueue(tx, now, kind, &payload, options)).await.unwrap();
}

async fn counts(db: &Db) -> Counts {
    db.read(jobs::counts).await.unwrap()
}

/// A worker whose handler of `note` writes down what it was given.
fn noting(db: &Db, clock: &Clock) -> (Worker, Arc<Mutex<Vec<i64>>>) {
    let notes = Arc::new(Mutex::new(Vec::new()));
    let written = notes.clone();
    let worker = Worker::new(db.clone(), clock.clone()).on("note", move |job: Job| {
        let written = written.clone();
        async move {
            written.lock().unwrap().push(job.payload::<i64>()?);
            Ok(())
        }
    });
    (worker, notes)
}

fn taken(notes: &Mutex<Vec<i64>>) -> Vec<i64> {
    std::mem::take(&mut notes.lock().unwrap())
}

#[tokio::test]
async fn a_job_of_a_transaction_that_was_rolled_back_never_was() {
    for_each_engine_with("rolled_back_job", MIGRATIONS, |db| async move {
        let now = clock().now();
        let ended = db
            .write(move |tx| {
                jobs::enqueue(tx, now, "note", &1, Options::default())?;
                Err::<(), _>(StoreError::NoRow)
            })
            .await;
        assert!(ended.is_err());
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn jobs_run_in_the_order_in_which_they_are_due_and_not_before() {
    for_each_engine_with("order_of_jobs", MIGRATIONS, |db| async move {
        let clock = clock();
        let (worker, notes) = noting(&db, &clock);
        let later = clock.now() + SignedDuration::from_mins(10);
        put(&db, &clock, "note", 3, Options { run_at: Some(later), ..Options::default() }).await;
        put(&db, &clock, "note", 1, Options::default()).await;
        put(&db, &clock, "note", 2, Options::default()).await;
        assert_eq!(worker.drain().await.unwrap(), Drained { run: 2, failed: vec![] });
        assert_eq!(taken(&notes), [1, 2]);
        clock.advance(SignedDuration::from_mins(10));
        assert_eq!(worker.drain().await.unwrap().run, 1);
        assert_eq!(taken(&notes), [3]);
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn a_commit_that_enqueued_wakes_the_worker_at_once() {
    for_each_engine_with("woken", MIGRATIONS, |db| async move {
        let (done, mut seen) = mpsc::unbounded_channel();
        let worker = Worker::new(db.clone(), Clock::system()).on("note", move |job: Job| {
            let done = done.clone();
            async move { done.send(job.payload::<i64>()?).map_err(|_| JobError::never("nobody listens")) }
        });
        let running = worker.start();
        for i in 0..20 {
            put(&db, &Clock::system(), "note", i, Options::default()).await;
            // The worker looks by itself only every five seconds.
            let next = timeout(Duration::from_secs(3), seen.recv()).await.unwrap();
            assert_eq!(next, Some(i));
        }
        running.stop().await;
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn a_failing_job_comes_back_later_and_later_and_is_dead_in_the_end() {
    for_each_engine_with("failing_job", MIGRATIONS, |db| async move {
        let clock = clock();
        let worker = Worker::new(db.clone(), clock.clone())
            .on("fail", |_| async { Err(JobError::again("the relay does not answer")) });
        put(&db, &clock, "fail", 1, Options { max_attempts: 3, ..Options::default() }).await;
        for wait in [0, 13, 26] {
            assert_eq!(worker.drain().await.unwrap().run, u32::from(wait == 0), "too early");
            clock.advance(SignedDuration::from_secs(wait));
            if wait > 0 {
                let failed = worker.drain().await.unwrap().failed;
                assert_eq!(failed, [("fail".to_owned(), "the relay does not answer".to_owned())]);
            }
        }
        let dead = db.read(jobs::dead).await.unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!((dead[0].attempts, dead[0].error.as_str()), (3, "the relay does not answer"));
        clock.advance(SignedDuration::from_hours(100));
        assert_eq!(worker.drain().await.unwrap().run, 0);

        let (now, id) = (clock.now(), dead[0].id);
        assert!(db.write(move |tx| jobs::revive(tx, now, id)).await.unwrap());
        assert_eq!(worker.drain().await.unwrap().run, 1);
        assert_eq!(counts(&db).await, Counts { queued: 1, ..Counts::default() });
    })
    .await;
}

#[tokio::test]
async fn a_hopeless_job_is_dead_at_once_and_may_be_dismissed() {
    for_each_engine_with("hopeless_job", MIGRATIONS, |db| async move {
        let clock = clock();
        let (worker, _) = noting(&db, &clock);
        let now = clock.now();
        db.write(move |tx| jobs::enqueue(tx, now, "note", &"not a number", Options::default()))
            .await
            .unwrap();
        assert_eq!(worker.drain().await.unwrap().failed.len(), 1);
        let dead = db.read(jobs::dead).await.unwrap();
        assert!(dead[0].error.contains("shape"), "{}", dead[0].error);
        let id = dead[0].id;
        assert!(db.write(move |tx| jobs::dismiss(tx, id)).await.unwrap());
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn a_panicking_handler_fails_only_its_own_job() {
    for_each_engine_with("panicking_handler", MIGRATIONS, |db| async move {
        let clock = clock();
        let (worker, notes) = noting(&db, &clock);
        let worker = worker.on("panic", |_| async { panic!("on purpose") });
        put(&db, &clock, "panic", 1, Options::default()).await;
        put(&db, &clock, "note", 2, Options::default()).await;
        let drained = worker.drain().await.unwrap();
        assert_eq!((drained.run, drained.failed[0].1.as_str()), (2, "the handler panicked"));
        assert_eq!(taken(&notes), [2]);
    })
    .await;
}

#[tokio::test]
async fn of_one_key_one_job_waits_the_earlier_time_and_the_newer_payload_win() {
    for_each_engine_with("unique_key", MIGRATIONS, |db| async move {
        let clock = clock();
        let (worker, notes) = noting(&db, &clock);
        let later = Some(clock.now() + SignedDuration::from_mins(10));
        put(&db, &clock, "note", 1, Options { run_at: later, ..Options::unique("k") }).await;
        put(&db, &clock, "note", 2, Options::unique("k")).await;
        put(&db, &clock, "note", 3, Options { run_at: later, ..Options::unique("k") }).await;
        put(&db, &clock, "note", 9, Options::unique("other")).await;
        assert_eq!(counts(&db).await.queued, 2);
        worker.drain().await.unwrap();
        assert_eq!(taken(&notes), [3, 9]);
        put(&db, &clock, "note", 4, Options::unique("k")).await;
        worker.drain().await.unwrap();
        assert_eq!(taken(&notes), [4]);
    })
    .await;
}

#[tokio::test]
async fn while_a_job_runs_the_next_of_its_key_waits_and_takes_over_its_retry() {
    for_each_engine_with("key_while_running", MIGRATIONS, |db| async move {
        let clock = clock();
        let (db2, clock2) = (db.clone(), clock.clone());
        let worker = Worker::new(db.clone(), clock.clone()).on("note", move |job: Job| {
            let (db, clock) = (db2.clone(), clock2.clone());
            async move {
                if job.payload::<i64>()? == 1 {
                    put(&db, &clock, "note", 2, Options::unique("k")).await;
                    let (other, notes) = noting(&db, &clock);
                    assert_eq!(other.drain().await?.run, 0, "the key is at work");
                    assert_eq!(taken(&notes), [0i64; 0]);
                    return Err(JobError::again("on purpose"));
                }
                Ok(())
            }
        });
        put(&db, &clock, "note", 1, Options::unique("k")).await;
        let drained = worker.drain().await.unwrap();
        assert_eq!((drained.run, drained.failed.len()), (2, 1));
        assert_eq!(drained.failed[0].1, "on purpose");
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_workers_run_each_job_exactly_once() {
    for_each_engine_with("many_workers", MIGRATIONS, |db| async move {
        let (done, mut seen) = mpsc::unbounded_channel();
        let workers: Vec<_> = (0..4)
            .map(|_| {
                let done = done.clone();
                let worker =
                    Worker::new(db.clone(), Clock::system()).on("note", move |job: Job| {
                        let done = done.clone();
                        async move {
                            done.send(job.payload::<i64>()?).map_err(|_| JobError::never("nobody listens"))
                        }
                    });
                worker.side_by_side(8).start()
            })
            .collect();
        let now = Clock::system().now();
        db.write(move |tx| {
            (0..200i64).try_for_each(|i| jobs::enqueue(tx, now, "note", &i, Options::default()))
        })
        .await
        .unwrap();
        let mut all = Vec::new();
        while all.len() < 200 {
            all.extend(timeout(Duration::from_secs(20), seen.recv()).await.unwrap());
        }
        for worker in workers {
            worker.stop().await;
        }
        assert!(seen.try_recv().is_err(), "one was run twice");
        all.sort_unstable();
        assert_eq!(all, (0..200).collect::<Vec<i64>>());
        assert_eq!(counts(&db).await, Counts::default());
    })
    .await;
}

#[tokio::test]
async fn stopping_waits_for_the_job_at_work() {
    for_each_engine_with("stopping", MIGRATIONS, |db| async move {
        let (began, mut seen) = mpsc::unbounded_channel();
        let go_on = Arc::new(tokio::sync::Notify::new());
        let gate = go_on.clone();
        let worker = Worker::new(db.clone(), Clock::system()).on("note", move |_| {
            began.send(()).unwrap();
            let gate = gate.clone();
            async move {
                gate.notified().await;
                Ok(())
            }
        });
        let running = worker.side_by_side(1).start();
        put(&db, &Clock::system(), "note", 1, Options::default()).await;
        seen.recv().await.unwrap();
        let stopping = tokio::spawn(running.stop());
        put(&db, &Clock::system(), "note", 2, Options::default()).await;
        go_on.notify_one();
        stopping.await.unwrap();
        assert_eq!(counts(&db).await, Counts { queued: 1, ..Counts::default() });
    })
    .await;
}

#[tokio::test]
async fn a_schedule_runs_again_and_again_and_has_one_job_waiting() {
    for_each_engine_with("schedule", MIGRATIONS, |db| async move {
        let (ran, mut seen) = mpsc::unbounded_channel();
        let worker = |clock: Clock| {
            let ran = ran.clone();
            Worker::new(db.clone(), clock)
                .on("sweep", move |_| {
                    ran.send(()).unwrap();
                    async { Ok(()) }
                })
                .schedule("sweep", Duration::from_secs(3600))
        };
        let clock = clock();
        let running = worker(clock.clone()).start();
        timeout(Duration::from_secs(3), seen.recv()).await.unwrap().unwrap();
        running.stop().await;
        assert_eq!(counts(&db).await, Counts { queued: 1, ..Counts::default() });
        let running = worker(clock.clone()).start();
        running.stop().await;
        assert_eq!(counts(&db).await, Counts { queued: 1, ..Counts::default() });
        assert_eq!(worker(clock.clone()).drain().await.unwrap().run, 0);
        clock.advance(SignedDuration::from_hours(1));
        assert_eq!(worker(clock.clone()).drain().await.unwrap().run, 1);
        assert_eq!(counts(&db).await, Counts { queued: 1, ..Counts::default() });
    })
    .await;
}

#[tokio::test]
async fn a_kind_without_a_handler_is_left_for_another_node() {
    for_each_engine_with("no_handler", MIGRATIONS, |db| async move {
        let clock = clock();
        let (worker, _) = noting(&db, &clock);
        put(&db, &clock, "of a newer version", 1, Options::default()).await;
        assert_eq!(worker.drain().await.unwrap().run, 0);
        assert_eq!(counts(&db).await.queued, 1);
    })
    .await;
}
