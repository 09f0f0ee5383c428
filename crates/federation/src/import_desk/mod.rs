//! The desk at which lists come in: upload, choose sheet and headings, say what the columns mean, look at the dry run,
//! apply, read the report, take it back. For whoever looks after contacts.
//!
//! A file lies sealed in the database from the first piece to the end of its run ([`upload`]); dry run, run and undoing are
//! jobs ([`jobs`]), so that a page that is closed stops nothing and a machine that dies goes on. While one works the page
//! says how far it is and asks again by itself.
//!
//! The first look at a list that comes by itself, and its dry run, are files on their way too ([`ask_look`]): one page says
//! what columns mean, wherever rows come from.
//!
//! What may go wrong: the file is too large, or no table (the page says so, the file goes); the mapping lacks something
//! (said at the form, entries kept); the right ended meanwhile (the job stops, and the page says why).

mod jobs;
mod pages;
mod upload;

#[cfg(test)]
mod tests;

pub use jobs::{ask_look, jobs};
pub use upload::{UploadId, look_at};

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let holder = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/imports", holder, pages::list::show)
        .post("/contacts/imports", holder, pages::list::take)
        .get("/contacts/imports/files/{id}", holder, pages::file::show)
        .post("/contacts/imports/files/{id}/mapping", holder, pages::file::map)
        .post("/contacts/imports/files/{id}/run", holder, pages::file::apply)
        .post("/contacts/imports/files/{id}/end", holder, pages::file::end)
        .get("/contacts/imports/runs/{id}", holder, pages::run::show)
        .post("/contacts/imports/runs/{id}/undoing", holder, pages::run::undo)
}
