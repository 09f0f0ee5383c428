//! Letters for those without e-mail: one page each, the address where the window of the envelope is, a one-time code in
//! groups, plain steps, in Welsh or English by the person; and labels for parcels or plain envelopes. They leave like
//! every file with people's data: for a reason, under a password, on the register (`members_download`).
//!
//! Only rows that nothing but the missing e-mail stands in the way of get one. The codes open when the file is there and
//! not before; each row is then invited like any other, and is accepted when the code was used (`first_password`).
//!
//! What may go wrong: no postal address (the row is left out of the file and counted), an address too large for the
//! window, the right lost between the page and the file.

mod file;
mod page;
mod rows;
#[cfg(test)]
mod tests;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::AccessGrant);
    Routes::new().get("/rollouts/batches/{id}/letters", officer, page::ask).post(
        "/rollouts/batches/{id}/letters",
        officer,
        page::give,
    )
}
