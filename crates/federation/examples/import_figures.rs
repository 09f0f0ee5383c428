//! What an import of contacts costs: `cargo run --release -p federation --features testing --example import_figures`.
//! Prints figures, asserts nothing. ROWS says how many for the dry run, APPLY how many for a run that writes, FEED how many
//! for a list that said all of it before; 0 leaves one out. CHAPTERHOUSE_TEST_POSTGRES names a server to measure on instead
//! of SQLite.

use federation::contacts_import::{How, Mapping, Report, contacts};
use federation::import::reading::Input;
use federation::installation::Installation;
use federation::person::{Name, PersonId};
use federation::testing::{self, installation};
use std::io::{Read, Write};
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
    let rows = wanted("ROWS", 100_000);
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
    println!("{:?}; the process has {} MiB", db.engine(), now());
    if rows > 0 {
        let before = now();
        let (dry, seconds) = timed(&house, officer, &file(rows), How::DryRun).await;
        println!(
            "dry run of {rows} rows: {seconds:.2} s, {} MiB more at its peak; {} new, {} rejected",
            peak().saturating_sub(before),
            dry.counts.new,
            dry.counts.rejected
        );
    }
    let apply = wanted("APPLY", rows);
    if apply > 0 {
        let (_, seconds) = timed(&house, officer, &file(apply), How::Apply).await;
        println!("applied: {apply} rows in {seconds:.2} s");
        let (again, seconds) = timed(&house, officer, &file(apply), How::Apply).await;
        let unchanged = again.counts.unchanged;
        println!(
            "the same {apply} rows once more: {seconds:.2} s, {unchanged} unchanged, peak {} MiB",
            peak()
        );
    }
    let feed = wanted("FEED", rows);
    if feed > 0 {
        let (said, house2) = (file(feed), house.clone());
        let say = move || {
            federation::contacts_import::say_before(&house2, officer, said, mapping()).expect("said before");
        };
        tokio::task::spawn_blocking(say).await.expect("a thread");
        forget_peak();
        let before = now();
        let (again, seconds) = timed(&house, officer, &file(feed), How::Apply).await;
        println!(
            "a list of {feed} rows, {} of them unchanged: {seconds:.2} s, {} MiB more at its peak",
            again.counts.unchanged,
            peak().saturating_sub(before)
        );
    }
}

fn wanted(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

fn mapping() -> Mapping {
    Mapping::parse(MAPPING).expect("a mapping")
}

async fn timed(house: &Installation, by: PersonId, input: &Input, how: How) -> (Report, f64) {
    let began = Instant::now();
    let report = contacts(house, by, input.clone(), mapping(), how, None, |_| {}).await.expect("an import");
    (report, began.elapsed().as_secs_f64())
}

/// A CSV file that is made as it is read: what is measured is the import, not the list.
fn file(rows: u64) -> Input {
    Input::kept("clerks.csv", move || {
        let head = "No,Council,District,Clerk,E-mail,Tel,Address,Post Code,Notes,Own e-mail\n";
        Ok(Box::new(Rows { next: 0, rows, text: head.as_bytes().to_vec(), at: 0 }))
    })
}

struct Rows {
    next: u64,
    rows: u64,
    text: Vec<u8>,
    at: usize,
}

impl Read for Rows {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.text.len() && self.next < self.rows {
            (self.at, self.text) = (0, Vec::with_capacity(64 * 1024));
            let upto = (self.next + 300).min(self.rows);
            for n in self.next..upto {
                row(n, &mut self.text)?;
            }
            self.next = upto;
        }
        let n = into.len().min(self.text.len() - self.at);
        into[..n].copy_from_slice(&self.text[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

fn row(n: u64, into: &mut Vec<u8>) -> std::io::Result<()> {
    writeln!(
        into,
        "{n},Village{n} Parish Council,District{},Given{} Family{n} (Clerk & RFO),clerk@village{n}-pc.example,01284 {:06},\"{n} Mill Lane, Village{n}\",IP{} {}AA,Ring after 6pm,p{n}@post.example",
        n % 40,
        n % 97,
        n % 1_000_000,
        n % 30 + 1,
        n % 10
    )
}

/// The most memory that the process ever had, or had since [`forget_peak`], in MiB.
fn peak() -> u64 {
    status("VmHWM:")
}

fn now() -> u64 {
    status("VmRSS:")
}

/// Linux counts the peak anew.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

fn status(word: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix(word));
    line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or_default() / 1024
}
