//! Organisations by what somebody types of their names. Gareth looks for contacts below Bradford: he types "brad", is
//! offered the group, and takes it; the same when he says where somebody serves, or under what a new group opens.
//!
//! [`called`] is for what was typed to the end, [`begun`] for what was begun: first the names that begin so, one range of
//! an index; then those in which every word typed begins a word, for which the names (some thousands) are looked
//! through. So many are offered and no more.
//!
//! What may go wrong: several are called the same (what they stand under tells them apart); somebody asks for what their
//! right does not reach (it is as good as not there). What is typed is kept nowhere.

mod page;
mod queries;
#[cfg(test)]
mod tests;

pub use queries::{Named, Which, begun, called};

use crate::role::Capability;
use crate::visit::{Routes, Who};

/// Where a field asks for suggestions of any organisation, and of those that are open.
pub const ANY: &str = "/contacts/places";
pub const OPEN: &str = "/contacts/places?state=open";

pub fn routes() -> Routes {
    Routes::new().get("/contacts/places", Who::Holder(Capability::ContactsManage), page::suggest)
}
