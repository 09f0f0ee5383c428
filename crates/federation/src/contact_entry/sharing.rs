//! Addresses that several contacts have: who shares one, and whose entry says so wrongly.

use super::facts::ids;
use super::{Mark, Subject};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, Tx, Value};

/// The e-mail addresses that count on a day: one meaning for what is shared and for who else has to hear of it.
fn counting(table: &str, today: Date) -> String {
    format!(
        "{table}.kind = 'email' AND ({table}.valid_from IS NULL OR {table}.valid_from <= '{today}')
         AND ({table}.valid_until IS NULL OR {table}.valid_until >= '{today}')"
    )
}

/// Those of the addresses that several contacts have.
pub(super) fn shared(
    tx: &mut Tx<'_>,
    today: Date,
    emails: BTreeSet<String>,
) -> Result<BTreeSet<String>, StoreError> {
    let sql = format!(
        "SELECT p.folded FROM contact_point p WHERE {} AND p.folded IN ({{list}}) GROUP BY p.folded HAVING count(*) > 1",
        counting("p", today)
    );
    let found: Vec<(String,)> = tx.all_within(&sql, &[], emails.into_iter().map(Value::Text))?;
    Ok(found.into_iter().map(|(f,)| f).collect())
}

/// Other contacts whose entries say wrongly whether they share an address with one of these, or did.
///
/// Only who is wrong is named, or two who once had each other's addresses would send each other round for ever.
pub(super) fn whose_sharing_changed(
    tx: &mut Tx<'_>,
    today: Date,
    subjects: &[Subject],
) -> Result<Vec<Subject>, StoreError> {
    // Told to be distinct, SQLite would walk every address there is, in their order.
    let mut emails: BTreeSet<String> = BTreeSet::new();
    for (people, column) in [(true, "person_id"), (false, "organisation_id")] {
        let sql = format!("SELECT folded FROM contact_point WHERE {column} IN ({{list}}) AND kind = 'email'");
        let found = tx.all_within::<(String,)>(&sql, &[], ids(subjects, people))?;
        emails.extend(found.into_iter().map(|(email,)| email));
    }
    let sql = format!(
        "SELECT p.person_id, p.organisation_id, e.bits FROM contact_point p
         CROSS JOIN contact_entry e WHERE e.subject_id = coalesce(p.person_id, p.organisation_id)
           AND {} AND p.folded IN ({{list}})",
        counting("p", today)
    );
    type Holder = (Option<PersonId>, Option<OrganisationId>, i64);
    let mut says: BTreeMap<Subject, bool> = BTreeMap::new();
    for (person, organisation, bits) in
        tx.all_within::<Holder>(&sql, &[], emails.into_iter().map(Value::Text))?
    {
        let subject = person.map(Subject::Person).or(organisation.map(Subject::Organisation));
        says.extend(subject.map(|s| (s, bits & Mark::SharedEmail.bit() != 0)));
    }
    let others: Vec<Subject> = says.keys().filter(|other| !subjects.contains(other)).copied().collect();
    let sharing = sharing(tx, today, &others)?;
    Ok(others.into_iter().filter(|other| says[other] != sharing.contains(&other.bytes())).collect())
}

/// Those of the contacts that have an address which another has too.
fn sharing(tx: &mut Tx<'_>, today: Date, subjects: &[Subject]) -> Result<BTreeSet<[u8; 16]>, StoreError> {
    let mut found = BTreeSet::new();
    for (people, column) in [(true, "person_id"), (false, "organisation_id")] {
        let sql = format!(
            "SELECT own.{column} FROM contact_point own WHERE own.{column} IN ({{list}}) AND {} AND EXISTS (
               SELECT 1 FROM contact_point o WHERE {} AND o.folded = own.folded AND o.id <> own.id)",
            counting("own", today),
            counting("o", today)
        );
        let sharing = tx.all_within::<([u8; 16],)>(&sql, &[], ids(subjects, people))?;
        found.extend(sharing.into_iter().map(|(id,)| id));
    }
    Ok(found)
}
