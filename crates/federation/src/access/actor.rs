//! Who is asking: loaded once for each request by a few small queries, each by a key.

use super::{Access, Entitlement, Held, SignsIn, effective, one_council};
use crate::account::{AccountId, AccountState};
use crate::appointment::AppointmentId;
use crate::attainment::{Proof, Requirement};
use crate::organisation::OrganisationId;
use crate::person::{self, Name, Person, PersonId};
use crate::role::{Capability, Scope, SecondFactor};
use crate::second_factor;
use jiff::civil::Date;
use store::{StoreError, Tx};

/// A signed-in person with what they may do today.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: PersonId,
    pub account: AccountId,
    pub name: Name,
    pub language: Option<String>,
    /// Every appointment, ended and coming ones too, by start.
    pub held: Vec<Held>,
    pub access: Access,
    pub today: Date,
}

/// Loads the actor. None when the person has no account.
pub fn actor(tx: &mut Tx<'_>, person: PersonId, today: Date) -> Result<Option<Actor>, StoreError> {
    let account: Option<(AccountId, String)> =
        tx.maybe("SELECT id, state FROM account WHERE person_id = ?1", &[&person])?;
    let Some((account, state)) = account else { return Ok(None) };
    let who: Person = tx.one(&format!("SELECT {} FROM person WHERE id = ?1", person::COLUMNS), &[&person])?;
    let held = appointments(tx, person, today)?;
    let (requirements, demands, proofs) = (requirements(tx)?, demands(tx)?, proofs(tx, person)?);
    let state = AccountState::from_word(&state);
    // What the account has is asked only where a role demands it.
    let demands_two = |h: &Held| h.counts(today) && h.second_factor == SecondFactor::Required;
    let signs_in = match held.iter().any(demands_two) && second_factor::has(tx, account)?.any() {
        true => SignsIn::WithSecondFactor,
        false => SignsIn::Plainly,
    };
    let access = effective(state, signs_in, &held, &requirements, &demands, &proofs, today);
    Ok(Some(Actor { person, account, name: who.name, language: who.language, held, access, today }))
}

/// All of somebody's, with what the federation's option leaves out marked.
pub(super) fn appointments(tx: &mut Tx<'_>, person: PersonId, today: Date) -> Result<Vec<Held>, StoreError> {
    type Line = (
        AppointmentId,
        String,
        String,
        OrganisationId,
        String,
        Date,
        Option<Date>,
        Option<Capability>,
        Option<String>,
        bool,
        String,
        String,
    );
    let lines: Vec<Line> = tx.all(
        "SELECT a.id, a.role, role.title, a.organisation_id, o.name, a.starts_on, a.ends_on, rc.capability, rc.scope,
                kind.needs_membership, o.slug, role.second_factor
         FROM appointment a JOIN role ON role.key = a.role JOIN organisation o ON o.id = a.organisation_id
         JOIN organisation_kind kind ON kind.key = o.kind
         LEFT JOIN role_capability rc ON rc.role = a.role
         WHERE a.person_id = ?1 ORDER BY a.starts_on, a.id, rc.capability",
        &[&person],
    )?;
    let needs: Vec<(String, String)> = tx.all(
        "SELECT DISTINCT rr.role, rr.requirement FROM role_requirement rr
         JOIN appointment a ON a.role = rr.role WHERE a.person_id = ?1 ORDER BY 1, 2",
        &[&person],
    )?;
    let mut held: Vec<Held> = Vec::new();
    let mut last = None;
    for (
        id,
        role,
        title,
        organisation,
        organisation_name,
        starts_on,
        ends_on,
        capability,
        scope,
        needs_membership,
        organisation_slug,
        second_factor,
    ) in lines
    {
        if last != Some(id) {
            let requires = needs.iter().filter(|(r, _)| *r == role).map(|(_, key)| key.clone()).collect();
            let entitled =
                if needs_membership { member_terms(tx, organisation)? } else { Entitlement::Always };
            let grants = Vec::new();
            held.push(Held {
                appointment: id,
                role,
                title,
                organisation,
                organisation_name,
                organisation_slug,
                starts_on,
                ends_on,
                entitled,
                grants,
                requires,
                second_factor: SecondFactor::from_word(&second_factor),
                instead: None,
            });
            last = Some(id);
        }
        let granted = capability.zip(scope.as_deref().and_then(Scope::from_word));
        if let (Some(current), Some(granted)) = (held.last_mut(), granted) {
            current.grants.push(granted);
        }
    }
    one_council::narrow(tx, person, &mut held, today)?;
    Ok(held)
}

fn member_terms(tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<Entitlement, StoreError> {
    let terms: Vec<(Date, Option<Date>)> = tx.all(
        "SELECT term.starts_on, CASE WHEN m.ended_on < coalesce(term.ends_on, '9999-12-31') THEN m.ended_on ELSE term.ends_on END
         FROM membership m JOIN membership_term term ON term.membership_id = m.id WHERE m.member_organisation_id = ?1",
        &[&organisation],
    )?;
    Ok(Entitlement::WhileMember(terms))
}

fn requirements(tx: &mut Tx<'_>) -> Result<Vec<Requirement>, StoreError> {
    let rows: Vec<(String, String, i64, i64, String)> =
        tx.all("SELECT key, name, due_days, grace_days, remedy FROM requirement ORDER BY key", &[])?;
    let make =
        |(key, name, due_days, grace_days, remedy)| Requirement { key, name, due_days, grace_days, remedy };
    Ok(rows.into_iter().map(make).collect())
}

fn demands(tx: &mut Tx<'_>) -> Result<Vec<(Capability, String)>, StoreError> {
    tx.all("SELECT capability, requirement FROM capability_requirement ORDER BY capability, requirement", &[])
}

fn proofs(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(String, Proof)>, StoreError> {
    let rows: Vec<(String, Date, Option<Date>, bool)> = tx.all(
        "SELECT requirement, obtained_on, expires_on, pending FROM attainment WHERE person_id = ?1",
        &[&person],
    )?;
    let make = |(key, obtained_on, expires_on, pending)| (key, Proof { obtained_on, expires_on, pending });
    Ok(rows.into_iter().map(make).collect())
}
