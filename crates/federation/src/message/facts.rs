//! Whom a selection brings and what is known of them: a dozen queries, however many they are.

use super::known::{self, Known, OF, put_places};
use super::rule::{Candidate, Recipient};
use super::unsubscribed::{self, Refusals};
use super::{Message, MessageError};
use crate::access::{Clause, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contacts;
use crate::installation::Settings;
use crate::mail::run::Class;
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use crate::template::Values;
use jiff::civil::Date;
use store::{StoreError, Tx};

/// What a message asks of its audience.
pub struct Asking<'a> {
    pub message: &'a Message,
    pub class: Class,
    pub right: &'a Right<ManageContacts>,
    pub settings: &'a Settings,
}

/// Everybody who may get it, and how many of the selection are out of reach now.
pub fn candidates(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    asking: &Asking<'_>,
) -> Result<(Vec<Candidate>, u64), MessageError> {
    let message = asking.message;
    let reached = gather(tx, stamp.today, asking)?;
    let out_of_reach = message.selected.saturating_sub(reached);
    let mut known = Known::default();
    persons(tx, message, &mut known)?;
    organisations(tx, message, stamp.today, &mut known)?;
    let refusals = match asking.class {
        Class::Marketing => unsubscribed::all(tx, asking.class)?,
        Class::Service => Refusals::default(),
    };
    known::emails(tx, stamp, message, &refusals, &mut known)?;
    known::tags(tx, message, &mut known)?;
    known::brought(tx, message, stamp.today, &mut known)?;
    known::serving(tx, message, stamp.today, &mut known)?;
    known::memberships(tx, message, &mut known)?;
    known::towns(tx, message, stamp.today, &mut known)?;
    if asking.class == Class::Marketing {
        known::consents(tx, message, &mut known)?;
    }
    tx.run("DELETE FROM message_candidate WHERE message_id = ?1", &[&message.id])?;
    let mut list = known.list;
    for candidate in &mut list {
        candidate.refused = refusals.of(candidate.who);
        common(candidate, asking);
    }
    // An organisation that brings somebody gets no mail itself.
    list.retain(|c| {
        message.brings.is_none() || matches!(c.who, Recipient::Person(_)) || c.over || c.brings_nobody
    });
    Ok((list, out_of_reach))
}

/// Writes who is looked at; answers how many of the selection the right reaches.
fn gather(tx: &mut Tx<'_>, today: Date, asking: &Asking<'_>) -> Result<u64, StoreError> {
    let message = asking.message;
    tx.run("DELETE FROM message_candidate WHERE message_id = ?1", &[&message.id])?;
    let mut clause = Clause::equal("s.message_id", message.id);
    clause.and("contact_entry.subject_id = s.subject_id");
    let clause = contacts::within_reach(tx, asking.right, clause)?;
    let reached = tx.run(
        &format!(
            "INSERT INTO message_candidate (message_id, subject_id, is_person, brought)
             SELECT s.message_id, s.subject_id, s.is_person, FALSE
             FROM message_subject s CROSS JOIN contact_entry WHERE {}",
            clause.sql
        ),
        &clause.params(),
    )?;
    if let Some(role) = &message.brings {
        tx.run(
            "INSERT INTO message_candidate (message_id, subject_id, is_person, brought)
             SELECT s.message_id, a.person_id, TRUE, TRUE FROM message_candidate s CROSS JOIN appointment a
             WHERE s.message_id = ?1 AND s.is_person = FALSE AND a.organisation_id = s.subject_id AND a.role = ?2
               AND a.starts_on <= ?3 AND (a.ends_on IS NULL OR a.ends_on >= ?3)
             ON CONFLICT DO NOTHING",
            &[&message.id, role, &today],
        )?;
    }
    Ok(reached)
}

fn candidate(who: Recipient, name: String, sort_name: String) -> Candidate {
    Candidate {
        who,
        name,
        sort_name,
        language: "en".into(),
        over: false,
        tag: None,
        direct: true,
        through: Vec::new(),
        brings_nobody: false,
        emails: Vec::new(),
        refused: false,
        consent: None,
        joined_on: None,
        values: Values::default(),
    }
}

fn persons(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
    type Line = (
        PersonId,
        Option<String>,
        String,
        String,
        Option<String>,
        String,
        Option<String>,
        Option<String>,
        bool,
    );
    let sql = format!(
        "SELECT p.id, p.title, p.given_name, p.family_name, p.known_as, p.sort_name, p.language, p.deceased_on, c.brought
         {OF} person p WHERE c.message_id = ?1 AND c.is_person = TRUE AND p.id = c.subject_id"
    );
    for (id, title, given, family, known_as, sort_name, language, died, brought) in
        tx.all::<Line>(&sql, &[&message.id])?
    {
        let name = Name { title, given, family, known_as };
        let mut one = candidate(Recipient::Person(id), name.spoken(), sort_name);
        one.values.put("given name", name.known_as.as_deref().unwrap_or(&name.given));
        one.values.put("full name", one.name.clone());
        one.values.put("family name", name.family.clone());
        one.values.put("title", name.title.clone().unwrap_or_default());
        one.language = language.unwrap_or_else(|| "en".into());
        one.over = died.is_some();
        one.direct = !brought;
        known.add(one.who, one);
    }
    Ok(())
}

fn organisations(
    tx: &mut Tx<'_>,
    message: &Message,
    today: Date,
    known: &mut Known,
) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT o.id, o.name, o.sort_name, o.closed_on {OF} organisation o
         WHERE c.message_id = ?1 AND c.is_person = FALSE AND o.id = c.subject_id"
    );
    for (id, name, sort_name, closed_on) in
        tx.all::<(OrganisationId, String, String, Option<Date>)>(&sql, &[&message.id])?
    {
        let mut one = candidate(Recipient::Organisation(id), name.clone(), sort_name);
        one.over = closed_on.is_some_and(|day| day <= today);
        one.brings_nobody = message.brings.is_some();
        one.values.put("organisation", name.clone());
        one.values.put("council", name);
        known.add(one.who, one);
    }
    Ok(())
}

/// What is the same for all, and the places that brought them.
fn common(candidate: &mut Candidate, asking: &Asking<'_>) {
    let through: Vec<String> =
        candidate.through.iter().filter(|t| t.tag.is_none() && !t.closed).map(|t| t.name.clone()).collect();
    if !through.is_empty() {
        put_places(candidate, &through);
    }
    candidate.values.put("federation", asking.settings.name.clone());
    candidate.values.put("portal address", asking.settings.base_url.clone());
    if asking.class == Class::Marketing {
        // Each mail has its own; here it counts as known.
        candidate.values.put("unsubscribe", format!("{}/unsubscribe/", asking.settings.base_url));
    }
}
