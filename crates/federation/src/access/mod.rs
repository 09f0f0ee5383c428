//! Who may do what, where, today. Computed on every request from appointments, attainments and the account's state;
//! no table holds a copy of it (invariant 2).
//!
//! * [`effective`] is the one pure function that decides.
//! * [`Reach`] is the one SQL fragment that lists use; a single record is the same query and an id.
//! * [`right`] answers a [`Right`], which sensitive queries demand, or a [`Refusal`] that says why and what would open
//!   it. What somebody cannot even see is [`Denied::Invisible`] and becomes a 404.

mod actor;
mod effective;
mod granting;
mod holders;
mod one_council;
mod reach;
mod refusal;

pub use crate::account::AccountState;
pub use actor::{Actor, actor};
pub use effective::{Access, Blocked, Demand, Entitlement, Grant, Held, SignsIn, effective};
pub use granting::{
    GrantRefused, Post, Power, may_appoint, may_change_identifier, may_end, may_end_here, may_give_here,
    may_leave, may_redirect, may_stand_in,
};
pub use holders::{holders, holders_over_all};
pub use one_council::{
    CouncilsEach, LeftOut, councils_each, first_councils, left_out, left_out_of, say_councils_each,
};
pub use reach::{Clause, Reach};
pub use refusal::{Denied, Refusal};

use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::PersonId;
use crate::role::{self, Capability};
use std::marker::PhantomData;
use store::{StoreError, Tx};

/// An act that needs a capability. Each act is a type, so that a right to one cannot pass for another.
pub trait Act {
    const NEEDS: Capability;
}

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident => $capability:ident;)*) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $act; impl Act for $act { const NEEDS: Capability = Capability::$capability; })*
    };
}

acts! {
    ReadServices => ServicesRead;
    ReadVolunteers => VolunteersRead;
    ReadMembers => MembersRead;
    /// Taking members' data out, as a spreadsheet or labels.
    DownloadMembers => MembersExport;
    /// Reading the register of downloads.
    ReviewDownloads => DownloadsReview;
    /// Bringing contacts in and changing them.
    ManageContacts => ContactsManage;
    /// Writing to many contacts at once.
    SendMessages => MessagesSend;
    /// Inviting people and following them.
    GrantAccess => AccessGrant;
    ReadJournal => JournalRead;
    /// Keeping the record of one's own organisation: how it is reached, who holds which role.
    EditOrganisation => OrganisationEdit;
    /// Saying what roles may do, and what organisations may change themselves.
    EditRoles => RolesEdit;
}

/// Proof that an actor may do `A` for one organisation, and for those below it where the capability reaches them.
#[derive(Clone, Debug)]
pub struct Right<A: Act> {
    pub actor: PersonId,
    pub organisation: Organisation,
    reach: Reach,
    /// Nothing stands under the organisation.
    leaf: bool,
    act: PhantomData<A>,
}

impl<A: Act> Right<A> {
    /// `column IN (…)`: the organisations that this right covers, to be added to a query.
    pub fn clause(&self, column: &str) -> Clause {
        match self.covers() {
            Covers::One => Clause::equal(column, self.organisation.id),
            Covers::Everything => self.reach.clause(column),
            Covers::Some => self.reach.within(self.organisation.id, column),
        }
    }

    /// It reaches everybody, also those who belong nowhere.
    pub fn is_over_all(&self) -> bool {
        self.reach.is_everywhere()
    }

    /// How much it covers: a list chooses its index by it.
    pub fn covers(&self) -> Covers {
        match (
            self.leaf || !self.reach.goes_below(),
            self.reach.is_everywhere() && self.organisation.parent.is_none(),
        ) {
            (true, _) => Covers::One,
            (false, true) => Covers::Everything,
            (false, false) => Covers::Some,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// The organisation alone.
    One,
    /// The organisation and some or all below it.
    Some,
    /// The whole federation.
    Everything,
}

/// The right of `actor` to do `A` for the organisation, or the reason why not.
pub fn right<A: Act>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organisation: OrganisationId,
) -> Result<Right<A>, Denied> {
    let organisation = visible_organisation(tx, actor, organisation)?.ok_or(Denied::Invisible)?;
    let above: Vec<OrganisationId> =
        organisation::ancestors(tx, organisation.id)?.into_iter().map(|o| o.id).collect();
    let access = &actor.access;
    if access.grants.iter().any(|g| g.capability == A::NEEDS && g.covers(&above)) {
        let leaf = !organisation::has_children(tx, organisation.id)?;
        return Ok(Right {
            actor: actor.person,
            reach: access.reach(A::NEEDS),
            organisation,
            leaf,
            act: PhantomData,
        });
    }
    if let Some(blocked) =
        access.blocked.iter().find(|b| b.grant.capability == A::NEEDS && b.grant.covers(&above))
    {
        return Err(Denied::Refused(Refusal::Unmet { demand: blocked.unmet.clone(), today: actor.today }));
    }
    let roles = role::titles_that_grant(tx, A::NEEDS, &organisation.kind)?;
    Err(Denied::Refused(Refusal::NoRole { capability: A::NEEDS, organisation: organisation.name, roles }))
}

/// The right where the actor has it anywhere at the widest: the centre's own pages (imports, the whole register).
pub fn right_anywhere<A: Act>(tx: &mut Tx<'_>, actor: &Actor) -> Result<Right<A>, Denied> {
    let held = actor.access.grants.iter().filter(|g| g.capability == A::NEEDS).max_by_key(|g| g.scope);
    let blocked = || actor.access.blocked.iter().map(|b| &b.grant).find(|g| g.capability == A::NEEDS);
    let any = || actor.access.grants.first();
    let grant = held.or_else(blocked).or_else(any).ok_or(Denied::Invisible)?;
    right(tx, actor, grant.organisation)
}

/// The same over the whole federation: for what cannot be cut by organisations, as two records that may be one.
pub fn right_over_all<A: Act>(tx: &mut Tx<'_>, actor: &Actor) -> Result<Right<A>, Denied> {
    let right = right_anywhere::<A>(tx, actor)?;
    if right.is_over_all() {
        return Ok(right);
    }
    let top = organisation::ancestors(tx, right.organisation.id)?.pop().unwrap_or(right.organisation);
    let roles = role::titles_that_grant(tx, A::NEEDS, &top.kind)?;
    Err(Denied::Refused(Refusal::NoRole { capability: A::NEEDS, organisation: top.name, roles }))
}

/// The organisation by id, if any of the actor's appointments lets them see that it is there.
pub fn visible_organisation(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Option<Organisation>, StoreError> {
    let mut clause = actor.access.sight().clause("organisation.id");
    let id = clause.bind(id);
    tx.maybe(
        &format!(
            "SELECT {} FROM organisation WHERE organisation.id = {id} AND {}",
            organisation::COLUMNS,
            clause.sql
        ),
        &clause.params(),
    )
}

/// The same by the slug that stands in addresses.
pub fn visible_organisation_by_slug(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &str,
) -> Result<Option<Organisation>, StoreError> {
    let mut clause = actor.access.sight().clause("organisation.id");
    let slug = clause.bind(slug);
    tx.maybe(
        &format!(
            "SELECT {} FROM organisation WHERE organisation.slug = {slug} AND {}",
            organisation::COLUMNS,
            clause.sql
        ),
        &clause.params(),
    )
}

#[cfg(test)]
mod tests;
