//! A real process is killed (SIGKILL) in the middle: this test's own program, started again in a part that hangs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use jiff::SignedDuration;
use store::jobs::{self, Options, Worker};
use store::testing::{FreshPostgres, SERVER};
use store::{Clock, Db, MIGRATIONS, Migration, StoreError, Value};

const TABLE: Migration = Migration::both(90, "notes", "CREATE TABLE note (id BIGINT PRIMARY KEY)");
const PART: &str = "STORE_CRASH_PART";
const ADDRESS: &str = "STORE_CRASH_ADDRESS";

#[tokio::test]
async fn a_process_killed_inside_a_transaction_leaves_nothing_half() {
    on_each_address(async |address| {
        kill_when_ready(start("write", &address));
        let db = Db::open(&address).await.unwrap();
        let count: i64 =
            db.read::<_, StoreError>(|tx| tx.one("SELECT count(*) FROM note", &[])).await.unwrap();
        assert_eq!(count, 100, "the promised rows, and none of the unfinished transaction");
        if address.starts_with("sqlite:") {
            let check: String =
                db.read::<_, StoreError>(|tx| tx.one("PRAGMA integrity_check", &[])).await.unwrap();
            assert_eq!(check, "ok");
        }
        db.write::<_, StoreError>(|tx| tx.run("INSERT INTO note (id) VALUES (500)", &[])).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_job_whose_process_was_killed_is_run_again_once_its_lease_is_out() {
    on_each_address(async |address| {
        kill_when_ready(start("job", &address));
        let db = Db::open(&address).await.unwrap();
        let clock = Clock::fixed(Clock::system().now());
        let runs = Arc::new(AtomicU32::new(0));
        let seen = runs.clone();
        let worker = Worker::new(db.clone(), clock.clone()).on("hang", move |job| {
            seen.fetch_add(1, Ordering::SeqCst);
            async move {
                assert_eq!((job.attempt, job.payload::<String>()?), (2, "a payload".to_owned()));
                Ok(())
            }
        });
        assert_eq!(worker.drain().await.unwrap().run, 0, "the lease still holds");
        clock.advance(SignedDuration::from_secs(120));
        let drained = worker.drain().await.unwrap();
        assert_eq!((drained.run, drained.failed.len(), runs.load(Ordering::SeqCst)), (1, 0, 1));
        let counts = db.read(jobs::counts).await.unwrap();
        assert_eq!(counts, jobs::Counts::default());
    })
    .await;
}

/// Not a story: the process that the stories kill. Alone it does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_process_that_is_killed() {
    let (Ok(part), Ok(address)) = (std::env::var(PART), std::env::var(ADDRESS)) else { return };
    let db = Db::open(&address).await.unwrap();
    db.migrate(MIGRATIONS).await.unwrap();
    db.migrate(&[TABLE]).await.unwrap();
    match part.as_str() {
        "write" => write_and_hang(&db).await,
        _ => claim_and_hang(db).await,
    }
}

async fn write_and_hang(db: &Db) {
    let rows = |from: i64, to: i64| (from..to).map(|i| [Value::Int(i)]);
    db.write::<_, StoreError>(move |tx| {
        tx.durable();
        tx.load("note", &["id"], rows(0, 100))
    })
    .await
    .unwrap();
    db.write::<(), StoreError>(move |tx| {
        // Enough that SQLite writes pages of the unfinished transaction to its log already.
        tx.load("note", &["id"], rows(1_000, 300_000))?;
        println!("\nready");
        loop {
            std::thread::park();
        }
    })
    .await
    .unwrap();
}

async fn claim_and_hang(db: Db) {
    let clock = Clock::system();
    let now = clock.now();
    db.write(move |tx| jobs::enqueue(tx, now, "hang", &"a payload", Options::default())).await.unwrap();
    let worker = Worker::new(db, clock).on("hang", |_| async {
        println!("\nready");
        std::future::pending().await
    });
    let _running = worker.start();
    std::future::pending().await
}

async fn on_each_address(story: impl AsyncFn(String)) {
    let folder = std::env::temp_dir().join(format!("store-crash-{:016x}", rand_word()));
    std::fs::create_dir_all(&folder).unwrap();
    story(format!("sqlite:{}", folder.join("a.db").display())).await;
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: {SERVER} is not set");
        return;
    };
    let database = FreshPostgres::create(&server).await;
    story(database.url.clone()).await;
    database.drop_it().await;
}

fn rand_word() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}

fn start(part: &str, address: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["story::crashes::the_process_that_is_killed", "--exact", "--nocapture"])
        .env(PART, part)
        .env(ADDRESS, address)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn kill_when_ready(mut child: Child) {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.map_while(Result::ok).any(|line| line == "ready");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(ready, "the process ended before it was ready");
}
