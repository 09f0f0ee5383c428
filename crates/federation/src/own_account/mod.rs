//! "Your account": the devices that are signed in and ending one of them, a new password, the language one is written
//! to in, and the way to colours and text size.

mod language;
mod pages;
mod password;
#[cfg(test)]
mod tests;

use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    Routes::new()
        .get("/account", Who::SignedIn, pages::show)
        .post("/account/sessions/{session}/ending", Who::SignedIn, pages::end_session)
        .post("/account/trusted/{id}/ending", Who::SignedIn, pages::end_trust)
        .get("/account/password", Who::SignedIn, password::ask)
        .post("/account/password", Who::SignedIn, password::change)
        .get("/account/language", Who::SignedIn, language::ask)
        .post("/account/language", Who::SignedIn, language::keep)
}
