//! What somebody selects in a list: ticked rows, this page, all that match. Kept on the server, so that it survives
//! paging, sorting and Back, and counted. A bulk action names a frozen one (invariant 9): what was confirmed is what
//! is acted on, whatever happens to the list meanwhile.
//!
//! A selection holds ids and nothing else; it gives no right. Whoever acts on it joins it with what their right reaches
//! at that moment ([`Frozen::condition`]), so that a row which has left their reach is left out.
//!
//! What may go wrong: more match than a selection can hold ([`SelectionError::TooMany`]), a selection of somebody else or one that was
//! thrown away ([`frozen`] answers none).

use crate::access::Clause;
use crate::acting::Stamp;
use crate::person::PersonId;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashSet;
use store::{Identifier, StoreError, Tx, Value};
use web::list::Pick;

store::id!(pub SelectionId);

/// A selection holds no more; a download by filter has no such bound.
pub const MOST: u64 = 100_000;
/// One that nobody touched for so long is thrown away.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Debug, thiserror::Error)]
pub enum SelectionError {
    #[error("more than {MOST} rows match, which is more than a selection can hold")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A selection that can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Open {
    pub id: SelectionId,
    pub count: u64,
}

/// One that was confirmed. It never changes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frozen {
    pub id: SelectionId,
    pub count: u64,
    pub at: Timestamp,
}

impl Frozen {
    /// Adds "is one of these" to a query over rows whose id is `column`.
    pub fn condition(&self, clause: &mut Clause, column: &str) {
        among(self.id, clause, column);
    }
}

impl Open {
    /// Adds "is one of these" to a query over rows whose id is `column`.
    pub fn condition(&self, clause: &mut Clause, column: &str) {
        among(self.id, clause, column);
    }
}

fn among(id: SelectionId, clause: &mut Clause, column: &str) {
    let place = clause.bind(id);
    clause.and(&format!(
        "EXISTS (SELECT 1 FROM selection_entry WHERE selection_entry.selection_id = {place} AND selection_entry.subject_id = {column})"
    ));
}

/// The selection of a person in a list, if they have one.
pub fn current(tx: &mut Tx<'_>, person: PersonId, list: &str) -> Result<Option<Open>, StoreError> {
    let row: Option<(SelectionId, i64)> = tx.maybe(
        "SELECT id, entries FROM selection WHERE person_id = ?1 AND list = ?2 AND frozen_at IS NULL
         ORDER BY changed_at DESC, id DESC LIMIT 1",
        &[&person, &list],
    )?;
    Ok(row.map(|(id, entries)| Open { id, count: entries as u64 }))
}

/// The same, begun when there is none. Old ones of the person go.
pub fn open(tx: &mut Tx<'_>, stamp: &Stamp, person: PersonId, list: &str) -> Result<Open, StoreError> {
    if let Some(open) = current(tx, person, list)? {
        return Ok(open);
    }
    throw_away(tx, person, stamp.now - KEPT)?;
    let id = stamp.ids.next::<SelectionId>();
    tx.run(
        "INSERT INTO selection (id, person_id, list, entries, changed_at) VALUES (?1, ?2, ?3, 0, ?4)",
        &[&id, &person, &list, &stamp.now],
    )?;
    Ok(Open { id, count: 0 })
}

fn throw_away(tx: &mut Tx<'_>, person: PersonId, before: Timestamp) -> Result<(), StoreError> {
    tx.run(
        "DELETE FROM selection_entry WHERE selection_id IN
         (SELECT id FROM selection WHERE person_id = ?1 AND changed_at < ?2)",
        &[&person, &before],
    )?;
    tx.run("DELETE FROM selection WHERE person_id = ?1 AND changed_at < ?2", &[&person, &before]).map(drop)
}

/// The rows that match a list: `from` is what stands after SELECT `column`, with the values of `clause`.
pub struct Matching {
    pub column: &'static str,
    pub from: &'static str,
    pub clause: Clause,
}

