use std::sync::Arc;

use store::testing::{FreshPostgres, SERVER, for_each_engine, fresh_sqlite};
use store::{Db, Engine, Migration, StoreError, Tx, Value};
use tokio::sync::Barrier;

const TABLE: &[Migration] = &[Migration::both(
    90,
    "a table of notes",
    "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL UNIQUE);
     CREATE TABLE line (note BIGINT NOT NULL REFERENCES note(id));",
)];

async fn prepared(db: &Db) {
    db.migrate(TABLE).await.unwrap();
}

async fn count(db: &Db) -> i64 {
    db.read::<_, StoreError>(|tx| tx.one("SELECT count(*) FROM note", &[])).await.unwrap()
}

fn add(tx: &mut Tx<'_>, id: i64, text: &str) -> Result<u64, StoreError> {
    tx.run("INSERT INTO note (id, text) VALUES (?1, ?2)", &[&id, &text])
}

#[derive(Debug, PartialEq)]
enum Refusal {
    NotToday,
    Store(String),
}
impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Refusal::Store(error.to_string())
    }
}

#[tokio::test]
async fn what_is_written_is_read_afterwards() {
    for_each_engine("what_is_written_is_read_afterwards", |db| async move {
        prepared(&db).await;
        db.write(|tx| add(tx, 1, "first")).await.unwrap();
        let text: String = db
            .read(|tx| tx.one("SELECT text FROM note WHERE id = ?1", &[&1i64]))
            .await
            .unwrap_or_else(|error: StoreError| panic!("{error}"));
        assert_eq!(text, "first");
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_of_one_key_is_asked_of_thousands_beside_fixed_values() {
    for_each_engine("all_within", |db| async move {
        prepared(&db).await;
        db.write(|tx| {
            let rows = (1..=2_500).map(|n| [Value::Int(n), Value::Text(format!("note {n}"))]);
            tx.load("note", &["id", "text"], rows)
        })
        .await
        .unwrap();
        for keys in [0, 1, 2, 5, 6, 31, 101, 1_000, 1_001, 2_400, 2_600_i64] {
            let mut found = db
                .read(move |tx| {
                    let sql = "SELECT id FROM note WHERE id <> ?1 AND text <> ?2 AND id IN ({list})";
                    tx.all_within::<i64>(sql, &[&7_i64, &"note 8"], 1..=keys)
                })
                .await
                .unwrap_or_else(|error: StoreError| panic!("{error}"));
            found.sort_unstable();
            let wanted: Vec<i64> = (1..=keys.min(2_500)).filter(|n| ![7, 8].contains(n)).collect();
            assert_eq!(found, wanted, "{keys} keys");
        }
    })
    .await;
}

#[tokio::test]
async fn a_refusal_rolls_back_and_reaches_the_caller_unchanged() {
    for_each_engine("a_refusal_rolls_back", |db| async move {
        prepared(&db).await;
        let refused = db
            .write(|tx| {
                add(tx, 1, "first")?;
                Err::<(), _>(Refusal::NotToday)
            })
            .await;
        assert_eq!(refused, Err(Refusal::NotToday));
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_panic_rolls_back_and_the_database_lives_on() {
    for_each_engine("a_panic_rolls_back", |db| async move {
        prepared(&db).await;
        let ended = db
            .write(|tx| {
                add(tx, 1, "first")?;
                if count_in(tx)? == 1 {
                    panic!("on purpose");
                }
                Ok::<_, StoreError>(())
            })
            .await;
        assert!(matches!(ended, Err(StoreError::Panicked)));
        let ended = db.read(|_| -> Result<(), StoreError> { panic!("on purpose") }).await;
        assert!(matches!(ended, Err(StoreError::Panicked)));
        assert_eq!(count(&db).await, 0);
        db.write(|tx| add(tx, 2, "second")).await.unwrap();
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

fn count_in(tx: &mut Tx<'_>) -> Result<i64, StoreError> {
    tx.one("SELECT count(*) FROM note", &[])
}

/// The writer is held up while forty others queue behind it, so that they share one commit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_the_failing_and_the_panicking_take_nobody_with_them() {
    for_each_engine("in_a_group", |db| async move {
        prepared(&db).await;
        let start = Arc::new(Barrier::new(41));
        let mut members = Vec::new();
        for i in 0..40i64 {
            let (db, start) = (db.clone(), start.clone());
            members.push(tokio::spawn(async move {
                start.wait().await;
                db.write(move |tx| {
                    add(tx, i, &format!("note {i}"))?;
                    match i % 4 {
                        1 => Err(StoreError::NoRow),
                        2 => panic!("on purpose"),
                        // A unique key that the member itself breaks.
                        3 => add(tx, i, "again").map(drop),
                        _ => Ok(()),
                    }
                })
                .await
            }));
        }
        start.wait().await;
        for (i, member) in members.into_iter().enumerate() {
            let ended = member.await.unwrap();
            match i % 4 {
                0 => ended.unwrap(),
                1 => assert!(matches!(ended, Err(StoreError::NoRow))),
                2 => assert!(matches!(ended, Err(StoreError::Panicked))),
                _ => assert!(ended.unwrap_err().is_unique_violation()),
            }
        }
        let ids: Vec<i64> =
            db.read::<_, StoreError>(|tx| tx.all("SELECT id FROM note ORDER BY id", &[])).await.unwrap();
        assert_eq!(ids, (0..40).step_by(4).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_swallowed_failure_cannot_be_committed() {
    for_each_engine("a_swallowed_failure", |db| async move {
        prepared(&db).await;
        let ended = db
            .write(|tx| {
                add(tx, 1, "first")?;
                let _ = add(tx, 1, "again");
                Ok::<_, StoreError>(())
            })
            .await;
        assert!(matches!(ended, Err(StoreError::Broken)), "{ended:?}");
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_attempt_undoes_only_itself() {
    for_each_engine("an_attempt", |db| async move {
        prepared(&db).await;
        let kept = db
            .write(|tx| {
                add(tx, 1, "first")?;
                let again = tx.attempt(|tx| {
                    add(tx, 2, "second")?;
                    add(tx, 3, "first")
                });
                assert!(again.unwrap_err().is_unique_violation());
                tx.attempt(|tx| {
                    add(tx, 4, "fourth")?;
                    assert!(tx.attempt(|tx| add(tx, 4, "inner")).is_err());
                    add(tx, 5, "fifth")
                })?;
                tx.all::<i64>("SELECT id FROM note ORDER BY id", &[])
            })
            .await
            .unwrap();
        assert_eq!(kept, [1, 4, 5]);
        assert_eq!(count(&db).await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_read_sees_one_state_and_cannot_write() {
    for_each_engine("a_read_sees_one_state", |db| async move {
        prepared(&db).await;
        let writer = db.clone();
        let seen = db
            .read(move |tx| {
                let before = count_in(tx)?;
                writer.write_blocking(|tx| add(tx, 1, "meanwhile"))?;
                Ok::<_, StoreError>((before, count_in(tx)?))
            })
            .await
            .unwrap();
        assert_eq!(seen, (0, 0));
        assert_eq!(count(&db).await, 1);
        assert!(db.read(|tx| add(tx, 2, "forbidden")).await.is_err());
        assert!(db.read_apart(|tx| add(tx, 2, "forbidden")).await.is_err());
        assert_eq!(count(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn foreign_keys_are_kept_and_named_as_such() {
    for_each_engine("foreign_keys", |db| async move {
        prepared(&db).await;
        let ended = db.write(|tx| tx.run("INSERT INTO line (note) VALUES (7)", &[])).await;
        let error = ended.unwrap_err();
        assert!(error.is_foreign_key_violation(), "{error}");
    })
    .await;
}

#[tokio::test]
async fn an_error_never_quotes_a_row() {
    for_each_engine("an_error_never_quotes_a_row", |db| async move {
        prepared(&db).await;
        let ended = db
            .write(|tx| {
                add(tx, 1, "ada@example.org")?;
                add(tx, 2, "ada@example.org")
            })
            .await;
        let error = ended.unwrap_err();
        assert!(error.is_unique_violation());
        let words = format!("{error} {error:?}");
        assert!(!words.contains("ada@"), "{words}");
        assert!(words.contains("INSERT INTO note"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn a_promise_is_kept_and_a_burst_of_promises_too() {
    for_each_engine("a_promise", |db| async move {
        prepared(&db).await;
        let mut members = Vec::new();
        for i in 0..50i64 {
            let db = db.clone();
            members.push(tokio::spawn(async move {
                db.write(move |tx| {
                    tx.durable();
                    add(tx, i, &format!("promise {i}"))
                })
                .await
            }));
        }
        for member in members {
            member.await.unwrap().unwrap();
        }
        assert_eq!(count(&db).await, 50);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_download_starves_no_page() {
    for_each_engine("a_slow_download", |db| async move {
        prepared(&db).await;
        let (release, held) = std::sync::mpsc::channel::<()>();
        let held = std::sync::Mutex::new(held);
        let download = tokio::spawn({
            let db = db.clone();
            async move {
                db.read_apart(move |tx| {
                    let count = count_in(tx)?;
                    held.lock().unwrap().recv().ok();
                    Ok::<_, StoreError>(count)
                })
                .await
            }
        });
        for _ in 0..100 {
            count(&db).await;
        }
        release.send(()).unwrap();
        assert_eq!(download.await.unwrap().unwrap(), 0);
    })
    .await;
}

#[test]
fn a_plain_thread_may_use_the_blocking_doors() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let db = runtime.block_on(fresh_sqlite());
    runtime.block_on(prepared(&db));
    drop(runtime);
    db.write_blocking(|tx| add(tx, 1, "first")).unwrap();
    let count: i64 = db.read_blocking::<_, StoreError>(count_in).unwrap();
    assert_eq!((count, db.engine()), (1, Engine::Sqlite));
}

#[tokio::test]
async fn an_address_of_no_known_kind_is_refused_with_a_sentence() {
    for address in ["mysql://localhost/x", "sqlite:/no/such/folder/x.db", "postgres://host:port/x"] {
        let error = Db::open(address).await.err().unwrap();
        assert!(matches!(error, StoreError::Address(_)), "{error}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = std::env::temp_dir().join(format!("store-private-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.db");
    let db = Db::open(&format!("sqlite:{}", path.display())).await.unwrap();
    prepared(&db).await;
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{}{end}", path.display())).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{end}: {mode:o}");
    }
    drop(db);
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_connection_that_the_server_closed_is_replaced_unnoticed() {
    let Ok(server) = std::env::var(SERVER) else {
        println!("skipped PostgreSQL: {SERVER} is not set");
        return;
    };
    let database = FreshPostgres::migrated(&server, TABLE).await;
    let (db, other) = (Db::open(&database.url).await.unwrap(), Db::open(&database.url).await.unwrap());
    for _ in 0..3 {
        assert_eq!(count(&db).await, 0);
        let hang_up = "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 10000)) FROM pg_stat_activity
                       WHERE datname = current_database() AND pid <> pg_backend_pid()";
        let ended: i64 = other.write::<_, StoreError>(|tx| tx.one(hang_up, &[])).await.unwrap();
        assert_eq!(ended, 1);
    }
    drop((db, other));
    database.drop_it().await;
}
