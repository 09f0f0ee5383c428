//! Who may give and take rights: nobody more than they hold, and nobody from the branch that they sit on
//! (invariants 3 and 4). Pure.

use super::{Access, Actor};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::role::{Capability, Scope};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrantRefused {
    #[error("You may not change appointments at this organisation.")]
    NoAuthority,
    #[error(
        "This role may do something that you may not do yourself ({0}), so somebody who may has to give it."
    )]
    WiderThanOwn(Capability),
    #[error("You cannot change the appointment that your own rights come from. Ask a colleague.")]
    OwnBranch,
}

/// Whether `actor` may appoint `person` to a role with these grants, at the organisation that begins `chain` (itself,
/// then what it stands under).
pub fn may_appoint(
    actor: &Actor,
    person: PersonId,
    grants: &[(Capability, Scope)],
    chain: &[OrganisationId],
) -> Result<(), GrantRefused> {
    if !holds(&actor.access, Capability::AccessGrant, Scope::Own, chain) {
        return Err(GrantRefused::NoAuthority);
    }
    if actor.person == person {
        return Err(GrantRefused::OwnBranch);
    }
    match grants.iter().find(|(capability, scope)| !holds(&actor.access, *capability, *scope, chain)) {
        Some((capability, _)) => Err(GrantRefused::WiderThanOwn(*capability)),
        None => Ok(()),
    }
}

/// Whether `actor` may do something to a record with which these grants of `person` go along.
pub fn may_stand_in(
    actor: &Actor,
    person: PersonId,
    grants: &[(Capability, Scope)],
    chain: &[OrganisationId],
) -> Result<(), GrantRefused> {
    if actor.person == person {
        return Err(GrantRefused::OwnBranch);
    }
    match grants.iter().find(|(capability, scope)| !holds(&actor.access, *capability, *scope, chain)) {
        Some((capability, _)) => Err(GrantRefused::WiderThanOwn(*capability)),
        None => Ok(()),
    }
}

/// Whether `actor` may end an appointment of `person`.
pub fn may_end(actor: &Actor, person: PersonId, chain: &[OrganisationId]) -> Result<(), GrantRefused> {
    if actor.person == person {
        return Err(GrantRefused::OwnBranch);
    }
    if holds(&actor.access, Capability::AccessGrant, Scope::Own, chain) {
        Ok(())
    } else {
        Err(GrantRefused::NoAuthority)
    }
}

/// Whether `actor` may change the sign-in identifier of somebody who holds appointments at the organisations that begin
/// each of `chains`: with the identifier goes everything they hold, so every one of them must be in reach.
pub fn may_change_identifier(actor: &Actor, chains: &[Vec<OrganisationId>]) -> Result<(), GrantRefused> {
    let all = chains.iter().all(|chain| holds(&actor.access, Capability::AccessGrant, Scope::Own, chain));
    if all { Ok(()) } else { Err(GrantRefused::NoAuthority) }
}

/// What a role grants, and the organisation where it is held with what that stands under.
pub type Power = (Vec<(Capability, Scope)>, Vec<OrganisationId>);

/// Whether `actor` may change where mail reaches `person`, who holds appointments with these grants at the organisations
/// that begin each chain. Links that sign people in are mailed one day: nobody redirects those of somebody who may do
/// more than they may. What a role opens at its own organisation alone needs authority there, not the same role.
pub fn may_redirect(actor: &Actor, person: PersonId, held: &[Power]) -> Result<(), GrantRefused> {
    if actor.person == person {
        return Ok(());
    }
    for (grants, chain) in held {
        let governs = holds(&actor.access, Capability::AccessGrant, Scope::Own, chain);
        let within = |(capability, scope): &&(Capability, Scope)| {
            holds(&actor.access, *capability, *scope, chain) || (*scope == Scope::Own && governs)
        };
        if let Some((capability, _)) = grants.iter().find(|grant| !within(grant)) {
            return Err(GrantRefused::WiderThanOwn(*capability));
        }
    }
    Ok(())
}

/// Whether a capability is held at least as wide as `scope` for the organisation that begins `chain`.
fn holds(access: &Access, capability: Capability, scope: Scope, chain: &[OrganisationId]) -> bool {
    access.grants.iter().any(|g| g.capability == capability && g.scope >= scope && g.covers(chain))
}
