//! What is known of organisations: members or not, tags, who left and who comes, addresses to offer.

use super::facts::{Place, Tagging};
use super::judge::{Known, Terms};
use crate::contacts::TagId;
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use store::{Identifier as _, StoreError, Tx, Value};

pub(super) fn read(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Place>, StoreError> {
    type Line = (OrganisationId, String, String, String, bool);
    let sql = "SELECT o.id, o.name, o.sort_name, o.kind, k.needs_membership FROM organisation o
               CROSS JOIN organisation_kind k WHERE k.key = o.kind AND o.id IN ({list})";
    let mut places: HashMap<OrganisationId, Place> = tx
        .all_within::<Line>(sql, &[], organisations)?
        .into_iter()
        .map(|(id, name, sort_name, kind, needs_membership)| {
            let place = Place {
                name,
                sort_name,
                kind,
                needs_membership,
                is_member: false,
                tags: Vec::new(),
                email: None,
                last: None,
                coming: None,
            };
            (id, place)
        })
        .collect();
    // As access reads it: a term that holds today, of a membership that has not ended.
    let sql = format!(
        "SELECT m.member_organisation_id FROM membership m CROSS JOIN membership_term t
         WHERE t.membership_id = m.id AND m.member_organisation_id IN ({{list}}) AND t.starts_on <= '{today}'
           AND (t.ends_on IS NULL OR t.ends_on >= '{today}') AND (m.ended_on IS NULL OR m.ended_on >= '{today}')"
    );
    for (id,) in tx.all_within::<(OrganisationId,)>(&sql, &[], organisations)? {
        if let Some(place) = places.get_mut(&id) {
            place.is_member = true;
        }
    }
    Ok(places)
}

/// Only the tags that exclude.
pub(super) fn tags(
    tx: &mut Tx<'_>,
    terms: &Terms,
    people: &[PersonId],
    places: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    if terms.excluding.is_empty() {
        return Ok(());
    }
    let named: HashMap<TagId, String> =
        tx.all::<(TagId, String)>("SELECT id, name FROM tag", &[])?.into_iter().collect();
    let subjects = people.iter().map(|p| p.bytes()).chain(places.iter().map(|p| p.bytes()));
    let subjects: Vec<Value> = subjects.map(|id| Value::Bytes(id.to_vec())).collect();
    let sql = "SELECT subject_id, tag_id, reason FROM contact_tag WHERE subject_id IN ({list})";
    for (subject, tag, reason) in tx.all_within::<(Vec<u8>, TagId, String)>(sql, &[], &subjects)? {
        let (Ok(subject), true) = (<[u8; 16]>::try_from(subject), terms.excluding.contains(&tag)) else {
            continue;
        };
        let tagging = Tagging { tag, name: named.get(&tag).cloned().unwrap_or_default(), reason };
        if let Some(person) = known.people.get_mut(&PersonId::from_bytes(subject)) {
            person.tags.push(tagging);
        } else if let Some(place) = known.places.get_mut(&OrganisationId::from_bytes(subject)) {
            place.tags.push(tagging);
        }
    }
    Ok(())
}

/// Who served last in organisations without a person, and who is known to come.
pub(super) fn holders(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    let sql = "SELECT a.organisation_id, a.starts_on, a.ends_on, p.given_name, p.family_name, p.known_as
               FROM appointment a CROSS JOIN role r CROSS JOIN person p
               WHERE r.key = a.role AND r.brings_access AND p.id = a.person_id AND a.organisation_id IN ({list})";
    type Line = (OrganisationId, Date, Option<Date>, String, String, Option<String>);
    for (at, starts_on, ends_on, given, family, known_as) in tx.all_within::<Line>(sql, &[], organisations)? {
        let Some(place) = known.places.get_mut(&at) else { continue };
        let name = Name { title: None, given, family, known_as }.spoken();
        if starts_on > today {
            if place.coming.as_ref().is_none_or(|(_, day)| starts_on < *day) {
                place.coming = Some((name, starts_on));
            }
        } else if let Some(end) = ends_on.filter(|end| *end < today)
            && place.last.as_ref().is_none_or(|(_, day)| end > *day)
        {
            place.last = Some((name, end));
        }
    }
    Ok(())
}

/// Addresses of organisations, to be offered to those who have none.
pub(super) fn offers(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    let without = known.people.values().filter(|p| p.emails.is_empty());
    let mut wanted: BTreeSet<OrganisationId> =
        without.flat_map(|p| p.posts.iter().map(|x| x.organisation)).collect();
    wanted.extend(organisations);
    let wanted: Vec<OrganisationId> = wanted.into_iter().collect();
    let sql = format!(
        "SELECT organisation_id, value FROM contact_point WHERE organisation_id IN ({{list}}) AND kind = 'email'
           AND (valid_until IS NULL OR valid_until >= '{today}') ORDER BY preferred DESC, id"
    );
    for (at, value) in tx.all_within::<(OrganisationId, String)>(&sql, &[], &wanted)? {
        if let Some(place) = known.places.get_mut(&at).filter(|p| p.email.is_none()) {
            place.email = Some(value);
        }
    }
    Ok(())
}
