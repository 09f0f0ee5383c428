use store::testing::for_each_engine;
use store::{Migration, StoreError};

const FIRST: Migration = Migration::both(
    90,
    "things",
    "CREATE TABLE thing (id ROWNUMBER, seal BYTEA, share DOUBLE PRECISION, shown BOOLEAN NOT NULL DEFAULT TRUE,
     word TEXT NOT NULL DEFAULT 'BYTEA and ROWNUMBER stay in quotes');",
);
const SECOND: Migration = Migration::each(
    91,
    "an index",
    "CREATE INDEX thing_word ON thing (word) -- for SQLite",
    "CREATE INDEX thing_word ON thing (word)",
);

#[tokio::test]
async fn a_migration_is_applied_once_and_in_order_of_its_number() {
    for_each_engine("a_migration_is_applied_once", |db| async move {
        assert_eq!(db.migrate(&[SECOND, FIRST]).await.unwrap(), 2);
        assert_eq!(db.migrate(&[FIRST, SECOND]).await.unwrap(), 0);
        let thing: (i64, bool, String) = db
            .write::<_, StoreError>(|tx| {
                tx.run("INSERT INTO thing (seal) VALUES (?1)", &[&[1u8, 2]])?;
                tx.one("SELECT id, shown, word FROM thing WHERE shown = ?1", &[&true])
            })
            .await
            .unwrap();
        assert_eq!(thing, (1, true, "BYTEA and ROWNUMBER stay in quotes".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_lower_number_of_another_crate_may_come_later() {
    for_each_engine("a_lower_number", |db| async move {
        assert_eq!(db.migrate(&[FIRST]).await.unwrap(), 1);
        let earlier = Migration::both(89, "late", "CREATE TABLE late (id BIGINT)");
        assert_eq!(db.migrate(&[FIRST, earlier]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_refuses_to_start_and_says_what_to_do() {
    for_each_engine("a_changed_text", |db| async move {
        db.migrate(&[FIRST]).await.unwrap();
        let changed = Migration::both(90, "things", "CREATE TABLE thing (id BIGINT)");
        let error = db.migrate(&[changed]).await.unwrap_err().to_string();
        assert!(error.contains("90 (things)") && error.contains("new migration"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_failing_migration_leaves_nothing_behind() {
    for_each_engine("a_failing_migration", |db| async move {
        let broken =
            Migration::both(92, "broken", "CREATE TABLE half (id BIGINT); CREATE TABLE half (id BIGINT)");
        let error = db.migrate(&[FIRST, broken]).await.unwrap_err().to_string();
        assert!(error.contains("92 (broken)"), "{error}");
        assert_eq!(db.migrate(&[FIRST]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_migrations_with_one_number_are_refused() {
    for_each_engine("two_with_one_number", |db| async move {
        let other = Migration::both(90, "other", "CREATE TABLE other (id BIGINT)");
        assert!(matches!(db.migrate(&[FIRST, other]).await, Err(StoreError::Migration(_))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_programs_that_start_together_apply_it_once() {
    for_each_engine("two_programs", |db| async move {
        let (one, other) = tokio::join!(db.migrate(&[FIRST, SECOND]), db.migrate(&[FIRST, SECOND]));
        assert_eq!(one.unwrap() + other.unwrap(), 2);
    })
    .await;
}
