//! The journal as people read it: who did what to whom and when, newest first; one entry with its payload field by
//! field; the proof that nothing was rewritten, and a checkpoint to keep elsewhere, by which that can be told later.
//!
//! Whoever holds `journal.read` reads the entries of the organisations that it reaches; over the whole federation also
//! those of no organisation. What is sealed about a person is shown to the latter alone.
//!
//! The record pages show the last entries of their contact by [`of_subject`] and [`Shown`].

mod acts;
mod entry;
mod pages;
mod queries;
mod shown;
mod verification;

pub use queries::{Asked, Entry, before, of_subject};
pub use shown::Shown;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let reader = Who::Holder(Capability::JournalRead);
    Routes::new()
        .get("/journal", reader, pages::list)
        .get("/journal/entries/{seq}", reader, entry::show)
        .get("/journal/verification", reader, verification::ask)
        .post("/journal/verification", reader, verification::verify)
        .get("/journal/checkpoint", reader, verification::checkpoint)
}

#[cfg(test)]
mod tests;
