//! The two ways to ask for names.

use crate::access::{Clause, ManageContacts, Right};
use crate::organisation::OrganisationId;
use crate::words;
use store::{FromRow, Row, StoreError, Tx};

/// An organisation, and what tells it from another of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub id: OrganisationId,
    pub number: i64,
    pub slug: String,
    pub name: String,
    /// The name of its kind.
    pub kind: String,
    pub under: Option<String>,
}

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.get(0)?,
            number: row.get(1)?,
            slug: row.get(2)?,
            name: row.get(3)?,
            kind: row.get(4)?,
            under: row.get(5)?,
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Open,
    /// Also those that have closed.
    Any,
}

/// So many are told apart when several are called the same.
const SAME: usize = 20;

/// The one whose pages have this address, or all that are called exactly so.
pub fn called(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    which: Which,
    typed: &str,
) -> Result<Vec<Named>, StoreError> {
    let name = by_name(tx);
    for (column, value) in [("o.slug", typed.to_owned()), (name, words::fold(typed))] {
        let mut clause = reach(right, which);
        let place = clause.bind(value);
        clause.and(&format!("{column} = {place}"));
        let found = some(tx, clause, "", SAME)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// At most so many whose names begin as typed, then such in which each word typed begins a word.
pub fn begun(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    which: Which,
    typed: &str,
    most: usize,
) -> Result<Vec<Named>, StoreError> {
    let wanted = words::wanted(typed);
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (name, index) = (by_name(tx), tx.pick(" INDEXED BY organisation_name", ""));
    let mut reach = reach(right, which);
    let mut range = reach.clone();
    let begins: String = words::fold(typed).chars().take(100).collect();
    let (from, until) = (range.bind(begins.clone()), range.bind(format!("{begins}\u{10ffff}")));
    range.and(&format!("{name} >= {from} AND {name} < {until}"));
    let mut found = some(tx, range, index, most)?;
    if found.len() < most {
        for word in wanted {
            let pattern = reach.bind(format!("% {word}%"));
            reach.and(&format!("(' ' || o.sort_name) LIKE {pattern}"));
        }
        let known: Vec<OrganisationId> = found.iter().map(|one| one.id).collect();
        let others = some(tx, reach, index, most)?;
        found.extend(others.into_iter().filter(|one| !known.contains(&one.id)));
        found.truncate(most);
    }
    Ok(found)
}

fn reach(right: &Right<ManageContacts>, which: Which) -> Clause {
    let mut clause = right.clause("o.id");
    if which == Which::Open {
        clause.and("o.closed_on IS NULL");
    }
    clause
}

/// As the index has it.
fn by_name(tx: &Tx<'_>) -> &'static str {
    match tx.engine() {
        store::Engine::Sqlite => "o.sort_name",
        store::Engine::Postgres => "o.sort_name COLLATE \"C\"",
    }
}

fn some(tx: &mut Tx<'_>, mut clause: Clause, index: &str, most: usize) -> Result<Vec<Named>, StoreError> {
    let (name, most) = (by_name(tx), clause.bind(most as i64));
    let sql = format!(
        "SELECT o.id, o.number, o.slug, o.name, kind.name, above.name
         FROM organisation o{index} CROSS JOIN organisation_kind kind
         LEFT JOIN organisation above ON above.id = o.parent_id
         WHERE kind.key = o.kind AND {} ORDER BY {name}, o.id LIMIT {most}",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}
