//! Roll-outs as pages: all of them with how far each has come, who begins and was not invited, one with its batches and its funnel, the form that makes
//! a batch of selected contacts, and what the federation says about roll-outs.

mod funnel;
mod home;
mod make;
mod one;
mod settings;
mod starting;
mod state_words;
mod taking_up;
#[cfg(test)]
mod tests;

pub use funnel::{Funnel, Stage};
pub use state_words::{state_tag, state_words};

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::AccessGrant);
    Routes::new()
        .get("/rollouts", officer, home::show)
        .get("/rollouts/new/{selection}", officer, make::ask)
        .post("/rollouts/new/{selection}", officer, make::take)
        .get("/rollouts/starting", officer, starting::ask)
        .post("/rollouts/starting", officer, taking_up::take)
        .get("/rollouts/settings", officer, settings::ask)
        .post("/rollouts/settings", officer, settings::take)
        .get("/rollouts/of/{id}", officer, one::show)
}
