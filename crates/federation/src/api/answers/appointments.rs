//! Appointments: whoever reads volunteers somewhere, or looks after contacts, reads who serves there; the latter may end
//! them.

use super::id;
use crate::access::{self, Actor, ManageContacts, Reach, ReadVolunteers};
use crate::api::call::{Answer, Call, Caller, Sent};
use crate::api::cursor;
use crate::api::problem::Problem;
use crate::appointment::AppointmentId;
use crate::contact::Subject;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{self, Change};
use crate::role::Capability;
use axum::extract::Path;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{FromRow, Identifier as _, Row, StoreError, Tx};

struct Appointment {
    id: AppointmentId,
    person: (PersonId, String),
    role: (String, String),
    organisation: (OrganisationId, String),
    starts_on: Date,
    ends_on: Option<Date>,
}

impl FromRow for Appointment {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (given, family): (String, String) = (row.get(2)?, row.get(3)?);
        Ok(Self {
            id: row.get(0)?,
            person: (row.get(1)?, format!("{given} {family}").trim().to_owned()),
            role: (row.get(4)?, row.get(5)?),
            organisation: (row.get(6)?, row.get(7)?),
            starts_on: row.get(8)?,
            ends_on: row.get(9)?,
        })
    }
}

const SELECT: &str =
    "SELECT a.id, a.person_id, p.given_name, p.family_name, a.role, role.title, a.organisation_id,
    o.name, a.starts_on, a.ends_on FROM appointment a JOIN person p ON p.id = a.person_id
    JOIN role ON role.key = a.role JOIN organisation o ON o.id = a.organisation_id";

fn reach(actor: &Actor) -> Reach {
    let opens = [Capability::VolunteersRead, Capability::ContactsManage];
    Reach::of(actor.access.grants.iter().filter(|g| opens.contains(&g.capability)))
}

pub async fn list(call: Call) -> Result<Response, Problem> {
    call.read(|tx, caller| {
        let limit = caller.asked.limit();
        if let Some(organisation) = caller.asked.parsed("organisation") {
            must_reach(tx, &caller.actor, organisation)?;
        } else if reach(&caller.actor).is_nowhere() {
            access::right_anywhere::<ReadVolunteers>(tx, &caller.actor)?;
        }
        if let Some(person) = caller.asked.parsed("person") {
            must_know(tx, &caller.actor, person)?;
        }
        let rows = reached(tx, caller, limit + 1)?;
        let people = rows.len().min(limit);
        let body = cursor::page(rows, limit, |a| a.id.bytes().to_vec(), shown);
        Ok(Answer::listing(body, people))
    })
    .await
}

/// An organisation out of sight is not there; one that is seen and not reached is refused with the reason.
fn must_reach(tx: &mut Tx<'_>, actor: &Actor, organisation: OrganisationId) -> Result<(), Problem> {
    let mut clause = reach(actor).clause("organisation.id");
    let at = clause.bind(organisation);
    let sql = format!("SELECT 1 FROM organisation WHERE organisation.id = {at} AND {}", clause.sql);
    if tx.maybe::<(i64,)>(&sql, &clause.params())?.is_none() {
        access::right::<ReadVolunteers>(tx, actor, organisation)?;
    }
    Ok(())
}

/// A person who serves nowhere within reach is known to those alone who look after their record.
fn must_know(tx: &mut Tx<'_>, actor: &Actor, person: PersonId) -> Result<(), Problem> {
    let mut clause = reach(actor).clause("a.organisation_id");
    let whom = clause.bind(person);
    let sql = format!("SELECT 1 FROM appointment a WHERE a.person_id = {whom} AND {} LIMIT 1", clause.sql);
    if tx.maybe::<(i64,)>(&sql, &clause.params())?.is_some() {
        return Ok(());
    }
    let right = access::right_anywhere::<ManageContacts>(tx, actor).map_err(|_| Problem::not_found())?;
    match record::reaches(tx, &right, Subject::Person(person))? {
        true => Ok(()),
        false => Err(Problem::not_found()),
    }
}

fn reached(tx: &mut Tx<'_>, caller: &Caller, most: usize) -> Result<Vec<Appointment>, Problem> {
    let asked = &caller.asked;
    let mut clause = reach(&caller.actor).clause("a.organisation_id");
    if let Some(person) = asked.parsed::<PersonId>("person") {
        let person = clause.bind(person);
        clause.and(&format!("a.person_id = {person}"));
    }
    if let Some(organisation) = asked.parsed::<OrganisationId>("organisation") {
        let organisation = clause.bind(organisation);
        clause.and(&format!("a.organisation_id = {organisation}"));
    }
    if let Some(after) = cursor::decode::<16>(asked.get("cursor"))? {
        let after = clause.bind(AppointmentId::from_bytes(after));
        clause.and(&format!("a.id > {after}"));
    }
    let sql = format!("{SELECT} WHERE {} ORDER BY a.id LIMIT {most}", clause.sql);
    Ok(tx.all(&sql, &clause.params())?)
}

fn shown(appointment: &Appointment) -> Value {
    json!({
        "id": appointment.id,
        "person": { "id": appointment.person.0, "name": appointment.person.1 },
        "role": { "key": appointment.role.0, "title": appointment.role.1 },
        "organisation": { "id": appointment.organisation.0, "name": appointment.organisation.1 },
        "starts_on": appointment.starts_on,
        "ends_on": appointment.ends_on,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    on: Date,
    /// The end that its editor saw. Null says none; leaving it out says nothing and will not do.
    #[serde(deserialize_with = "Option::deserialize")]
    before: Option<Date>,
}

pub async fn end(call: Call, Path(address): Path<String>, sent: Sent) -> Result<Response, Problem> {
    call.act(sent, move |tx, caller, stamp, wanted: Ending| {
        let right = access::right_anywhere::<ManageContacts>(tx, &caller.actor)?;
        let id: AppointmentId = id(&address)?;
        let holder: Option<(PersonId,)> =
            tx.maybe("SELECT person_id FROM appointment WHERE id = ?1", &[&id])?;
        let (person,) = holder.ok_or_else(Problem::not_found)?;
        let change = Change::End { id, before: wanted.before, on: wanted.on };
        record::apply(tx, stamp, &right, Subject::Person(person), &[change])?;
        let ended: Appointment = tx.one(&format!("{SELECT} WHERE a.id = ?1"), &[&id])?;
        Ok(shown(&ended))
    })
    .await
}
