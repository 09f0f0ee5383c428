//! Signing in and out: address and password on one page, and the same answer for a wrong address and a wrong password.
//!
//! [`sign_in`] is the act, free of HTTP. The page around it sets two cookies: the session, and the mark of a browser
//! that is known ([`KnownDevice`]), so that others' tries cannot lock the owner out.

mod attempt;
mod device;
mod pages;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Refused, SignedIn, enter, sign_in};
pub use device::KnownDevice;
pub use pages::{admit, known_device, wait_words};

use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Who::Anyone, pages::ask)
        .post("/sign-in", Who::Anyone, pages::send)
        .post("/sign-out", Who::Anyone, pages::leave)
        .get("/account/keep", Who::SignedIn, pages::keep)
}
