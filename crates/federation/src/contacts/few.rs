//! A page of what few contacts match: their places in the order are read from an index, sorted here, and only the
//! contacts of the page itself are read whole.

use super::list::{Asked, Side};
use super::row::{COLUMNS, Contact, Key, Sort, SortBy};
use super::{Expr, bound, sql};
use crate::access::Clause;
use crate::words;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use store::{Engine, FromRow, Row, StoreError, Tx, Value, ValueRef};
use web::list::Direction;

/// What the search index finds: how many, and when they are few a page of them and what stands under each letter.
pub(super) struct Found {
    /// At most one more than is asked for.
    pub count: u64,
    pub few: Option<Few>,
}

/// A page of them, one row more where there is one, and how many stand under each letter.
pub(super) struct Few {
    pub rows: Vec<Contact>,
    pub letters: BTreeMap<char, u64>,
}

/// So many are sorted for one page: by name the index holds all that is needed.
fn bound_of(by: SortBy) -> u64 {
    if by == SortBy::Name { bound(6_000) } else { bound(2_000) }
}

/// The search index is asked once: what it finds, up to `most`, is counted, and looked up when it is few.
pub(super) fn found(
    tx: &mut Tx<'_>,
    expr: &Expr,
    text: &str,
    most: u64,
    sort: Sort,
    asked: &Asked,
    start: Option<&Key>,
) -> Result<Found, StoreError> {
    let is_up = (asked.side() == Side::After) == (sort.direction == Direction::Up);
    let (sql, clause) = asking(tx.engine(), expr, text, most, sort.by);
    let (mut count, mut letters) = (0, BTreeMap::new());
    let mut nearest = Nearest::new(sort.by.columns(), is_up, asked.rows + 1);
    tx.stream(&sql, &clause.params(), |row| {
        if let ValueRef::Int(many) = row.value(0)? {
            count = many as u64;
            return Ok(());
        }
        // Last stands the number, before it the name, in every order.
        let ValueRef::Text(name) = row.value(nearest.columns.len() - 1)? else {
            return Err(StoreError::NoRow);
        };
        *letters.entry(words::letter(name)).or_default() += 1;
        nearest.take(row, start)
    })?;
    let few = match count <= bound_of(sort.by) {
        true => Some(Few { rows: whole(tx, &nearest.sorted())?, letters }),
        false => None,
    };
    Ok(Found { count, few })
}

/// A line with how many there are, and one with the place of each in the order, when they are few.
fn asking(engine: Engine, expr: &Expr, text: &str, most: u64, by: SortBy) -> (String, Clause) {
    let mut clause = Clause::all();
    let (text, most) = (clause.bind(text.to_owned()), clause.bind(most as i64));
    let few = clause.bind(bound_of(by) as i64);
    let find = match engine {
        Engine::Sqlite => format!("SELECT rowid AS n FROM contact_search WHERE contact_search MATCH {text}"),
        Engine::Postgres => {
            format!("SELECT n FROM contact_search WHERE terms @@ CAST(CAST({text} AS TEXT) AS tsquery)")
        }
    };
    let is_whole = sql::search(engine, expr).1;
    if !is_whole {
        sql::narrow_by_entry(&mut clause, engine, expr);
    }
    let by_index = engine == Engine::Sqlite && by == SortBy::Name && is_whole;
    let index = if by_index { " INDEXED BY contact_entry_found" } else { "" };
    let columns = by.columns();
    let places = columns.iter().map(|c| format!("contact_entry.{c}")).collect::<Vec<_>>().join(", ");
    let blanks = ", NULL".repeat(columns.len());
    let sql = format!(
        "WITH found AS MATERIALIZED ({find} LIMIT {most}),
              counted AS MATERIALIZED (SELECT count(*) AS many FROM found)
         SELECT many{blanks} FROM counted UNION ALL
         SELECT NULL, {places} FROM counted CROSS JOIN found CROSS JOIN contact_entry{index}
         WHERE counted.many <= {few} AND contact_entry.n = found.n AND {}",
        clause.sql
    );
    (sql, clause)
}

