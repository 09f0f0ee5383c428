//! The first person of an empty installation: somebody at the machine names the organisation at the top and who looks
//! after it, and an invitation goes out. Everybody after that comes in through somebody who is in already.
//!
//! There is no right to check, for there is nobody to hold one: the act works only where no organisation stands yet.

use crate::account::{self, AccountError, Letterhead, invitation};
use crate::acting::Stamp;
use crate::appointment::{self, AppointmentError, Ending};
use crate::journal::{self, Entry, JournalError};
use crate::organisation::{self, OrganisationError};
use crate::person::{self, Name, PersonId};
use store::{StoreError, Tx};

#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    #[error(
        "This installation has its first organisation already. Further people are invited by somebody who is in."
    )]
    Founded,
    #[error(transparent)]
    Organisation(#[from] OrganisationError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Appointment(#[from] AppointmentError),
    #[error(transparent)]
    Invitation(#[from] invitation::InviteError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What stands at the top, and who begins.
#[derive(Clone, Debug)]
pub struct Founding {
    pub organisation: String,
    /// "centre" or "county-association".
    pub kind: String,
    pub name: Name,
    /// Their own e-mail address, for signing in.
    pub address: String,
    /// The key of a role that exists there.
    pub role: String,
}

/// Opens the organisation, appoints the person from today and queues the invitation.
pub fn found(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    own_domains: &[String],
    new: &Founding,
) -> Result<PersonId, FoundingError> {
    if organisation::any(tx)? {
        return Err(FoundingError::Founded);
    }
    let top = organisation::open(tx, stamp, &new.kind, None, &new.organisation, None)?;
    let person = person::record(tx, stamp, &new.name)?;
    appointment::start(tx, stamp, person, &new.role, top.id, stamp.today, Ending::Open)?;
    account::open(tx, stamp, person, &new.address, own_domains)?;
    invitation::invite(tx, stamp, head, person)?;
    journal::write(tx, stamp, &Entry::of("federation.founded", "organisation", top.id).at(top.id))?;
    Ok(person)
}

#[cfg(test)]
mod tests;
