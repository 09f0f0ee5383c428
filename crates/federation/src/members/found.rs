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
pub(super) const SORTED: u64 = bound(3_000);
/// Of more, so many are looked at in the order of entering when the filter asks for more than the index knows.
const LOOKED_AT: u64 = bound(5_000);

/// A way to few of many.
pub(super) struct Lookup {
    through: Through,
    /// The index knows all that is asked, so that what it counts is right.
    pub exact: bool,
}

enum Through {
    /// What the search index is asked.
    Words(String),
    /// The index by the day of joining.
    Days(&'static str),
}

impl Lookup {
    /// None when nothing is asked that the search index knows.
    pub fn of(engine: Engine, extent: &Extent, filter: &Filter) -> Option<Self> {
        let (mark, whole) = extent.mark();
        let mut marks = filter.marks();
        marks.extend(mark);
        let text = match_text(engine, &marks, &filter.wanted(), filter.unmarked().as_deref());
        Self::words(text, whole && !filter.asks_for_days())
    }

    /// The words of the search, here.
    pub fn of_words(engine: Engine, extent: &Extent, filter: &Filter) -> Option<Self> {
        let marks: Vec<String> = extent.mark().0.into_iter().collect();
        Some(filter.wanted())
            .filter(|wanted| !wanted.is_empty())
            .and_then(|wanted| Self::words(match_text(engine, &marks, &wanted, None), false))
    }

    /// The days of joining that the filter asks for, when no words are.
    pub fn of_days(extent: &Extent, filter: &Filter) -> Option<Self> {
        let asked =
            filter.wanted().is_empty() && (filter.joined_from.is_some() || filter.joined_until.is_some());
        let index = if extent.homes().is_some() { "member_entry_joined" } else { "member_entry_all_joined" };
        asked.then_some(Self { through: Through::Days(index), exact: false })
    }

    fn words(text: String, exact: bool) -> Option<Self> {
        (!text.is_empty()).then_some(Self { through: Through::Words(text), exact })
    }

    /// How many it finds, counted up to `most`.
    pub fn count(
        &self,
        tx: &mut Tx<'_>,
        extent: &Extent,
        filter: &Filter,
        most: u64,
    ) -> Result<u64, StoreError> {
        let (from, mut clause) = match &self.through {
            Through::Days(index) => by_days(tx.engine(), index, extent, filter),
            Through::Words(text) => by_words(tx.engine(), text, Clause::all()),
        };
        let most = clause.bind(most as i64);
        let sql = format!("SELECT count(*) FROM (SELECT 1 {from} WHERE {} LIMIT {most}) found", clause.sql);
        Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0 as u64)
    }

    /// How many the filter leaves of what it finds, by letter. Only for few.
    pub fn letters(
        &self,
        tx: &mut Tx<'_>,
        extent: &Extent,
        filter: &Filter,
        today: Date,
    ) -> Result<BTreeMap<char, u64>, StoreError> {
        let (from, clause) = self.joined(tx, extent, filter, today);
        let sql = format!(
            "SELECT member_entry.letter, count(*) {from} WHERE {} GROUP BY member_entry.letter",
            clause.sql
        );
        let lines: Vec<(String, i64)> = tx.all(&sql, &clause.params())?;
        Ok(lines.into_iter().map(|(l, n)| (l.chars().next().unwrap_or('#'), n as u64)).collect())
    }

    /// How many the filter leaves of the first that it finds.
    pub fn left_of_first(
        &self,
        tx: &mut Tx<'_>,
        extent: &Extent,
        filter: &Filter,
        today: Date,
    ) -> Result<u64, StoreError> {
        let (from, mut clause) = self.joined(tx, extent, &Filter::everybody(), today);
        let most = clause.bind(SORTED as i64);
        let first = format!("SELECT member_entry.* {from} WHERE {} LIMIT {most}", clause.sql);
        clause.sql = "TRUE".to_owned();
        filter.narrow_by_fields(&mut clause, today);
        let sql = format!("SELECT count(*) FROM ({first}) member_entry WHERE {}", clause.sql);
        Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0 as u64)
    }

    /// The numbers of entries that it finds beyond one, in their order.
    fn numbers(&self, tx: &mut Tx<'_>, from: i64, onward: bool, most: u64) -> Result<Vec<i64>, StoreError> {
        let Through::Words(text) = &self.through else { return Ok(Vec::new()) };
        let (sign, way) = if onward { (">", "ASC") } else { ("<", "DESC") };
        let (table, mut clause) = by_words(tx.engine(), text, Clause::all());
        let (n, from, most) = (number(tx.engine()), clause.bind(from), clause.bind(most as i64));
        let sql = format!(
            "SELECT {n} {table} WHERE {} AND {n} {sign} {from} ORDER BY {n} {way} LIMIT {most}",
            clause.sql
        );
        let found: Vec<(i64,)> = tx.all(&sql, &clause.params())?;
        Ok(found.into_iter().map(|(n,)| n).collect())
    }

    fn joined(&self, tx: &Tx<'_>, extent: &Extent, filter: &Filter, today: Date) -> (String, Clause) {
        let (from, mut clause) = match &self.through {
            Through::Days(index) => by_days(tx.engine(), index, extent, filter),
            Through::Words(text) => {
                let (from, mut clause) = by_words(tx.engine(), text, extent.clause.clone());
                clause.and(&format!("member_entry.n = {}", number(tx.engine())));
                // Left to itself SQLite may walk a million entries and ask of each whether it was found.
                (format!("{from} CROSS JOIN member_entry"), clause)
            }
        };
        filter.narrow_by_fields(&mut clause, today);
        (from, clause)
    }
}

fn number(engine: Engine) -> &'static str {
    if engine == Engine::Sqlite { "member_search.rowid" } else { "member_search.n" }
}

fn by_words(engine: Engine, text: &str, mut clause: Clause) -> (String, Clause) {
    let place = clause.bind(text);
    clause.and(&match engine {
        Engine::Sqlite => format!("member_search MATCH {place}"),
        Engine::Postgres => format!("member_search.words @@ CAST(CAST({place} AS TEXT) AS tsquery)"),
    });
    ("FROM member_search".to_owned(), clause)
}

fn by_days(engine: Engine, index: &str, extent: &Extent, filter: &Filter) -> (String, Clause) {
    let mut clause = extent.clause.clone();
    if let Some(homes) = extent.homes() {
        let homes = clause.bind_all(&homes);
        clause.and(&format!("member_entry.organisation_id IN ({homes})"));
    }
    let days = Filter {
        standing: filter.standing,
        joined_from: filter.joined_from,
        joined_until: filter.joined_until,
        ..Filter::default()
    };
    days.narrow_by_standing(&mut clause);
    days.narrow_by_joining(&mut clause);
    let hint = if engine == Engine::Sqlite { format!(" INDEXED BY {index}") } else { String::new() };
    (format!("FROM member_entry{hint}"), clause)
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
