//! The rows of a batch as its page lists them: by key, narrowed by state, by finding or by part of a name, each looked at
//! again as it is shown. A page costs what it shows: an index is walked that holds state and findings, so that rows which are not meant
//! are passed over unread; a search walks one that holds what is searched as well.

use super::matching::{SEARCH, from, matching};
use super::rows::{Invitee, by_number, refresh};
use crate::grant_checks::{Beside, Terms};
use crate::invitee::{BatchId, InviteeId, State};
use store::{StoreError, Tx, Value};
use web::list::Direction;

/// "All rows" stops here.
pub const MOST: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Name,
    Kind,
    Councils,
    Email,
    State,
}

impl SortBy {
    pub fn from_word(word: &str) -> Self {
        match word {
            "kind" => SortBy::Kind,
            "councils" => SortBy::Councils,
            "email" => SortBy::Email,
            "state" => SortBy::State,
            _ => SortBy::Name,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            SortBy::Name => &["sort_name", "n"],
            SortBy::Kind => &["kind", "sort_name", "n"],
            SortBy::Councils => &["sort_councils", "sort_name", "n"],
            SortBy::Email => &["email_folded", "sort_name", "n"],
            SortBy::State => &["state", "sort_name", "n"],
        }
    }

    fn index(self) -> &'static str {
        match self {
            SortBy::Name => "rollout_row_name",
            SortBy::Kind => "rollout_row_kind",
            SortBy::Councils => "rollout_row_councils",
            SortBy::Email => "rollout_row_email",
            SortBy::State => "rollout_row_state",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

/// Beside a row: it stands in addresses, so it holds no name.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    pub side: Side,
    pub at: InviteeId,
}

#[derive(Clone, Debug)]
pub struct Asked {
    pub sort: SortBy,
    pub direction: Direction,
    pub rows: usize,
    pub from: Option<Cursor>,
    pub state: Option<State>,
    /// The bit of a finding; nought for any.
    pub finding: i64,
    /// Parts of a name, a council or an address, as typed; blank for any.
    pub search: String,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<Invitee>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
}

/// One page, its rows looked at as the facts are now.
pub fn list(tx: &mut Tx<'_>, terms: &Terms, batch: BatchId, asked: &Asked) -> Result<Page, StoreError> {
    let rows = asked.rows.clamp(1, MOST);
    let start = match asked.from {
        Some(cursor) => key_of(tx, batch, asked.sort, cursor.at)?,
        None => None,
    };
    let side = asked.from.filter(|_| start.is_some()).map_or(Side::After, |c| c.side);
    let up = (side == Side::After) == (asked.direction == Direction::Up);
    let numbers = walk(tx, batch, asked, start.as_deref(), up, rows)?;
    let mut found: Vec<Invitee> = by_number(tx, &numbers)?;
    let more = found.len() > rows;
    found.truncate(rows);
    if side == Side::Before {
        found.reverse();
    }
    let (earlier, later) = match side {
        Side::After => (start.is_some(), more),
        Side::Before => (more, true),
    };
    refresh(tx, terms, Beside::Batch(batch), &mut found)?;
    let at = |side, row: Option<&Invitee>| row.map(|r| Cursor { side, at: r.id });
    Ok(Page {
        before: at(Side::Before, found.first()).filter(|_| earlier),
        after: at(Side::After, found.last()).filter(|_| later),
        rows: found,
    })
}

fn key_of(
    tx: &mut Tx<'_>,
    batch: BatchId,
    by: SortBy,
    at: InviteeId,
) -> Result<Option<Vec<Value>>, StoreError> {
    let sql = format!("SELECT {} FROM rollout_row WHERE id = ?1 AND batch_id = ?2", by.columns().join(", "));
    let mut key = None;
    tx.stream(&sql, &[&at, &batch], |row| {
        let values = (0..by.columns().len()).map(|i| row.get::<Value>(i));
        key = Some(values.collect::<Result<Vec<_>, _>>()?);
        Ok::<_, StoreError>(())
    })?;
    Ok(key)
}

/// The numbers of one row more than fits, in their order; the index alone is read.
fn walk(
    tx: &mut Tx<'_>,
    batch: BatchId,
    asked: &Asked,
    start: Option<&[Value]>,
    up: bool,
    rows: usize,
) -> Result<Vec<i64>, StoreError> {
    // A state that is asked for leads by its own index when names are wanted.
    let (index, columns) = match (asked.sort, asked.state) {
        (sort, _) if !asked.search.trim().is_empty() => (SEARCH, sort.columns()),
        (SortBy::Name, Some(_)) => (SortBy::State.index(), SortBy::Name.columns()),
        (sort, _) => (sort.index(), sort.columns()),
    };
    let mut clause = matching(tx.engine(), batch, asked);
    if let Some(values) = start {
        let places: Vec<String> = values.iter().map(|v| clause.bind(v)).collect();
        let named: Vec<String> = columns.iter().map(|c| format!("rollout_row.{c}")).collect();
        let sign = if up { ">" } else { "<" };
        clause.and(&format!("({}) {sign} ({})", named.join(", "), places.join(", ")));
    }
    let way = if up { "" } else { " DESC" };
    let order: Vec<String> = columns.iter().map(|c| format!("rollout_row.{c}{way}")).collect();
    let limit = clause.bind(rows as i64 + 1);
    let from = from(tx.engine(), index);
    let sql = format!(
        "SELECT rollout_row.n FROM {from} WHERE {} ORDER BY {} LIMIT {limit}",
        clause.sql,
        order.join(", ")
    );
    Ok(tx.all::<(i64,)>(&sql, &clause.params())?.into_iter().map(|(n,)| n).collect())
}
