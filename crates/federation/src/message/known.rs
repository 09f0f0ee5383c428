//! What is known of those who may get a message, read for all of them at once.

use super::Message;
use super::rule::{Candidate, Email, Recipient, Through};
use super::unsubscribed::Refusals;
use crate::acting::Stamp;
use crate::contact_point;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::words;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashMap;
use store::{Identifier as _, StoreError, Tx};

#[derive(Default)]
pub struct Known {
    by: HashMap<[u8; 16], usize>,
    pub list: Vec<Candidate>,
}

impl Known {
    pub fn add(&mut self, who: Recipient, candidate: Candidate) {
        let id = match who {
            Recipient::Person(id) => id.bytes(),
            Recipient::Organisation(id) => id.bytes(),
        };
        self.by.insert(id, self.list.len());
        self.list.push(candidate);
    }

    pub fn of(&mut self, id: &[u8; 16]) -> Option<&mut Candidate> {
        self.by.get(id).map(|at| &mut self.list[*at])
    }
}

/// The beginning of each query: the candidates that are persons, or are not.
pub const OF: &str = "FROM message_candidate c CROSS JOIN";

pub fn emails(
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
            let (is_work, bounced) = (purpose != "home", bounced_at.is_some());
            let malformed = contact_point::email(&value).is_err();
            let email = Email { value, folded, is_work, preferred, malformed, bounced, refused };
            if let Some(one) = bytes(&id).and_then(|id| known.of(&id)) {
                one.emails.push(email);
            }
        }
    }
    Ok(())
}

pub fn tags(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
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
pub fn brought(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
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
            one.through.sort_by_key(|a| words::fold(&a.name));
        }
    }
    Ok(())
}

/// Where and as what those serve who were selected themselves.
pub fn serving(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
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

pub fn memberships(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
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

pub fn towns(tx: &mut Tx<'_>, message: &Message, today: Date, known: &mut Known) -> Result<(), StoreError> {
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
pub fn consents(tx: &mut Tx<'_>, message: &Message, known: &mut Known) -> Result<(), StoreError> {
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

pub fn put_places(candidate: &mut Candidate, places: &[String]) {
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
