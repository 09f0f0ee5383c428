//! The people that a chunk of rows may mean, in a handful of queries for all of them.

use super::RunId;
use super::filling::SaidHashes;
use super::matching::{Home, Known, Somebody};
use super::places::{Places, is_reached};
use super::row::Ready;
use crate::access::{ManageContacts, Right};
use crate::acting::PersonId;
use crate::contact_point::{ContactPoint, Kind};
use crate::membership::Wish;
use crate::organisation::OrganisationId;
use crate::person::{self, Name, Person};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use store::{StoreError, ToValue, Tx, Value};

/// A keyed hash of a row's cells under its mapping.
pub type Fingerprint = [u8; 16];

/// What a source's number stood for, and what it said last.
#[derive(Clone, Debug)]
pub struct Link {
    pub person: Option<PersonId>,
    pub fingerprint: Fingerprint,
    pub said: Option<SaidHashes>,
}

/// The same row, met before.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub person: PersonId,
    pub in_this_run: bool,
}

pub fn links(tx: &mut Tx<'_>, source: &str, rows: &[&Ready]) -> Result<HashMap<String, Link>, StoreError> {
    let numbers = rows.iter().filter_map(|r| r.number.clone()).map(Value::Text);
    let found: Vec<(String, PersonId, Vec<u8>, Vec<u8>)> = tx.all_within(
        "SELECT number, person_id, fingerprint, said FROM import_link WHERE source = ?1 AND number IN ({list})",
        &[&source],
        numbers,
    )?;
    let link = |(number, person, fingerprint, said): (String, PersonId, Vec<u8>, Vec<u8>)| {
        let fingerprint = Fingerprint::try_from(fingerprint).unwrap_or_default();
        (number, Link { person: Some(person), fingerprint, said: SaidHashes::from_bytes(&said) })
    };
    Ok(found.into_iter().map(link).collect())
}

/// Rows that came in before. One that another run knows counts as that, whatever this run did with it.
pub fn seen(
    tx: &mut Tx<'_>,
    run: Option<RunId>,
    fingerprints: impl Iterator<Item = Fingerprint>,
) -> Result<HashMap<Fingerprint, Seen>, StoreError> {
    let found: Vec<(Vec<u8>, PersonId, RunId)> = tx.all_within(
        "SELECT fingerprint, person_id, run_id FROM import_row WHERE person_id IS NOT NULL AND fingerprint IN ({list})",
        &[],
        fingerprints.map(|f| Value::Bytes(f.to_vec())),
    )?;
    let mut all: HashMap<Fingerprint, Seen> = HashMap::new();
    for (fingerprint, person, by) in found {
        let Ok(fingerprint) = Fingerprint::try_from(fingerprint) else { continue };
        let seen = all.entry(fingerprint).or_insert(Seen { person, in_this_run: true });
        if Some(by) != run {
            *seen = Seen { person, in_this_run: false };
        }
    }
    Ok(all)
}

/// Adds to `known` whoever the rows may mean.
pub fn gather(
    tx: &mut Tx<'_>,
    known: &mut Known,
    source: &str,
    rows: &[&Ready],
    linked: impl Iterator<Item = PersonId>,
    right: &Right<ManageContacts>,
    places: &Places,
) -> Result<(), StoreError> {
    let mut people: BTreeSet<PersonId> = linked.collect();
    let emails: BTreeSet<String> = rows.iter().flat_map(|r| &r.emails).map(ContactPoint::folded).collect();
    let by_email: Vec<(PersonId,)> = tx.all_within(
        "SELECT person_id FROM contact_point
         WHERE kind = 'email' AND folded IN ({list}) AND person_id IS NOT NULL AND valid_until IS NULL",
        &[],
        emails.into_iter().map(Value::Text),
    )?;
    people.extend(by_email.into_iter().map(|(id,)| id));
    people.extend(by_birth_and_postcode(tx, rows)?);
    people.retain(|id| known.at(*id).is_none());
    load(tx, known, source, &people, right, places)
}

/// Looked for by birthday and name, which few share; a tower block shares a postcode, and so may a file of thousands.
fn by_birth_and_postcode(tx: &mut Tx<'_>, rows: &[&Ready]) -> Result<Vec<PersonId>, StoreError> {
    let mut wanted: HashMap<String, BTreeSet<String>> = HashMap::new();
    for row in rows {
        let postcode = row.post.as_ref().map(ContactPoint::folded).filter(|p| !p.is_empty());
        if let Some((birth, postcode)) = row.date_of_birth.zip(postcode) {
            let exchanged = Name::new(&row.name.family, &row.name.given);
            for name in [row.name.sorted(), exchanged.sorted()] {
                wanted.entry(format!("{birth} {name}")).or_default().insert(postcode.clone());
            }
        }
    }
    let found: Vec<(PersonId, String, String)> = tx.all_within(
        "SELECT person.id, contact_point.folded, person.date_of_birth || ' ' || person.sort_name FROM person
         CROSS JOIN contact_point WHERE contact_point.person_id = person.id AND contact_point.kind = 'post'
           AND person.date_of_birth || ' ' || person.sort_name IN ({list})
           AND contact_point.valid_until IS NULL",
        &[],
        wanted.keys().cloned().map(Value::Text),
    )?;
    let fits = |(_, postcode, key): &(PersonId, String, String)| {
        wanted.get(key).is_some_and(|all| all.contains(postcode))
    };
    Ok(found.into_iter().filter(fits).map(|(id, ..)| id).collect())
}

