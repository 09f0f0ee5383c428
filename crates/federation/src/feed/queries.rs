//! Feeds as rows.

use crate::acting::{PersonId, Stamp};
use crate::contacts_import::Mapping;
use crate::journal::{self, Entry, JournalError};
use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde_json::json;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub FeedId);

#[derive(Clone, Debug)]
pub struct Feed {
    pub id: FeedId,
    pub name: String,
    /// A file, or a pattern for the newest of several.
    pub place: String,
    pub mapping: Mapping,
    /// The hour of the night, in the federation's zone: "02:00".
    pub at: String,
    /// On whose authority it runs.
    pub by: PersonId,
    pub is_running: bool,
    pub stopped_because: Option<String>,
    pub last_run_at: Option<Timestamp>,
    pub last_good_at: Option<Timestamp>,
    pub last_rows: Option<u64>,
}

const COLUMNS: &str =
    "id, name, place, mapping, at, by_person, state, stopped_because, last_run_at, last_good_at, last_rows";

impl FromRow for Feed {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (mapping, state): (String, String) = (row.get(3)?, row.get(6)?);
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            place: row.get(2)?,
            mapping: serde_json::from_str(&mapping)
                .map_err(|_| StoreError::File("the mapping of a feed cannot be read".into()))?,
            at: row.get(4)?,
            by: row.get(5)?,
            is_running: state == "running",
            stopped_because: row.get(7)?,
            last_run_at: row.get(8)?,
            last_good_at: row.get(9)?,
            last_rows: row.get::<Option<i64>>(10)?.map(i64::unsigned_abs),
        })
    }
}

pub struct NewFeed<'a> {
    pub name: &'a str,
    pub place: &'a str,
    pub mapping: &'a Mapping,
    pub at: &'a str,
}

/// Sets a feed up, on the authority of whoever does so; the same name again changes it.
pub fn add(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, new: &NewFeed<'_>) -> Result<FeedId, JournalError> {
    let id = stamp.ids.next::<FeedId>();
    tx.run(
        "INSERT INTO feed (id, name, kind, place, mapping, at, by_person, state, created_at)
         VALUES (?1, ?2, 'folder', ?3, ?4, ?5, ?6, 'running', ?7)
         ON CONFLICT (name) DO UPDATE SET place = excluded.place, mapping = excluded.mapping, at = excluded.at,
            by_person = excluded.by_person, state = 'running', stopped_because = NULL",
        &[&id, &new.name, &new.place, &new.mapping.json(), &new.at, &by, &stamp.now],
    )?;
    let (id,): (FeedId,) = tx.one("SELECT id FROM feed WHERE name = ?1", &[&new.name])?;
    let what = json!({ "name": new.name, "at": new.at, "source": new.mapping.source });
    journal::write(tx, stamp, &Entry::of("feed.set_up", "feed", id).holding(what))?;
    Ok(id)
}

pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Feed>, StoreError> {
    tx.all(&format!("SELECT {COLUMNS} FROM feed ORDER BY name"), &[])
}

pub fn find(tx: &mut Tx<'_>, id: FeedId) -> Result<Option<Feed>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM feed WHERE id = ?1"), &[&id])
}

pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<Feed>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM feed WHERE name = ?1"), &[&name])
}

/// "Data as at": when the last of all running feeds went well; none while there is no feed that did.
pub fn data_as_at(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreError> {
    let (at,): (Option<Timestamp>,) =
        tx.one("SELECT min(last_good_at) FROM feed WHERE last_good_at IS NOT NULL", &[])?;
    Ok(at)
}

/// Those whose hour came and that did not run since.
pub(super) fn due(tx: &mut Tx<'_>, now: Timestamp, zone: &TimeZone) -> Result<Vec<Feed>, StoreError> {
    let local = now.to_zoned(zone.clone());
    let running = all(tx)?.into_iter().filter(|f| f.is_running);
    let is_due = |feed: &Feed| {
        let hour = hour(&feed.at).unwrap_or(Time::MIN);
        let mut due = local.date().to_datetime(hour);
        if due > local.datetime() {
            due = local.date().yesterday().unwrap_or(local.date()).to_datetime(hour);
        }
        let due = due.to_zoned(zone.clone()).map(|z| z.timestamp()).unwrap_or(now);
        feed.last_run_at.is_none_or(|last| last < due)
    };
    Ok(running.filter(is_due).collect())
}

fn hour(text: &str) -> Option<Time> {
    let (hours, minutes) = text.split_once(':')?;
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

pub(super) fn tried(tx: &mut Tx<'_>, id: FeedId, now: Timestamp) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET last_run_at = ?2 WHERE id = ?1", &[&id, &now]).map(drop)
}

pub(super) fn went_well(tx: &mut Tx<'_>, id: FeedId, now: Timestamp, rows: u64) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET last_good_at = ?2, last_rows = ?3 WHERE id = ?1", &[&id, &now, &(rows as i64)])
        .map(drop)
}

/// It stopped itself.
pub(super) fn stopped(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId, because: &str) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET state = 'stopped', stopped_because = ?2 WHERE id = ?1", &[&id, &because])?;
    journal::write(tx, stamp, &Entry::of("feed.stopped_itself", "feed", id)).map_err(of_journal)
}

/// Somebody stops it.
pub fn stop(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId) -> Result<(), StoreError> {
    tx.run("UPDATE feed SET state = 'stopped', stopped_because = NULL WHERE id = ?1", &[&id])?;
    journal::write(tx, stamp, &Entry::of("feed.stopped", "feed", id)).map_err(of_journal)
}

/// Somebody looked: it runs again, and the next file may be of any size.
pub fn go_on(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId) -> Result<(), StoreError> {
    tx.run(
        "UPDATE feed SET state = 'running', stopped_because = NULL, last_rows = NULL WHERE id = ?1",
        &[&id],
    )?;
    journal::write(tx, stamp, &Entry::of("feed.went_on", "feed", id)).map_err(of_journal)
}

fn of_journal(error: JournalError) -> StoreError {
    match error {
        JournalError::Store(error) => error,
        other => StoreError::Job(other.to_string()),
    }
}
