//! The pages of saved lists: which ones there are and how many contacts each holds; one list with its name, who sees it,
//! and what was done to it last, to undo it; adding a frozen selection to a list, or taking it out.
//!
//! What may go wrong: a list is somebody else's own (404); it was shared and is not any more (404); whoever sees a
//! shared list wants to rename or delete it (the page does not offer it; a form sent all the same is a 404).

mod listing;
mod one;
mod overview;

use crate::role::Capability;
use crate::saved_list::ListFault;
use crate::visit::{PageError, Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/lists", officer, overview::show)
        .get("/contacts/lists/{id}", officer, one::show)
        .post("/contacts/lists/{id}", officer, one::change)
        .get("/contacts/lists/{id}/removal", officer, one::ask_removal)
        .post("/contacts/lists/{id}/removal", officer, one::remove)
        .post("/contacts/lists/{id}/undoing", officer, one::undo)
        .get("/contacts/listing/{selection}", officer, listing::ask)
        .post("/contacts/listing/{selection}", officer, listing::apply)
}

/// A name that is missing is asked for before; what is left is a database that fails.
fn fault(fault: ListFault) -> PageError {
    match fault {
        ListFault::NoName => PageError::Invisible,
        ListFault::Store(error) => error.into(),
        ListFault::Journal(error) => error.into(),
    }
}

#[cfg(test)]
mod tests;
