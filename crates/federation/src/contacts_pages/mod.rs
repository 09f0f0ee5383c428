//! The list of contacts as a page: its filters, the selection and what can be done with it from
//! there (tags, merging), and filters kept under a name.

mod acts;
mod filters;
mod kept;
mod list;
mod merge;
mod selection;
mod tag;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts", officer, list::show)
        .post("/contacts/selection", officer, selection::pick)
        .post("/contacts/acts", officer, acts::choose)
        .get("/contacts/tagging/{selection}", officer, tag::ask)
        .post("/contacts/tagging/{selection}", officer, tag::apply)
        .get("/contacts/merging/{selection}", officer, merge::ask)
        .post("/contacts/merging/{selection}", officer, merge::go_on)
        .get("/contacts/kept", officer, kept::ask)
        .post("/contacts/kept", officer, kept::keep)
        .post("/contacts/kept/{id}/removal", officer, kept::remove)
}
