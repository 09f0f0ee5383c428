//! What the record page shows besides the record itself.

use super::place::Contact;
use crate::access::LeftOut;
use crate::account::AccountId;
use crate::acting::Stamp;
use crate::appointment::AppointmentId;
use crate::attainment::{self, Proof, Requirement, Standing};
use crate::contact::Subject;
use crate::contact_point::{ContactPointId, Kind};
use crate::journal;
use crate::journal_pages::{self, Entry};
use crate::membership::{self, MembershipId, State};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::Record;
use crate::saved_list::{self, SavedList};
use crate::second_factor;
use crate::visit::PageError;
use crate::written::{self, Written};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{StoreError, ToValue, Tx};

/// An appointment with the names that it points at.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub id: AppointmentId,
    pub role: String,
    /// The organisation on a person's page, the person on an organisation's.
    pub other: String,
    pub href: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
}

pub(super) struct Member {
    pub home: String,
    pub category: String,
    pub number: Option<String>,
    pub joined_on: Option<Date>,
    pub ended: Option<(Date, Option<String>)>,
    pub terms: Vec<(Date, Option<Date>)>,
    pub state: State,
}

pub(super) struct Account {
    pub identifier: String,
    pub state: String,
    pub signed_in_at: Option<Timestamp>,
    /// It has codes or a passkey.
    pub second_factor: bool,
}

#[derive(Default)]
pub(super) struct Known {
    /// Kind of organisation; what it stands under with its slug; how many stand under it.
    pub kind: Option<Kinship>,
    pub posts: Vec<Post>,
    /// How many other contacts have the same address now.
    pub shared: BTreeMap<ContactPointId, i64>,
    pub memberships: Vec<Member>,
    /// Saved lists that it stands in, as far as one sees them.
    pub lists: Vec<SavedList>,
    /// Who wrote the notes.
    pub writers: BTreeMap<PersonId, String>,
    pub household: Vec<(String, PersonId)>,
    pub attainments: Vec<(String, Standing)>,
    pub account: Option<Account>,
    /// Where they serve without acting for it.
    pub left_out: Vec<LeftOut>,
    /// Names of sources and what they call this person.
    pub sources: Vec<(String, String)>,
    /// Changes that were proposed and wait.
    pub waiting: u64,
    /// The latest messages to them, and since when they get no marketing.
    pub written: Vec<Written>,
    pub unsubscribed: Option<(Timestamp, String)>,
    pub history: Vec<(Entry, Option<serde_json::Value>)>,
}

pub(super) fn known(tx: &mut Tx<'_>, stamp: &Stamp, contact: &Contact) -> Result<Known, PageError> {
    let record = &contact.record;
    let mut known = Known {
        posts: posts(tx, record)?,
        shared: shared(tx, record, stamp.today)?,
        lists: saved_list::of(tx, &contact.right, record.subject)?,
        writers: writers(tx, record)?,
        memberships: memberships(tx, record.subject, stamp.today)?,
        written: written::latest(tx, record.subject)?,
        unsubscribed: written::unsubscribed(tx, record.subject)?,
        ..Known::default()
    };
    match record.subject {
        Subject::Person(person) => {
            known.household = household(tx, person)?;
            known.attainments = attainments(tx, person, stamp.today)?;
            known.account = account(tx, person)?;
            known.left_out = crate::access::left_out(tx, person, stamp.today)?;
            known.waiting = crate::change_request::pending(tx, person)?;
            known.sources = tx.all(
                "SELECT source, number FROM import_link WHERE person_id = ?1 ORDER BY source, number LIMIT 50",
                &[&person],
            )?;
        }
        Subject::Organisation(organisation) => known.kind = Some(kind(tx, organisation)?),
    }
    for entry in journal_pages::of_subject(tx, record.subject, 12)? {
        let payload = journal::read_payload(tx, stamp, entry.about, &entry.payload)?;
        known.history.push((entry, payload));
    }
    Ok(known)
}

/// Appointments, those that end last first.
pub(super) fn posts(tx: &mut Tx<'_>, record: &Record) -> Result<Vec<Post>, StoreError> {
    type Line = (AppointmentId, String, String, String, String, PersonId, Date, Option<Date>, String);
    let owner = match record.subject {
        Subject::Person(_) => "a.person_id",
        Subject::Organisation(_) => "a.organisation_id",
    };
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT a.id, role.title, p.given_name, p.family_name, o.name, p.id, a.starts_on, a.ends_on, o.slug
             FROM appointment a JOIN role ON role.key = a.role JOIN person p ON p.id = a.person_id
             JOIN organisation o ON o.id = a.organisation_id
             WHERE {owner} = ?1 ORDER BY coalesce(a.ends_on, '9999') DESC, a.starts_on DESC, a.id"
        ),
        &[&record.subject.bytes().to_vec()],
    )?;
    let post = |(id, role, given, family, place, person, starts_on, ends_on, slug): Line| {
        let (other, href) = match record.subject {
            Subject::Person(_) => (place, format!("/contacts/organisations/{slug}")),
            Subject::Organisation(_) => {
                (format!("{given} {family}").trim().to_owned(), format!("/contacts/people/{person}"))
            }
        };
        Post { id, role, other, href, starts_on, ends_on }
    };
    Ok(lines.into_iter().map(post).collect())
}

