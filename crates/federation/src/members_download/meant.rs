//! The rows meant, as the beginning of a query: for members what the right reaches, narrowed by the filter, in the order
//! of the list. Whatever leaves is read through here and nowhere else.

use crate::access::{Clause, Covers, DownloadMembers, Right};
use crate::members::Chosen;
use jiff::civil::Date;
use store::{Engine, StoreError, Tx};

pub struct Meant {
    /// `FROM member_entry …`, without joins.
    pub from: &'static str,
    pub clause: Clause,
    pub list: &'static Listed,
    /// The contact points of a row that count, as `point`.
    pub points: String,
    /// How a further table is joined so that the list's own order stays: SQLite keeps CROSS JOIN as written.
    pub join: &'static str,
}

/// A list whose rows may leave, as queries name it.
pub struct Listed {
    /// The number by which the lines of one row are told from those of the next.
    pub number: &'static str,
    /// Along the index that holds the list's order.
    pub order: &'static str,
    /// Tables that columns may need, and how they are joined.
    pub tables: &'static [(&'static str, &'static str)],
}

pub(super) static MEMBERS: Listed = Listed {
    number: "member_entry.n",
    order: "ORDER BY member_entry.ended, member_entry.sort_name, member_entry.n",
    tables: &[
        ("person", "person.id = member_entry.person_id"),
        ("membership", "membership.id = member_entry.membership_id"),
        ("organisation", "organisation.id = member_entry.organisation_id"),
    ],
};

impl Meant {
    pub fn of(tx: &Tx<'_>, right: &Right<DownloadMembers>, whose: &Chosen, today: Date) -> Self {
        let clause = whose.clause(right, tx.engine(), today);
        // Told the index, SQLite sorts nothing: a sort of many wide rows would fill the memory. What a search finds is
        // few, and is found by the search index.
        let searched = matches!(whose, Chosen::Filter(filter) if !filter.search.trim().is_empty());
        let from = match (tx.engine(), right.covers()) {
            (Engine::Sqlite, Covers::One) if !searched => "FROM member_entry INDEXED BY member_entry_name",
            (Engine::Sqlite, _) if !searched => "FROM member_entry INDEXED BY member_entry_all_name",
            _ => "FROM member_entry",
        };
        let points = "point.person_id = member_entry.person_id AND point.valid_until IS NULL".to_owned();
        Self { from, clause, list: &MEMBERS, points, join: tx.pick("CROSS JOIN", "JOIN") }
    }

    /// The condition again, for another name of the same table: the placeholders stay the same.
    pub fn condition_on(&self, alias: &str) -> String {
        self.clause.sql.replace("member_entry.", &format!("{alias}."))
    }

    pub fn count(&self, tx: &mut Tx<'_>) -> Result<u64, StoreError> {
        let sql = format!("SELECT count(*) FROM member_entry WHERE {}", self.clause.sql);
        let (count,): (i64,) = tx.one(&sql, &self.clause.params())?;
        Ok(u64::try_from(count).unwrap_or(0))
    }
}

/// A long read goes through much of the file once: with the small cache of such a connection every look-up of a person
/// would read the disk again.
pub(super) fn prepare(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    match tx.engine() {
        Engine::Sqlite => tx.script("PRAGMA cache_size = -16384"),
        Engine::Postgres => Ok(()),
    }
}
