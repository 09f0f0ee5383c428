//! What a bulk action on members acts on: a filter, or a frozen selection (invariant 9).

use super::Filter;
use crate::access::{Act, Clause, Right};
use crate::organisation::OrganisationId;
use crate::selection::Frozen;
use jiff::civil::Date;
use store::Engine;

#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    Filter(Filter),
    Selection(Frozen),
}

impl Chosen {
    /// For a query over `member_entry`: those chosen that the right reaches now.
    pub fn clause<A: Act>(&self, right: &Right<A>, engine: Engine, today: Date) -> Clause {
        let mut clause = right.clause("member_entry.organisation_id");
        match self {
            Chosen::Filter(filter) => filter.narrow(&mut clause, engine, today),
            Chosen::Selection(frozen) => frozen.condition(&mut clause, "member_entry.membership_id"),
        }
        clause
    }
}

/// The name of the members list of an organisation, for its selections.
pub fn list_name(organisation: OrganisationId) -> String {
    format!("members {organisation}")
}