/// The places nearest to the beginning of a page, of any number that come by.
struct Nearest {
    columns: &'static [&'static str],
    is_up: bool,
    most: usize,
    places: Vec<Vec<Value>>,
    /// A page is full, and its farthest place stands last of it.
    is_full: bool,
}

impl Nearest {
    fn new(columns: &'static [&'static str], is_up: bool, most: usize) -> Self {
        Self { columns, is_up, most, places: Vec::new(), is_full: false }
    }

    /// A row is copied only when it can still be on the page.
    fn take(&mut self, row: &Row<'_>, start: Option<&Key>) -> Result<(), StoreError> {
        if let Some(Key(start)) = start
            && self.order(against(row, self.columns, start)?) != Ordering::Greater
        {
            return Ok(());
        }
        if self.is_full
            && self.order(against(row, self.columns, &self.places[self.most - 1])?) != Ordering::Less
        {
            return Ok(());
        }
        self.places.push(place(row, self.columns)?);
        if self.places.len() >= 2 * self.most {
            self.cut();
        }
        Ok(())
    }

    fn order(&self, order: Ordering) -> Ordering {
        if self.is_up { order } else { order.reverse() }
    }

    fn cut(&mut self) {
        let is_up = self.is_up;
        let order = |a: &Vec<Value>, b: &Vec<Value>| if is_up { compared(a, b) } else { compared(b, a) };
        if self.places.len() > self.most {
            self.places.select_nth_unstable_by(self.most - 1, order);
            self.places.truncate(self.most);
            self.is_full = true;
        }
    }

    fn sorted(mut self) -> Vec<Vec<Value>> {
        self.cut();
        let is_up = self.is_up;
        self.places.sort_unstable_by(|a, b| if is_up { compared(a, b) } else { compared(b, a) });
        self.places
    }
}

/// The columns of a place stand after the count.
fn place(row: &Row<'_>, columns: &[&str]) -> Result<Vec<Value>, StoreError> {
    let value = |at: usize| match row.value(at + 1)? {
        ValueRef::Int(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => Ok(Value::Text(text.to_owned())),
        _ => Err(StoreError::NoRow),
    };
    (0..columns.len()).map(value).collect()
}

/// A row against a place, as the indexes compare: numbers by size, texts byte by byte.
fn against(row: &Row<'_>, columns: &[&str], place: &[Value]) -> Result<Ordering, StoreError> {
    for (at, held) in place.iter().enumerate().take(columns.len()) {
        let order = match (row.value(at + 1)?, held) {
            (ValueRef::Int(a), Value::Int(b)) => a.cmp(b),
            (ValueRef::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            _ => Ordering::Equal,
        };
        if order.is_ne() {
            return Ok(order);
        }
    }
    Ok(Ordering::Equal)
}

/// Two places, likewise.
fn compared(a: &[Value], b: &[Value]) -> Ordering {
    let one = |pair: (&Value, &Value)| match pair {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        _ => Ordering::Equal,
    };
    a.iter().zip(b).map(one).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
}

/// The contacts themselves, in the order of their places.
fn whole(tx: &mut Tx<'_>, places: &[Vec<Value>]) -> Result<Vec<Contact>, StoreError> {
    let numbers: Vec<i64> = places.iter().filter_map(|place| number(place)).collect();
    let sql =
        format!("SELECT {COLUMNS}, contact_entry.n FROM contact_entry WHERE contact_entry.n IN ({{list}})");
    let rows = tx.all_within::<Numbered>(&sql, &[], &numbers)?;
    let mut rows: HashMap<i64, Contact> = rows.into_iter().map(|Numbered(n, contact)| (n, contact)).collect();
    Ok(numbers.iter().filter_map(|n| rows.remove(n)).collect())
}

struct Numbered(i64, Contact);

impl FromRow for Numbered {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self(row.get(15)?, Contact::read(row)?))
    }
}

fn number(place: &[Value]) -> Option<i64> {
    match place.last() {
        Some(Value::Int(n)) => Some(*n),
        _ => None,
    }
}
