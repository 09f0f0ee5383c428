//! The doors by which mail that came back reaches us, and the page on which its owner is asked.
//!
//! * The return mailbox is read by a job every few minutes ([`reading`]). Whoever writes to many sees on a page when it
//!   was last read ([`PAGE`]), and gets one mail when that fails ([`alarm`]).
//! * A mail server hands a report over at `POST /hooks/bounces`, with a secret in its header, or pipes it into
//!   `chapterhouse bounce`.
//! * Whoever has an address from which mail came back finds it on their home page: is it still right? They say that it
//!   works, or give another.
//!
//! All reports go through [`receive`](crate::bounce::receive), which believes only what a token proves. What may go
//! wrong: the mailbox cannot be opened (a sentence with the way out on that page, without secrets); somebody who does
//! not know the hook's secret calls it (403, counted); the same report comes by two doors (it counts once).

mod alarm;
mod hook;
mod own;
pub mod reading;
mod state;
#[cfg(test)]
mod tests;

pub use own::href;
pub use state::is_in_trouble;

use crate::acting::Door;
use crate::bounce::{self, BounceError, Outcome};
use crate::installation::Installation;
use crate::role::Capability;
use crate::visit::{App, Routes, Who};
use store::jobs::Worker;

/// The page that says how the return mailbox is read.
pub const PAGE: &str = "/returned-mail";

pub fn routes() -> Routes {
    Routes::new()
        // Whoever knows the secret; without one in the configuration it is not there.
        .post("/hooks/bounces", Who::Anyone, hook::take)
        .get(PAGE, Who::Holder(Capability::MessagesSend), state::show)
        .get("/account/returned-mail/{which}", Who::SignedIn, own::ask)
        .post("/account/returned-mail/{which}/confirmation", Who::SignedIn, own::confirm)
        .post("/account/returned-mail/{which}/change", Who::SignedIn, own::change)
}

/// Hands the job that reads the return mailbox to the worker, when there is one.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    reading::jobs(worker, app)
}

/// Takes a message as it came, whichever way.
pub async fn take(house: &Installation, door: Door, message: Vec<u8>) -> Result<Outcome, BounceError> {
    let read = tokio::task::spawn_blocking(move || bounce::read(&message)).await;
    // Reading does not panic; if it ever does, the message is one that nobody can read.
    let Ok((hash, report)) = read else { return Ok(Outcome::NotABounce) };
    let stamp = house.stamp(None, door);
    house.db.write(move |tx| bounce::receive(tx, &stamp, hash, &report)).await
}
