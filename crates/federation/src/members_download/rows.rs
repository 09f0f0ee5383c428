//! The rows of a spreadsheet, streamed from one query: however many members, a row at a time is in memory.
//!
//! Somebody with several contact points comes as several lines of the answer, one after the other; they are put
//! together here.

use super::column::{Columns, STREETS, Source};
use super::meant::Meant;
use super::point::{self, Best, KINDS};
use crate::membership::entry::FOR_LIFE;
use formats::xlsx::Cell;
use jiff::civil::Date;
use store::{Row, StoreError, Tx, ValueRef};
use web::text::Words;

/// The words that cells may hold.
pub(super) struct CellWords<'a> {
    t: &'a Words,
    yes: String,
    no: String,
    for_life: String,
    current: String,
    lapsed: String,
    ended: String,
}

impl<'a> CellWords<'a> {
    pub fn of(t: &'a Words) -> Self {
        Self {
            t,
            yes: t.plain("download-cell-yes"),
            no: t.plain("download-cell-no"),
            for_life: t.plain("download-cell-for-life"),
            current: t.plain("download-cell-current"),
            lapsed: t.plain("download-cell-lapsed"),
            ended: t.plain("download-cell-ended"),
        }
    }
}

#[derive(Clone, Default)]
enum Slot {
    #[default]
    Empty,
    Text(String),
    Day(Date),
}

/// Calls `each` with the cells of every row meant, in the order of the list.
pub(super) fn each<E: From<StoreError>>(
    tx: &mut Tx<'_>,
    meant: &Meant,
    columns: &Columns,
    words: &CellWords<'_>,
    today: Date,
    mut each: impl FnMut(&[Cell<'_>]) -> Result<(), E>,
) -> Result<(), E> {
    let query = Query::of(meant, columns);
    // ISO days compare as text.
    let today = today.to_string();
    let mut held = Held { slots: vec![Slot::Empty; columns.len()], points: Default::default(), n: None };
    tx.stream::<E>(&query.sql, &meant.clause.params(), |row| {
        let n: i64 = row.get(0)?;
        if held.n != Some(n) {
            held.give(columns, &mut each)?;
            held.n = Some(n);
            for (slot, (column, at)) in held.slots.iter_mut().zip(columns.iter().zip(&query.places)) {
                *slot = read(row, *at, column.source, words, &today)?;
            }
        }
        if let Some(at) = query.point {
            point::offer(&mut held.points, row, at)?;
        }
        Ok(())
    })?;
    held.give(columns, &mut each)
}

/// The member whose lines are being read.
struct Held {
    n: Option<i64>,
    slots: Vec<Slot>,
    points: [Best; KINDS],
}

impl Held {
    fn give<E>(
        &mut self,
        columns: &Columns,
        each: &mut impl FnMut(&[Cell<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.n.is_none() {
            return Ok(());
        }
        let streets = self.points[point::POST].street_lines(STREETS);
        let cells: Vec<Cell<'_>> = columns
            .iter()
            .zip(&self.slots)
            .map(|(column, slot)| {
                let [email, phone, post] = &self.points;
                match (column.source, slot) {
                    (Source::Email, _) => text(&email.value),
                    (Source::Phone, _) => text(&phone.value),
                    (Source::Street(n), _) => streets.get(n).map_or(Cell::Empty, |line| text(line)),
                    (Source::Town, _) => text(&post.town),
                    (Source::County, _) => text(&post.county),
                    (Source::Postcode, _) => text(&post.postcode),
                    (Source::Country, _) => text(&post.country),
                    (_, Slot::Empty) => Cell::Empty,
                    (_, Slot::Text(words)) => text(words),
                    (_, Slot::Day(day)) => Cell::Date(*day),
                }
            })
            .collect();
        each(&cells)?;
        self.points.iter_mut().for_each(Best::clear);
        Ok(())
    }
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

struct Query {
    sql: String,
    /// Where each column's own value stands in the answer; 0 for what comes from contact points.
    places: Vec<usize>,
    /// Where the fields of a contact point begin.
    point: Option<usize>,
}

impl Query {
    fn of(meant: &Meant, columns: &Columns) -> Self {
        let list = meant.list;
        let mut fields = vec![list.number.to_owned()];
        let mut places = Vec::new();
        let mut kinds: Vec<&str> = Vec::new();
        for column in columns.iter() {
            let mut kind = |kind| {
                if !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            };
            match column.source {
                Source::Email => kind("'email'"),
                Source::Phone => kind("'phone'"),
                Source::Street(_) | Source::Town | Source::County | Source::Postcode | Source::Country => {
                    kind("'post'")
                }
                _ => {}
            }
            places.push(own_field(column.source).map_or(0, |field| {
                fields.push(field.to_owned());
                fields.len() - 1
            }));
            if column.source == Source::State {
                fields.push("member_entry.paid_until".to_owned());
            }
        }
        let point = (!kinds.is_empty()).then_some(fields.len());
        let mut joins = String::new();
        for (table, on) in list.tables {
            if fields.iter().any(|f| f.contains(&format!("{table}."))) {
                joins.push_str(&format!(" {} {table} ON {on}", meant.join));
            }
        }
        if point.is_some() {
            fields.push(point::FIELDS.to_owned());
            joins.push_str(&format!(
                " LEFT JOIN contact_point point ON {} AND point.kind IN ({})",
                meant.points,
                kinds.join(", ")
            ));
        }
        let (fields, condition) = (fields.join(", "), &meant.clause.sql);
        let sql = format!("SELECT {fields} {}{joins} WHERE {condition} {}", meant.from, list.order);
        Self { sql, places, point }
    }
}

fn own_field(source: Source) -> Option<&'static str> {
    match source {
        Source::Text(field) | Source::Day(field) | Source::Wish(field) | Source::Coded(field, _) => {
            Some(field)
        }
        Source::State => Some("member_entry.ended"),
        Source::Organisation => Some("organisation.name"),
        _ => None,
    }
}

fn read(
    row: &Row<'_>,
    at: usize,
    source: Source,
    words: &CellWords<'_>,
    today: &str,
) -> Result<Slot, StoreError> {
    let said = |yes: bool, a: &str, b: &str| Slot::Text(if yes { a.to_owned() } else { b.to_owned() });
    Ok(match source {
        Source::Text(_) | Source::Organisation => match row.value(at)? {
            ValueRef::Text(text) if !text.is_empty() => Slot::Text(text.to_owned()),
            _ => Slot::Empty,
        },
        Source::Day(_) => match row.value(at)? {
            ValueRef::Text(FOR_LIFE) => Slot::Text(words.for_life.clone()),
            ValueRef::Text(text) if !text.is_empty() => {
                text.parse().map_or_else(|_| Slot::Text(text.to_owned()), Slot::Day)
            }
            _ => Slot::Empty,
        },
        Source::Coded(_, known) => match row.value(at)? {
            ValueRef::Text(code) => match known.iter().find(|(of, _)| *of == code) {
                Some((_, key)) => Slot::Text(words.t.plain(key)),
                None if code.is_empty() => Slot::Empty,
                None => Slot::Text(code.to_owned()),
            },
            _ => Slot::Empty,
        },
        Source::Wish(_) => said(row.get(at)?, &words.yes, &words.no),
        Source::State => match (row.get(at)?, row.value(at + 1)?) {
            (true, _) => Slot::Text(words.ended.clone()),
            (false, ValueRef::Text(until)) => said(until < today, &words.lapsed, &words.current),
            (false, _) => Slot::Empty,
        },
        _ => Slot::Empty,
    })
}
