//! Whom a selection brings: the people selected, and of each council whoever serves it in a role that brings access.

use super::RolloutError;
use crate::access::{self, CouncilsEach, GrantAccess, ManageContacts, Right};
use crate::contacts::{self, Leads};
use crate::grant_checks::{Candidate, Terms};
use crate::invitee::state;
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
    let mut rows = each_once(tx, terms, councils)?;
    let left = organisations.into_iter().filter(|id| !bring.contains(id));
    rows.extend(left.map(|id| (alone(id), "")));
    Ok(rows)
}

fn alone(organisation: OrganisationId) -> Candidate {
    Candidate { organisation: Some(organisation), ..Candidate::default() }
}

/// A row for each person with their councils; with one alone, where the federation wants one council each.
pub(super) fn each_once(
    tx: &mut Tx<'_>,
    terms: &Terms,
    councils: BTreeMap<PersonId, BTreeSet<OrganisationId>>,
) -> Result<Vec<Begun>, StoreError> {
    let mut rows: Vec<Begun> = Vec::with_capacity(councils.len());
    for (person, councils, others) in one_each(tx, terms, councils)? {
        rows.extend(others.into_iter().map(|id| (alone(id), state::ONE_COUNCIL)));
        rows.push((Candidate { person: Some(person), councils, ..Candidate::default() }, ""));
    }
    Ok(rows)
}

/// A person, the councils they are invited for, and those that are left out.
type Each = (PersonId, Vec<OrganisationId>, Vec<OrganisationId>);

/// Where the federation says one each: the council for which they will act ([`access::first_councils`]), also when it was
/// not selected; the others are listed.
fn one_each(
    tx: &mut Tx<'_>,
    terms: &Terms,
    councils: BTreeMap<PersonId, BTreeSet<OrganisationId>>,
) -> Result<Vec<Each>, StoreError> {
    let whole = |(person, councils): (PersonId, BTreeSet<OrganisationId>)| {
        (person, councils.into_iter().collect(), Vec::new())
    };
    if access::councils_each(tx)? == CouncilsEach::All {
        return Ok(councils.into_iter().map(whole).collect());
    }
    let people: Vec<PersonId> = councils.keys().copied().collect();
    let first = access::first_councils(tx, &people, terms.today)?;
    let one = |(person, councils): (PersonId, BTreeSet<OrganisationId>)| {
        let kept = first.get(&person).or(councils.first()).copied().filter(|_| !councils.is_empty());
        let others = councils.into_iter().filter(|id| Some(*id) != kept).collect();
        (person, kept.into_iter().collect(), others)
    };
    Ok(councils.into_iter().map(one).collect())
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
    let served = tx.all_within::<(PersonId, OrganisationId)>(sql, &[], &all)?;
    let kept: HashSet<PersonId> =
        served.into_iter().filter(|(_, at)| reached.contains(at)).map(|(person, _)| person).collect();
    people.retain(|id| kept.contains(id));
    Ok(())
}
