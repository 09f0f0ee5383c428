//! Who may give and take rights: nobody more than they hold, and nobody from the branch that they sit on
//! (invariants 3 and 4). Pure.

use super::{Access, Actor};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::role::{Capability, GivenBy, Scope};
use jiff::civil::Date;

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
    #[error("The central team appoints to this role. Tell them, and they will.")]
    KeptByCentre,
    #[error("This role reaches beyond one organisation. Ask the central team to end it.")]
    TooWideToLeave,
}

/// A role as far as appointing to it goes.
#[derive(Clone, Debug)]
pub struct Post {
    pub role: String,
    pub grants: Vec<(Capability, Scope)>,
    pub given_by: GivenBy,
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

/// Whether `actor`, who keeps the record of the organisation that begins `chain`, may appoint `person` there: to roles
/// that are the organisation's to give, or to the one that they hold themselves when its holder names who follows. Never
/// to more than they hold, and never themselves.
pub fn may_give_here(
    actor: &Actor,
    person: PersonId,
    post: &Post,
    chain: &[OrganisationId],
) -> Result<(), GrantRefused> {
    keeps_record(actor, person, chain)?;
    let holds_it = || {
        let here = |h: &&super::Held| h.role == post.role && chain.first() == Some(&h.organisation);
        actor.held.iter().filter(here).any(|h| h.counts(actor.today))
    };
    match post.given_by {
        GivenBy::Organisation => {}
        GivenBy::Holder if holds_it() => {}
        GivenBy::Holder | GivenBy::Centre => return Err(GrantRefused::KeptByCentre),
    }
    match post.grants.iter().find(|(capability, scope)| !holds(&actor.access, *capability, *scope, chain)) {
        Some((capability, _)) => Err(GrantRefused::WiderThanOwn(*capability)),
        None => Ok(()),
    }
}

/// Whether they may end the appointment of somebody else there.
pub fn may_end_here(
    actor: &Actor,
    person: PersonId,
    post: &Post,
    chain: &[OrganisationId],
) -> Result<(), GrantRefused> {
    keeps_record(actor, person, chain)?;
    if post.given_by == GivenBy::Organisation { Ok(()) } else { Err(GrantRefused::KeptByCentre) }
}

fn keeps_record(actor: &Actor, person: PersonId, chain: &[OrganisationId]) -> Result<(), GrantRefused> {
    if !holds(&actor.access, Capability::OrganisationEdit, Scope::Own, chain) {
        return Err(GrantRefused::NoAuthority);
    }
    if actor.person == person { Err(GrantRefused::OwnBranch) } else { Ok(()) }
}

/// Whether somebody may end an appointment of their own: the one act upon the branch that one sits on, and it can only
/// take. Earlier than it would end, never later; and no role that others depend upon beyond one organisation.
pub fn may_leave(
    actor: &Actor,
    person: PersonId,
    post: &Post,
    (before, after): (Option<Date>, Option<Date>),
) -> Result<(), GrantRefused> {
    if actor.person != person {
        return Err(GrantRefused::NoAuthority);
    }
    if post.grants.iter().any(|(_, scope)| *scope != Scope::Own) {
        return Err(GrantRefused::TooWideToLeave);
    }
    let ends = |day: Option<Date>| day.unwrap_or(Date::MAX);
    if ends(after) <= ends(before) { Ok(()) } else { Err(GrantRefused::OwnBranch) }
}

/// Whether a capability is held at least as wide as `scope` for the organisation that begins `chain`.
fn holds(access: &Access, capability: Capability, scope: Scope, chain: &[OrganisationId]) -> bool {
    access.grants.iter().any(|g| g.capability == capability && g.scope >= scope && g.covers(chain))
}
