//! One try at signing in by password. For a known and an unknown address the same steps: count the try, compute one
//! hash, answer.

use super::opening::{Here, Opened, Proved, open};
use crate::account::hashing::{Hasher, HashingError, Password};
use crate::account::{AccountFault, AccountId, tries};
use crate::acting::{Door, Stamp};
use crate::contact_point::fold_email;
use crate::installation::Installation;
use crate::person::PersonId;
use jiff::Timestamp;
use store::Tx;

pub struct Attempt {
    pub address: String,
    pub password: Password,
    pub here: Here,
}

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The address or the password: nobody is told which.
    #[error("the address and the password do not match")]
    Mismatch,
    #[error("too many tries")]
    Wait(Timestamp),
    #[error("too many people are signing in")]
    Busy,
    #[error(transparent)]
    Fault(#[from] AccountFault),
}

crate::account::faults!(Refused);

impl From<HashingError> for Refused {
    fn from(error: HashingError) -> Self {
        match error {
            HashingError::Sealing(fault) => fault.into(),
            HashingError::Busy | HashingError::Failed => Refused::Busy,
        }
    }
}

/// Whose account it may be.
struct Candidate {
    account: Option<(AccountId, PersonId)>,
    hash: Option<String>,
    counters: Vec<tries::Counter>,
}

/// A door that is shut is told only to who knows the password.
pub async fn sign_in(
    installation: &Installation,
    hasher: &Hasher,
    attempt: Attempt,
) -> Result<Opened, Refused> {
    let Attempt { address, password, here } = attempt;
    let stamp = installation.stamp(None, Door::Page);
    let browser = here.clone();
    let candidate = installation.db.write(move |tx| look_up(tx, &stamp, &address, &browser)).await?;
    let matches = hasher.matches(password, candidate.hash.clone()).await?;
    let (true, Some((_, person))) = (matches, candidate.account) else { return Err(Refused::Mismatch) };
    let stamp = installation.stamp(Some(person), Door::Page);
    let opened = installation.db.write(move |tx| {
        tries::forgive(tx, &candidate.counters)?;
        open(tx, &stamp, person, Proved::First, &here)
    });
    Ok(opened.await?)
}

fn look_up(tx: &mut Tx<'_>, stamp: &Stamp, address: &str, here: &Here) -> Result<Candidate, Refused> {
    let folded: String = fold_email(address).chars().take(254).collect();
    let row: Option<(AccountId, PersonId, Option<String>)> = tx
        .maybe("SELECT id, person_id, password_hash FROM account WHERE identifier_folded = ?1", &[&folded])?;
    let number = row.as_ref().and_then(|(account, ..)| here.device.number(*account));
    let counters = match number {
        Some(number) => tries::Counter::known_device(&stamp.secret, &folded, &number),
        None => tries::Counter::strangers(&stamp.secret, &folded, &here.place),
    };
    if let Some(until) = tries::count(tx, stamp, &counters)? {
        return Err(Refused::Wait(until));
    }
    let (account, hash) = match row {
        Some((account, person, hash)) => (Some((account, person)), hash),
        None => (None, None),
    };
    Ok(Candidate { account, hash, counters })
}
