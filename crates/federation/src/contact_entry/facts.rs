//! Everything that an entry is made from, read for many contacts at once.

use super::{Mark, Subject, sharing};
use crate::contact_point::{self, Kind};
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{FromRow, Identifier, StoreError, Tx, Value};

/// What is known of one contact.
pub(super) struct Facts {
    pub subject: Subject,
    pub name: Named,
    pub points: Vec<Point>,
    pub appointments: Vec<Appointment>,
    pub memberships: Vec<Membership>,
    /// The state of the account.
    pub access: Option<String>,
    /// What the organisation stands under, itself first.
    pub place: Option<OrganisationId>,
    pub organisations: HashMap<OrganisationId, Place>,
    pub marks: BTreeSet<Mark>,
    pub changed_at: i64,
}

pub(super) enum Named {
    Person { name: Name, deceased: bool },
    Organisation { name: String, kind: String, category: Option<String>, closed: bool },
}

pub(super) struct Point {
    pub kind: String,
    pub value: String,
    pub folded: String,
    pub town: Option<String>,
    pub postcode: Option<String>,
    pub preferred: bool,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub bounced: bool,
    pub shared: bool,
}

pub(super) struct Appointment {
    pub role: String,
    pub title: String,
    pub at: OrganisationId,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
}

pub(super) struct Membership {
    pub home: OrganisationId,
    pub category: String,
    pub number: Option<String>,
    pub ended_on: Option<Date>,
    /// None is for life.
    pub paid_until: Option<Date>,
}

#[derive(Clone, Default)]
pub(super) struct Place {
    pub name: String,
    pub number: i64,
    /// Its own number and those of all that it stands under.
    pub numbers: Vec<i64>,
}

pub(super) fn gather(tx: &mut Tx<'_>, today: Date, subjects: &[Subject]) -> Result<Vec<Facts>, StoreError> {
    let mut all: BTreeMap<[u8; 16], Facts> = BTreeMap::new();
    people(tx, subjects, &mut all)?;
    organisations(tx, subjects, &mut all)?;
    points(tx, subjects, today, &mut all)?;
    appointments(tx, subjects, &mut all)?;
    memberships(tx, subjects, &mut all)?;
    accounts(tx, subjects, &mut all)?;
    marks(tx, subjects, &mut all)?;
    places(tx, &mut all)?;
    Ok(all.into_values().collect())
}

pub(super) fn ids(subjects: &[Subject], people: bool) -> Vec<Value> {
    let wanted = subjects.iter().filter(|s| s.is_person() == people);
    wanted.map(|s| Value::Bytes(s.bytes().to_vec())).collect()
}

fn people(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    type Line = (PersonId, Option<String>, String, String, Option<String>, Option<Date>, i64);
    let sql = "SELECT id, title, given_name, family_name, known_as, deceased_on, updated_at FROM person WHERE id IN ({list})";
    for (id, title, given, family, known_as, deceased, at) in
        tx.all_within::<Line>(sql, &[], ids(subjects, true))?
    {
        let name = Name { title, given, family, known_as };
        let named = Named::Person { name, deceased: deceased.is_some() };
        all.insert(id.bytes(), Facts::new(Subject::Person(id), named, at));
    }
    Ok(())
}

fn organisations(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    type Line = (OrganisationId, String, String, Option<String>, Option<OrganisationId>, Option<Date>, i64);
    let sql = "SELECT id, name, kind, category, parent_id, closed_on, coalesce(updated_at, created_at)
               FROM organisation WHERE id IN ({list})";
    for (id, name, kind, category, parent, closed, at) in
        tx.all_within::<Line>(sql, &[], ids(subjects, false))?
    {
        let named = Named::Organisation { name, kind, category, closed: closed.is_some() };
        let mut facts = Facts::new(Subject::Organisation(id), named, at);
        facts.place = parent;
        all.insert(id.bytes(), facts);
    }
    Ok(())
}

impl Facts {
    fn new(subject: Subject, name: Named, changed_at: i64) -> Self {
        Self {
            subject,
            name,
            points: Vec::new(),
            appointments: Vec::new(),
            memberships: Vec::new(),
            access: None,
            place: None,
            organisations: HashMap::new(),
            marks: BTreeSet::new(),
            changed_at,
        }
    }
}

fn points(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    today: Date,
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    let mut lines: Vec<PointLine> = Vec::new();
    for (people, column) in [(true, "person_id"), (false, "organisation_id")] {
        let sql = format!(
            "SELECT {column}, kind, value, folded, town, postcode, preferred, valid_from, valid_until, bounced_at
             FROM contact_point WHERE {column} IN ({{list}}) ORDER BY id"
        );
        lines.extend(tx.all_within::<PointRow>(&sql, &[], ids(subjects, people))?.into_iter().map(|r| r.0));
    }
    let valid = |until: &Option<Date>| until.is_none_or(|day| day >= today);
    let emails: BTreeSet<String> = lines
        .iter()
        .filter(|((_, kind, ..), (_, until, _))| kind == Kind::Email.word() && valid(until))
        .map(|((_, _, _, folded, ..), _)| folded.clone())
        .collect();
    let shared = sharing::shared(tx, today, emails)?;
    for ((id, kind, value, folded, town, postcode, preferred), (from, until, bounced)) in lines {
        let Some(facts) = id.as_slice().try_into().ok().and_then(|id: [u8; 16]| all.get_mut(&id)) else {
            continue;
        };
        let shared = kind == Kind::Email.word() && shared.contains(&folded);
        let bounced = bounced.is_some();
        facts.points.push(Point {
            kind,
            value,
            folded,
            town,
            postcode,
            preferred,
            from,
            until,
            bounced,
            shared,
        });
    }
    Ok(())
}

