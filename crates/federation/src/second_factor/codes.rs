//! Codes of one account: switched on with a first code, checked at signing in, switched off. The key is sealed at rest.

use super::totp::{KEY_BYTES, Key};
use super::{Fault, recovery};
use crate::account::session::SessionId;
use crate::account::{AccountId, Letterhead, Recipient, SignInChange, tell_owner, trusted};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use jiff::Timestamp;
use store::{Identifier, StoreError, Tx};

const PURPOSE: &str = "one-time codes";

/// The key that an app is given before codes are on. It follows from the session, so that the page can be loaded again
/// and shows the same picture, and nothing is stored that was never confirmed.
pub fn offered_key(stamp: &Stamp, account: AccountId, session: SessionId) -> Key {
    let hash = stamp.secret.keyed_hash("offered codes", &[account.bytes(), session.bytes()].concat());
    Key::new(&hash[..KEY_BYTES])
}

/// Since when codes are on.
pub fn on_since(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Timestamp>, StoreError> {
    let row: Option<(Timestamp,)> =
        tx.maybe("SELECT created_at FROM one_time_code WHERE account_id = ?1", &[&account])?;
    Ok(row.map(|(at,)| at))
}

/// Switches codes on when `typed` is one of the key's; then these are the recovery codes, seen this once.
pub fn switch_on(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    key: &Key,
    typed: &str,
) -> Result<Option<Vec<String>>, Fault> {
    let Some(step) = key.step_of(&digits(typed), stamp.now) else { return Ok(None) };
    let sealed = stamp.secret.seal(PURPOSE, key.bytes())?;
    let made = tx.run(
        "INSERT INTO one_time_code (account_id, sealed_key, last_step, created_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id) DO NOTHING",
        &[&to.account, &sealed, &step, &stamp.now],
    )?;
    if made == 0 {
        return Ok(None);
    }
    let codes = recovery::replace(tx, stamp, to.account)?;
    journal::write(tx, stamp, &entry("codes.on", to))?;
    tell_owner(tx, stamp, head, to, &SignInChange::CodesOn)?;
    tx.durable();
    Ok(Some(codes))
}

/// Switches codes off, with their recovery codes and trusted devices.
pub fn switch_off(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead, to: &Recipient) -> Result<(), Fault> {
    if forget(tx, to.account)? {
        journal::write(tx, stamp, &entry("codes.off", to))?;
        tell_owner(tx, stamp, head, to, &SignInChange::CodesOff)?;
        tx.durable();
    }
    Ok(())
}

pub(super) fn forget(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StoreError> {
    trusted::end_all(tx, account)?;
    tx.run("DELETE FROM recovery_code WHERE account_id = ?1", &[&account])?;
    Ok(tx.run("DELETE FROM one_time_code WHERE account_id = ?1", &[&account])? > 0)
}

/// Whether `typed` is a code of now that was not used before; then it is used.
pub(super) fn take(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId, typed: &str) -> Result<bool, Fault> {
    let row: Option<(Vec<u8>,)> =
        tx.maybe("SELECT sealed_key FROM one_time_code WHERE account_id = ?1", &[&account])?;
    let Some((sealed,)) = row else { return Ok(false) };
    let key = Key::new(&stamp.secret.open(PURPOSE, &sealed)?);
    let Some(step) = key.step_of(typed, stamp.now) else { return Ok(false) };
    let taken = tx.run(
        "UPDATE one_time_code SET last_step = ?2 WHERE account_id = ?1 AND last_step < ?2",
        &[&account, &step],
    )?;
    Ok(taken == 1)
}

/// People type codes in groups, as they are shown.
pub(super) fn digits(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect()
}

pub(super) fn entry(act: &'static str, to: &Recipient) -> Entry {
    Entry::of(act, "account", to.account).about(to.person, serde_json::Value::Null)
}
