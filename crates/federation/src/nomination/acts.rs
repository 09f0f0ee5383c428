//! Naming somebody, and what the centre makes of it.

use super::queries::{self, Nomination, NominationId};
use crate::access::{EditOrganisation, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::{self, ContactPoint};
use crate::journal::{self, Entry, JournalError};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{self, Appointed, Change, Field, NewPerson, Point, Purpose, RecordError};
use crate::words;
use jiff::civil::Date;
use serde_json::json;
use store::{StoreError, Tx};

/// Who somebody named, as they know them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub given: String,
    pub family: String,
    pub email: Option<String>,
    pub phone: Option<String>,
}

impl Named {
    /// As a new person who takes up a role.
    pub fn as_new(&self, role: &str, at: OrganisationId, starts_on: Date) -> NewPerson {
        let email = self.email.as_deref().map(ContactPoint::email);
        let phone = self.phone.as_deref().map(ContactPoint::phone);
        let points = email.into_iter().chain(phone).map(|p| Point::of(p, Purpose::Home));
        NewPerson {
            fields: vec![(Field::GivenName, self.given.clone()), (Field::FamilyName, self.family.clone())],
            points: points.collect(),
            wishes: Vec::new(),
            appointments: vec![(role.to_owned(), at, starts_on, None)],
        }
    }

    fn sort_name(&self) -> String {
        words::fold(&format!("{} {}", self.family, self.given))
    }
}

/// What came of deciding.
#[derive(Debug, PartialEq, Eq)]
pub enum Decided {
    Done,
    /// Somebody was quicker: it has its outcome.
    Already,
}

/// Who a named person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    New,
    Known(PersonId),
}

/// Puts a name before the centre. `by` keeps the record there, or leaves the role that is spoken of.
pub fn nominate(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    (organisation, role): (OrganisationId, &str),
    named: &Named,
    starts_on: Date,
) -> Result<NominationId, JournalError> {
    let id = stamp.ids.next::<NominationId>();
    tx.run(
        "INSERT INTO nomination
           (id, organisation_id, role, given_name, family_name, email, phone, starts_on, by_person, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &[
            &id,
            &organisation,
            &role,
            &named.given,
            &named.family,
            &named.email,
            &named.phone,
            &starts_on,
            &by,
            &stamp.now,
        ],
    )?;
    let what = json!({ "role": role, "starts_on": starts_on });
    journal::write(
        tx,
        stamp,
        &Entry::of("nomination.made", "nomination", id).at(organisation).holding(what),
    )?;
    Ok(id)
}

/// People whom the keeper of the record knows of already, for they have or had a role there: by name or by e-mail.
pub fn known_here(
    tx: &mut Tx<'_>,
    right: &Right<EditOrganisation>,
    named: &Named,
) -> Result<Vec<(PersonId, String)>, StoreError> {
    let email = named.email.as_deref().map(contact_point::fold_email).unwrap_or_default();
    let rows: Vec<(PersonId, String, String)> = tx.all(
        "SELECT p.id, p.given_name, p.family_name FROM person p
         WHERE p.id IN (SELECT person_id FROM appointment WHERE organisation_id = ?1)
           AND p.deceased_on IS NULL
           AND (p.sort_name = ?2 OR EXISTS (
             SELECT 1 FROM contact_point c WHERE c.person_id = p.id AND c.kind = 'email' AND c.folded = ?3))
         ORDER BY p.sort_name, p.id LIMIT 10",
        &[&right.organisation.id, &named.sort_name(), &email],
    )?;
    Ok(rows.into_iter().map(|(id, g, f)| (id, format!("{g} {f}").trim().to_owned())).collect())
}

/// Whether somebody of that name with that e-mail is on record somewhere. Then the centre says who it is; whoever asked
/// already knows both, and is told no more.
pub fn known_elsewhere(tx: &mut Tx<'_>, named: &Named) -> Result<bool, StoreError> {
    let Some(email) = named.email.as_deref().map(contact_point::fold_email) else { return Ok(false) };
    let found: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM contact_point c JOIN person p ON p.id = c.person_id
         WHERE c.kind = 'email' AND c.folded = ?1 AND p.sort_name = ?2 LIMIT 1",
        &[&email, &named.sort_name()],
    )?;
    Ok(found.is_some())
}

