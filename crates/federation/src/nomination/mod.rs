//! Who follows. The clerk of a council stops on a day and names the next one, or a secretary names somebody for a role
//! that is not theirs to give: that is a nomination, and it waits until the centre has confirmed or rejected it. Whoever
//! stops says so once ([`leave`]): their appointment gets its last day, the centre is told, and within the same day they
//! can take it back.
//!
//! * Access is handed over by dates alone ([`succession`]): the appointment of the one ends, that of the next begins; no
//!   step gives or takes rights besides. [`starting`] answers who begins and has no access yet: whom to invite.
//! * The centre decides who a named person is: one that is on record, or a new one. Whoever named them learns nothing of
//!   people elsewhere.
//!
//! What may go wrong: the centre has confirmed already (then the leaving is not taken back by a press any more); the
//! named one holds the role already; nobody follows (the seat stays on the centre's page until somebody does).

mod acts;
mod leaving;
mod letters;
mod pages;
mod queries;
mod seats;
pub mod succession;

#[cfg(test)]
mod tests;

pub use acts::{
    Decided, Named, Who as WhoItIs, confirm, known_elsewhere, known_here, nominate, reject, withdraw,
};
pub use leaving::{Follows, Leaving, LeavingId, leave, of_today, take_back};
pub use letters::{News, tell};
pub use queries::{Nomination, NominationId, count, waiting_at};
pub use seats::{Seat, Starting, count_starting, empty_seats, starting};

use crate::role::Capability;
use crate::visit::{Routes, Who};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::ContactsManage);
    Routes::new()
        .get("/contacts/nominations", officer, pages::queue)
        .get("/contacts/nominations/{id}", officer, pages::ask)
        .post("/contacts/nominations/{id}/confirmation", officer, pages::confirm)
        .post("/contacts/nominations/{id}/rejection", officer, pages::reject)
}