/// Of each address that holds today, how many other contacts have it too. Postcodes alone are no address.
fn shared(
    tx: &mut Tx<'_>,
    record: &Record,
    today: Date,
) -> Result<BTreeMap<ContactPointId, i64>, StoreError> {
    let owner = match record.subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    };
    let mut all = BTreeMap::new();
    for (id, point) in record.points.iter().filter(|(_, p)| !p.is_over(today)) {
        let folded = point.written().folded();
        if folded.is_empty() {
            continue;
        }
        let mine = record.subject.bytes().to_vec();
        let kind = point.kind.word();
        let mut params: Vec<&dyn ToValue> = vec![&kind, &folded, &today, &mine];
        let mut whole = "";
        if point.kind == Kind::Post {
            whole = "AND lower(value) = lower(?5)";
            params.push(&point.value);
        }
        let (others,): (i64,) = tx.one(
            &format!(
                "SELECT count(*) FROM (SELECT DISTINCT person_id, organisation_id FROM contact_point
                 WHERE kind = ?1 AND folded = ?2 AND (valid_until IS NULL OR valid_until >= ?3)
                   AND ({owner} IS NULL OR {owner} <> ?4) {whole}) others"
            ),
            &params,
        )?;
        if others > 0 {
            all.insert(*id, others);
        }
    }
    Ok(all)
}

fn memberships(tx: &mut Tx<'_>, subject: Subject, today: Date) -> Result<Vec<Member>, StoreError> {
    let owner = match subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "member_organisation_id",
    };
    type Line = (MembershipId, String, String, Option<String>, Option<Date>, Option<Date>, Option<String>);
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT m.id, o.name, m.category, m.number, m.joined_on, m.ended_on, m.ended_because
             FROM membership m JOIN organisation o ON o.id = m.organisation_id
             WHERE m.{owner} = ?1 ORDER BY m.ended_on IS NOT NULL AND m.ended_on < '{today}', m.joined_on DESC, m.id"
        ),
        &[&subject.bytes().to_vec()],
    )?;
    let mut all = Vec::new();
    for (id, home, category, number, joined_on, ended_on, because) in lines {
        let terms: Vec<(Date, Option<Date>)> = tx.all(
            "SELECT starts_on, ends_on FROM membership_term WHERE membership_id = ?1 ORDER BY starts_on DESC",
            &[&id],
        )?;
        let until = terms.iter().map(|(_, end)| end.unwrap_or(Date::MAX)).max().filter(|d| *d != Date::MAX);
        let state = membership::state(ended_on, until, today);
        let ended = ended_on.map(|on| (on, because));
        all.push(Member { home, category, number, joined_on, ended, terms, state });
    }
    Ok(all)
}

fn writers(tx: &mut Tx<'_>, record: &Record) -> Result<BTreeMap<PersonId, String>, StoreError> {
    let by: BTreeSet<PersonId> = record.notes.iter().filter_map(|(_, n)| n.by).collect();
    let mut all = BTreeMap::new();
    for id in by {
        let sql = "SELECT given_name, family_name FROM person WHERE id = ?1";
        if let Some((given, family)) = tx.maybe::<(String, String)>(sql, &[&id])? {
            all.insert(id, format!("{given} {family}").trim().to_owned());
        }
    }
    Ok(all)
}

fn household(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(String, PersonId)>, StoreError> {
    let rows: Vec<(String, String, PersonId)> = tx.all(
        "SELECT other.given_name, other.family_name, other.id FROM person me
         JOIN person other ON other.household_id = me.household_id AND other.id <> me.id
         WHERE me.id = ?1 ORDER BY other.sort_name, other.id LIMIT 20",
        &[&person],
    )?;
    Ok(rows
        .into_iter()
        .map(|(given, family, id)| (format!("{given} {family}").trim().to_owned(), id))
        .collect())
}

/// Where the person stands with each requirement that anything is recorded of. Never what a check found.
fn attainments(
    tx: &mut Tx<'_>,
    person: PersonId,
    today: Date,
) -> Result<Vec<(String, Standing)>, StoreError> {
    type Line = (String, String, i64, i64, Date, Option<Date>, bool);
    let lines: Vec<Line> = tx.all(
        "SELECT r.key, r.name, r.due_days, r.grace_days, a.obtained_on, a.expires_on, a.pending
         FROM attainment a JOIN requirement r ON r.key = a.requirement WHERE a.person_id = ?1 ORDER BY r.name, r.key",
        &[&person],
    )?;
    let mut by: BTreeMap<String, (Requirement, Vec<Proof>)> = BTreeMap::new();
    for (key, name, due_days, grace_days, obtained_on, expires_on, pending) in lines {
        let remedy = String::new();
        let requirement = Requirement { key: key.clone(), name, due_days, grace_days, remedy };
        let held = by.entry(key).or_insert_with(|| (requirement, Vec::new()));
        held.1.push(Proof { obtained_on, expires_on, pending });
    }
    Ok(by
        .into_values()
        .map(|(r, proofs)| (r.name.clone(), attainment::standing(&r, &proofs, today)))
        .collect())
}

fn account(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Account>, StoreError> {
    let row: Option<(AccountId, String, String, Option<Timestamp>)> =
        tx.maybe("SELECT id, identifier, state, signed_in_at FROM account WHERE person_id = ?1", &[&person])?;
    let Some((id, identifier, state, signed_in_at)) = row else { return Ok(None) };
    let second_factor = second_factor::has(tx, id)?.any();
    Ok(Some(Account { identifier, state, signed_in_at, second_factor }))
}

type Kinship = (String, Option<(String, String)>, i64);

fn kind(tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<Kinship, StoreError> {
    let (kind, parent, slug): (String, Option<String>, Option<String>) = tx.one(
        "SELECT k.name, up.name, up.slug FROM organisation o JOIN organisation_kind k ON k.key = o.kind
         LEFT JOIN organisation up ON up.id = o.parent_id WHERE o.id = ?1",
        &[&organisation],
    )?;
    let (below,): (i64,) =
        tx.one("SELECT count(*) FROM organisation WHERE parent_id = ?1", &[&organisation])?;
    Ok((kind, parent.zip(slug), below))
}
