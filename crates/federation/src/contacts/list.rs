//! A page of the list: what few find is sorted; of many, a sorted index is walked from where the last page ended, and
//! most entries that are not meant are passed over by their bits, unread.

use super::few::Found;
use super::row::{COLUMNS, Contact, Key, subject};
use super::{Expr, Sort, SortBy, bound, few, sql, stretch};
use crate::access::Clause;
use crate::contact_entry::Subject;
use std::collections::BTreeMap;
use store::{Engine, StoreError, Tx, Value};
use web::list::{Count, Direction};

/// So many are counted; of more is said that they are more.
const COUNTED: u64 = bound(10_000);
/// So many entries of an index are walked over for one page; the next goes on from there.
const WALKED: u64 = bound(20_000);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

/// Where a page begins: beside a contact. It stands in addresses, so it holds no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub side: Side,
    pub at: Subject,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub rows: usize,
    pub from: Option<Cursor>,
}

impl Asked {
    /// "All rows" stops here: a page of more serves nobody.
    pub const MOST: usize = 1_000;

    pub fn first(rows: usize) -> Self {
        Self { rows: rows.clamp(1, Self::MOST), from: None }
    }

    pub(super) fn side(&self) -> Side {
        self.from.map_or(Side::After, |c| c.side)
    }
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<Contact>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
    pub count: Count,
    /// How many stand under each letter; none while that is dear.
    pub letters: Option<BTreeMap<char, u64>>,
    /// The filter leaves few in this order, so the page stopped after so many entries.
    pub walked: Option<u64>,
}

/// One page of the contacts that `expr` means; the caller has narrowed it to what a right reaches.
pub fn list(tx: &mut Tx<'_>, expr: &Expr, sort: Sort, asked: &Asked) -> Result<Page, StoreError> {
    let (text, whole) = sql::search(tx.engine(), expr);
    let mut asked = *asked;
    let start = match asked.from {
        Some(cursor) => key_of(tx, sort.by, cursor.at)?,
        None => None,
    };
    if start.is_none() {
        asked.from = None;
    }
    let walk = Walk { expr, text, sort, asked, start };
    let found = match &walk.text {
        Some(text) => few::found(tx, expr, text, COUNTED + 1, sort, &walk.asked, walk.start.as_ref())?,
        None => Found { count: COUNTED + 1, few: None },
    };
    if let Some(few) = found.few {
        let count = few.letters.values().sum();
        let mut page = walk.page(few.rows);
        (page.count, page.letters) = (Count::Exactly(count), Some(few.letters));
        return Ok(page);
    }
    let mut page = walk.walk(tx)?;
    page.count = match (&walk.text, whole) {
        (None, true) => Count::Exactly(everything(tx)?),
        (Some(_), true) if found.count <= COUNTED => Count::Exactly(found.count),
        (_, true) => Count::MoreThan(COUNTED),
        // Dates of change are asked of the entries: at least those of this page.
        _ => Count::MoreThan(page.rows.len().saturating_sub(1) as u64),
    };
    if walk.text.is_none() && whole {
        page.letters = Some(tallies(tx)?);
    }
    Ok(page)
}

fn tallies(tx: &mut Tx<'_>) -> Result<BTreeMap<char, u64>, StoreError> {
    let lines: Vec<(String, i64)> =
        tx.all("SELECT letter, entries FROM contact_tally WHERE entries > 0", &[])?;
    Ok(lines.into_iter().map(|(l, n)| (l.chars().next().unwrap_or('#'), n as u64)).collect())
}

fn everything(tx: &mut Tx<'_>) -> Result<u64, StoreError> {
    Ok(tallies(tx)?.values().sum())
}

