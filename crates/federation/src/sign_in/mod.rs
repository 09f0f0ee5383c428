//! Signing in and out. Address and password on one page, and the same answer for a wrong address and a wrong password;
//! then a code, when the account has codes; or a passkey, which is both in one.
//!
//! [`sign_in`] is the act of the password, free of HTTP; [`open`] is what follows every proof: a session, the second
//! step ([`Half`]), or a shut door. The pages set the cookies: the session, the mark of a browser that is known
//! ([`KnownDevice`]), so that others' tries cannot lock the owner out, and of one that is trusted.
//!
//! What may go wrong: somebody knows the password and guesses codes (counted); half a sign-in is used for a page (it is
//! no session and opens none); a passkey's answer comes twice or from elsewhere (see [`passkey`](crate::passkey)).

mod attempt;
mod by_passkey;
mod device;
mod half;
mod opening;
mod pages;
mod second_step;
#[cfg(test)]
mod tests;

pub use attempt::{Attempt, Refused, sign_in};
pub use device::KnownDevice;
pub use half::Half;
pub use opening::{Here, Opened, Proved, SignedIn, open};
pub use pages::{admit, here, known_device, wait_words};
pub use second_step::go_to as go_to_second_step;

use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Who::Anyone, pages::ask)
        .post("/sign-in", Who::Anyone, pages::send)
        .post("/sign-in/passkey/beginning", Who::Anyone, by_passkey::begin)
        .post("/sign-in/passkey", Who::Anyone, by_passkey::send)
        .get("/sign-in/second-step", Who::Anyone, second_step::ask)
        .post("/sign-in/second-step", Who::Anyone, second_step::send)
        .post("/sign-out", Who::Anyone, pages::leave)
        .get("/account/keep", Who::SignedIn, pages::keep)
}
