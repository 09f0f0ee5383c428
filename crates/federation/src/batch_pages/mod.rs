//! A batch of a roll-out as pages: its rows with what stands in the way of each, the acts on many of them, and one row
//! with its repairs and its way so far.

mod acts;
mod cells;
mod confirming;
mod list;
mod mend;
mod narrowing;
mod notices;
mod row;
mod row_presses;
#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::AccessGrant);
    Routes::new()
        .get("/rollouts/batches/{id}", officer, list::show)
        .post("/rollouts/batches/{id}/selection", officer, acts::pick)
        .post("/rollouts/batches/{id}/acts", officer, acts::choose)
        .get("/rollouts/batches/{id}/acts/{act}", officer, confirming::ask)
        .post("/rollouts/batches/{id}/acts/{act}", officer, confirming::confirm)
        .get("/rollouts/rows/{id}", officer, row::show)
        .post("/rollouts/rows/{id}/address", officer, mend::address)
        .post("/rollouts/rows/{id}/person", officer, mend::person)
        .post("/rollouts/rows/{id}/mending", officer, mend::other)
        .post("/rollouts/rows/{id}/acts", officer, mend::act)
}

/// The name of the list of a batch, for its selections.
fn list_name(batch: crate::invitee::BatchId) -> String {
    format!("rollout {batch}")
}
