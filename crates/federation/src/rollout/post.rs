//! Letters with links go into the outbox, in the transaction in which the links were made.

use super::RolloutError;
use crate::account::grant::Link;
use crate::account::{AccountId, AccountState, Letterhead, Recipient, letters};
use crate::acting::Stamp;
use crate::mail;
use crate::person::{Name, PersonId};
use store::Tx;
use web::text::Lang;

/// Whom a link goes to.
pub(super) struct Invite {
    pub person: PersonId,
    pub name: Name,
    pub address: String,
    pub language: Lang,
    pub link: Link,
}

pub(super) fn post(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    invites: &[Invite],
) -> Result<(), RolloutError> {
    for invite in invites {
        let to = Recipient {
            account: <AccountId as store::Identifier>::from_bytes([0; 16]),
            person: invite.person,
            state: AccountState::Invited,
            name: invite.name.clone(),
            address: invite.address.clone(),
            language: invite.language,
        };
        let link = &invite.link;
        mail::queue(tx, stamp, &letters::invitation(head, &to, link.invitation, &link.token, link.ends_at))?;
    }
    Ok(())
}
