//! How well duplicates are found, how fast and in how much memory: the data sets of Febrl and splink, whose truth is
//! known, and a population of new records, on SQLite
//! or in an empty DATABASE.
//! `cargo run --release -p federation --features testing --example duplicates_figures -- FOLDER [RECORDS [DATABASE]]`
//! FOLDER holds `febrl/` and `splink/`. Weights are learnt from each data set itself, without its truth. With `--json` each
//! line is an object, for bin/bench.

use federation::demo::loading;
use federation::demo::population::{Population, Sizes};
use federation::matching::{Between, Frequencies, Profile, Weights, compare, groups, one_to_one, pairs};
use federation::{duplicates, testing};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    let json = words.iter().any(|w| w == "--json");
    words.retain(|w| w != "--json");
    let folder = words.first().ok_or("say which folder holds febrl/ and splink/")?;
    let records: u64 = words.get(1).map_or(Ok(100_000), |n| n.parse())?;
    let folder = Path::new(folder);
    for (words, numbers) in [("all columns", true), ("without the national number", false)] {
        let of = |file: &str| read(&folder.join("febrl").join(file), |row| febrl(row, numbers));
        let (mut both, b) = (of("dataset4a.csv")?, of("dataset4b.csv")?);
        let first = both.len();
        both.extend(b);
        measure(json, &format!("Febrl 4, {words}"), &both, Between::Lists(first));
        measure(json, &format!("Febrl 1, {words}"), &of("dataset1.csv")?, Between::All);
    }
    let splink = folder.join("splink");
    measure(json, "splink sample", &read(&splink.join("fake_1000.csv"), made_up)?, Between::All);
    let historical = read(&splink.join("historical_figures_with_errors.csv"), historical)?;
    measure(json, "historical figures", &historical, Between::All);
    if records > 0 {
        population(json, records, words.get(2)).await?;
    }
    Ok(())
}

type Row = HashMap<String, String>;

/// Who it truly is, and what the record says.
fn read(path: &Path, make: impl Fn(&Row) -> (String, Profile)) -> Result<Vec<(String, Profile)>, Failure> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path)?;
    reader.deserialize::<Row>().map(|row| Ok(make(&row?))).collect()
}

fn febrl(row: &Row, numbers: bool) -> (String, Profile) {
    let lines = format!("{} {}\n{}", row["street_number"], row["address_1"], row["address_2"]);
    let profile = Profile::named(&row["given_name"], &row["surname"], None)
        .born(&row["date_of_birth"])
        .place(&lines, &row["suburb"], &row["postcode"]);
    let truth = row["rec_id"].split('-').nth(1).unwrap_or_default().to_owned();
    (truth, if numbers { profile.number(&row["soc_sec_id"]) } else { profile })
}

fn made_up(row: &Row) -> (String, Profile) {
    let profile = Profile::named(&row["first_name"], &row["surname"], None)
        .born(&row["dob"])
        .place("", &row["city"], "")
        .email(&row["email"]);
    (row["cluster"].clone(), profile)
}

fn historical(row: &Row) -> (String, Profile) {
    let profile = Profile::named(&row["first_name"], &row["surname"], None).born(&row["dob"]).place(
        "",
        &row["birth_place"],
        &row["postcode_fake"],
    );
    (row["cluster"].clone(), profile)
}

fn measure(json: bool, name: &str, records: &[(String, Profile)], between: Between) {
    let profiles: Vec<Profile> = records.iter().map(|(_, p)| p.clone()).collect();
    forget_peak();
    let start = Instant::now();
    let near = pairs(&profiles, between);
    let frequencies = Frequencies::of(&profiles);
    let agreements: Vec<_> =
        near.iter().map(|(a, b)| compare(&profiles[*a as usize], &profiles[*b as usize])).collect();
    let weights = Weights::default().learnt(&agreements, &frequencies);
    let scores = near.iter().zip(&agreements).map(|((a, b), g)| (*a, *b, weights.score(g, &frequencies)));
    let mut found: Vec<(u32, u32, f32)> = scores.filter(|(.., score)| *score >= 0.0).collect();
    if matches!(between, Between::Lists(_)) {
        found = one_to_one(found);
    }
    let seconds = start.elapsed().as_secs_f64();
    let truth = truth(records, between);
    let found: HashSet<(u32, u32)> = found.into_iter().map(|(a, b, _)| (a, b)).collect();
    say(json, name, &found, &truth, seconds, near.len());
    if matches!(between, Between::All) {
        let of = groups(records.len(), found.iter().copied());
        let together: HashSet<(u32, u32)> = pairs_of(&of, between);
        say(json, &format!("{name}, as groups"), &together, &truth, seconds, near.len());
    }
}

fn truth(records: &[(String, Profile)], between: Between) -> HashSet<(u32, u32)> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let of: Vec<u32> = records
        .iter()
        .map(|(truth, _)| {
            let next = numbers.len() as u32;
            *numbers.entry(truth).or_insert(next)
        })
        .collect();
    pairs_of(&of, between)
}

/// All pairs within groups.
fn pairs_of(group: &[u32], between: Between) -> HashSet<(u32, u32)> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (n, group) in (0..).zip(group) {
        members.entry(*group).or_default().push(n);
    }
    let apart = |a: u32, b: u32| match between {
        Between::All => true,
        Between::Lists(first) => (a as usize) < first && (b as usize) >= first,
    };
    let mut all = HashSet::new();
    for some in members.values() {
        for (i, a) in some.iter().enumerate() {
            all.extend(some[i + 1..].iter().map(|b| (*a, *b)).filter(|(a, b)| apart(*a, *b)));
        }
    }
    all
}

fn say(
    json: bool,
    name: &str,
    found: &HashSet<(u32, u32)>,
    truth: &HashSet<(u32, u32)>,
    seconds: f64,
    compared: usize,
) {
    let right = found.intersection(truth).count() as f64;
    let (precision, recall) = (right / found.len().max(1) as f64, right / truth.len().max(1) as f64);
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let peak = peak_mebibytes();
    if json {
        println!(
            "{}",
            serde_json::json!({ "name": name, "precision": precision, "recall": recall, "f1": f1,
                "seconds": seconds, "mebibytes": peak })
        );
    } else {
        println!(
            "{name}: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}; {compared} compared in {seconds:.3} s, peak {peak:.0} MiB"
        );
    }
}

/// New records, as they come in by an import, through the job.
async fn population(json: bool, records: u64, database: Option<&String>) -> Result<(), Failure> {
    let db = match database {
        Some(url) => store::Db::open(url).await?,
        None => store::testing::fresh_sqlite().await,
    };
    let house = testing::installation(&db).await;
    let people = Population::charity(1, testing::TODAY, Sizes::of(records, 45));
    loading::load(&house, &people, None).await?;
    forget_peak();
    let start = Instant::now();
    let studied = duplicates::run(&db, &testing::stamp(&testing::clock())).await?;
    let (seconds, peak) = (start.elapsed().as_secs_f64(), peak_mebibytes());
    let name = format!("{records} new records");
    if json {
        println!("{}", serde_json::json!({ "name": name, "seconds": seconds, "mebibytes": peak }));
    } else {
        println!(
            "{name}: {} looked at, {} compared, {} pairs to look at, in {seconds:.1} s, peak {peak:.0} MiB",
            studied.contacts, studied.compared, studied.pairs
        );
    }
    Ok(())
}

/// The most memory the process held since `forget_peak`.
fn peak_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().split(' ').next().and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").ok();
}
