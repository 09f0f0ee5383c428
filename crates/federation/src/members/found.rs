//! What the search index finds: few enough to be sorted, or shown in the order in which they were entered.

use super::extent::Extent;
use super::filter::match_text;
use super::row::{COLUMNS, Line};
use super::{Asked, Filter, Order, Page, Side, Sort, SortBy, bound, walk};
use crate::access::Clause;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{Engine, StoreError, Tx};
use web::list::Direction;

/// So many are sorted for one page.
pub(super) const SORTED: u64 = bound(1_000);
/// Of more, so many are looked at in the order of entering when the filter asks for more than the index knows.
const LOOKED_AT: u64 = bound(5_000);

/// A look-up in the search index.
pub(super) struct Lookup {
    text: String,
    /// The index knows all that is asked, so that what it counts is right.
    pub exact: bool,
}

impl Lookup {
    /// None when nothing is asked that the index knows.
    pub fn of(engine: Engine, extent: &Extent, filter: &Filter) -> Option<Self> {
        let (mark, whole) = extent.mark();
        let mut marks = filter.marks();
        marks.extend(mark);
        let text = match_text(engine, &marks, &filter.wanted());
        (!text.is_empty()).then(|| Self { exact: whole && !filter.asks_for_days(), text })
    }

    /// The words of the search alone.
    pub fn of_words(engine: Engine, filter: &Filter) -> Option<Self> {
        let wanted = filter.wanted();
        (!wanted.is_empty()).then(|| Self { exact: false, text: match_text(engine, &[], &wanted) })
    }

    /// How many it finds, counted up to `most`.
    pub fn count(&self, tx: &mut Tx<'_>, most: u64) -> Result<u64, StoreError> {
        let sql = tx.pick(
            "SELECT count(*) FROM (SELECT 1 FROM member_search WHERE member_search MATCH ?1 LIMIT ?2) found",
            "SELECT count(*) FROM (SELECT 1 FROM member_search WHERE words @@ CAST(CAST(?1 AS TEXT) AS tsquery) LIMIT ?2) found",
        );
        Ok(tx.one::<(i64,)>(sql, &[&self.text, &(most as i64)])?.0 as u64)
    }

    /// How many the filter leaves of what it finds, or of the first of them when they are many.
    pub fn count_left(
        &self,
        tx: &mut Tx<'_>,
        extent: &Extent,
        filter: &Filter,
        today: Date,
    ) -> Result<u64, StoreError> {
        let mut clause = extent.clause.clone();
        let (text, most) = (clause.bind(&self.text), clause.bind(SORTED as i64));
        let found = match tx.engine() {
            Engine::Sqlite => {
                format!("SELECT rowid AS n FROM member_search WHERE member_search MATCH {text} LIMIT {most}")
            }
            Engine::Postgres => {
                format!(
                    "SELECT n FROM member_search WHERE words @@ CAST(CAST({text} AS TEXT) AS tsquery) LIMIT {most}"
                )
            }
        };
        filter.narrow_by_fields(&mut clause, today);
        let sql = format!(
            "SELECT count(*) FROM ({found}) found JOIN member_entry ON member_entry.n = found.n WHERE {}",
            clause.sql
        );
        Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0 as u64)
    }

    /// How many of what it finds stand under each letter: only for few.
    pub fn letters(
        &self,
        tx: &mut Tx<'_>,
        extent: &Extent,
        filter: &Filter,
        today: Date,
    ) -> Result<BTreeMap<char, u64>, StoreError> {
        let (from, clause) = self.joined(tx, extent, filter, today);
        let mut letters = BTreeMap::new();
        let sql = format!("SELECT member_entry.letter {from} WHERE {}", clause.sql);
        tx.stream(&sql, &clause.params(), |row| {
            let letter = row.get::<String>(0)?.chars().next().unwrap_or('#');
            *letters.entry(letter).or_insert(0) += 1;
            Ok::<_, StoreError>(())
        })?;
        Ok(letters)
    }

    /// The numbers of entries that it finds beyond one, in their order.
    fn numbers(&self, tx: &mut Tx<'_>, from: i64, onward: bool, most: u64) -> Result<Vec<i64>, StoreError> {
        let (sign, way) = if onward { (">", "ASC") } else { ("<", "DESC") };
        let sql = match tx.engine() {
            Engine::Sqlite => format!(
                "SELECT rowid FROM member_search WHERE member_search MATCH ?1 AND rowid {sign} ?2 ORDER BY rowid {way} LIMIT ?3"
            ),
            Engine::Postgres => format!(
                "SELECT n FROM member_search WHERE words @@ CAST(CAST(?1 AS TEXT) AS tsquery) AND n {sign} ?2
                 ORDER BY n {way} LIMIT ?3"
            ),
        };
        let found: Vec<(i64,)> = tx.all(&sql, &[&self.text, &from, &(most as i64)])?;
        Ok(found.into_iter().map(|(n,)| n).collect())
    }

    fn joined(&self, tx: &Tx<'_>, extent: &Extent, filter: &Filter, today: Date) -> (&'static str, Clause) {
        let mut clause = extent.clause.clone();
        let text = clause.bind(&self.text);
        let from = match tx.engine() {
            Engine::Sqlite => {
                clause.and(&format!("member_search MATCH {text}"));
                "FROM member_search CROSS JOIN member_entry ON member_entry.n = member_search.rowid"
            }
            Engine::Postgres => {
                clause.and(&format!("member_search.words @@ CAST(CAST({text} AS TEXT) AS tsquery)"));
                "FROM member_search JOIN member_entry ON member_entry.n = member_search.n"
            }
        };
        filter.narrow_by_fields(&mut clause, today);
        (from, clause)
    }
}