type PointLine = (
    (Vec<u8>, String, String, String, Option<String>, Option<String>, bool),
    (Option<Date>, Option<Date>, Option<Timestamp>),
);
struct PointRow(PointLine);

impl FromRow for PointRow {
    fn from_row(row: &store::Row<'_>) -> Result<Self, StoreError> {
        let first =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
        Ok(Self((first, (row.get(7)?, row.get(8)?, row.get(9)?))))
    }
}

fn appointments(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    type Line = (PersonId, String, String, OrganisationId, Date, Option<Date>);
    let sql = "SELECT a.person_id, a.role, role.title, a.organisation_id, a.starts_on, a.ends_on
               FROM appointment a CROSS JOIN role WHERE role.key = a.role AND a.person_id IN ({list})";
    let mut lines = tx.all_within::<Line>(sql, &[], ids(subjects, true))?;
    lines.sort_by_key(|(_, _, _, _, from, _)| *from);
    for (person, role, title, at, starts_on, ends_on) in lines {
        if let Some(facts) = all.get_mut(&person.bytes()) {
            facts.appointments.push(Appointment { role, title, at, starts_on, ends_on });
        }
    }
    Ok(())
}

fn memberships(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    type Line = (Vec<u8>, OrganisationId, String, Option<String>, Option<Date>, String);
    for (people, column) in [(true, "person_id"), (false, "member_organisation_id")] {
        let sql = format!(
            "SELECT m.{column}, m.organisation_id, m.category, m.number, m.ended_on,
                    coalesce((SELECT max(coalesce(t.ends_on, '9999-12-31')) FROM membership_term t WHERE t.membership_id = m.id), '')
             FROM membership m WHERE m.{column} IN ({{list}}) ORDER BY m.id"
        );
        for (id, home, category, number, ended_on, last) in
            tx.all_within::<Line>(&sql, &[], ids(subjects, people))?
        {
            let Some(facts) = id.as_slice().try_into().ok().and_then(|id: [u8; 16]| all.get_mut(&id)) else {
                continue;
            };
            let paid_until = last.parse().ok().filter(|d: &Date| d.year() < 9999);
            facts.memberships.push(Membership { home, category, number, ended_on, paid_until });
        }
    }
    Ok(())
}

fn accounts(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    let sql = "SELECT person_id, state FROM account WHERE person_id IN ({list})";
    for (person, state) in tx.all_within::<(PersonId, String)>(sql, &[], ids(subjects, true))? {
        if let Some(facts) = all.get_mut(&person.bytes()) {
            facts.access = Some(state);
        }
    }
    Ok(())
}

/// Tags, and the imports that brought or changed a contact.
fn marks(
    tx: &mut Tx<'_>,
    subjects: &[Subject],
    all: &mut BTreeMap<[u8; 16], Facts>,
) -> Result<(), StoreError> {
    type Marked = fn([u8; 16]) -> Mark;
    let queries: [(&str, Marked); 4] = [
        ("SELECT subject_id, tag_id FROM contact_tag WHERE subject_id IN ({list})", Mark::Tag),
        ("SELECT subject_id, list_id FROM saved_list_entry WHERE subject_id IN ({list})", Mark::Kept),
        ("SELECT DISTINCT person_id, run_id FROM import_row WHERE person_id IN ({list})", Mark::Import),
        (
            "SELECT DISTINCT organisation_id, run_id FROM import_row WHERE organisation_id IN ({list})",
            Mark::Import,
        ),
    ];
    for (sql, mark) in queries {
        let every = subjects.iter().map(|s| Value::Bytes(s.bytes().to_vec()));
        for (id, of) in tx.all_within::<(Vec<u8>, Vec<u8>)>(sql, &[], every)? {
            let (Ok(id), Ok(of)) = (<[u8; 16]>::try_from(id), <[u8; 16]>::try_from(of)) else { continue };
            if let Some(facts) = all.get_mut(&id) {
                facts.marks.insert(mark(of));
            }
        }
    }
    Ok(())
}

/// The names and numbers of all organisations that the facts speak of.
fn places(tx: &mut Tx<'_>, all: &mut BTreeMap<[u8; 16], Facts>) -> Result<(), StoreError> {
    let spoken_of = |f: &Facts| {
        let own = if let Subject::Organisation(id) = f.subject { Some(id) } else { None };
        let at = f.appointments.iter().map(|a| a.at).chain(f.memberships.iter().map(|m| m.home));
        at.chain(f.place).chain(own).collect::<BTreeSet<_>>()
    };
    let wanted: BTreeSet<OrganisationId> = all.values().flat_map(spoken_of).collect();
    let sql = "SELECT p.descendant_id, p.depth, o.number, o.name FROM organisation_path p
               CROSS JOIN organisation o WHERE o.id = p.ancestor_id AND p.descendant_id IN ({list})";
    let mut places: HashMap<OrganisationId, Place> = HashMap::new();
    let keys = wanted.iter().map(|id| Value::Bytes(id.bytes().to_vec()));
    for (id, depth, number, name) in tx.all_within::<(OrganisationId, i64, i64, String)>(sql, &[], keys)? {
        let place = places.entry(id).or_default();
        place.numbers.push(number);
        if depth == 0 {
            (place.name, place.number) = (name, number);
        }
    }
    for facts in all.values_mut() {
        let mine = spoken_of(facts);
        facts.organisations = mine.iter().filter_map(|id| Some((*id, places.get(id)?.clone()))).collect();
    }
    Ok(())
}

impl Point {
    pub fn is(&self, kind: contact_point::Kind) -> bool {
        self.kind == kind.word()
    }
}
