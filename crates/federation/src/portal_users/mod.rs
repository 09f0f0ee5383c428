//! Portal users: everybody who has a sign-in or was invited to one, with what the centre asks about them. Who never came,
//! whose invitation is old, who has been away for long, whose mail comes back, whose sign-in is closed; and from there
//! another link, or access taken back.
//!
//! An act is confirmed with its number and done in portions, the first at once, the rest as a job that asks for the right
//! again; the list says how far it is, and each person leaves with an outcome (`act`, `doing`).
//!
//! A page costs what it shows: by name the list of contacts is asked, by date an index of accounts. What may go wrong:
//! the list names people of every organisation, so the right has to reach everybody.

mod act;
mod acts;
mod asked;
mod came;
mod confirming;
mod doing;
mod list;
mod page;
#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{App, Routes, Who};
use store::jobs::Worker;

/// The name of the list, for its selections.
const LIST_NAME: &str = "portal users";

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::AccessGrant);
    Routes::new()
        .get("/portal-users", officer, page::show)
        .post("/portal-users/selection", officer, acts::pick)
        .post("/portal-users/acts", officer, acts::choose)
        .get("/portal-users/acts/{id}", officer, came::show)
        .get("/portal-users/acts/{act}/{selection}", officer, confirming::ask)
        .post("/portal-users/acts/{act}/{selection}", officer, confirming::confirm)
}

/// Hands the job that goes on with an act to the worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let app = app.clone();
    worker.on(doing::JOB, move |due| {
        let app = app.clone();
        async move { doing::go_on(&app, &due).await }
    })
}
