//! What the store costs beside bare rusqlite: `cargo run --release -p store --example figures`.
//!
//! PostgreSQL too where `CHAPTERHOUSE_TEST_POSTGRES` names a server. Figures and ratios only; nothing is judged.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use store::testing::{FreshPostgres, SERVER};
use store::{Db, Migration, StoreError, Value};

const ROWS: i64 = 200_000;
const READS: u32 = 50_000;
const TABLE: &str =
    "CREATE TABLE person (id BIGINT PRIMARY KEY, name TEXT NOT NULL, town TEXT, joined BIGINT,
                     active BOOLEAN)";
const POINT: &str = "SELECT name, town, joined FROM person WHERE id = ?1";
const PAGE: &str = "SELECT id, name, town, joined FROM person WHERE id > ?1 ORDER BY id LIMIT 50";
const INSERT: &str = "INSERT INTO person (id, name, town, joined, active) VALUES (?1, ?2, ?3, ?4, ?5)";
const COLUMNS: [&str; 5] = ["id", "name", "town", "joined", "active"];

#[tokio::main]
async fn main() {
    let bare = bare_rusqlite();
    println!("\nSQLite");
    engine(&Db::open("sqlite::memory:").await.unwrap(), &bare, READS).await;
    match std::env::var(SERVER) {
        Err(_) => println!("\nskipped PostgreSQL: {SERVER} is not set"),
        Ok(server) => {
            println!("\nPostgreSQL");
            let database = FreshPostgres::create(&server).await;
            let db = Db::open(&database.url).await.unwrap();
            engine(&db, &bare, READS / 10).await;
            drop(db);
            database.drop_it().await;
        }
    }
}

struct Bare {
    point: f64,
    page: f64,
    insert: f64,
}

