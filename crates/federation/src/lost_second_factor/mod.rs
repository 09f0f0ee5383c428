//! Somebody lost their telephone and their recovery codes. Whoever has authority over their sign-in (invariant 4) takes
//! the second step away, with a reason that is kept; the owner gets a mail and sets up a new one.
//!
//! What may go wrong: a caller pretends to be the owner. So the page says to make sure first, the password stays as it
//! is, every session ends, and the owner is told at the address that they sign in with.

mod pages;
#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let granter = Who::Holder(Capability::AccessGrant);
    Routes::new().get("/people/{id}/second-factor", granter, pages::ask).post(
        "/people/{id}/second-factor",
        granter,
        pages::take_away,
    )
}
