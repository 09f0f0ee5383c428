//! The desk for lists that come by themselves ([`crate::feed`]): set one up, look at its data and say what its columns mean,
//! try it, set it going, see how each night went, and what to do about one that stopped. For whoever looks after all
//! contacts.
//!
//! The first look and the dry run are files on their way at the imports' own desk, fetched from the source instead of
//! uploaded: the same page says what columns mean. A run's report is that of its import.
//!
//! What may go wrong: a place is not in the configuration, an address leads inside, a query would write (said at the
//! field); two people press at once (the second finds the run under way).

mod pages;

#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let holder = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/imports/feeds", holder, pages::list::show)
        .post("/contacts/imports/feeds", holder, pages::new::add)
        .get("/contacts/imports/feeds/new", holder, pages::new::show)
        .get("/contacts/imports/feeds/{id}", holder, pages::one::show)
        .get("/contacts/imports/feeds/{id}/edit", holder, pages::edit::show)
        .post("/contacts/imports/feeds/{id}/edit", holder, pages::edit::change)
        .post("/contacts/imports/feeds/{id}/trial", holder, pages::acts::try_it)
        .post("/contacts/imports/feeds/{id}/run", holder, pages::acts::run)
        .post("/contacts/imports/feeds/{id}/stop", holder, pages::acts::stop)
        .post("/contacts/imports/feeds/{id}/going", holder, pages::acts::go_on)
        .post("/contacts/imports/feeds/{id}/rows", holder, pages::acts::rows)
        .post("/contacts/imports/feeds/{id}/removal", holder, pages::acts::remove)
}