fn bare_rusqlite() -> Bare {
    let path = std::env::temp_dir().join(format!("store-figures-{}.db", std::process::id()));
    let mut conn = Connection::open(&path).unwrap();
    conn.set_prepared_statement_cache_capacity(64);
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")
        .unwrap();
    conn.execute_batch(TABLE).unwrap();
    println!("bare rusqlite");
    let started = Instant::now();
    let tx = conn.transaction().unwrap();
    for i in 0..ROWS {
        let mut insert = tx.prepare_cached(INSERT).unwrap();
        insert.execute((i, name(i), (i % 3 > 0).then_some("Leeds"), i * 1_000_000, i % 2 == 0)).unwrap();
    }
    tx.commit().unwrap();
    let insert = f64::from(ROWS as u32) / started.elapsed().as_secs_f64();
    println!("  insert                {insert:>12.0} rows/s");

    let point = per_turn(READS, |i| {
        let mut point = conn.prepare_cached(POINT).unwrap();
        let row: (String, Option<String>, i64) =
            point.query_row([spread(i)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        assert!(!row.0.is_empty());
    });
    println!("  point read            {point:>12.2} µs");
    let page = per_turn(READS / 10, |i| {
        let mut page = conn.prepare_cached(PAGE).unwrap();
        let rows =
            page.query_map([spread(i) / 2], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        let rows: Vec<(i64, String, Option<String>, i64)> = rows.unwrap().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 50);
    });
    println!("  list of 50            {page:>12.2} µs");
    drop(conn);
    for end in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{end}", path.display())).ok();
    }
    Bare { point, page, insert }
}

fn per_turn(turns: u32, mut act: impl FnMut(u32)) -> f64 {
    let started = Instant::now();
    (0..turns).for_each(&mut act);
    micros(started.elapsed(), turns)
}

async fn engine(db: &Db, bare: &Bare, reads: u32) {
    db.migrate(&[Migration::both(90, "person", TABLE)]).await.unwrap();
    let loaded = filled(db, |tx| tx.load("person", &COLUMNS, rows(0))).await;
    println!("  load                  {loaded:>12.0} rows/s   {:>5.2} × bare insert", loaded / bare.insert);
    let batched = filled(db, |tx| tx.batch(INSERT, rows(ROWS))).await;
    println!("  batch                 {batched:>12.0} rows/s   {:>5.2} × bare insert", batched / bare.insert);

    let (wall, cpu) = async_turns(reads, async |_| db.read(|_| Ok::<_, StoreError>(())).await.unwrap()).await;
    println!("  read, empty closure   {wall:>12.2} µs   {cpu:>6.2} µs CPU");
    let (wall, cpu) = async_turns(reads, async |i| {
        let id = spread(i);
        let row = db.read(move |tx| tx.one::<(String, Option<String>, i64)>(POINT, &[&id])).await;
        assert!(!row.unwrap().0.is_empty());
    })
    .await;
    println!(
        "  point read            {wall:>12.2} µs   {cpu:>6.2} µs CPU   {:>5.2} × bare",
        wall / bare.point
    );
    let (wall, cpu) = async_turns(reads / 5, async |i| {
        let id = spread(i);
        let seen = db.read(move |tx| page_of_six(tx, id)).await;
        assert_eq!(seen.unwrap(), 50);
    })
    .await;
    let six = 5.0 * bare.point + bare.page;
    println!("  page of six queries   {wall:>12.2} µs   {cpu:>6.2} µs CPU   {:>5.2} × bare", wall / six);

    let started = Instant::now();
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..64i64 {
        let db = db.clone();
        writers.spawn(async move {
            for i in 0..20 {
                let id = writer * 1_000 + i;
                db.write(move |tx| {
                    tx.durable();
                    tx.run("UPDATE person SET joined = joined + 1 WHERE id = ?1", &[&id])
                })
                .await
                .unwrap();
            }
        });
    }
    writers.join_all().await;
    println!("  durable writes by 64  {:>12.0} /s", 1280.0 / started.elapsed().as_secs_f64());
}

fn page_of_six(tx: &mut store::Tx<'_>, id: i64) -> Result<usize, StoreError> {
    for step in 0..5 {
        tx.one::<(String, Option<String>, i64)>(POINT, &[&(id / 2 + step)])?;
    }
    Ok(tx.all::<(i64, String, Option<String>, i64)>(PAGE, &[&(id / 2)])?.len())
}

/// Rows per second of one write transaction.
async fn filled(
    db: &Db,
    act: impl FnOnce(&mut store::Tx<'_>) -> Result<u64, StoreError> + Send + 'static,
) -> f64 {
    let started = Instant::now();
    let wrote = db.write(act).await.unwrap();
    wrote as f64 / started.elapsed().as_secs_f64()
}

/// Microseconds per turn by the clock, and of the whole process's CPU.
async fn async_turns(turns: u32, act: impl AsyncFn(u32)) -> (f64, f64) {
    for i in 0..turns / 10 {
        act(i).await;
    }
    let (started, cpu) = (Instant::now(), cpu_time());
    for i in 0..turns {
        act(i).await;
    }
    (micros(started.elapsed(), turns), micros(cpu_time().saturating_sub(cpu), turns))
}

/// User and system time of this process, to a hundredth of a second; nought where there is no /proc.
fn cpu_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn micros(time: Duration, turns: u32) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(turns)
}

fn rows(from: i64) -> impl Iterator<Item = [Value; 5]> {
    (from..from + ROWS).map(|i| {
        let town = if i % 3 > 0 { Value::Text("Leeds".into()) } else { Value::Null };
        [Value::Int(i), Value::Text(name(i)), town, Value::Int(i * 1_000_000), Value::Bool(i % 2 == 0)]
    })
}

fn name(i: i64) -> String {
    format!("Member Number {i}")
}

/// Ids all over the table, so that no read is the same as the one before.
fn spread(i: u32) -> i64 {
    (i64::from(i) * 104_729) % ROWS
}
