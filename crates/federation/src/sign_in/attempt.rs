//! One try at signing in. For a known and an unknown address the same steps: count the try, compute one hash, answer.

use super::device::KnownDevice;
use crate::access;
use crate::account::hashing::{Hasher, HashingError, Password};
use crate::account::{AccountFault, AccountId, AccountState, session, tries};
use crate::acting::{Door, Stamp};
use crate::contact_point::fold_email;
use crate::installation::Installation;
use crate::person::PersonId;
use jiff::Timestamp;
use store::{StoreError, Tx};
use web::session::Token;

pub struct Attempt {
    pub address: String,
    pub password: Password,
    /// The network address that it comes from.
    pub place: String,
    pub device: KnownDevice,
    /// "Firefox on Windows".
    pub device_words: String,
    /// The session that the browser held so far: it ends.
    pub before: Option<Token>,
}

#[derive(Clone, Debug)]
pub struct SignedIn {
    pub token: Token,
    pub account: AccountId,
    pub person: PersonId,
    pub language: Option<String>,
    pub device: KnownDevice,
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
    /// The right password, but nothing behind the door any more. Told only to who knows the password.
    #[error("the account is shut")]
    Shut,
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

pub async fn sign_in(
    installation: &Installation,
    hasher: &Hasher,
    attempt: Attempt,
) -> Result<SignedIn, Refused> {
    let Attempt { address, password, place, device, device_words, before } = attempt;
    let stamp = installation.stamp(None, Door::Page);
    let known = device.clone();
    let candidate = installation.db.write(move |tx| look_up(tx, &stamp, &address, &place, &known)).await?;
    let matches = hasher.matches(password, candidate.hash.clone()).await?;
    let (true, Some((account, person))) = (matches, candidate.account) else { return Err(Refused::Mismatch) };
    let stamp = installation.stamp(Some(person), Door::Page);
    let opened = installation.db.write(move |tx| {
        tries::forgive(tx, &candidate.counters)?;
        open(tx, &stamp, account, person, &device_words, before.as_ref())
    });
    let (token, language) = opened.await?.ok_or(Refused::Shut)?;
    let device = device.with(account).map_err(AccountFault::from)?;
    Ok(SignedIn { token, account, person, language, device })
}

fn look_up(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    address: &str,
    place: &str,
    device: &KnownDevice,
) -> Result<Candidate, Refused> {
    let folded: String = fold_email(address).chars().take(254).collect();
    let row: Option<(AccountId, PersonId, Option<String>)> = tx
        .maybe("SELECT id, person_id, password_hash FROM account WHERE identifier_folded = ?1", &[&folded])?;
    let number = row.as_ref().and_then(|(account, ..)| device.number(*account));
    let counters = match number {
        Some(number) => tries::Counter::known_device(&stamp.secret, &folded, &number),
        None => tries::Counter::strangers(&stamp.secret, &folded, place),
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

/// Starts the session, unless nothing is left that the person may do here.
fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    account: AccountId,
    person: PersonId,
    device_words: &str,
    before: Option<&Token>,
) -> Result<Option<(Token, Option<String>)>, StoreError> {
    let Some(actor) = access::actor(tx, person, stamp.today)? else { return Ok(None) };
    let (state,): (String,) = tx.one("SELECT state FROM account WHERE id = ?1", &[&account])?;
    if AccountState::from_word(&state) != AccountState::Active || actor.access.is_shut() {
        return Ok(None);
    }
    Ok(Some((session::begin(tx, stamp, account, device_words, before)?, actor.language)))
}

/// Signs a person in without a password: the demonstration's front page, and after a password was set by a link.
pub fn enter(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    device_words: &str,
    before: Option<&Token>,
) -> Result<Option<(Token, Option<String>)>, StoreError> {
    let Some(actor) = access::actor(tx, person, stamp.today)? else { return Ok(None) };
    open(tx, stamp, actor.account, person, device_words, before)
}