fn load(
    tx: &mut Tx<'_>,
    known: &mut Known,
    source: &str,
    people: &BTreeSet<PersonId>,
    right: &Right<ManageContacts>,
    places: &Places,
) -> Result<(), StoreError> {
    let keys = || people.iter().map(ToValue::to_value);
    let sql = format!("SELECT {} FROM person WHERE id IN ({{list}})", person::COLUMNS);
    let mut found: HashMap<PersonId, Somebody> =
        tx.all_within::<Person>(&sql, &[], keys())?.into_iter().map(|p| (p.id, somebody(p))).collect();
    points(tx, &mut found, keys())?;
    type Said = (PersonId, String, bool, String, Date);
    let said: Vec<Said> = tx.all_within(
        "SELECT person_id, channel, given, source, recorded_on FROM consent WHERE person_id IN ({list}) ORDER BY recorded_on, id",
        &[],
        keys(),
    )?;
    for (person, channel, given, source, recorded_on) in said {
        if let (Some(one), Some(channel)) = (found.get_mut(&person), kind(&channel)) {
            one.wishes.push(Wish { channel, given, source, recorded_on });
        }
    }
    homes(tx, &mut found, keys())?;
    let accounts: Vec<(PersonId,)> =
        tx.all_within("SELECT person_id FROM account WHERE person_id IN ({list})", &[], keys())?;
    for (person,) in accounts {
        found.entry(person).and_modify(|one| one.has_account = true);
    }
    let numbers: Vec<(PersonId, String)> = tx.all_within(
        "SELECT person_id, number FROM import_link WHERE source = ?1 AND person_id IN ({list})",
        &[&source],
        keys(),
    )?;
    for (person, number) in numbers {
        found.entry(person).and_modify(|one| one.numbers.push(number));
    }
    for id in people {
        if let Some(mut one) = found.remove(id) {
            one.in_reach = is_reached(places, right, &one.homes);
            known.add(one);
        }
    }
    Ok(())
}

fn somebody(person: Person) -> Somebody {
    Somebody {
        held: Some(person.id),
        name: person.name,
        birth: person.date_of_birth,
        language: person.language,
        deceased: person.deceased_on.is_some(),
        has_account: false,
        in_reach: false,
        points: Vec::new(),
        wishes: Vec::new(),
        homes: Vec::new(),
        numbers: Vec::new(),
    }
}

fn points(
    tx: &mut Tx<'_>,
    found: &mut HashMap<PersonId, Somebody>,
    keys: impl Iterator<Item = Value>,
) -> Result<(), StoreError> {
    type Line =
        (PersonId, String, String, Option<String>, Option<String>, Option<String>, Option<String>, bool);
    let lines: Vec<Line> = tx.all_within(
        "SELECT person_id, kind, value, town, county, postcode, country, preferred FROM contact_point
         WHERE person_id IN ({list}) AND valid_until IS NULL ORDER BY id",
        &[],
        keys,
    )?;
    for (person, word, value, town, county, postcode, country, preferred) in lines {
        if let (Some(one), Some(kind)) = (found.get_mut(&person), kind(&word)) {
            one.points.push(ContactPoint { kind, value, town, county, postcode, country, preferred });
        }
    }
    Ok(())
}

fn homes(
    tx: &mut Tx<'_>,
    found: &mut HashMap<PersonId, Somebody>,
    keys: impl Iterator<Item = Value>,
) -> Result<(), StoreError> {
    type Line = (PersonId, OrganisationId, String, Option<String>, Option<Date>, Option<Date>);
    let lines: Vec<Line> = tx.all_within(
        "SELECT person_id, organisation_id, category, number, joined_on, ended_on FROM membership
         WHERE person_id IN ({list}) ORDER BY id",
        &[],
        keys,
    )?;
    for (person, organisation, category, number, joined_on, ended_on) in lines {
        // Terms are not compared: an import does not prolong a membership that is there.
        let term = (joined_on.unwrap_or(Date::MIN), None);
        let home = Home { organisation, category, number, joined_on, term, is_ended: ended_on.is_some() };
        found.entry(person).and_modify(|one| one.homes.push(home));
    }
    Ok(())
}

fn kind(word: &str) -> Option<Kind> {
    [Kind::Email, Kind::Phone, Kind::Post].into_iter().find(|k| k.word() == word)
}
