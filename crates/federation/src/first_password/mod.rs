//! Choosing a password by a link: the first one by an invitation or by the code of a letter, a new one when the old is
//! forgotten. Whoever is invited may set up a passkey instead.
//!
//! Looking at a link spends nothing, for mail scanners open links before people do. It is spent when the password or
//! passkey is set. A link that does not work says why, and leads to one that does. The page for a forgotten password answers
//! everybody the same: an account or none, the same row goes into the queue.

mod by_passkey;
mod choose;
mod code;
mod forgotten;
mod invited;
mod reset;
#[cfg(test)]
mod tests;

pub use choose::{Chosen, refused_words};

use crate::account;
use crate::acting::Door;
use crate::visit::{App, Routes, Who};
use store::jobs::Worker;

pub fn routes() -> Routes {
    Routes::new()
        .get("/invitation/{token}", Who::Anyone, invited::show)
        .post("/invitation/{token}", Who::Anyone, invited::accept)
        .post("/invitation/{token}/passkey/beginning", Who::Anyone, by_passkey::begin)
        .post("/invitation/{token}/passkey", Who::Anyone, by_passkey::accept)
        .post("/invitation/{token}/renewal", Who::Anyone, invited::ask_again)
        .post("/invitation/{token}/opened", Who::Anyone, invited::opened)
        .get("/code", Who::Anyone, code::ask)
        .post("/code", Who::Anyone, code::take)
        .post("/code/account", Who::Anyone, code::save)
        .get("/forgotten-password", Who::Anyone, forgotten::ask)
        .post("/forgotten-password", Who::Anyone, forgotten::send)
        .get("/reset/{token}", Who::Anyone, reset::show)
        .post("/reset/{token}", Who::Anyone, reset::set)
}

/// Hands the job that answers a forgotten password to the worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let app = app.clone();
    worker.on(account::reset::JOB, move |job| {
        let (app, stamp) = (app.clone(), app.stamp(None, Door::Job));
        async move {
            let head = app.letterhead();
            app.db.write(move |tx| account::reset::answer(tx, &stamp, &head, &job)).await
        }
    })
}
