//! A unit knows first that one of its members has moved. Whoever may read members proposes the change, field by field and
//! with a word on how they know; the centre finds it in its queue, oldest first, and approves it, edits and approves it,
//! or rejects it with a reason; whoever proposed it sees what became of it.
//!
//! A request is a row and its outcome is another: without one it waits. Approving goes through the acts of
//! [`record`](crate::record), so that what changed since the proposal is seen and never overwritten blindly. Each step is
//! journaled, sealed about the person.
//!
//! What may go wrong: the record changed since (the page shows what stands now); two officers decide at once (the second
//! is told); the officer may not change this person's e-mail (403, the request waits on).

mod acts;
mod decide;
mod entries;
mod mine;
mod pieces;
mod propose;
mod queries;
mod queue;

pub use acts::{Decided, approve, propose, propose_about_oneself, propose_here, reject, withdraw};
pub use queries::{Outcome, Request, RequestId, pending, pending_of};

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let reader = Who::Holder(Capability::MembersRead);
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/organisations/{slug}/members/{person}/request", reader, propose::ask)
        .post("/organisations/{slug}/members/{person}/request", reader, propose::send)
        .get("/requests", Who::SignedIn, mine::list)
        .post("/requests/{id}/withdrawal", Who::SignedIn, mine::withdraw)
        .get("/contacts/requests", officer, queue::list)
        .get("/contacts/requests/{id}", officer, decide::ask)
        .post("/contacts/requests/{id}/approval", officer, decide::approve)
        .post("/contacts/requests/{id}/rejection", officer, decide::reject)
}

#[cfg(test)]
mod tests;
