//! One page of the pairs that wait, the surest or the oldest first.

use super::pair::{COLUMNS, Pair, PairId, Strength};
use crate::access::{Clause, ManageContacts, Right};
use store::{StoreError, Tx};
use web::list::{Cursor, ListQuery, Place};

pub struct Found {
    pub pairs: Vec<Pair>,
    pub before: bool,
    pub after: bool,
    pub count: u64,
}

/// The condition that a list's filters stand for.
fn clause(query: &ListQuery) -> Clause {
    let mut clause = Clause::all();
    let state = if query.is_ticked("state", "different") { "different" } else { "open" };
    let state = clause.bind(state);
    clause.and(&format!("duplicate_pair.state = {state}"));
    let kinds: Vec<String> = query.filter("kind").map(|kind| clause.bind(kind)).collect();
    if !kinds.is_empty() {
        clause.and(&format!("duplicate_pair.subject_kind IN ({})", kinds.join(", ")));
    }
    let wanted: Vec<Strength> =
        Strength::ALL.into_iter().filter(|s| query.is_ticked("strength", s.word())).collect();
    let mut bands = Vec::new();
    for strength in wanted {
        let from = clause.bind(strength.from());
        let below = Strength::ALL.into_iter().filter(|s| *s > strength).map(Strength::from).min();
        let until = clause.bind(below.unwrap_or(i64::MAX));
        bands.push(format!("(duplicate_pair.score >= {from} AND duplicate_pair.score < {until})"));
    }
    if !bands.is_empty() {
        clause.and(&format!("({})", bands.join(" OR ")));
    }
    clause
}

pub fn cursor(query: &ListQuery, pair: &Pair) -> Cursor {
    Cursor::new([by(query, pair).to_string(), pair.id.to_string()])
}

fn by(query: &ListQuery, pair: &Pair) -> i64 {
    if query.sort == "found" { pair.found_at.as_microsecond() } else { pair.score }
}

pub fn page(tx: &mut Tx<'_>, _right: &Right<ManageContacts>, query: &ListQuery) -> Result<Found, StoreError> {
    let mut clause = clause(query);
    let (count,): (i64,) =
        tx.one(&format!("SELECT count(*) FROM duplicate_pair WHERE {}", clause.sql), &clause.params())?;
    let column = if query.sort == "found" { "duplicate_pair.found_at" } else { "duplicate_pair.score" };
    let back = matches!(query.place, Place::Before(_));
    // The surest first, or who waits the longest.
    let falling = (query.direction == web::list::Direction::Up) == (query.sort != "found");
    let falling = falling != back;
    if let Place::After(cursor) | Place::Before(cursor) = &query.place
        && let Some((value, id)) = key(cursor)
    {
        let (value, id) = (clause.bind(value), clause.bind(id));
        let sign = if falling { "<" } else { ">" };
        clause.and(&format!("({column}, duplicate_pair.id) {sign} ({value}, {id})"));
    }
    let limit = query.limit().unwrap_or(250) as usize;
    let way = if falling { "DESC" } else { "ASC" };
    let mut pairs: Vec<Pair> = tx.all(
        &format!(
            "SELECT {COLUMNS} FROM duplicate_pair WHERE {} ORDER BY {column} {way}, duplicate_pair.id {way} LIMIT {}",
            clause.sql,
            limit + 1
        ),
        &clause.params(),
    )?;
    let more = pairs.len() > limit;
    pairs.truncate(limit);
    if back {
        pairs.reverse();
    }
    let started = query.place != Place::Start;
    let (before, after) = if back { (more, true) } else { (started, more) };
    Ok(Found { pairs, before, after, count: count.unsigned_abs() })
}

fn key(cursor: &Cursor) -> Option<(i64, PairId)> {
    Some((cursor.values.first()?.parse().ok()?, cursor.values.get(1)?.parse().ok()?))
}

/// The surest open pairs of persons, for the command line and the merge in bulk.
pub fn surest(
    tx: &mut Tx<'_>,
    _right: &Right<ManageContacts>,
    from: Strength,
    most: usize,
) -> Result<Vec<Pair>, StoreError> {
    tx.all(
        &format!(
            "SELECT {COLUMNS} FROM duplicate_pair WHERE state = 'open' AND score >= ?1
             ORDER BY score DESC, id LIMIT {most}"
        ),
        &[&from.from()],
    )
}
