//! Making members in bulk: persons, what is known of them, memberships with their terms, and their list entries.

use super::{ConsentId, MembershipId, TermId, entry, values};
use crate::acting::Stamp;
use crate::changed;
use crate::contact_point::{self, ContactPoint};
use crate::organisation::OrganisationId;
use crate::person::{HouseholdId, Name, PersonId};
use jiff::civil::Date;
use store::{StoreError, Tx, Value};

/// What a person said about being contacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub channel: contact_point::Kind,
    pub given: bool,
    pub source: String,
    pub recorded_on: Date,
}

/// A person to be enrolled as a member, with everything known.
#[derive(Clone, Debug)]
pub struct Enrolment {
    pub name: Name,
    pub date_of_birth: Option<Date>,
    pub language: Option<String>,
    pub deceased_on: Option<Date>,
    pub household: Option<HouseholdId>,
    pub contact_points: Vec<ContactPoint>,
    pub wishes: Vec<Wish>,
    pub organisation: OrganisationId,
    pub category: String,
    pub number: Option<String>,
    pub joined_on: Option<Date>,
    /// Start and inclusive end of each term; no end is for life.
    pub terms: Vec<(Date, Option<Date>)>,
    pub ended: Option<(Date, String)>,
}

#[derive(Clone, Copy, Debug)]
pub struct Enrolled {
    pub person: PersonId,
    pub membership: MembershipId,
}

/// Makes the persons and their memberships, in the order given. What the journal should say is the caller's affair,
/// for it knows whether it is one new member or a run of an import.
pub fn enrol(tx: &mut Tx<'_>, stamp: &Stamp, new: &[Enrolment]) -> Result<Vec<Enrolled>, StoreError> {
    let made: Vec<Enrolled> = new
        .iter()
        .map(|_| Enrolled {
            person: stamp.ids.next::<PersonId>(),
            membership: stamp.ids.next::<MembershipId>(),
        })
        .collect();
    let both = || made.iter().zip(new);
    record_households(tx, stamp, new)?;
    tx.load(
        "person",
        &[
            "id",
            "title",
            "given_name",
            "family_name",
            "known_as",
            "sort_name",
            "date_of_birth",
            "language",
            "deceased_on",
            "household_id",
            "created_at",
            "updated_at",
        ],
        both().map(|(ids, e)| {
            values([
                &ids.person,
                &e.name.title,
                &e.name.given,
                &e.name.family,
                &e.name.known_as,
                &e.name.sorted(),
                &e.date_of_birth,
                &e.language,
                &e.deceased_on,
                &e.household,
                &stamp.now,
                &stamp.now,
            ])
        }),
    )?;
    let points = both().flat_map(|(ids, e)| e.contact_points.iter().map(move |p| (ids.person, p)));
    tx.load("contact_point", &POINT_COLUMNS, points.map(|(person, p)| point_row(stamp, person, p)))?;
    tx.load(
        "consent",
        &["id", "person_id", "channel", "given", "source", "recorded_on"],
        both().flat_map(|(ids, e)| e.wishes.iter().map(move |w| (ids.person, w))).map(|(person, w)| {
            values([
                &stamp.ids.next::<ConsentId>(),
                &person,
                &w.channel.word(),
                &w.given,
                &w.source,
                &w.recorded_on,
            ])
        }),
    )?;
    tx.load(
        "membership",
        &[
            "id",
            "person_id",
            "organisation_id",
            "category",
            "number",
            "joined_on",
            "ended_on",
            "ended_because",
            "created_at",
        ],
        both().map(|(ids, e)| {
            let (ended_on, because) = e.ended.clone().unzip();
            values([
                &ids.membership,
                &ids.person,
                &e.organisation,
                &e.category,
                &e.number,
                &e.joined_on,
                &ended_on,
                &because,
                &stamp.now,
            ])
        }),
    )?;
    tx.load(
        "membership_term",
        &["id", "membership_id", "starts_on", "ends_on"],
        both().flat_map(|(ids, e)| e.terms.iter().map(move |t| (ids.membership, t))).map(
            |(membership, (starts_on, ends_on))| {
                values([&stamp.ids.next::<TermId>(), &membership, starts_on, ends_on])
            },
        ),
    )?;
    entry::add(tx, stamp.today, &made, new)?;
    changed::note_new(tx, stamp, "person", made.iter().map(|ids| ids.person))?;
    Ok(made)
}

fn record_households(tx: &mut Tx<'_>, stamp: &Stamp, new: &[Enrolment]) -> Result<(), StoreError> {
    let mut seen: Vec<HouseholdId> = new.iter().filter_map(|e| e.household).collect();
    seen.sort_unstable();
    seen.dedup();
    tx.batch(
        "INSERT INTO household (id, created_at) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING",
        seen.iter().map(|id| values([id, &stamp.now])),
    )
    .map(drop)
}

/// Adds contact points to a person. Shared addresses are allowed.
pub fn record_contact_points(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    points: &[ContactPoint],
) -> Result<(), StoreError> {
    tx.load("contact_point", &POINT_COLUMNS, points.iter().map(|p| point_row(stamp, person, p))).map(drop)
}

const POINT_COLUMNS: [&str; 12] = [
    "id",
    "person_id",
    "kind",
    "purpose",
    "value",
    "folded",
    "town",
    "county",
    "postcode",
    "country",
    "preferred",
    "created_at",
];

fn point_row(stamp: &Stamp, person: PersonId, p: &ContactPoint) -> [Value; 12] {
    values([
        &stamp.ids.next::<contact_point::ContactPointId>(),
        &person,
        &p.kind.word(),
        &"home",
        &p.value,
        &p.folded(),
        &p.town,
        &p.county,
        &p.postcode,
        &p.country,
        &p.preferred,
        &stamp.now,
    ])
}
