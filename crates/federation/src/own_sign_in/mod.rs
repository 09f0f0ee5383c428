//! How one signs in: passkeys, codes from an app, recovery codes. Each is offered, added, named and removed by its owner,
//! who gets a mail about every change.
//!
//! Changing any of it wants a sign-in of the last quarter of an hour ([`fresh`]), so that an open computer gives nobody a
//! way in of their own. Where a role asks for a second step and there is none, every page leads to [`first`].
//!
//! What may go wrong: the last second step of somebody whose role needs one is to go (refused, with the reason); so is
//! the only thing that they sign in with.

mod codes;
mod first;
mod fresh;
mod offer;
mod passkeys;
mod qr;
mod rule;
#[cfg(test)]
mod tests;

use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let who = Who::SignedIn;
    Routes::new()
        .get("/account/passkeys", who, passkeys::list)
        .post("/account/passkeys", who, passkeys::add)
        .post("/account/passkeys/beginning", who, passkeys::begin)
        .post("/account/passkeys/{id}/name", who, passkeys::rename)
        .post("/account/passkeys/{id}/ending", who, passkeys::remove)
        .get("/account/passkeys/offer", who, offer::ask)
        .post("/account/passkeys/offer", who, offer::decline)
        .get("/account/second-factor", who, codes::show)
        .post("/account/second-factor", who, codes::switch_on)
        .post("/account/second-factor/ending", who, codes::switch_off)
        .post("/account/second-factor/recovery-codes", who, codes::renew)
        .get("/account/second-factor/first", who, first::show)
}
