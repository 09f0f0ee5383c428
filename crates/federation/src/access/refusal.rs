//! Why not, and what would open it: in words that a volunteer understands.

use super::Demand;
use crate::attainment::Standing;
use crate::role::Capability;
use crate::words::dates;
use jiff::civil::Date;
use store::StoreError;
use web::text::Lang;

/// A door that does not open.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// Nothing tells that the thing is there: 404.
    #[error("there is nothing here")]
    Invisible,
    /// Seen, but not allowed: 403 with the reason.
    #[error("{}", .0.reason())]
    Refused(Refusal),
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No role that opens it.
    NoRole { capability: Capability, organisation: String, roles: Vec<String> },
    /// The role opens it, but training or a check is missing.
    Unmet { demand: Demand, today: Date },
}

impl Refusal {
    pub fn reason(&self) -> String {
        match self {
            Refusal::NoRole { capability, organisation, roles } if roles.is_empty() => {
                format!(
                    "No role at {organisation} opens this ({capability}); it is kept by the central team."
                )
            }
            Refusal::NoRole { organisation, roles, .. } => {
                format!(
                    "At {organisation} this needs the role of {}. You do not hold one of these today.",
                    listed(roles)
                )
            }
            Refusal::Unmet { demand, .. } => unmet(demand),
        }
    }

    /// What the person can do about it.
    pub fn remedy(&self) -> String {
        match self {
            Refusal::NoRole { .. } => "If your role has changed, ask your Group Coordinator to tell Supporter Care. Your access opens on the day the new role starts.".to_owned(),
            Refusal::Unmet { demand, .. } => demand.requirement.remedy.clone(),
        }
    }
}

fn unmet(demand: &Demand) -> String {
    let name = &demand.requirement.name;
    match demand.standing {
        Standing::Missing => {
            format!("{name} is needed before this opens, and we have no record that you have done it.")
        }
        Standing::Pending => {
            format!("{name} is needed before this opens. You have begun it and not passed it yet.")
        }
        Standing::Expired(on) => {
            format!("{name} is needed for this, and yours expired on {}.", dates::day(on, Lang::English))
        }
        Standing::Valid(_) | Standing::Due(_) | Standing::Grace(_) => format!("{name} is needed for this."),
    }
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
