use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::testing::for_each_engine;
use store::{Db, FromRow, Migration, Row, StoreError, Value};

store::id!(pub ThingId);

const TABLE: &[Migration] = &[Migration::each(
    90,
    "one column of each kind",
    "CREATE TABLE thing (id BLOB PRIMARY KEY, whole BIGINT, small INTEGER, share DOUBLE PRECISION, word TEXT,
     seal BLOB, shown BOOLEAN, at BIGINT, day TEXT, extra TEXT)",
    "CREATE TABLE thing (id BYTEA PRIMARY KEY, whole BIGINT, small SMALLINT, share DOUBLE PRECISION, word TEXT,
     seal BYTEA, shown BOOLEAN, at BIGINT, day TEXT, extra JSONB)",
)];

#[derive(Debug, Clone, PartialEq)]
struct Thing {
    id: ThingId,
    whole: i64,
    small: i32,
    share: f64,
    word: String,
    seal: Vec<u8>,
    shown: bool,
    at: Timestamp,
    day: Date,
    extra: Option<String>,
}

impl FromRow for Thing {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Thing {
            id: row.get(0)?,
            whole: row.get(1)?,
            small: row.get(2)?,
            share: row.get(3)?,
            word: row.get(4)?,
            seal: row.get(5)?,
            shown: row.get(6)?,
            at: row.get(7)?,
            day: row.get(8)?,
            extra: row.get(9)?,
        })
    }
}

fn thing() -> Thing {
    Thing {
        id: ThingId::new(1_790_000_000_000, 7),
        whole: i64::MIN,
        small: -32768,
        share: 0.1,
        word: "Łucja 李小龍 'quoted' ?1".into(),
        seal: vec![0, 255, 10],
        shown: true,
        at: Timestamp::from_microsecond(1_790_000_000_123_456).unwrap(),
        day: date(2028, 2, 29),
        extra: None,
    }
}

