//! The entries of the list of contacts: one row a person and one an organisation, with everything that the list shows,
//! sorts by and filters by, and the terms by which they are found.
//!
//! Whatever changes one contact calls [`refresh`] in the same transaction. What writes in bulk says `changed::due`,
//! which costs nearly nothing, and the entries follow in a job ([`renew`]) within moments. What hangs on the date (roles held,
//! memberships that lapse) makes itself due on the day on which it changes.

mod facts;
mod made;
mod mark;
mod sharing;

pub use mark::Mark;

use crate::changed;
use crate::membership;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use made::Made;
use std::collections::BTreeMap;
use store::{Identifier, StoreError, Tx, Value};

const PERSON: &str = "person";
/// So many are made in one transaction.
const AT_ONCE: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Person(PersonId),
    Organisation(OrganisationId),
}

impl Subject {
    /// The word by which tables, addresses and the journal tell the two apart.
    pub fn kind(self) -> &'static str {
        if self.is_person() { PERSON } else { "organisation" }
    }

    pub fn of(kind: &str, id: [u8; 16]) -> Option<Self> {
        match kind {
            PERSON => Some(Subject::Person(PersonId::from_bytes(id))),
            "organisation" => Some(Subject::Organisation(OrganisationId::from_bytes(id))),
            _ => None,
        }
    }

    pub fn is_person(self) -> bool {
        matches!(self, Subject::Person(_))
    }

    pub fn bytes(self) -> [u8; 16] {
        match self {
            Subject::Person(id) => id.bytes(),
            Subject::Organisation(id) => id.bytes(),
        }
    }
}

/// Makes the entry of one contact anew, and has those who share its e-mail addresses follow.
pub fn refresh(tx: &mut Tx<'_>, now: Timestamp, today: Date, subject: Subject) -> Result<(), StoreError> {
    write(tx, today, &[subject])?;
    let others = sharing::whose_sharing_changed(tx, today, &[subject])?;
    changed::due(tx, now, others.into_iter().map(|s| (s.kind(), s.bytes())))
}

/// Makes some of those anew that are due, or whose day has come. Answers how many; with none left, nothing.
pub fn renew(tx: &mut Tx<'_>, now: Timestamp, today: Date) -> Result<usize, StoreError> {
    let most = AT_ONCE as i64;
    let mut lines: Vec<(Vec<u8>, bool)> = tx.all(
        "SELECT subject_id, subject_kind = 'person' FROM contact_due ORDER BY subject_id LIMIT ?1",
        &[&most],
    )?;
    let noted = lines.len();
    if noted < AT_ONCE {
        let rest = most - noted as i64;
        lines.extend(tx.all::<(Vec<u8>, bool)>(
            "SELECT subject_id, is_person FROM contact_entry WHERE due_on <= ?1 ORDER BY due_on LIMIT ?2",
            &[&today, &rest],
        )?);
    }
    let mut subjects: Vec<Subject> = lines
        .iter()
        .filter_map(|(id, person)| {
            let kind = if *person { PERSON } else { "organisation" };
            Subject::of(kind, id.as_slice().try_into().ok()?)
        })
        .collect();
    subjects.sort_unstable();
    subjects.dedup();
    overtaken(tx, today, &subjects)?;
    write(tx, today, &subjects)?;
    let done = lines.iter().take(noted).map(|(id, _)| [Value::Bytes(id.clone())]);
    tx.batch("DELETE FROM contact_due WHERE subject_id = ?1", done)?;
    // In bulk, whoever shares an address is found from the side of the newcomers.
    let others = sharing::whose_sharing_changed(tx, today, &subjects)?;
    changed::due(tx, now, others.into_iter().map(|s| (s.kind(), s.bytes())))?;
    Ok(subjects.len())
}

/// Members' lists say whether a membership was ended: they follow the day as these entries do.
fn overtaken(tx: &mut Tx<'_>, today: Date, subjects: &[Subject]) -> Result<(), StoreError> {
    let person = |s: &Subject| if let Subject::Person(id) = s { Some(*id) } else { None };
    let people: Vec<PersonId> = subjects.iter().filter_map(person).collect();
    for person in membership::entry::overtaken(tx, today, &people)? {
        membership::entry::refresh(tx, today, person)?;
    }
    Ok(())
}

fn write(tx: &mut Tx<'_>, today: Date, subjects: &[Subject]) -> Result<(), StoreError> {
    remove(tx, subjects)?;
    let entries: Vec<Made> = facts::gather(tx, today, subjects)?.iter().map(|f| f.make(today)).collect();
    insert(tx, entries)
}

/// Takes entries out, of contacts that go.
pub fn remove(tx: &mut Tx<'_>, subjects: &[Subject]) -> Result<(), StoreError> {
    let ids = subjects.iter().map(|s| Value::Bytes(s.bytes().to_vec()));
    let mut old: Vec<(i64, String)> =
        tx.all_within("SELECT n, letter FROM contact_entry WHERE subject_id IN ({list})", &[], ids)?;
    old.dedup();
    if old.is_empty() {
        return Ok(());
    }
    tally(tx, old.iter().map(|(_, letter)| letter.as_str()), -1)?;
    let sql =
        tx.pick("DELETE FROM contact_search WHERE rowid = ?1", "DELETE FROM contact_search WHERE n = ?1");
    tx.batch(sql, old.iter().map(|(n, _)| [Value::Int(*n)]))?;
    tx.batch("DELETE FROM contact_entry WHERE n = ?1", old.iter().map(|(n, _)| [Value::Int(*n)])).map(drop)
}

fn insert(tx: &mut Tx<'_>, entries: Vec<Made>) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    crate::journal::hold(tx)?;
    let first = tx.one::<(i64,)>("SELECT coalesce(max(n), 0) + 1 FROM contact_entry", &[])?.0;
    let sql = tx.pick(
        "INSERT INTO contact_search (rowid, terms) VALUES (?1, ?2)",
        "INSERT INTO contact_search (n, terms) VALUES (?1, array_to_tsvector(string_to_array(?2, ' ')))",
    );
    let searchable =
        (first..).zip(&entries).map(|(n, made)| [Value::Int(n), Value::Text(made.terms.trim().to_owned())]);
    tx.batch(sql, searchable.collect::<Vec<_>>())?;
    tally(tx, entries.iter().map(|made| made.letter.as_str()), 1)?;
    let columns: Vec<&str> = std::iter::once("n").chain(made::COLUMNS).collect();
    let rows = (first..)
        .zip(entries)
        .map(|(n, made)| std::iter::once(Value::Int(n)).chain(made.row).collect::<Vec<_>>());
    tx.load("contact_entry", &columns, rows.collect::<Vec<_>>()).map(drop)
}

fn tally<'a>(tx: &mut Tx<'_>, letters: impl Iterator<Item = &'a str>, by: i64) -> Result<(), StoreError> {
    let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
    letters.for_each(|letter| *sums.entry(letter).or_default() += by);
    tx.batch(
        "INSERT INTO contact_tally (letter, entries) VALUES (?1, ?2)
         ON CONFLICT (letter) DO UPDATE SET entries = contact_tally.entries + excluded.entries",
        sums.into_iter().map(|(letter, sum)| [Value::Text(letter.to_owned()), Value::Int(sum)]),
    )
    .map(drop)
}

#[cfg(test)]
mod tests;
