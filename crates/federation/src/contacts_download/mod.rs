//! Contacts on their way out: those of a frozen selection as a protected spreadsheet, on the record, like members
//! (`members_download`, whose steps these are).
//!
//! Who: somebody at the centre who has to hand a list to a printer or check one against another. Nothing leaves without a
//! reason in words, a password that only they know, and a row in the register. The right and its reach are asked again
//! when the file is made: whoever lost either meanwhile gets none, and whoever of those selected left the reach stays out.
//!
//! What may go wrong: nobody of those selected is left in reach (no file and no row); the selection is somebody else's or
//! was thrown away (it is not there).

mod column;
mod file;
mod page;

pub use column::COLUMNS;

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/download/{selection}", officer, page::ask)
        .post("/contacts/download/{selection}", officer, page::give)
        .get("/contacts/downloads/latest", officer, page::latest)
}

#[cfg(test)]
mod tests;
