//! Whom a selection brings: the people selected, and of each council whoever serves it in a role that brings access.

use super::{RolloutError, settings};
use crate::access::{GrantAccess, ManageContacts, Right};
use crate::contacts::{self, Leads};
use crate::grant_checks::{Candidate, Terms};
use crate::invitee::{self, state};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::selection::Frozen;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use store::{StoreError, Tx};

/// A row to be, and the reason for which it is left out from the start.
pub(super) type Begun = (Candidate, &'static str);

/// Everybody whom the selection brings, each once; councils that bring nobody; in the order of no name yet.
pub(super) fn candidates(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    contacts: &Right<ManageContacts>,
    terms: &Terms,
    frozen: &Frozen,
) -> Result<Vec<Begun>, RolloutError> {
    let (mut organisations, mut people) = selected(tx, contacts, frozen)?;
    if !right.is_over_all() {
        let clause = right.clause("organisation.id");
        let sql = format!("SELECT organisation.id FROM organisation WHERE {}", clause.sql);
        let reached: HashSet<OrganisationId> =
            tx.all::<(OrganisationId,)>(&sql, &clause.params())?.into_iter().map(|(id,)| id).collect();
        organisations.retain(|id| reached.contains(id));
        keep_reached(tx, &mut people, &reached)?;
    }
    let mut councils: BTreeMap<PersonId, BTreeSet<OrganisationId>> =
        people.into_iter().map(|id| (id, BTreeSet::new())).collect();
    let mut bring = HashSet::new();
    let sql = format!(
        "SELECT a.organisation_id, a.person_id FROM selection_entry s CROSS JOIN appointment a CROSS JOIN role r
         WHERE s.selection_id = ?1 AND a.organisation_id = s.subject_id AND r.key = a.role AND r.brings_access
           AND a.starts_on <= '{0}' AND (a.ends_on IS NULL OR a.ends_on >= '{0}')",
        terms.today
    );
    for (at, person) in tx.all::<(OrganisationId, PersonId)>(&sql, &[&frozen.id])? {
        if organisations.contains(&at) {
            bring.insert(at);
            councils.entry(person).or_default().insert(at);
        }
    }
    let alone = organisations.into_iter().filter(|id| !bring.contains(id));
    let mut rows = each_once(tx, councils)?;
    rows.extend(alone.map(|id| (Candidate { organisation: Some(id), ..Candidate::default() }, "")));
    Ok(rows)
}

/// A row for each person with their councils; with the first alone, where the federation wants one council each.
pub(super) fn each_once(
    tx: &mut Tx<'_>,
    councils: BTreeMap<PersonId, BTreeSet<OrganisationId>>,
) -> Result<Vec<Begun>, StoreError> {
    let one_each = settings(tx)?.one_council;
    let mut rows: Vec<Begun> = Vec::with_capacity(councils.len());
    for (person, councils) in councils {
        let kept = if one_each { 1 } else { councils.len() };
        let others = councils.iter().skip(kept).copied();
        let alone = |id| Candidate { organisation: Some(id), ..Candidate::default() };
        rows.extend(others.map(|id| (alone(id), state::ONE_COUNCIL)));
        let councils = councils.iter().take(kept).copied().collect();
        rows.push((Candidate { person: Some(person), councils, ..Candidate::default() }, ""));
    }
    Ok(rows)
}

fn selected(
    tx: &mut Tx<'_>,
    contacts: &Right<ManageContacts>,
    frozen: &Frozen,
) -> Result<(BTreeSet<OrganisationId>, BTreeSet<PersonId>), StoreError> {
    use store::Identifier as _;
    let (from, clause) = contacts::chosen(tx, contacts, frozen, Leads::Selection)?;
    let sql = format!("SELECT contact_entry.subject_id, contact_entry.is_person {from} WHERE {}", clause.sql);
    let (mut organisations, mut people) = (BTreeSet::new(), BTreeSet::new());
    for (id, is_person) in tx.all::<(Vec<u8>, bool)>(&sql, &clause.params())? {
        let Ok(id) = <[u8; 16]>::try_from(id) else { continue };
        match is_person {
            true => drop(people.insert(PersonId::from_bytes(id))),
            false => drop(organisations.insert(OrganisationId::from_bytes(id))),
        }
    }
    Ok((organisations, people))
}

/// Of people selected by themselves those who serve where the right reaches.
fn keep_reached(
    tx: &mut Tx<'_>,
    people: &mut BTreeSet<PersonId>,
    reached: &HashSet<OrganisationId>,
) -> Result<(), StoreError> {
    let all: Vec<PersonId> = people.iter().copied().collect();
    let sql = "SELECT person_id, organisation_id FROM appointment WHERE person_id IN ({list})";
    let served = invitee::each_within::<(PersonId, OrganisationId), _>(tx, sql, &all)?;
    let kept: HashSet<PersonId> =
        served.into_iter().filter(|(_, at)| reached.contains(at)).map(|(person, _)| person).collect();
    people.retain(|id| kept.contains(id));
    Ok(())
}
