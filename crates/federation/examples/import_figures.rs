//! What an import of contacts costs: `cargo run --release -p federation --features testing --example import_figures`.
//! Prints figures, asserts nothing. ROWS says how many; CHAPTERHOUSE_TEST_POSTGRES names a server to measure on instead
//! of SQLite.

use federation::contacts_import::{How, Mapping, Report, contacts};
use federation::import::reading::Input;
use federation::installation::Installation;
use federation::person::{Name, PersonId};
use federation::testing::{self, installation};
use std::time::Instant;
use store::Db;

const MAPPING: &str = r#"
source = "County list"
under = "Suffolk"
[columns]
"No" = "id"
"Council" = "organisation"
"District" = "district"
"Clerk" = "person"
"E-mail" = "office-email"
"Tel" = "office-phone"
"Address" = "office-address"
"Post Code" = "office-postcode"
"Notes" = "notes"
"Own e-mail" = "email"
"#;

#[tokio::main]
async fn main() {
    let rows: u64 = std::env::var("ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    match std::env::var(store::testing::SERVER) {
        Ok(server) => {
            let fresh = store::testing::FreshPostgres::create(&server).await;
            measure(Db::open(&fresh.url).await.expect("a database"), rows).await;
            fresh.drop_it().await;
        }
        Err(_) => measure(store::testing::fresh_sqlite().await, rows).await,
    }
}

async fn measure(db: Db, rows: u64) {
    testing::story(&db).await;
    let house = installation(&db).await;
    let stamp = testing::stamp(&testing::clock());
    let officer = db
        .write(move |tx| {
            let county =
                federation::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None)?;
            let until = Some(jiff::civil::date(2027, 5, 3));
            testing::volunteer(
                tx,
                &stamp,
                Name::new("Menna", "Parry"),
                "menna@home.example",
                "membership-officer",
                &county,
                until,
            )
        })
        .await
        .expect("a membership officer");
    let text = list(rows);
    println!(
        "{:?}, {rows} rows, {} MiB of CSV; the process has {} MiB",
        db.engine(),
        text.len() >> 20,
        peak()
    );
    let input = Input::bytes("clerks.csv", text.into_bytes());
    let before = peak();
    let (dry, seconds) = timed(&house, officer, &input, How::DryRun).await;
    println!(
        "dry run: {seconds:.2} s, {} MiB more at its peak; {} new, {} rejected",
        peak() - before,
        dry.counts.new,
        dry.counts.rejected
    );
    let apply: u64 = std::env::var("APPLY").ok().and_then(|n| n.parse().ok()).unwrap_or(rows);
    let input = Input::bytes("clerks.csv", list(apply).into_bytes());
    let (_, seconds) = timed(&house, officer, &input, How::Apply).await;
    println!("applied: {apply} rows in {seconds:.2} s");
    let (again, seconds) = timed(&house, officer, &input, How::Apply).await;
    println!(
        "the same {apply} rows once more: {seconds:.2} s, {} unchanged, peak {} MiB",
        again.counts.unchanged,
        peak()
    );
}

async fn timed(house: &Installation, by: PersonId, input: &Input, how: How) -> (Report, f64) {
    let began = Instant::now();
    let mapping = Mapping::parse(MAPPING).expect("a mapping");
    let report = contacts(house, by, input.clone(), mapping, how, None, |_| {}).await.expect("an import");
    (report, began.elapsed().as_secs_f64())
}

fn list(rows: u64) -> String {
    let head = "No,Council,District,Clerk,E-mail,Tel,Address,Post Code,Notes,Own e-mail\n".to_owned();
    (0..rows).fold(head, |mut all, n| {
        use std::fmt::Write;
        let _ = writeln!(
            all,
            "{n},Village{n} Parish Council,District{},Given{} Family{n} (Clerk & RFO),clerk@village{n}-pc.example,01284 {:06},\"{n} Mill Lane, Village{n}\",IP{} {}AA,Ring after 6pm,p{n}@post.example",
            n % 40,
            n % 97,
            n % 1_000_000,
            n % 30 + 1,
            n % 10
        );
        all
    })
}

/// The most memory that the process ever had, in MiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}
