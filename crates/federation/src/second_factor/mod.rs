//! The second step of signing in: codes from an app ([`codes`], [`totp`]), recovery codes for the day when the telephone
//! is gone ([`recovery`]), and which step is asked of whom ([`asked`]). A passkey is both steps in one.
//!
//! What may go wrong: a code is guessed (tries are counted by whoever calls), used twice (its step is kept), or the
//! telephone is lost together with the recovery codes: then somebody with authority over the sign-in takes the second
//! step away ([`take_away`]), with a reason, and the owner is told. A new password never does.

pub mod codes;
pub mod recovery;
pub mod totp;

use crate::account::trusted::{self, Marks};
use crate::account::{AccountFault, AccountId, Letterhead, Recipient, SignInChange, session, tell_owner};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use crate::passkey;
use crate::role::{self, SecondFactor};
use jiff::Timestamp;
use store::{StoreError, Tx};

pub type Fault = AccountFault;

/// What an account has besides its password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Has {
    pub codes: Option<Timestamp>,
    pub passkeys: i64,
}

impl Has {
    pub fn any(&self) -> bool {
        self.codes.is_some() || self.passkeys > 0
    }
}

pub fn has(tx: &mut Tx<'_>, account: AccountId) -> Result<Has, StoreError> {
    Ok(Has { codes: codes::on_since(tx, account)?, passkeys: passkey::count(tx, account)? })
}

/// What is asked for after the right password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Nothing,
    Code,
    /// A role asks for a second step, and passkeys are the only one there is.
    Passkey,
}

/// `demanded`: what the person's roles ask for today.
pub fn asked(
    tx: &mut Tx<'_>,
    account: AccountId,
    demanded: SecondFactor,
    marks: &Marks,
    now: Timestamp,
) -> Result<Asked, StoreError> {
    let has = has(tx, account)?;
    Ok(match (has.codes, demanded) {
        (Some(_), _) if trusted::is_trusted(tx, account, marks, now)? => Asked::Nothing,
        (Some(_), _) => Asked::Code,
        (None, SecondFactor::Required) if has.passkeys > 0 => Asked::Passkey,
        (None, _) => Asked::Nothing,
    })
}

/// What a typed code was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Code,
    /// So many are left.
    Recovery(u64),
    Wrong,
}

/// Takes a code of the app or a recovery code: either works once.
pub fn take(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    typed: &str,
) -> Result<Taken, Fault> {
    let typed = codes::digits(typed);
    if codes::take(tx, stamp, to.account, &typed)? {
        return Ok(Taken::Code);
    }
    Ok(recovery::take(tx, stamp, head, to, &typed)?.map_or(Taken::Wrong, Taken::Recovery))
}

/// Whoever holds the role has to have a second step, or no longer; false when there is no such role.
pub fn demand(tx: &mut Tx<'_>, stamp: &Stamp, role: &str, wanted: SecondFactor) -> Result<bool, Fault> {
    if !role::demand_second_factor(tx, role, wanted)? {
        return Ok(false);
    }
    let payload = serde_json::json!({ "role": role, "second_factor": wanted.word() });
    journal::write(tx, stamp, &Entry::plain("role.second_factor", "role").holding(payload))?;
    Ok(true)
}

/// Takes codes, recovery codes and passkeys away from somebody who lost them; every session ends. The caller has proved
/// that `by` may.
pub fn take_away(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    by: &str,
    reason: &str,
) -> Result<(), Fault> {
    codes::forget(tx, to.account)?;
    passkey::forget_all(tx, to.account)?;
    session::end_all(tx, to.account)?;
    let payload = serde_json::json!({ "reason": reason });
    let entry = Entry::of("second_factor.taken_away", "account", to.account).about(to.person, payload);
    journal::write(tx, stamp, &entry)?;
    let change = SignInChange::TakenAway { by: by.to_owned(), reason: reason.to_owned() };
    tell_owner(tx, stamp, head, to, &change)?;
    tx.durable();
    Ok(())
}

#[cfg(test)]
mod tests;
