//! The register of downloads: what left, who took it, why, and whether it is gone again. For the coordinator of a unit,
//! and for whoever looks after data protection in the whole federation.
//!
//! Rows are never changed here; `members_download` writes them, and the person who took a file says when it is deleted.
//! What may go wrong: somebody opens the address of a download that their right does not reach. It is not there, unless
//! they took it themselves.

mod pages;
mod queries;

#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let reviewer = Who::Holder(Capability::DownloadsReview);
    Routes::new()
        .get("/downloads", reviewer, pages::all)
        .get("/organisations/{slug}/downloads", reviewer, pages::of_organisation)
        .get("/downloads/{id}", Who::SignedIn, pages::one)
}
