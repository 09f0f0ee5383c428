//! Nominations as rows.

use crate::access::{ManageContacts, Right};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub NominationId);

#[derive(Clone, Debug)]
pub struct Nomination {
    pub id: NominationId,
    pub organisation: OrganisationId,
    pub place: String,
    pub slug: String,
    pub role: String,
    pub title: String,
    pub given: String,
    pub family: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub starts_on: Date,
    pub by: PersonId,
    pub by_name: String,
    pub at: Timestamp,
    /// confirmed, rejected or withdrawn; none: it waits.
    pub outcome: Option<String>,
    pub reason: Option<String>,
}

impl Nomination {
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }
}

const SELECT: &str =
    "SELECT n.id, n.organisation_id, o.name, o.slug, n.role, role.title, n.given_name, n.family_name,
    n.email, n.phone, n.starts_on, n.by_person, p.given_name, p.family_name, n.at, d.outcome, d.reason
    FROM nomination n JOIN organisation o ON o.id = n.organisation_id JOIN role ON role.key = n.role
    JOIN person p ON p.id = n.by_person LEFT JOIN nomination_outcome d ON d.nomination_id = n.id";

impl FromRow for Nomination {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (given, family): (String, String) = (row.get(12)?, row.get(13)?);
        Ok(Self {
            id: row.get(0)?,
            organisation: row.get(1)?,
            place: row.get(2)?,
            slug: row.get(3)?,
            role: row.get(4)?,
            title: row.get(5)?,
            given: row.get(6)?,
            family: row.get(7)?,
            email: row.get(8)?,
            phone: row.get(9)?,
            starts_on: row.get(10)?,
            by: row.get(11)?,
            by_name: format!("{given} {family}").trim().to_owned(),
            at: row.get(14)?,
            outcome: row.get(15)?,
            reason: row.get(16)?,
        })
    }
}

pub(super) fn one(tx: &mut Tx<'_>, id: NominationId) -> Result<Option<Nomination>, StoreError> {
    tx.maybe(&format!("{SELECT} WHERE n.id = ?1"), &[&id])
}

/// The same, and nobody else decides it before this transaction ends.
pub(super) fn one_to_decide(tx: &mut Tx<'_>, id: NominationId) -> Result<Option<Nomination>, StoreError> {
    let sql = tx.pick(
        "SELECT id FROM nomination WHERE id = ?1",
        "SELECT id FROM nomination WHERE id = ?1 FOR UPDATE",
    );
    tx.maybe::<(NominationId,)>(sql, &[&id])?;
    one(tx, id)
}

/// Those that wait where the right reaches, oldest first.
pub(super) fn waiting(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Vec<Nomination>, StoreError> {
    let clause = right.clause("n.organisation_id");
    let sql = format!("{SELECT} WHERE n.decided_at IS NULL AND {} ORDER BY n.at, n.id LIMIT 250", clause.sql);
    tx.all(&sql, &clause.params())
}

/// Those that wait at one organisation.
pub fn waiting_at(tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<Vec<Nomination>, StoreError> {
    let sql = format!(
        "{SELECT} WHERE n.organisation_id = ?1 AND n.decided_at IS NULL ORDER BY n.at, n.id LIMIT 50"
    );
    tx.all(&sql, &[&organisation])
}

/// How many wait where the right reaches. The index holds those that wait alone.
pub fn count(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<u64, StoreError> {
    let clause = right.clause("n.organisation_id");
    let (count,): (i64,) = tx.one(
        &format!("SELECT count(*) FROM nomination n WHERE n.decided_at IS NULL AND {}", clause.sql),
        &clause.params(),
    )?;
    Ok(count.unsigned_abs())
}
