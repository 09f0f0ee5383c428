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
    let seer = Seer { actor, managing: managing(tx, actor)?, base: base_url };
    let mut items = Vec::new();
    for thing in &delivery.about {
        items.extend(seer.item(tx, delivery.kind, thing)?);
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

/// The owner as they are at this moment: what they may is worked out once for all things of a message.
struct Seer<'a> {
    actor: &'a Actor,
    /// Their right to look after contacts, if they have one today.
    managing: Option<Right<ManageContacts>>,
    base: &'a str,
}

fn managing(tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<Right<ManageContacts>>, StoreError> {
    match access::right_anywhere::<ManageContacts>(tx, actor) {
        Ok(right) => Ok(Some(right)),
        Err(Denied::Store(error)) => Err(error),
        Err(Denied::Invisible | Denied::Refused(_)) => Ok(None),
    }
}

impl Seer<'_> {
    fn item(&self, tx: &mut Tx<'_>, kind: Kind, thing: &Thing) -> Result<Option<Value>, StoreError> {
        let id = format_uuid(&thing.1);
        let url = |path: &str| json!({ "is": thing.0, "id": id, "url": format!("{}/api/v1/{path}/{id}", self.base) });
        match kind {
            Kind::Test => Ok(None),
            Kind::ContactChanged => Ok(self.contact(tx, thing)?.then(|| url("contacts"))),
            Kind::ContactMerged => self.merged(tx, thing),
            Kind::OrganisationChanged => {
                let seen = access::visible_organisation(tx, self.actor, OrganisationId::from_bytes(thing.1));
                Ok(seen?.map(|_| url("organisations")))
            }
            Kind::AppointmentStarted | Kind::AppointmentEnded => self.appointment(tx, thing),
            Kind::ImportApplied | Kind::ImportUndone => Ok(self.managing.as_ref().map(|_| url("imports"))),
        }
    }

    fn contact(&self, tx: &mut Tx<'_>, thing: &Thing) -> Result<bool, StoreError> {
        let Some(right) = &self.managing else { return Ok(false) };
        let Some(subject) = Subject::of(&thing.0, thing.1) else { return Ok(false) };
        record::reaches(tx, right, subject)
    }

    /// Of the two entries of a merge the loser's tells all: who it is now.
    fn merged(&self, tx: &mut Tx<'_>, thing: &Thing) -> Result<Option<Value>, StoreError> {
        let alias: Option<(Vec<u8>,)> =
            tx.maybe("SELECT subject_id FROM contact_alias WHERE alias_id = ?1", &[&thing.1.to_vec()])?;
        let winner = alias.and_then(|(id,)| <[u8; 16]>::try_from(id.as_slice()).ok());
        let Some(winner) = winner else { return Ok(None) };
        if !self.contact(tx, &(thing.0.clone(), winner))? {
            return Ok(None);
        }
        let id = format_uuid(&winner);
        let url = format!("{}/api/v1/contacts/{id}", self.base);
        Ok(Some(json!({ "is": thing.0, "id": id, "was": format_uuid(&thing.1), "url": url })))
    }

    /// As `/api/v1/appointments` shows them; there is none of its own address, so that of the person's is given.
    fn appointment(&self, tx: &mut Tx<'_>, thing: &Thing) -> Result<Option<Value>, StoreError> {
        let opens = [Capability::VolunteersRead, Capability::ContactsManage];
        let grants = self.actor.access.grants.iter().filter(|g| opens.contains(&g.capability));
        let mut clause = Reach::of(grants).clause("a.organisation_id");
        let id = clause.bind(AppointmentId::from_bytes(thing.1));
        let sql = format!(
            "SELECT a.person_id, a.organisation_id FROM appointment a WHERE a.id = {id} AND {}",
            clause.sql
        );
        let found: Option<(PersonId, OrganisationId)> = tx.maybe(&sql, &clause.params())?;
        Ok(found.map(|(person, organisation)| {
            let url =
                format!("{}/api/v1/appointments?person={person}&organisation={organisation}", self.base);
            json!({ "is": "appointment", "id": format_uuid(&thing.1), "url": url })
        }))
    }
}
