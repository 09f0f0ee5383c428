//! Portal users: everybody who has a sign-in or was invited to one, with what the centre asks about them. Who never came,
//! whose invitation is old, who has been away for long, whose mail comes back, whose sign-in is closed; and from there
//! another link, or access taken back.
//!
//! A page costs what it shows: by name the list of contacts is asked, by date an index of accounts. What may go wrong:
//! the list names people of every organisation, so the right has to reach everybody.

mod acts;
mod asked;
mod list;
mod page;
#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

/// The name of the list, for its selections.
const LIST_NAME: &str = "portal users";

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::AccessGrant);
    Routes::new()
        .get("/portal-users", officer, page::show)
        .post("/portal-users/selection", officer, acts::pick)
        .post("/portal-users/acts", officer, acts::choose)
        .get("/portal-users/acts/{act}/{selection}", officer, acts::ask)
        .post("/portal-users/acts/{act}/{selection}", officer, acts::confirm)
}