/// Few enough to be sorted.
pub(super) fn sorted(
    tx: &mut Tx<'_>,
    lookup: &Lookup,
    extent: &Extent,
    filter: &Filter,
    sort: Sort,
    asked: &Asked,
    today: Date,
) -> Result<Page, StoreError> {
    let (asked, start) = walk::start(tx, sort.by, asked)?;
    let forward = (asked.side() == Side::After) == (sort.direction == Direction::Up);
    let (sign, way) = if forward { (">", "") } else { ("<", " DESC") };
    let (from, mut clause) = lookup.joined(tx, extent, filter, today);
    if let Some(start) = start {
        walk::compare(&mut clause, sort.by, sign, &start);
    }
    let limit = clause.bind(asked.rows as i64 + 1);
    let order: Vec<String> = sort.by.columns().iter().map(|c| format!("member_entry.{c}{way}")).collect();
    let sql =
        format!("SELECT {COLUMNS} {from} WHERE {} ORDER BY {} LIMIT {limit}", clause.sql, order.join(", "));
    let mut lines = Vec::new();
    tx.stream(&sql, &clause.params(), |row| {
        lines.push(Line::read(row, sort.by, today)?);
        Ok::<_, StoreError>(())
    })?;
    Ok(Page::of(lines, &asked, Order::AsAsked))
}

/// In the order of the entries' numbers, which is the search index's own: it stops when the page is full.
pub(super) fn as_entered(
    tx: &mut Tx<'_>,
    lookup: &Lookup,
    extent: &Extent,
    filter: &Filter,
    asked: &Asked,
    today: Date,
) -> Result<Page, StoreError> {
    let (asked, start) = walk::start(tx, SortBy::Name, asked)?;
    let onward = asked.side() == Side::After;
    let from = start.map_or(if onward { i64::MIN } else { i64::MAX }, |key| key.n);
    let wanted = asked.rows as u64 + 1;
    let most = if lookup.exact { wanted } else { LOOKED_AT };
    let numbers = lookup.numbers(tx, from, onward, most)?;
    let mut clause = extent.clause.clone();
    filter.narrow_by_fields(&mut clause, today);
    let n = clause.bind(0_i64);
    let sql = format!("SELECT {COLUMNS} FROM member_entry WHERE member_entry.n = {n} AND {}", clause.sql);
    let mut lines = Vec::new();
    for number in &numbers {
        clause.rebind(&n, *number);
        tx.stream(&sql, &clause.params(), |row| {
            lines.push(Line::read(row, SortBy::Name, today)?);
            Ok::<_, StoreError>(())
        })?;
        if lines.len() as u64 >= wanted {
            return Ok(Page::of(lines, &asked, Order::AsEntered));
        }
    }
    match numbers.last() {
        Some(last) if numbers.len() as u64 == LOOKED_AT && !lookup.exact => {
            let (end,) = tx.one("SELECT membership_id FROM member_entry WHERE n = ?1", &[last])?;
            Ok(walk::cut_short(lines, &asked, Order::AsEntered, end, LOOKED_AT))
        }
        _ => Ok(Page::of(lines, &asked, Order::AsEntered)),
    }
}
