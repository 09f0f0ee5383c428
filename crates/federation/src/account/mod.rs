//! Accounts: the sign-in of one person. The identifier is an e-mail address of their own: unique among all accounts,
//! closed ones too, and never on a domain that the federation itself runs (invariant 1).
//!
//! Nobody here knows of pages: [`invitation`], [`reset`] and [`change`] are acts in a transaction, [`session`] is a
//! browser that somebody signed in with, [`trusted`] one that is not asked for a code, [`tries`] how often one may try, [`password`] which passwords are taken and
//! [`hashing`] how they are kept. What may go wrong: a page that answers a known address otherwise than an unknown one.

pub mod change;
pub mod code;
pub mod grant;
pub mod hashing;
pub mod invitation;
pub mod letters;
pub mod password;
pub mod reset;
pub mod session;
mod sign_in_letter;
pub mod tries;
pub mod trusted;

pub use letters::{Letterhead, LinkToken, Recipient};
pub use sign_in_letter::{SignInChange, tell_owner};

use crate::acting::Stamp;
use crate::changed;
use crate::contact_point::{self, Malformed, fold_email};
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::person::PersonId;
use crate::sealing::SealingError;
use store::{Identifier as _, StoreError, Tx};

store::id!(pub AccountId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    Invited,
    Active,
    Suspended,
    Closed,
}

impl AccountState {
    pub fn word(self) -> &'static str {
        match self {
            AccountState::Invited => "invited",
            AccountState::Active => "active",
            AccountState::Suspended => "suspended",
            AccountState::Closed => "closed",
        }
    }

    /// An unknown word opens nothing.
    pub fn from_word(word: &str) -> Self {
        match word {
            "active" => AccountState::Active,
            "invited" => AccountState::Invited,
            "suspended" => AccountState::Suspended,
            _ => AccountState::Closed,
        }
    }
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum IdentifierRefused {
    #[error("{0}")]
    Malformed(Malformed),
    #[error(
        "{0} is a domain of the federation itself. A sign-in needs a personal address, one that you can read when you cannot get in here."
    )]
    OwnDomain(String),
    #[error("This address is the sign-in of somebody already.")]
    Taken,
}

#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error(transparent)]
    Identifier(#[from] IdentifierRefused),
    #[error("this person has a sign-in already")]
    HasOne,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What no page can help: the database, the randomness, the queue.
#[derive(Debug, thiserror::Error)]
pub enum AccountFault {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Sealing(#[from] SealingError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Mail(#[from] MailError),
}

/// Lets an error take in every fault by `?`.
macro_rules! faults {
    ($error:ident) => {
        $crate::account::faults!(@ $error: store::StoreError, $crate::sealing::SealingError, $crate::journal::JournalError, $crate::mail::MailError);
    };
    (@ $error:ident: $($fault:ty),+) => {
        $(impl From<$fault> for $error {
            fn from(fault: $fault) -> Self {
                Self::Fault(fault.into())
            }
        })+
    };
}
pub(crate) use faults;

/// Whether an address may be a sign-in, apart from whether it is taken. Subdomains of an own domain are own.
pub fn may_identify(address: &str, own_domains: &[String]) -> Result<String, IdentifierRefused> {
    let address = contact_point::email(address).map_err(IdentifierRefused::Malformed)?;
    let folded = fold_email(&address);
    let domain = folded.rsplit('@').next().unwrap_or_default();
    let own = own_domains
        .iter()
        .map(|d| fold_email(d))
        .find(|own| domain == own || domain.ends_with(&format!(".{own}")));
    match own {
        Some(own) => Err(IdentifierRefused::OwnDomain(own)),
        None => Ok(address),
    }
}

/// Opens an account that waits for its first password.
pub fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    address: &str,
    own_domains: &[String],
) -> Result<AccountId, AccountError> {
    let address = may_identify(address, own_domains)?;
    let folded = fold_email(&address);
    let taken: Option<(AccountId,)> =
        tx.maybe("SELECT id FROM account WHERE identifier_folded = ?1", &[&folded])?;
    if taken.is_some() {
        return Err(IdentifierRefused::Taken.into());
    }
    let has: Option<(AccountId,)> = tx.maybe("SELECT id FROM account WHERE person_id = ?1", &[&person])?;
    if has.is_some() {
        return Err(AccountError::HasOne);
    }
    let id = stamp.ids.next::<AccountId>();
    tx.run(
        "INSERT INTO account (id, person_id, identifier, identifier_folded, state, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&id, &person, &address, &folded, &AccountState::Invited.word(), &stamp.now],
    )?;
    followed(tx, stamp, id)?;
    Ok(id)
}

/// The list of contacts shows the state of an account.
fn followed(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId) -> Result<(), StoreError> {
    let (person,): (PersonId,) = tx.one("SELECT person_id FROM account WHERE id = ?1", &[&account])?;
    changed::due(tx, stamp.now, [("person", person.bytes())])
}

/// The person behind an identifier, if any.
pub fn person_of(tx: &mut Tx<'_>, identifier: &str) -> Result<Option<PersonId>, StoreError> {
    let row: Option<(PersonId,)> =
        tx.maybe("SELECT person_id FROM account WHERE identifier_folded = ?1", &[&fold_email(identifier)])?;
    Ok(row.map(|(id,)| id))
}

#[cfg(test)]
mod tests;