async fn with_thing(db: &Db) {
    db.migrate(TABLE).await.unwrap();
    let t = thing();
    db.write(move |tx| {
        tx.run(
            "INSERT INTO thing VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            &[&t.id, &t.whole, &t.small, &t.share, &t.word, &t.seal, &t.shown, &t.at, &t.day, &t.extra],
        )
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went_in() {
    for_each_engine("every_kind", |db| async move {
        with_thing(&db).await;
        let back: Thing = db
            .read::<_, StoreError>(|tx| tx.one("SELECT * FROM thing WHERE id = ?1", &[&thing().id]))
            .await
            .unwrap();
        assert_eq!(back, thing());
    })
    .await;
}

#[tokio::test]
async fn sums_and_shares_are_numbers_on_both_engines() {
    for_each_engine("sums", |db| async move {
        db.migrate(TABLE).await.unwrap();
        let sums = db
            .write::<_, StoreError>(|tx| {
                let rows =
                    (1..=3u8).map(|i| [Value::Bytes(vec![i]), Value::Int(i64::from(i) * 1_000_000_000_000)]);
                tx.batch("INSERT INTO thing (id, whole) VALUES (?1, ?2)", rows)?;
                let sum: (i64, bool, i64) = tx.one(
                    "SELECT sum(whole), sum(whole) > ?1, count(*) FILTER (WHERE whole > ?1) FROM thing",
                    &[&1_000_000_000_000i64],
                )?;
                let none: Option<i64> = tx.one("SELECT sum(whole) FROM thing WHERE whole < 0", &[])?;
                let share: f64 = tx.one("SELECT avg(whole) FROM thing", &[])?;
                let half: f64 = tx.one("SELECT CAST(?1 AS NUMERIC) / 4", &[&-10.5f64])?;
                Ok((sum, none, share, half))
            })
            .await
            .unwrap();
        assert_eq!(sums, ((6_000_000_000_000, true, 2), None, 2_000_000_000_000.0, -2.625));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_type_is_an_error_that_names_the_column() {
    for_each_engine("a_wrong_type", |db| async move {
        with_thing(&db).await;
        let wrong = db
            .read::<_, StoreError>(|tx| {
                Ok([
                    tx.one::<(ThingId, String)>("SELECT id, whole FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, i64)>("SELECT id, word FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, i64)>("SELECT id, extra FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, i32)>("SELECT id, whole FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, bool)>("SELECT id, whole FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, ThingId)>("SELECT id, seal FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, Date)>("SELECT id, word FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, Timestamp)>("SELECT id, whole FROM thing", &[]).map(drop),
                    tx.one::<(ThingId, i64)>("SELECT id FROM thing", &[]).map(drop),
                ])
            })
            .await
            .unwrap();
        for error in wrong {
            let error = error.unwrap_err();
            assert!(matches!(error, StoreError::Type { column: 1, .. }), "{error}");
        }
    })
    .await;
}

#[tokio::test]
async fn one_wants_one_row_and_maybe_at_most_one() {
    for_each_engine("one_wants_one_row", |db| async move {
        db.migrate(TABLE).await.unwrap();
        db.write::<_, StoreError>(|tx| {
            let one = "SELECT whole FROM thing";
            assert!(matches!(tx.one::<i64>(one, &[]), Err(StoreError::NoRow)));
            assert_eq!(tx.maybe::<i64>(one, &[])?, None);
            tx.batch("INSERT INTO thing (id, whole) VALUES (?1, 5)", [[Value::Bytes(vec![1])]])?;
            assert_eq!(tx.maybe::<i64>(one, &[])?, Some(5));
            tx.batch("INSERT INTO thing (id, whole) VALUES (?1, 5)", [[Value::Bytes(vec![2])]])?;
            assert!(matches!(tx.one::<i64>(one, &[]), Err(StoreError::SeveralRows)));
            assert!(matches!(tx.maybe::<i64>(one, &[]), Err(StoreError::SeveralRows)));
            Ok(())
        })
        .await
        .unwrap();
    })
    .await;
}

#[tokio::test]
async fn too_few_and_too_many_parameters_are_errors() {
    for_each_engine("too_few", |db| async move {
        with_thing(&db).await;
        let wrong = db
            .read::<_, StoreError>(|tx| {
                let sql = "SELECT whole FROM thing WHERE small = ?1 OR small = ?2 OR small > ?1";
                Ok([tx.maybe::<i64>(sql, &[&1i64]), tx.maybe::<i64>(sql, &[&1i64, &2i64, &3i64])])
            })
            .await
            .unwrap();
        for error in wrong {
            assert!(matches!(error, Err(StoreError::ParameterCount { wanted: 2, .. })), "{error:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn json_is_text_on_the_way_in_and_out() {
    for_each_engine("json", |db| async move {
        with_thing(&db).await;
        let at: (String, String) = db
            .write::<_, StoreError>(|tx| {
                tx.run("UPDATE thing SET extra = ?1", &[&r#"{"town": "Leeds"}"#])?;
                tx.one("SELECT extra, extra ->> 'town' FROM thing", &[])
            })
            .await
            .unwrap();
        assert_eq!(at, (r#"{"town": "Leeds"}"#.to_owned(), "Leeds".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_bulk_load_takes_every_kind_and_refuses_a_short_row() {
    for_each_engine("a_bulk_load", |db| async move {
        db.migrate(TABLE).await.unwrap();
        let columns = ["id", "whole", "small", "share", "word", "shown", "extra"];
        let row = |i: i64| {
            vec![
                Value::Bytes(i.to_be_bytes().to_vec()),
                Value::Int(i),
                Value::Int(i % 100),
                Value::Real(i as f64 / 3.0),
                if i % 2 == 0 { Value::Null } else { Value::Text(format!("word {i}")) },
                Value::Bool(i % 3 == 0),
                Value::Text("{}".into()),
            ]
        };
        let loaded = db.write(move |tx| tx.load("thing", &columns, (0..5_000).map(row))).await;
        assert_eq!(loaded.unwrap_or_else(|error: StoreError| panic!("{error}")), 5_000);
        let seen: (i64, i64, i64, String) = db
            .read::<_, StoreError>(|tx| {
                tx.one(
                    "SELECT count(*), count(word), count(*) FILTER (WHERE shown), max(word) FROM thing",
                    &[],
                )
            })
            .await
            .unwrap();
        assert_eq!(seen, (5_000, 2_500, 1_667, "word 999".to_owned()));
        let short = [vec![Value::Bytes(vec![9]), Value::Int(1)], vec![Value::Bytes(vec![8])]];
        let ended = db.write::<_, StoreError>(move |tx| tx.load("thing", &["id", "whole"], short)).await;
        assert!(matches!(ended, Err(StoreError::ParameterCount { wanted: 2, found: 1 })), "{ended:?}");
        let count = db.read::<i64, StoreError>(|tx| tx.one("SELECT count(*) FROM thing", &[])).await;
        assert_eq!(count.unwrap(), 5_000);
    })
    .await;
}

#[tokio::test]
async fn a_batch_keeps_its_order_and_counts_rows() {
    for_each_engine("a_batch", |db| async move {
        db.migrate(TABLE).await.unwrap();
        let last = db
            .write::<_, StoreError>(|tx| {
                let rows = (0..2_000i64).map(|i| [Value::Bytes(vec![(i % 7) as u8]), Value::Int(i)]);
                let sql = "INSERT INTO thing (id, whole) VALUES (?1, ?2)
                           ON CONFLICT (id) DO UPDATE SET whole = excluded.whole";
                assert_eq!(tx.batch(sql, rows)?, 2_000);
                tx.all::<i64>("SELECT whole FROM thing ORDER BY whole", &[])
            })
            .await
            .unwrap();
        assert_eq!(last, [1993, 1994, 1995, 1996, 1997, 1998, 1999]);
    })
    .await;
}
