//! Feeds as rows.

use super::fetch::Mark;
use super::source::{Source, Token};
use crate::acting::{PersonId, Stamp};
use crate::contacts_import::Mapping;
use crate::journal::{self, Entry, JournalError};
use jiff::Timestamp;
use serde_json::json;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub FeedId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being set up; what its columns mean may not be known yet.
    Draft,
    Running,
    Stopped,
    /// Its runs are kept.
    Removed,
}

impl State {
    const ALL: [(State, &str); 4] = [
        (State::Draft, "draft"),
        (State::Running, "running"),
        (State::Stopped, "stopped"),
        (State::Removed, "removed"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("stopped", |(_, word)| word)
    }

    fn from_word(word: &str) -> Self {
        Self::ALL.iter().find(|(_, w)| *w == word).map_or(State::Stopped, |(state, _)| *state)
    }
}

#[derive(Clone, Debug)]
pub struct Feed {
    pub id: FeedId,
    pub name: String,
    pub source: Source,
    /// None until somebody said what the columns mean.
    pub mapping: Option<Mapping>,
    /// The hour of the night, in the federation's zone: "02:00".
    pub at: String,
    /// On whose authority it runs: whoever set it up, changed it or set it going last.
    pub by: PersonId,
    pub state: State,
    pub stopped_because: Option<String>,
    pub last_run_at: Option<Timestamp>,
    pub last_good_at: Option<Timestamp>,
    pub last_rows: Option<u64>,
    /// So many rows stopped it.
    pub rows_off: Option<u64>,
    pub mark: Mark,
}

const COLUMNS: &str =
    "id, name, kind, place, query, header, token, mapping, at, by_person, state, stopped_because,
    last_run_at, last_good_at, last_rows, rows_off, etag, last_modified";

impl FromRow for Feed {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (kind, place, query): (String, String, Option<String>) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let (header, token): (Option<String>, Option<Vec<u8>>) = (row.get(5)?, row.get(6)?);
        let query = query.unwrap_or_default();
        let source = match kind.as_str() {
            "place" => Source::Folder { place, pattern: query },
            "web" => Source::Web { url: place, token: token.map(|sealed| Token { header, sealed }) },
            "query" => Source::Query { place, sql: query },
            _ => Source::Path(place),
        };
        let (mapping, state): (String, String) = (row.get(7)?, row.get(10)?);
        let number = |at| row.get::<Option<i64>>(at).map(|n| n.map(i64::unsigned_abs));
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            source,
            mapping: serde_json::from_str(&mapping).ok(),
            at: row.get(8)?,
            by: row.get(9)?,
            state: State::from_word(&state),
            stopped_because: row.get(11)?,
            last_run_at: row.get(12)?,
            last_good_at: row.get(13)?,
            last_rows: number(14)?,
            rows_off: number(15)?,
            mark: Mark { etag: row.get(16)?, last_modified: row.get(17)? },
        })
    }
}

impl Feed {
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }
}

pub struct NewFeed<'a> {
    pub name: &'a str,
    pub source: &'a Source,
    pub mapping: Option<&'a Mapping>,
    pub at: &'a str,
    /// Draft until somebody sets it going, or running at once.
    pub state: State,
}

/// Sets a feed up, on the authority of whoever does so; the same name again changes it, or takes a removed one up. It
/// runs when its columns are known.
pub fn add(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, new: &NewFeed<'_>) -> Result<FeedId, JournalError> {
    let id = stamp.ids.next::<FeedId>();
    let state = if new.mapping.is_some() { new.state } else { State::Draft };
    tx.run(
        "INSERT INTO feed (id, name, kind, place, mapping, at, by_person, state, created_at)
         VALUES (?1, ?2, '', '', '', ?3, ?4, ?5, ?6) ON CONFLICT (name) DO NOTHING",
        &[&id, &new.name, &new.at, &by, &state.word(), &stamp.now],
    )?;
    let (id,): (FeedId,) = tx.one("SELECT id FROM feed WHERE name = ?1", &[&new.name])?;
    let mapping = new.mapping.map(Mapping::json).unwrap_or_default();
    tx.run(
        "UPDATE feed SET mapping = ?2, state = ?3, stopped_because = NULL, last_rows = NULL WHERE id = ?1",
        &[&id, &mapping, &state.word()],
    )?;
    set_source(tx, id, by, new.source, new.at)?;
    journal::write(tx, stamp, &Entry::of("feed.set_up", "feed", id).holding(said(new)))?;
    Ok(id)
}

