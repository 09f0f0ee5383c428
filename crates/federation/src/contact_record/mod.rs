//! The record pages of the centre: everything known of a person or an organisation on one page, changed in place field
//! by field. Each field has a link to a small page with its form, which works without a script; back on the record a
//! notice says what was done, and the history below says who changed what and how it was before.
//!
//! What may go wrong: two officers change one field (the second meets a page with both values and chooses); an end date
//! is typed into a name (the page offers to end the appointment instead); a right ends meanwhile (403, nothing written).
//!
//! The acts are those of [`record`](crate::record); here is only their door.

mod appointment;
mod conflict;
mod facts;
mod field;
mod form;
mod new;
mod note;
mod page;
mod place;
mod point;
mod point_form;
mod queries;
mod returned;
mod search;
mod wish;

pub use conflict::{Both, Last, keeps_theirs, last as last_entry, page as both_values};
pub use form::SmallForm;
pub use place::{Outcome, outcome, stop};

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/people/new", officer, new::person)
        .post("/contacts/people/new", officer, new::record_person)
        .get("/contacts/organisations/new", officer, new::organisation)
        .post("/contacts/organisations/new", officer, new::open_organisation)
        .get("/contacts/people/{id}", officer, page::show)
        .get("/contacts/people/{id}/fields/{field}", officer, field::ask)
        .post("/contacts/people/{id}/fields/{field}", officer, field::change)
        .get("/contacts/people/{id}/points/{point}", officer, point::ask)
        .post("/contacts/people/{id}/points/{point}", officer, point::change)
        .get("/contacts/people/{id}/points/{point}/returned", officer, returned::ask)
        .post("/contacts/people/{id}/points/{point}/returned", officer, returned::clear)
        .get("/contacts/people/{id}/wishes/{channel}", officer, wish::ask)
        .post("/contacts/people/{id}/wishes/{channel}", officer, wish::change)
        .get("/contacts/people/{id}/appointments/new", officer, appointment::ask_start)
        .post("/contacts/people/{id}/appointments/new", officer, appointment::start)
        .get("/contacts/people/{id}/appointments/{appointment}/ending", officer, appointment::ask_end)
        .post("/contacts/people/{id}/appointments/{appointment}/ending", officer, appointment::end)
        .get("/contacts/people/{id}/notes/{note}", officer, note::ask)
        .post("/contacts/people/{id}/notes/{note}", officer, note::change)
        .get("/contacts/organisations/{slug}/notes/{note}", officer, note::ask)
        .post("/contacts/organisations/{slug}/notes/{note}", officer, note::change)
        .get("/contacts/organisations/{slug}", officer, page::show)
        .get("/contacts/organisations/{slug}/fields/{field}", officer, field::ask)
        .post("/contacts/organisations/{slug}/fields/{field}", officer, field::change)
        .get("/contacts/organisations/{slug}/points/{point}", officer, point::ask)
        .post("/contacts/organisations/{slug}/points/{point}", officer, point::change)
        .get("/contacts/organisations/{slug}/points/{point}/returned", officer, returned::ask)
        .post("/contacts/organisations/{slug}/points/{point}/returned", officer, returned::clear)
        .get("/contacts/organisations/{slug}/appointments/new", officer, appointment::ask_start)
        .post("/contacts/organisations/{slug}/appointments/new", officer, appointment::start)
        .get(
            "/contacts/organisations/{slug}/appointments/{appointment}/ending",
            officer,
            appointment::ask_end,
        )
        .post("/contacts/organisations/{slug}/appointments/{appointment}/ending", officer, appointment::end)
}

#[cfg(test)]
mod tests;
