//! The message, made when it is sent: only of what the owner may see at that moment, and of addresses where a program of
//! theirs reads more. Names and other personal data are never in it.

use super::delivery::{Delivery, Thing};
use super::kind::Kind;
use crate::access::{self, Actor, Denied, ManageContacts, Reach, Right};
use crate::appointment::AppointmentId;
use crate::contact::Subject;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record;
use crate::role::Capability;
use serde_json::{Value, json};
use store::{Identifier, StoreError, Tx, format_uuid};

/// None: nothing that it was about is to be seen any more.
pub fn message(
    tx: &mut Tx<'_>,
    actor: &Actor,
    base_url: &str,
    delivery: &Delivery,
) -> Result<Option<Value>, StoreError> {
    let mut items = Vec::new();
    for thing in &delivery.about {
        items.extend(item(tx, actor, base_url, delivery.kind, thing)?);
    }
    if items.is_empty() && delivery.kind != Kind::Test {
        return Ok(None);
    }
    Ok(Some(json!({
        "id": delivery.id,
        "type": delivery.kind.word(),
        "timestamp": delivery.made_at,
        "data": { "items": items },
    })))
}

fn item(
    tx: &mut Tx<'_>,
    actor: &Actor,
    base: &str,
    kind: Kind,
    thing: &Thing,
) -> Result<Option<Value>, StoreError> {
    let id = format_uuid(&thing.1);
    let url = |path: &str| json!({ "is": thing.0, "id": id, "url": format!("{base}/api/v1/{path}/{id}") });
    match kind {
        Kind::Test => Ok(None),
        Kind::ContactChanged => Ok(contact(tx, actor, thing)?.then(|| url("contacts"))),
        Kind::ContactMerged => merged(tx, actor, base, thing),
        Kind::OrganisationChanged => {
            let seen = access::visible_organisation(tx, actor, OrganisationId::from_bytes(thing.1));
            Ok(seen?.map(|_| url("organisations")))
        }
        Kind::AppointmentStarted | Kind::AppointmentEnded => appointment(tx, actor, base, thing),
        Kind::ImportApplied | Kind::ImportUndone => Ok(managing(tx, actor)?.map(|_| url("imports"))),
    }
}

/// The right to look after contacts, if there is one today.
fn managing(tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<Right<ManageContacts>>, StoreError> {
    match access::right_anywhere::<ManageContacts>(tx, actor) {
        Ok(right) => Ok(Some(right)),
        Err(Denied::Store(error)) => Err(error),
        Err(Denied::Invisible | Denied::Refused(_)) => Ok(None),
    }
}

fn contact(tx: &mut Tx<'_>, actor: &Actor, thing: &Thing) -> Result<bool, StoreError> {
    let Some(right) = managing(tx, actor)? else { return Ok(false) };
    let Some(subject) = Subject::of(&thing.0, thing.1) else { return Ok(false) };
    record::reaches(tx, &right, subject)
}

/// Of the two entries of a merge the loser's tells all: who it is now.
fn merged(tx: &mut Tx<'_>, actor: &Actor, base: &str, thing: &Thing) -> Result<Option<Value>, StoreError> {
    let alias: Option<(Vec<u8>,)> =
        tx.maybe("SELECT subject_id FROM contact_alias WHERE alias_id = ?1", &[&thing.1.to_vec()])?;
    let winner = alias.and_then(|(id,)| <[u8; 16]>::try_from(id.as_slice()).ok());
    let Some(winner) = winner else { return Ok(None) };
    if !contact(tx, actor, &(thing.0.clone(), winner))? {
        return Ok(None);
    }
    let id = format_uuid(&winner);
    let url = format!("{base}/api/v1/contacts/{id}");
    Ok(Some(json!({ "is": thing.0, "id": id, "was": format_uuid(&thing.1), "url": url })))
}

/// As `/api/v1/appointments` shows them; there is none of its own address, so that of the person's is given.
fn appointment(
    tx: &mut Tx<'_>,
    actor: &Actor,
    base: &str,
    thing: &Thing,
) -> Result<Option<Value>, StoreError> {
    let opens = [Capability::VolunteersRead, Capability::ContactsManage];
    let grants = actor.access.grants.iter().filter(|g| opens.contains(&g.capability));
    let mut clause = Reach::of(grants).clause("a.organisation_id");
    let id = clause.bind(AppointmentId::from_bytes(thing.1));
    let sql = format!(
        "SELECT a.person_id, a.organisation_id FROM appointment a WHERE a.id = {id} AND {}",
        clause.sql
    );
    let found: Option<(PersonId, OrganisationId)> = tx.maybe(&sql, &clause.params())?;
    Ok(found.map(|(person, organisation)| {
        let url = format!("{base}/api/v1/appointments?person={person}&organisation={organisation}");
        json!({ "is": "appointment", "id": format_uuid(&thing.1), "url": url })
    }))
}