/// Another address, token, query or hour.
pub fn change(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    id: FeedId,
    source: &Source,
    at: &str,
) -> Result<(), JournalError> {
    set_source(tx, id, by, source, at)?;
    let what = json!({ "at": at, "kind": source.kind() });
    journal::write(tx, stamp, &Entry::of("feed.changed", "feed", id).holding(what))
}

fn said(new: &NewFeed<'_>) -> serde_json::Value {
    let source = new.mapping.map(|m| m.source.as_str());
    json!({ "name": new.name, "at": new.at, "kind": new.source.kind(), "source": source })
}

/// What a server said of other data is forgotten with it.
fn set_source(
    tx: &mut Tx<'_>,
    id: FeedId,
    by: PersonId,
    source: &Source,
    at: &str,
) -> Result<(), StoreError> {
    let (place, query, token) = match source {
        Source::Path(path) => (path, None, None),
        Source::Folder { place, pattern } => (place, Some(pattern), None),
        Source::Web { url, token } => (url, None, token.as_ref()),
        Source::Query { place, sql } => (place, Some(sql), None),
    };
    tx.run(
        "UPDATE feed SET kind = ?2, place = ?3, query = ?4, header = ?5, token = ?6, at = ?7, by_person = ?8,
                etag = NULL, last_modified = NULL, rows_off = NULL WHERE id = ?1",
        &[
            &id,
            &source.kind(),
            place,
            &query.cloned(),
            &token.and_then(|t| t.header.clone()),
            &token.map(|t| t.sealed.clone()),
            &at,
            &by,
        ],
    )
    .map(drop)
}

/// What its columns mean. Data that came before is read anew.
pub fn set_mapping(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    id: FeedId,
    mapping: &Mapping,
) -> Result<(), JournalError> {
    tx.run(
        "UPDATE feed SET mapping = ?2, by_person = ?3, etag = NULL, last_modified = NULL WHERE id = ?1",
        &[&id, &mapping.json(), &by],
    )?;
    let what = json!({ "source": mapping.source });
    journal::write(tx, stamp, &Entry::of("feed.columns_said", "feed", id).holding(what))
}

/// All but those that were removed.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Feed>, StoreError> {
    tx.all(&format!("SELECT {COLUMNS} FROM feed WHERE state <> 'removed' ORDER BY name"), &[])
}

pub fn find(tx: &mut Tx<'_>, id: FeedId) -> Result<Option<Feed>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM feed WHERE id = ?1"), &[&id])
}

pub fn named(tx: &mut Tx<'_>, name: &str) -> Result<Option<Feed>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM feed WHERE name = ?1 AND state <> 'removed'"), &[&name])
}

/// "Data as at": when the last of all feeds went well; none while there is no feed that did.
pub fn data_as_at(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreError> {
    let (at,): (Option<Timestamp>,) = tx.one(
        "SELECT min(last_good_at) FROM feed WHERE last_good_at IS NOT NULL AND state <> 'removed'",
        &[],
    )?;
    Ok(at)
}

/// Somebody stops it, and says why.
pub fn stop(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId, because: &str) -> Result<(), JournalError> {
    tx.run("UPDATE feed SET state = 'stopped', stopped_because = ?2 WHERE id = ?1", &[&id, &because])?;
    journal::write(tx, stamp, &Entry::of("feed.stopped", "feed", id))
}

/// Somebody looked: it runs again, on their authority.
pub fn go_on(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId, by: PersonId) -> Result<(), JournalError> {
    tx.run(
        "UPDATE feed SET state = 'running', stopped_because = NULL, rows_off = NULL, by_person = ?2 WHERE id = ?1",
        &[&id, &by],
    )?;
    journal::write(tx, stamp, &Entry::of("feed.went_on", "feed", id))
}

/// Somebody looked at the number of rows that stopped it: that many are right, once.
pub fn rows_are_right(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId, by: PersonId) -> Result<(), JournalError> {
    tx.run("UPDATE feed SET last_rows = coalesce(rows_off, last_rows) WHERE id = ?1", &[&id])?;
    go_on(tx, stamp, id, by)
}

/// It runs no more and its token goes; its runs are kept.
pub fn remove(tx: &mut Tx<'_>, stamp: &Stamp, id: FeedId) -> Result<(), JournalError> {
    tx.run("UPDATE feed SET state = 'removed', token = NULL, rows_off = NULL WHERE id = ?1", &[&id])?;
    journal::write(tx, stamp, &Entry::of("feed.removed", "feed", id))
}

pub(super) fn of_journal(error: JournalError) -> StoreError {
    match error {
        JournalError::Store(error) => error,
        other => StoreError::Job(other.to_string()),
    }
}
