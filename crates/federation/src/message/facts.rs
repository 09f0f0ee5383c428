//! Whom a selection brings and what is known of them: a dozen queries, however many they are.

use super::rule::{Candidate, Email, Recipient, Through};
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
use crate::words;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use store::{Identifier as _, StoreError, Tx};

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
    let mut known = Known { by: HashMap::new(), list: Vec::new() };
    persons(tx, message, &mut known)?;
    organisations(tx, message, stamp.today, &mut known)?;
    let refusals = match asking.class {
        Class::Marketing => unsubscribed::all(tx, asking.class)?,
        Class::Service => Refusals::default(),
    };
    emails(tx, stamp, message, &refusals, &mut known)?;
    tags(tx, message, &mut known)?;
    brought(tx, message, stamp.today, &mut known)?;
    serving(tx, message, stamp.today, &mut known)?;
    memberships(tx, message, &mut known)?;
    towns(tx, message, stamp.today, &mut known)?;
    if asking.class == Class::Marketing {
        consents(tx, message, &mut known)?;
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

struct Known {
    by: HashMap<[u8; 16], usize>,
    list: Vec<Candidate>,
}

impl Known {
    fn add(&mut self, who: Recipient, candidate: Candidate) {
        let id = match who {
            Recipient::Person(id) => id.bytes(),
            Recipient::Organisation(id) => id.bytes(),
        };
        self.by.insert(id, self.list.len());
        self.list.push(candidate);
    }

    fn of(&mut self, id: &[u8; 16]) -> Option<&mut Candidate> {
        self.by.get(id).map(|at| &mut self.list[*at])
    }
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

/// The beginning of each query: the candidates that are persons, or are not.
const OF: &str = "FROM message_candidate c CROSS JOIN";

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

fn emails(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    message: &Message,
    refusals: &Refusals,
    known: &mut Known,
) -> Result<(), StoreError> {
    type Line = (Vec<u8>, String, String, String, bool, Option<Timestamp>);
    for (column, is_person) in [("person_id", "TRUE"), ("organisation_id", "FALSE")] {
        let sql = format!(
            "SELECT c.subject_id, e.value, e.folded, e.purpose, e.preferred, e.bounced_at {OF} contact_point e
             WHERE c.message_id = ?1 AND c.is_person = {is_person} AND e.{column} = c.subject_id AND e.kind = 'email'
               AND (e.valid_from IS NULL OR e.valid_from <= ?2) AND (e.valid_until IS NULL OR e.valid_until >= ?2)"
        );
        for (id, value, folded, purpose, preferred, bounced_at) in
            tx.all::<Line>(&sql, &[&message.id, &stamp.today])?
        {
            let refused = refusals.of_address(&stamp.secret, &folded);
            let is_work = purpose != "home";
            let email = Email { value, folded, is_work, preferred, bounced: bounced_at.is_some(), refused };
            if let Some(one) = bytes(&id).and_then(|id| known.of(&id)) {
                one.emails.push(email);
            }
        }
    }
    Ok(())
}

fn tags(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT c.subject_id, tag.name {OF} contact_tag t CROSS JOIN tag
         WHERE c.message_id = ?1 AND t.subject_id = c.subject_id AND tag.id = t.tag_id AND tag.excludes = TRUE
         ORDER BY tag.name_folded"
    );
    for (id, name) in tx.all::<(Vec<u8>, String)>(&sql, &[&message.id])? {
        if let Some(one) = bytes(&id).and_then(|id| known.of(&id)) {
            one.tag.get_or_insert(name);
        }
    }
    Ok(())
}

/// Which organisation brings whom.
fn brought(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
    let Some(role) = &message.brings else { return Ok(()) };
    let sql = format!(
        "SELECT a.person_id, a.organisation_id, role.title {OF} appointment a CROSS JOIN role
         WHERE c.message_id = ?1 AND c.is_person = FALSE AND a.organisation_id = c.subject_id AND a.role = ?2
           AND role.key = a.role AND a.starts_on <= ?3 AND (a.ends_on IS NULL OR a.ends_on >= ?3)"
    );
    let mut lines: Vec<(PersonId, OrganisationId, String)> = tx.all(&sql, &[&message.id, role, &today])?;
    lines.sort();
    lines.dedup();
    for (person, organisation, title) in lines {
        let Some(at) = known.of(&organisation.bytes()) else { continue };
        at.brings_nobody = false;
        let through = Through { name: at.name.clone(), tag: at.tag.clone(), closed: at.over };
        if let Some(one) = known.of(&person.bytes()) {
            if one.through.is_empty() {
                one.values.put("role", title);
            }
            one.through.push(through);
            one.through.sort_by(|a, b| words::fold(&a.name).cmp(&words::fold(&b.name)));
        }
    }
    Ok(())
}

/// Where and as what those serve who were selected themselves.
fn serving(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT a.person_id, o.name, role.title {OF} appointment a CROSS JOIN role CROSS JOIN organisation o
         WHERE c.message_id = ?1 AND c.is_person = TRUE AND a.person_id = c.subject_id AND role.key = a.role
           AND o.id = a.organisation_id AND a.starts_on <= ?2 AND (a.ends_on IS NULL OR a.ends_on >= ?2)
         ORDER BY a.starts_on, a.id"
    );
    let mut at: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, place, title) in tx.all::<(PersonId, String, String)>(&sql, &[&message.id, &today])? {
        let Some(one) = known.of(&person.bytes()) else { continue };
        if one.values.get("role").is_none() {
            one.values.put("role", title);
        }
        let places = at.entry(person).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }
    for (person, places) in at {
        if let Some(one) = known.of(&person.bytes()) {
            put_places(one, &places);
        }
    }
    Ok(())
}

