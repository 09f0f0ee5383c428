//! What is asked of feeds and done with them.

use super::kept::{COLUMNS, Feed, FeedId, State};
use super::source::Source;
use crate::acting::{PersonId, Stamp};
use crate::contacts_import::Mapping;
use crate::journal::{self, Entry, JournalError};
use jiff::Timestamp;
use serde_json::json;
use store::{StoreError, Tx};

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
