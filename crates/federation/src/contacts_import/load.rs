//! What rows may mean, in a handful of queries for a chunk of them.

use super::RunId;
use super::known::{Beside, Fingerprint, Holder, Known, Link, Number, Organisation, Points, Who};
use super::row::Ready;
use super::row::council::OrganisationName;
use super::said::Said;
use crate::access::{ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use crate::appointment::AppointmentId;
use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::membership::held;
use crate::organisation::OrganisationId;
use crate::person::Name;
use crate::record::{Point, Purpose};
use crate::words;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{StoreError, ToValue, Tx, Value};

/// Every organisation that is not closed.
pub fn organisations(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    stamp: &Stamp,
) -> Result<Known, StoreError> {
    let mut known = Known::new();
    let clause = right.clause("organisation.id");
    let reached: Vec<(OrganisationId,)> =
        tx.all(&format!("SELECT organisation.id FROM organisation WHERE {}", clause.sql), &clause.params())?;
    let reached: HashSet<OrganisationId> = reached.into_iter().map(|(id,)| id).collect();
    type Line = (OrganisationId, String, String, Option<OrganisationId>, Option<Date>);
    let all: Vec<Line> =
        tx.all("SELECT id, name, kind, parent_id, closed_on FROM organisation ORDER BY number", &[])?;
    let places: HashMap<OrganisationId, (String, Option<OrganisationId>)> =
        all.iter().map(|(id, name, _, parent, _)| (*id, (words::fold(name), *parent))).collect();
    let mut districts = districts(tx, stamp)?;
    for (id, name, kind, parent, closed_on) in all {
        if closed_on.is_some_and(|d| d <= stamp.today) {
            continue;
        }
        let mut above = Vec::new();
        let mut next = parent;
        while let Some((name, parent)) = next.and_then(|id| places.get(&id)) {
            above.push(name.clone());
            next = *parent;
        }
        let key = OrganisationName::read(&name).key();
        let one = Organisation {
            id: Some(id),
            is_reached: reached.contains(&id),
            name,
            kind,
            district: None,
            districts_said: districts.remove(&id).unwrap_or_default(),
            above,
            parent,
            number: None,
            points: Points::default(),
            beside: Beside::default(),
            holders: Vec::new(),
            loaded: false,
        };
        known.add_organisation(one, &key);
    }
    let tags: Vec<(String,)> = tx.all("SELECT name_folded FROM tag", &[])?;
    known.tags = tags.into_iter().map(|(name,)| name).collect();
    Ok(known)
}

/// In which districts sources said an organisation to be: two of one name are told apart by it.
fn districts(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<HashMap<OrganisationId, Vec<[u8; 8]>>, StoreError> {
    let mut all: HashMap<OrganisationId, Vec<[u8; 8]>> = HashMap::new();
    tx.stream(
        "SELECT organisation_id, said FROM contact_link WHERE organisation_id IS NOT NULL",
        &[],
        |row| {
            let (id, said): (OrganisationId, Vec<u8>) = (row.get(0)?, row.get(1)?);
            if let Some(district) = Said::from_bytes(&said).district(&stamp.secret) {
                all.entry(id).or_default().push(district);
            }
            Ok::<_, StoreError>(())
        },
    )?;
    Ok(all)
}

/// Every row that the source said last.
pub fn fingerprints(tx: &mut Tx<'_>, source: &str) -> Result<Vec<Fingerprint>, StoreError> {
    let mut all = Vec::new();
    tx.stream("SELECT fingerprint FROM contact_link WHERE source = ?1", &[&source], |row| {
        all.push(Fingerprint::try_from(row.get::<Vec<u8>>(0)?).unwrap_or_default());
        Ok::<_, StoreError>(())
    })?;
    all.sort_unstable();
    Ok(all)
}

/// Adds whatever a chunk of rows may mean.
pub fn gather(
    tx: &mut Tx<'_>,
    known: &mut Known,
    source: &str,
    rows: &[(&Ready, Number)],
) -> Result<(), StoreError> {
    links(tx, known, source, rows)?;
    let mut organisations: BTreeSet<usize> = BTreeSet::new();
    let mut people: BTreeSet<PersonId> = BTreeSet::new();
    for (row, number) in rows {
        if let Some(council) = &row.council {
            organisations.extend(known.named(&council.name.key()));
        }
        if let Some(link) = known.links.get(number) {
            organisations.extend(link.organisation.and_then(|id| known.organisation(id)));
            people.extend(link.person);
        }
    }
    organisations.retain(|at| !known.organisations[*at].loaded);
    let ids: Vec<(usize, OrganisationId)> =
        organisations.iter().filter_map(|at| known.organisations[*at].id.map(|id| (*at, id))).collect();
    let held = appointments(tx, &ids)?;
    people.extend(held.iter().map(|(_, _, person, ..)| *person));
    people.extend(by_email(tx, rows)?);
    load_people(tx, known, &people)?;
    for (organisation, id, person, role, starts_on, ends_on) in held {
        if let Some((at, person)) = known.organisation(organisation).zip(known.person(person)) {
            known.organisations[at].holders.push(Holder { id: Some(id), person, role, starts_on, ends_on });
        }
    }
    for (owner, id, point) in points(tx, "organisation_id", ids.iter().map(|(_, id)| id.to_value()))? {
        if let Some(at) = known.organisation(store::Identifier::from_bytes(owner)) {
            known.organisations[at].points.held.push((id, point));
        }
    }
    if rows.iter().any(|(row, _)| !row.tags.is_empty() || row.note.is_some() || row.membership.is_some()) {
        let councils: Vec<Who> = ids.iter().map(|(at, _)| Who::Organisation(*at)).collect();
        beside(tx, known, &councils)?;
        let people: Vec<Who> = people.iter().filter_map(|id| known.person(*id)).map(Who::Person).collect();
        beside(tx, known, &people)?;
    }
    for (at, _) in ids {
        known.organisations[at].loaded = true;
    }
    Ok(())
}

fn links(
    tx: &mut Tx<'_>,
    known: &mut Known,
    source: &str,
    rows: &[(&Ready, Number)],
) -> Result<(), StoreError> {
    type Line = (Vec<u8>, Option<OrganisationId>, Option<PersonId>, Vec<u8>, Vec<u8>, RunId);
    let found: Vec<Line> = tx.all_within(
        "SELECT number, organisation_id, person_id, said, fingerprint, run_id FROM contact_link
         WHERE source = ?1 AND number IN ({list})",
        &[&source],
        rows.iter().map(|(_, number)| Value::Bytes(number.to_vec())),
    )?;
    for (number, organisation, person, said, fingerprint, run) in found {
        let number = Number::try_from(number).unwrap_or_default();
        let fingerprint = Fingerprint::try_from(fingerprint).unwrap_or_default();
        let said = Said::from_bytes(&said);
        known.links.insert(number, Link { organisation, person, said, fingerprint, run });
    }
    Ok(())
}

/// Tags, notes and memberships of contacts of one sort.
fn beside(tx: &mut Tx<'_>, known: &mut Known, whos: &[Who]) -> Result<(), StoreError> {
    let owned: HashMap<[u8; 16], Who> =
        whos.iter().filter_map(|who| Some((who.subject(known)?.bytes(), *who))).collect();
    if whos.is_empty() {
        return Ok(());
    }
    let keys = || owned.keys().map(|id| Value::Bytes(id.to_vec()));
    let of = |id: Vec<u8>| <[u8; 16]>::try_from(id).ok().and_then(|id| owned.get(&id)).copied();
    for who in owned.values() {
        *who.beside_mut(known) = Beside::default();
    }
    let tags: Vec<(Vec<u8>, String)> = tx.all_within(
        "SELECT t.subject_id, tag.name_folded FROM contact_tag t CROSS JOIN tag
         WHERE tag.id = t.tag_id AND t.subject_id IN ({list})",
        &[],
        keys(),
    )?;
    let notes: Vec<(Vec<u8>, String)> =
        tx.all_within("SELECT subject_id, text FROM contact_note WHERE subject_id IN ({list})", &[], keys())?;
    for (id, name) in tags {
        let hash = known.hash(&name);
        of(id).into_iter().for_each(|who| who.beside_mut(known).tags.push(hash));
    }
    for (id, text) in notes {
        let hash = known.hash(&text);
        of(id).into_iter().for_each(|who| who.beside_mut(known).notes.push(hash));
    }
    let column = match whos.first() {
        Some(Who::Person(_)) => "person_id",
        _ => "member_organisation_id",
    };
    let sql = format!("SELECT DISTINCT {column} FROM membership WHERE {column} IN ({{list}})");
    let members: BTreeSet<Vec<u8>> =
        tx.all_within::<(Vec<u8>,)>(&sql, &[], keys())?.into_iter().map(|(id,)| id).collect();
    for who in members.into_iter().filter_map(of).collect::<Vec<_>>() {
        let Some(subject) = who.subject(known) else { continue };
        let held = held::of(tx, crate::record::whose(subject))?;
        who.beside_mut(known).memberships = held.into_iter().map(|(id, m)| (Some(id), m)).collect();
    }
    Ok(())
}

type Appointment = (OrganisationId, AppointmentId, PersonId, String, Date, Option<Date>);

/// Also those that have ended: who held a role then is not appointed to it again for the same days.
fn appointments(tx: &mut Tx<'_>, ids: &[(usize, OrganisationId)]) -> Result<Vec<Appointment>, StoreError> {
    tx.all_within(
        "SELECT organisation_id, id, person_id, role, starts_on, ends_on FROM appointment
         WHERE organisation_id IN ({list}) ORDER BY id",
        &[],
        ids.iter().map(|(_, id)| id.to_value()),
    )
}

fn by_email(tx: &mut Tx<'_>, rows: &[(&Ready, Number)]) -> Result<Vec<PersonId>, StoreError> {
    let emails: BTreeSet<String> = rows
        .iter()
        .filter_map(|(row, _)| row.person.as_ref())
        .flat_map(|p| &p.points)
        .filter(|p| p.kind == Kind::Email)
        .map(ContactPoint::folded)
        .collect();
    let found: Vec<(PersonId,)> = tx.all_within(
        "SELECT person_id FROM contact_point
         WHERE kind = 'email' AND folded IN ({list}) AND person_id IS NOT NULL AND valid_until IS NULL",
        &[],
        emails.into_iter().map(Value::Text),
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

fn load_people(tx: &mut Tx<'_>, known: &mut Known, people: &BTreeSet<PersonId>) -> Result<(), StoreError> {
    let new: Vec<PersonId> = people.iter().copied().filter(|id| known.person(*id).is_none()).collect();
    let keys = || new.iter().map(ToValue::to_value);
    type Line = (PersonId, Option<String>, String, String, Option<Date>);
    let found: Vec<Line> = tx.all_within(
        "SELECT id, title, given_name, family_name, deceased_on FROM person WHERE id IN ({list})",
        &[],
        keys(),
    )?;
    let mut seen = HashSet::new();
    for (id, title, given, family, deceased_on) in found {
        if seen.insert(id) {
            known.add_person(Some(id), Name { title, given, family, known_as: None }, deceased_on.is_some());
        }
    }
    for (owner, id, point) in points(tx, "person_id", keys())? {
        let Some(at) = known.person(store::Identifier::from_bytes(owner)) else { continue };
        if point.kind == Kind::Email && point.valid_until.is_none() {
            known.index_email(at, &point.written().folded());
        }
        known.people[at].points.held.push((id, point));
    }
    Ok(())
}

/// Read as [`crate::record`] has them, for many at once.
fn points(
    tx: &mut Tx<'_>,
    owner: &str,
    keys: impl Iterator<Item = Value>,
) -> Result<Vec<([u8; 16], ContactPointId, Point)>, StoreError> {
    let sql = format!(
        "SELECT {owner}, id, kind, purpose, value, town, county, postcode, country, preferred, valid_from, valid_until,
                verified_at, bounced_at FROM contact_point WHERE {owner} IN ({{list}}) ORDER BY id"
    );
    let found: Vec<Row> = tx.all_within(&sql, &[], keys)?;
    let mut seen = HashSet::new();
    Ok(found
        .into_iter()
        .filter(|Row(_, id, _)| seen.insert(*id))
        .map(|Row(owner, id, point)| (owner, id, point))
        .collect())
}

struct Row([u8; 16], ContactPointId, Point);

impl store::FromRow for Row {
    fn from_row(row: &store::Row<'_>) -> Result<Self, StoreError> {
        let owner: Vec<u8> = row.get(0)?;
        let (kind, purpose): (String, String) = (row.get(2)?, row.get(3)?);
        let point = Point {
            kind: Kind::from_word(&kind).unwrap_or(Kind::Post),
            purpose: Purpose::from_word(&purpose).unwrap_or(Purpose::Home),
            value: row.get(4)?,
            town: row.get(5)?,
            county: row.get(6)?,
            postcode: row.get(7)?,
            country: row.get(8)?,
            preferred: row.get(9)?,
            valid_from: row.get(10)?,
            valid_until: row.get(11)?,
            verified_at: row.get(12)?,
            bounced_at: row.get(13)?,
        };
        Ok(Self(owner.try_into().unwrap_or_default(), row.get(1)?, point))
    }
}