/// The place of a contact in an order. One that has gone since brings back to the first page.
fn key_of(tx: &mut Tx<'_>, by: SortBy, at: Subject) -> Result<Option<Key>, StoreError> {
    let id = Value::Bytes(at.bytes().to_vec());
    let sql = format!("SELECT {} FROM contact_entry WHERE subject_id = ?1", by.columns().join(", "));
    let mut found = None;
    tx.stream(&sql, &[&id], |row| {
        let (mut key, columns) = (Vec::new(), by.columns());
        for (i, column) in columns.iter().enumerate() {
            key.push(match *column {
                "n" | "changed_at" => Value::Int(row.get(i)?),
                _ => Value::Text(row.get(i)?),
            });
        }
        found = Some(Key(key));
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

struct Walk<'a> {
    expr: &'a Expr,
    text: Option<String>,
    sort: Sort,
    asked: Asked,
    start: Option<Key>,
}

impl Walk<'_> {
    fn is_up(&self) -> bool {
        (self.asked.side() == Side::After) == (self.sort.direction == Direction::Up)
    }

    fn order(&self) -> String {
        let way = if self.is_up() { "" } else { " DESC" };
        let columns = self.sort.by.columns().iter().map(|c| format!("contact_entry.{c}{way}"));
        columns.collect::<Vec<_>>().join(", ")
    }

    /// From the cursor on, no further than what is meant can stand.
    fn beyond(&self, clause: &mut Clause) {
        stretch::narrow(clause, self.sort.by, self.expr);
        let Some(Key(values)) = &self.start else { return };
        let places: Vec<String> = values.iter().map(|v| clause.bind(v)).collect();
        let columns: Vec<String> =
            self.sort.by.columns().iter().map(|c| format!("contact_entry.{c}")).collect();
        let sign = if self.is_up() { ">" } else { "<" };
        clause.and(&format!("({}) {sign} ({})", columns.join(", "), places.join(", ")));
    }

    fn walk(&self, tx: &mut Tx<'_>) -> Result<Page, StoreError> {
        let engine = tx.engine();
        let (from, order) = (self.from(engine), self.order());
        let mut clause = Clause::all();
        self.beyond(&mut clause);
        let most = clause.bind(WALKED as i64);
        // The index alone is read until the bits fit; only then the entry.
        let inner = format!(
            "SELECT contact_entry.n AS at, contact_entry.bits AS has {from} WHERE {} ORDER BY {order} LIMIT {most}",
            clause.sql
        );
        clause.sql = "TRUE".to_owned();
        let bits = clause.bind(self.expr.bits());
        sql::narrow_by_entry(&mut clause, engine, self.expr);
        let limit = clause.bind(self.asked.rows as i64 + 1);
        // SQLite keeps the order of what feeds the join, and stops when the page is full.
        let again = if engine == Engine::Postgres { format!("ORDER BY {order}") } else { String::new() };
        let sql = format!(
            "SELECT {COLUMNS} FROM ({inner}) walked CROSS JOIN contact_entry
             WHERE contact_entry.n = walked.at AND (walked.has & CAST({bits} AS BIGINT)) = CAST({bits} AS BIGINT)
               AND {} {again} LIMIT {limit}",
            clause.sql
        );
        let rows = read(tx, &sql, &clause)?;
        if rows.len() > self.asked.rows {
            return Ok(self.page(rows));
        }
        let end = self.end(tx)?;
        let mut page = self.page(rows);
        if let Some(end) = end {
            let end = Some(Cursor { side: self.asked.side(), at: end });
            match self.asked.side() {
                Side::After => page.after = end,
                Side::Before => page.before = end,
            }
            page.walked = Some(WALKED);
        }
        Ok(page)
    }

    /// The last contact that was walked over; none when the order ended before.
    fn end(&self, tx: &mut Tx<'_>) -> Result<Option<Subject>, StoreError> {
        let mut clause = Clause::all();
        self.beyond(&mut clause);
        let skip = clause.bind(WALKED as i64 - 1);
        let sql = format!(
            "SELECT last.subject_id, last.is_person FROM (SELECT contact_entry.n AS at {} WHERE {} ORDER BY {} LIMIT 1 OFFSET {skip}) walked
             CROSS JOIN contact_entry last WHERE last.n = walked.at",
            self.from(tx.engine()),
            clause.sql,
            self.order()
        );
        let found: Option<(Vec<u8>, bool)> = tx.maybe(&sql, &clause.params())?;
        found.map(|(id, is_person)| subject(id, is_person)).transpose()
    }

    fn from(&self, engine: Engine) -> String {
        match engine {
            Engine::Sqlite => format!("FROM contact_entry INDEXED BY contact_entry_{}", self.sort.by.word()),
            Engine::Postgres => "FROM contact_entry".to_owned(),
        }
    }

    /// `rows` may hold one more than fits, as a sign that there is more.
    fn page(&self, mut rows: Vec<Contact>) -> Page {
        let more = rows.len() > self.asked.rows;
        rows.truncate(self.asked.rows);
        if self.asked.side() == Side::Before {
            rows.reverse();
        }
        let (earlier, later) = match self.asked.side() {
            Side::After => (self.asked.from.is_some(), more),
            Side::Before => (more, true),
        };
        let at = |side, row: Option<&Contact>| row.map(|r| Cursor { side, at: r.subject });
        Page {
            before: at(Side::Before, rows.first()).filter(|_| earlier),
            after: at(Side::After, rows.last()).filter(|_| later),
            rows,
            count: Count::Exactly(0),
            letters: None,
            walked: None,
        }
    }
}

fn read(tx: &mut Tx<'_>, sql: &str, clause: &Clause) -> Result<Vec<Contact>, StoreError> {
    let mut rows = Vec::new();
    tx.stream(sql, &clause.params(), |row| {
        rows.push(Contact::read(row)?);
        Ok::<_, StoreError>(())
    })?;
    Ok(rows)
}