fn memberships(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
    for (column, is_person) in [("person_id", "TRUE"), ("member_organisation_id", "FALSE")] {
        let sql = format!(
            "SELECT c.subject_id, m.number, m.joined_on {OF} membership m
             WHERE c.message_id = ?1 AND c.is_person = {is_person} AND m.{column} = c.subject_id AND m.ended_on IS NULL
             ORDER BY m.joined_on"
        );
        for (id, number, joined_on) in
            tx.all::<(Vec<u8>, Option<String>, Option<Date>)>(&sql, &[&message.id])?
        {
            let Some(one) = bytes(&id).and_then(|id| known.of(&id)) else { continue };
            one.values.put("membership number", number.unwrap_or_default());
            one.joined_on = joined_on.max(one.joined_on);
        }
    }
    Ok(())
}

fn towns(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
    for (column, is_person) in [("person_id", "TRUE"), ("organisation_id", "FALSE")] {
        let sql = format!(
            "SELECT c.subject_id, p.town {OF} contact_point p
             WHERE c.message_id = ?1 AND c.is_person = {is_person} AND p.{column} = c.subject_id AND p.kind = 'post'
               AND p.town IS NOT NULL AND (p.valid_from IS NULL OR p.valid_from <= ?2)
               AND (p.valid_until IS NULL OR p.valid_until >= ?2)
             ORDER BY p.preferred, p.id"
        );
        for (id, town) in tx.all::<(Vec<u8>, String)>(&sql, &[&message.id, &today])? {
            if let Some(one) = bytes(&id).and_then(|id| known.of(&id)) {
                one.values.put("town", town);
            }
        }
    }
    Ok(())
}

/// The last word of each about e-mail.
fn consents(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT w.person_id, w.given {OF} consent w
         WHERE c.message_id = ?1 AND c.is_person = TRUE AND w.person_id = c.subject_id AND w.channel = 'email'
         ORDER BY w.recorded_on, w.id"
    );
    for (person, given) in tx.all::<(PersonId, bool)>(&sql, &[&message.id])? {
        if let Some(one) = known.of(&person.bytes()) {
            one.consent = Some(given);
        }
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

fn put_places(candidate: &mut Candidate, places: &[String]) {
    let and = if candidate.language.starts_with("cy") { "a" } else { "and" };
    let listed = match places {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {and} {last}", most.join(", ")),
    };
    candidate.values.put("council", listed.clone());
    candidate.values.put("organisation", listed);
}

fn bytes(id: &[u8]) -> Option<[u8; 16]> {
    id.try_into().ok()
}
