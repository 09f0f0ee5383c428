use store::testing::for_each_engine;
use store::{Db, Migration, StoreError, Value};

const ROWS: i64 = 200_000;

async fn filled(db: &Db) {
    let table = Migration::both(90, "rows", "CREATE TABLE line (id BIGINT PRIMARY KEY, words TEXT NOT NULL)");
    db.migrate(&[table]).await.unwrap();
    let words = "all that a line may hold ".repeat(8);
    let rows = (0..ROWS).map(move |i| [Value::Int(i), Value::Text(format!("{i} {words}"))]);
    db.write::<_, StoreError>(move |tx| tx.load("line", &["id", "words"], rows)).await.unwrap();
}

/// Resident memory in KiB that is this program's own, without mapped files. `None` where there is no /proc, and
/// where other tests run in the same process (cargo-nextest gives each its own).
fn memory() -> Option<i64> {
    std::env::var_os("NEXTEST")?;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[tokio::test]
async fn two_hundred_thousand_rows_pass_with_flat_memory() {
    for_each_engine("two_hundred_thousand_rows", |db| async move {
        filled(&db).await;
        let before = memory();
        let (sum, most) = db
            .read_apart(move |tx| {
                let (mut sum, mut most) = (0i64, before);
                tx.stream::<StoreError>("SELECT id, words FROM line ORDER BY id", &[], |row| {
                    let id: i64 = row.get(0)?;
                    sum += id;
                    if id % 10_000 == 0 {
                        most = most.max(memory());
                    }
                    Ok(())
                })?;
                Ok::<_, StoreError>((sum, most))
            })
            .await
            .unwrap();
        assert_eq!(sum, ROWS * (ROWS - 1) / 2);
        match (before, most) {
            // The answer is some 45 MB.
            (Some(before), Some(most)) => {
                assert!(most - before < 12 * 1024, "{before} KiB grew to {most} KiB")
            }
            _ => println!("skipped: memory is measured under cargo-nextest, with /proc"),
        }
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_is_given_up_ends_at_once_and_leaves_the_database_usable() {
    for_each_engine("a_stream_given_up", |db| async move {
        filled(&db).await;
        for _ in 0..3 {
            let mut seen = 0;
            let ended = db
                .read::<(), StoreError>(move |tx| {
                    tx.stream("SELECT id FROM line", &[], |_| {
                        seen += 1;
                        if seen == 10 { Err(StoreError::NoRow) } else { Ok(()) }
                    })
                })
                .await;
            assert!(matches!(ended, Err(StoreError::NoRow)));
        }
        let count: i64 =
            db.read::<_, StoreError>(|tx| tx.one("SELECT count(*) FROM line", &[])).await.unwrap();
        assert_eq!(count, ROWS);
    })
    .await;
}

#[tokio::test]
async fn a_write_after_a_stream_that_was_given_up_is_not_stopped_in_its_stead() {
    for_each_engine("a_write_goes_on", |db| async move {
        filled(&db).await;
        for round in 0..20_i64 {
            let ended = db
                .write::<(), StoreError>(move |tx| {
                    tx.stream("SELECT id FROM line WHERE id < 100", &[], |_| Err(StoreError::NoRow))
                })
                .await;
            assert!(matches!(ended, Err(StoreError::NoRow)));
            let changed = db
                .write::<_, StoreError>(move |tx| {
                    tx.run("UPDATE line SET words = 'changed' WHERE id = ?1", &[&round])
                })
                .await;
            assert_eq!(changed.expect("nothing that was told to stop stops this"), 1);
        }
    })
    .await;
}
