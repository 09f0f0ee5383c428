//! A page of what few contacts match: their places in the order are read from an index, sorted here, and only the
//! contacts of the page itself are read whole.

use super::list::{Asked, Side};
use super::row::{COLUMNS, Contact, Key, Sort, SortBy};
use super::{Expr, bound, sql};
use crate::access::Clause;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use store::{Engine, FromRow, Row, StoreError, Tx, Value};
use web::list::Direction;

/// A page of them, one row more where there is one, and how many stand under each letter.
pub(super) struct Few {
    pub rows: Vec<Contact>,
    pub letters: BTreeMap<char, u64>,
}

/// So many are sorted for one page: by name the index holds all that is needed.
pub(super) fn bound_of(by: SortBy) -> u64 {
    if by == SortBy::Name { bound(6_000) } else { bound(2_000) }
}

pub(super) fn few(
    tx: &mut Tx<'_>,
    expr: &Expr,
    text: &str,
    sort: Sort,
    asked: &Asked,
    start: Option<&Key>,
) -> Result<Few, StoreError> {
    let is_up = (asked.side() == Side::After) == (sort.direction == Direction::Up);
    let mut letters = BTreeMap::new();
    let mut places: Vec<Vec<Value>> = Vec::new();
    let (sql, clause) = asking(tx.engine(), expr, text, sort.by);
    tx.stream(&sql, &clause.params(), |row| {
        let letter: String = row.get(0)?;
        *letters.entry(letter.chars().next().unwrap_or('#')).or_default() += 1;
        let place = place(row, sort.by)?;
        let beyond = start.is_none_or(|Key(start)| {
            compared(&place, start) == if is_up { Ordering::Greater } else { Ordering::Less }
        });
        if beyond {
            places.push(place);
        }
        Ok::<_, StoreError>(())
    })?;
    let order = |a: &Vec<Value>, b: &Vec<Value>| if is_up { compared(a, b) } else { compared(b, a) };
    let most = asked.rows + 1;
    if places.len() > most {
        places.select_nth_unstable_by(most - 1, order);
        places.truncate(most);
    }
    places.sort_unstable_by(order);
    Ok(Few { rows: whole(tx, &places)?, letters })
}

/// Letter and place of everything that the search index finds.
fn asking(engine: Engine, expr: &Expr, text: &str, by: SortBy) -> (String, Clause) {
    let mut clause = Clause::all();
    let text = clause.bind(text.to_owned());
    clause.and(&match engine {
        Engine::Sqlite => format!("contact_search MATCH {text} AND contact_entry.n = contact_search.rowid"),
        Engine::Postgres => format!(
            "contact_search.terms @@ CAST(CAST({text} AS TEXT) AS tsquery) AND contact_entry.n = contact_search.n"
        ),
    });
    let is_whole = sql::search(engine, expr).1;
    if !is_whole {
        sql::narrow_by_entry(&mut clause, engine, expr);
    }
    let by_index = engine == Engine::Sqlite && by == SortBy::Name && is_whole;
    let index = if by_index { " INDEXED BY contact_entry_found" } else { "" };
    let columns = by.columns().iter().map(|c| format!("contact_entry.{c}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT contact_entry.letter, {columns} FROM contact_search CROSS JOIN contact_entry{index} WHERE {}",
        clause.sql
    );
    (sql, clause)
}

fn place(row: &Row<'_>, by: SortBy) -> Result<Vec<Value>, StoreError> {
    let value = |(at, column): (usize, &&str)| {
        Ok(match *column {
            "n" | "changed_at" => Value::Int(row.get(at + 1)?),
            _ => Value::Text(row.get(at + 1)?),
        })
    };
    by.columns().iter().enumerate().map(value).collect()
}

/// As the indexes compare: numbers by size, texts byte by byte.
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
