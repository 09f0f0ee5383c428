//! A feed as it is kept.

use super::fetch::Mark;
use super::source::{Source, Token};
use crate::acting::PersonId;
use crate::contacts_import::Mapping;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError};

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

    pub(super) fn word(self) -> &'static str {
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

pub(super) const COLUMNS: &str =
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
