//! Mail that came back. A report of failure arrives (return mailbox, HTTP, a pipe); [`receive`] finds the mail that it
//! speaks of by the token that left with it, notes what became of the mail, and marks the *address* when it does not
//! work. Everybody who shares the address sees the mark; lists filter by it; its owner is asked at their next visit.
//!
//! Who may, and how do we know: anybody can write to the return mailbox. A report changes something only when its token
//! fits both a mail of ours and the address that this mail was written to ([`mail::Token`](crate::mail::Token)), and then
//! nothing but the marks of that address. Everything else is passed over and nothing of it is kept.
//!
//! * Unknown: marked at once. Full: when three mails came back within 14 days. Taken for spam, or refused for another
//!   reason: the mail is `bounced`, the address is not marked, for it may work for others. Temporary: the mail is
//!   `deferred`. Out of office: the address works.
//! * A complaint ("this is spam") is a wish: whoever has the address gets no more mail that they can do without.
//! * The same report again changes nothing. Marks and wishes are journaled, with the server's words sealed about the
//!   person.

mod mailbox;
mod marks;
mod queries;
mod receive;
mod rule;
#[cfg(test)]
mod tests;
mod trust;
mod watch;

pub use mailbox::{Mailbox, Unusable};
pub use marks::{Returned, clear, of_person};
pub use queries::latest;
pub use receive::{MOST_BYTES, Outcome, read, receive};
pub use rule::Because;
pub use trust::roots;
pub use watch::{Failing, Passing, Position, Standing, failed, look, position, standing, went_well};

use crate::journal::JournalError;
use store::StoreError;

store::id!(pub BounceId);

#[derive(Debug, thiserror::Error)]
pub enum BounceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}
