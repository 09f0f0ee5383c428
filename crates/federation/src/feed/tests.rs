//! Stories of lists that come by themselves.

mod elsewhere;
mod folder;

use super::*;
use crate::acting::PersonId;
use crate::contacts_import::Mapping;
use crate::installation::{FeedPlaces, Installation, Settings};
use crate::testing::{self, Portal};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use store::testing::for_each_engine;

const HEADING: &str = "No,Council,Clerk,Tel";

fn mapping() -> Mapping {
    Mapping::parse(
        "source = \"District\"\nunder = \"Suffolk\"\nkind = \"parish-council\"\n[columns]\n\"No\" = \"id\"\n\"Council\" = \"organisation\"\n\"Clerk\" = \"person\"\n\"Tel\" = \"office-phone\"\n",
    )
    .unwrap()
}

fn row(n: u32) -> [String; 4] {
    [n.to_string(), format!("Village{n} PC"), format!("Given{n} Family{n}"), format!("01284 96{n:04}")]
}

fn list(rows: std::ops::Range<u32>) -> String {
    rows.fold(format!("{HEADING}\n"), |all, n| all + &row(n).join(",") + "\n")
}

/// A portal with a county, its membership officer, and a feed of councils at two o'clock.
async fn set_up(db: &store::Db, source: Source) -> Portal {
    let portal = testing::portal(db).await;
    let stamp = testing::stamp(&testing::clock());
    db.write(move |tx| {
        let county = crate::organisation::open(tx, &stamp, "county-association", None, "Suffolk", None)?;
        let name = crate::person::Name::new("Menna", "Parry");
        let until = Some(jiff::civil::date(2027, 5, 3));
        let menna =
            testing::volunteer(tx, &stamp, name, "menna@home.example", "membership-officer", &county, until)?;
        let new = NewFeed {
            name: "Clerks",
            source: &source,
            mapping: Some(&mapping()),
            at: "02:00",
            state: State::Running,
        };
        add(tx, &stamp, menna, &new).unwrap();
        Ok::<_, testing::StoryError>(())
    })
    .await
    .unwrap();
    portal
}

/// The same portal where the operator has opened places to lists.
fn with_places(portal: &Portal, places: &[(&str, String)]) -> crate::visit::App {
    let places: BTreeMap<String, String> =
        places.iter().map(|(name, address)| ((*name).to_owned(), address.clone())).collect();
    let house = portal.app.installation();
    let settings = Settings { feed_places: FeedPlaces(places), ..(*house.settings).clone() };
    let house = Installation { settings: Arc::new(settings), ..house.clone() };
    let hasher = crate::account::hashing::Hasher::quick();
    crate::visit::App::with_hasher(house, portal.app.site().catalogue.clone(), hasher).unwrap()
}

/// A night: what is due is asked for, and every job runs.
async fn night(portal: &Portal, app: &crate::visit::App) {
    run::nightly(app).await.unwrap();
    let worker = crate::jobs(store::jobs::Worker::new(app.db.clone(), portal.clock.clone()), app);
    worker.drain().await.expect("jobs run");
}

async fn next_night(portal: &Portal, app: &crate::visit::App) {
    portal.clock.advance(jiff::SignedDuration::from_hours(24));
    night(portal, app).await;
}

async fn feed(db: &store::Db) -> Feed {
    db.read(|tx| named(tx, "Clerks")).await.unwrap().unwrap()
}

async fn by(db: &store::Db, address: &'static str) -> PersonId {
    db.read(move |tx| crate::account::person_of(tx, address)).await.unwrap().unwrap()
}

async fn outcomes(db: &store::Db) -> Vec<String> {
    let id = feed(db).await.id;
    let all = db.read(move |tx| runs(tx, id, 50)).await.unwrap();
    all.into_iter().rev().map(|r| r.outcome).collect()
}

async fn number_of(db: &store::Db, sql: &'static str) -> i64 {
    db.read(move |tx| tx.one::<(i64,)>(sql, &[])).await.unwrap().0
}

/// A folder of a test's own, gone with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        let name = crate::sealing::hex(&crate::sealing::random_bytes::<8>().unwrap());
        let path = std::env::temp_dir().join(format!("chapterhouse-feed-{name}"));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const COUNCILS: &str = "SELECT count(*) FROM organisation WHERE kind = 'parish-council'";
const ALARMS: &str = "SELECT count(*) FROM mail WHERE kind = 'feed-alarm'";

fn path_in(folder: &Path, pattern: &str) -> Source {
    Source::Path(folder.join(pattern).display().to_string())
}