/// People whom the centre might mean by a name: the same e-mail, number or name.
pub(super) fn candidates(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    nomination: &Nomination,
) -> Result<Vec<(PersonId, String)>, RecordError> {
    let named = named(nomination);
    let email = named.email.as_deref().map(contact_point::fold_email).unwrap_or_default();
    let phone = named.phone.as_deref().map(|p| ContactPoint::phone(p).folded()).unwrap_or_default();
    let rows: Vec<(PersonId, String, String)> = tx.all(
        "SELECT p.id, p.given_name, p.family_name FROM person p WHERE p.id IN (
           SELECT id FROM person WHERE sort_name = ?1
           UNION SELECT person_id FROM contact_point WHERE kind = 'email' AND folded = ?2 AND folded <> ''
           UNION SELECT person_id FROM contact_point WHERE kind = 'phone' AND folded = ?3 AND folded <> '')
         ORDER BY p.sort_name, p.id LIMIT 20",
        &[&named.sort_name(), &email, &phone],
    )?;
    let mut all = Vec::new();
    for (id, given, family) in rows {
        if record::reaches(tx, right, Subject::Person(id))? {
            all.push((id, format!("{given} {family}").trim().to_owned()));
        }
    }
    Ok(all)
}

fn named(nomination: &Nomination) -> Named {
    Named {
        given: nomination.given.clone(),
        family: nomination.family.clone(),
        email: nomination.email.clone(),
        phone: nomination.phone.clone(),
    }
}

/// Appoints whoever was named, from that day on: a person on record, or a new one.
///
/// # Errors
/// Those of [`record::apply`](crate::record::apply()); then nothing is decided.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    id: NominationId,
    who: Who,
    starts_on: Date,
) -> Result<Decided, RecordError> {
    let Some(nomination) = open(tx, right, id)? else { return Ok(Decided::Already) };
    let (role, organisation) = (nomination.role.as_str(), nomination.organisation);
    let person = match who {
        Who::New => {
            let new = named(&nomination).as_new(role, organisation, starts_on);
            record::create_person(tx, stamp, right, &new)?
        }
        Who::Known(person) => {
            let role = role.to_owned();
            let appointed = Appointed { person, role, organisation, starts_on, ends_on: None };
            record::apply(tx, stamp, right, Subject::Person(person), &[Change::Start { appointed }])?;
            person
        }
    };
    decide(tx, stamp, &nomination, right.actor, ("confirmed", None), Some(person))?;
    Ok(Decided::Done)
}

pub fn reject(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    id: NominationId,
    reason: &str,
) -> Result<Decided, RecordError> {
    let Some(nomination) = open(tx, right, id)? else { return Ok(Decided::Already) };
    decide(tx, stamp, &nomination, right.actor, ("rejected", Some(reason)), None)?;
    Ok(Decided::Done)
}

/// Takes back what one said oneself.
pub fn withdraw(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    id: NominationId,
) -> Result<Decided, RecordError> {
    let nomination = queries::one_to_decide(tx, id)?.filter(|n| n.by == by).ok_or(RecordError::Invisible)?;
    if nomination.outcome.is_some() {
        return Ok(Decided::Already);
    }
    decide(tx, stamp, &nomination, by, ("withdrawn", None), None)?;
    Ok(Decided::Done)
}

/// The nomination while it waits; none when it has its outcome.
fn open(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    id: NominationId,
) -> Result<Option<Nomination>, RecordError> {
    let nomination = queries::one_to_decide(tx, id)?.ok_or(RecordError::Invisible)?;
    if !record::reaches(tx, right, Subject::Organisation(nomination.organisation))? {
        return Err(RecordError::Invisible);
    }
    Ok(Some(nomination).filter(|n| n.outcome.is_none()))
}

fn decide(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    nomination: &Nomination,
    by: PersonId,
    (word, reason): (&str, Option<&str>),
    person: Option<PersonId>,
) -> Result<(), JournalError> {
    tx.run(
        "INSERT INTO nomination_outcome (nomination_id, outcome, by_person, at, reason, person_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&nomination.id, &word, &by, &stamp.now, &reason, &person],
    )?;
    tx.run("UPDATE nomination SET decided_at = ?2 WHERE id = ?1", &[&nomination.id, &stamp.now])?;
    let act = match word {
        "confirmed" => "nomination.confirmed",
        "rejected" => "nomination.rejected",
        _ => "nomination.withdrawn",
    };
    let what = json!({ "role": nomination.role });
    let entry = Entry::of(act, "nomination", nomination.id).at(nomination.organisation).holding(what);
    journal::write(tx, stamp, &entry)
}