/// What a press above a list does to the selection: `read` reads the id of a row, `all` says what matches. False when
/// more match than a selection can hold; it stays as it was.
pub fn pick<I: Identifier, E: From<StoreError>>(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    open: Open,
    pick: &Pick,
    read: impl Fn(&str) -> Option<I>,
    all: impl FnOnce(&mut Tx<'_>) -> Result<Matching, E>,
) -> Result<bool, E> {
    let ids = |words: &[String]| words.iter().filter_map(|word| read(word)).collect::<Vec<I>>();
    let done = match pick {
        Pick::These { ticked, seen } => tick(tx, stamp, open, &ids(ticked), &ids(seen)),
        Pick::Page { seen } => tick(tx, stamp, open, &ids(seen), &ids(seen)),
        Pick::Nothing => clear(tx, stamp, open),
        Pick::AllMatching => {
            let Matching { column, from, clause } = all(tx)?;
            tx.attempt(|tx| add_all(tx, stamp, open, column, from, &clause))
        }
    };
    match done {
        Ok(_) => Ok(true),
        Err(SelectionError::TooMany) => Ok(false),
        Err(SelectionError::Store(error)) => Err(error.into()),
    }
}

/// Of the rows seen on a page the ticked ones are selected and the others are not.
pub fn tick<I: Identifier>(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    open: Open,
    ticked: &[I],
    seen: &[I],
) -> Result<Open, SelectionError> {
    let pair = |id: &I| [Value::Bytes(open.id.bytes().to_vec()), Value::Bytes(id.bytes().to_vec())];
    let unticked = seen.iter().filter(|s| !ticked.iter().any(|t| t.bytes() == s.bytes()));
    tx.batch("DELETE FROM selection_entry WHERE selection_id = ?1 AND subject_id = ?2", unticked.map(pair))?;
    tx.batch(
        "INSERT INTO selection_entry (selection_id, subject_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        ticked.iter().map(pair),
    )?;
    recount(tx, stamp, open)
}

/// Adds all that a query finds: `from` is what stands after SELECT `column`, with the values of `clause`.
pub fn add_all(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    open: Open,
    column: &str,
    from: &str,
    clause: &Clause,
) -> Result<Open, SelectionError> {
    let mut clause = clause.clone();
    let id = clause.bind(open.id);
    let most = clause.bind(MOST as i64 + 1);
    // In their order they go into the index one after the other: a hundred thousand in a fifth of the time.
    tx.run(
        &format!(
            "INSERT INTO selection_entry (selection_id, subject_id)
             SELECT CAST({id} AS {}), found.subject FROM (SELECT {column} AS subject FROM {from} WHERE {} LIMIT {most}) found
             WHERE TRUE ORDER BY found.subject ON CONFLICT DO NOTHING",
            tx.pick("BLOB", "BYTEA"),
            clause.sql
        ),
        &clause.params(),
    )?;
    recount(tx, stamp, open)
}

/// Nothing is selected any more.
pub fn clear(tx: &mut Tx<'_>, stamp: &Stamp, open: Open) -> Result<Open, SelectionError> {
    tx.run("DELETE FROM selection_entry WHERE selection_id = ?1", &[&open.id])?;
    recount(tx, stamp, open)
}

fn recount(tx: &mut Tx<'_>, stamp: &Stamp, open: Open) -> Result<Open, SelectionError> {
    let (count,): (i64,) =
        tx.one("SELECT count(*) FROM selection_entry WHERE selection_id = ?1", &[&open.id])?;
    if count as u64 > MOST {
        return Err(SelectionError::TooMany);
    }
    tx.run(
        "UPDATE selection SET entries = ?2, changed_at = ?3 WHERE id = ?1",
        &[&open.id, &count, &stamp.now],
    )?;
    Ok(Open { count: count as u64, ..open })
}

/// Which of the rows of a page are selected.
pub fn ticked<I: Identifier + std::hash::Hash + Eq>(
    tx: &mut Tx<'_>,
    open: Open,
    rows: &[I],
) -> Result<HashSet<I>, StoreError> {
    let mut found = HashSet::new();
    if open.count == 0 {
        return Ok(found);
    }
    let sql = "SELECT 1 FROM selection_entry WHERE selection_id = ?1 AND subject_id = ?2";
    for row in rows {
        if tx.maybe::<(i64,)>(sql, &[&open.id, &row.bytes()])?.is_some() {
            found.insert(*row);
        }
    }
    Ok(found)
}

/// How many of the selection a query finds; `from` and `clause` as in [`add_all`]..
pub fn count_among(
    tx: &mut Tx<'_>,
    open: Open,
    column: &str,
    from: &str,
    clause: &Clause,
) -> Result<u64, StoreError> {
    let mut clause = clause.clone();
    let id = clause.bind(open.id);
    let (count,): (i64,) = tx.one(
        &format!(
            "SELECT count(*) FROM selection_entry CROSS JOIN {from}
             WHERE selection_entry.selection_id = {id} AND {column} = selection_entry.subject_id AND {}",
            clause.sql
        ),
        &clause.params(),
    )?;
    Ok(count as u64)
}

/// Confirms: the selection becomes a frozen one, and the list begins a new one.
pub fn freeze(tx: &mut Tx<'_>, stamp: &Stamp, open: Open) -> Result<Frozen, StoreError> {
    tx.run(
        "UPDATE selection SET frozen_at = ?2, changed_at = ?2 WHERE id = ?1 AND frozen_at IS NULL",
        &[&open.id, &stamp.now],
    )?;
    Ok(Frozen { id: open.id, count: open.count, at: stamp.now })
}

/// A frozen selection of this person in this list.
pub fn frozen(
    tx: &mut Tx<'_>,
    person: PersonId,
    list: &str,
    id: SelectionId,
) -> Result<Option<Frozen>, StoreError> {
    let row: Option<(i64, Timestamp)> = tx.maybe(
        "SELECT entries, frozen_at FROM selection WHERE id = ?1 AND person_id = ?2 AND list = ?3 AND frozen_at IS NOT NULL",
        &[&id, &person, &list],
    )?;
    Ok(row.map(|(entries, at)| Frozen { id, count: entries as u64, at }))
}

#[cfg(test)]
mod tests;
