//! The one pure function of access: facts and a date in, grants and locks out.

use super::Reach;
use crate::account::AccountState;
use crate::appointment::{AppointmentId, is_active};
use crate::attainment::{Proof, Requirement, Standing, standing};
use crate::organisation::OrganisationId;
use crate::role::{Capability, Scope, SecondFactor};
use jiff::civil::Date;

/// One appointment with what its role grants and demands.
#[derive(Clone, Debug)]
pub struct Held {
    pub appointment: AppointmentId,
    pub role: String,
    pub title: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub organisation_slug: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub entitled: Entitlement,
    pub grants: Vec<(Capability, Scope)>,
    /// Requirements of the role itself (keys).
    pub requires: Vec<String>,
    /// Whether the role asks for a second step at signing in.
    pub second_factor: SecondFactor,
    /// The organisation for which they act instead, where the federation says one each (`one_council`).
    pub instead: Option<String>,
}

impl Held {
    /// Active today, the organisation entitles its people to something, and no other one counts in its place.
    pub fn counts(&self, today: Date) -> bool {
        self.instead.is_none() && is_active(self.starts_on, self.ends_on, today) && self.entitled.on(today)
    }
}

/// Whether roles at an organisation count: read from its own membership each time, never copied to people (invariant 6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entitlement {
    /// The kind of organisation needs no membership.
    Always,
    /// First and last day of each term of the organisation's membership.
    WhileMember(Vec<(Date, Option<Date>)>),
}

impl Entitlement {
    fn on(&self, today: Date) -> bool {
        match self {
            Entitlement::Always => true,
            Entitlement::WhileMember(terms) => {
                terms.iter().any(|(from, until)| is_active(*from, *until, today))
            }
        }
    }
}

/// A requirement and where the person stands with it today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    pub requirement: Requirement,
    pub standing: Standing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub capability: Capability,
    pub scope: Scope,
    pub organisation: OrganisationId,
    pub title: String,
}

impl Grant {
    /// `chain`: an organisation and what it stands under.
    pub fn covers(&self, chain: &[OrganisationId]) -> bool {
        match self.scope {
            Scope::Federation => true,
            Scope::Below => chain.contains(&self.organisation),
            Scope::Own => chain.first() == Some(&self.organisation),
        }
    }
}

/// How an account signs in, as far as rights go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignsIn {
    /// By its password alone.
    Plainly,
    /// It has codes or a passkey.
    WithSecondFactor,
}

/// What is said where a role asks for a second step and there is none.
fn second_factor_missing() -> Demand {
    Demand {
        requirement: Requirement {
            key: "second-factor".into(),
            name: "A second step at signing in".into(),
            due_days: 0,
            grace_days: 0,
            remedy: "Sign in with your browser. The page that you meet sets up codes from an app or a passkey, and everything opens at once.".into(),
        },
        standing: Standing::Missing,
    }
}

/// A grant that an unmet requirement holds back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    pub grant: Grant,
    pub unmet: Demand,
}

/// What somebody may do today, and what is locked and why.
#[derive(Clone, Debug, Default)]
pub struct Access {
    pub grants: Vec<Grant>,
    pub blocked: Vec<Blocked>,
    /// Where the person holds any role today.
    pub appointed_at: Vec<OrganisationId>,
    pub requirements: Vec<Demand>,
    /// What the roles of today ask for at signing in.
    pub second_factor: SecondFactor,
    /// The title of the role that waits for a second step. Nothing opens before.
    pub waits_for_second_factor: Option<String>,
}

impl Access {
    /// Where the capability reaches.
    pub fn reach(&self, capability: Capability) -> Reach {
        Reach::of(self.grants.iter().filter(|g| g.capability == capability))
    }

    /// Which organisations one may know of: wherever any grant, locked ones included, reaches, and where one is appointed.
    pub fn sight(&self) -> Reach {
        Reach::of(self.grants.iter().chain(self.blocked.iter().map(|b| &b.grant))).and_own(&self.appointed_at)
    }

    /// Nobody signs in who holds nothing today (invariant 5).
    pub fn is_shut(&self) -> bool {
        self.appointed_at.is_empty()
    }

    pub fn may(&self, capability: Capability) -> bool {
        self.grants.iter().any(|g| g.capability == capability)
    }
}

/// Effective access = active appointments ∧ satisfied requirements ∧ account state, on `today`. A role that asks for a
/// second step holds everything back, also what other roles grant, until there is one.
///
/// `demands` maps a capability to requirement keys that it needs whatever the role; `proofs` are all attainments of the
/// person by requirement key.
pub fn effective(
    account: AccountState,
    signs_in: SignsIn,
    held: &[Held],
    requirements: &[Requirement],
    demands: &[(Capability, String)],
    proofs: &[(String, Proof)],
    today: Date,
) -> Access {
    if account != AccountState::Active {
        return Access::default();
    }
    let stand = |key: &str| {
        let requirement = requirements.iter().find(|r| r.key == key)?;
        let mine = proofs.iter().filter(|(k, _)| k == key).map(|(_, p)| p);
        Some(Demand { requirement: requirement.clone(), standing: standing(requirement, mine, today) })
    };
    let mut access = Access::default();
    let demanding = held.iter().find(|h| h.counts(today) && h.second_factor == SecondFactor::Required);
    if let Some(held) = demanding {
        access.second_factor = SecondFactor::Required;
        access.waits_for_second_factor = (signs_in == SignsIn::Plainly).then(|| held.title.clone());
    }
    let first = access.waits_for_second_factor.is_some().then(second_factor_missing);
    for held in held.iter().filter(|h| h.counts(today)) {
        access.appointed_at.push(held.organisation);
        let role_demands: Vec<Demand> = held.requires.iter().filter_map(|key| stand(key)).collect();
        for (capability, scope) in &held.grants {
            let grant = Grant {
                capability: *capability,
                scope: *scope,
                organisation: held.organisation,
                title: held.title.clone(),
            };
            let of_capability: Vec<Demand> =
                demands.iter().filter(|(c, _)| c == capability).filter_map(|(_, key)| stand(key)).collect();
            // What everybody may know of their unit does not wait for training; all else does.
            let of_role: &[Demand] =
                if *capability == Capability::ServicesRead { &[] } else { &role_demands };
            match first.iter().chain(&of_capability).chain(of_role).find(|d| !d.standing.satisfies()) {
                None => access.grants.push(grant),
                Some(unmet) => access.blocked.push(Blocked { grant, unmet: unmet.clone() }),
            }
        }
        for demand in role_demands {
            if !access.requirements.contains(&demand) {
                access.requirements.push(demand);
            }
        }
    }
    access
}
