//! A new password in the place of one that is known, and the closing of an account.

use super::letters::{self, Letterhead, Recipient};
use super::session::{self, SessionId};
use super::{AccountFault, AccountId, AccountState, invitation, reset, trusted};
use crate::acting::Stamp;
use crate::changed;
use crate::invitee::{self, Step};
use crate::journal::{self, Entry};
use crate::mail;
use crate::person::PersonId;
use store::{Identifier as _, StoreError, Tx};

/// Somebody who is signed in changes their password: every other session ends, links for a forgotten one too.
pub fn change_password(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    here: SessionId,
    hash: &str,
) -> Result<u64, AccountFault> {
    let ended = session::end_others(tx, to.account, here)?;
    reset::forget_all(tx, to.account)?;
    set_password(tx, stamp, head, to, hash, "password.changed")?;
    Ok(ended)
}

/// Stores the hash, tells the journal and the owner: a change that they did not make must not go unseen.
pub(super) fn set_password(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    hash: &str,
    act: &'static str,
) -> Result<(), AccountFault> {
    tx.run(
        "UPDATE account SET password_hash = ?2, password_changed_at = ?3 WHERE id = ?1",
        &[&to.account, &hash, &stamp.now],
    )?;
    trusted::end_all(tx, to.account)?;
    mail::queue(tx, stamp, &letters::password_changed(head, to, stamp))?;
    journal::write(
        tx,
        stamp,
        &Entry::of(act, "account", to.account).about(to.person, serde_json::Value::Null),
    )?;
    tx.durable();
    Ok(())
}

/// The hash that a given password is compared with.
pub fn password_hash(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<String>, StoreError> {
    let row: Option<(Option<String>,)> =
        tx.maybe("SELECT password_hash FROM account WHERE id = ?1", &[&account])?;
    Ok(row.and_then(|(hash,)| hash))
}

/// Closes an account: its sessions end, its links open nothing. What it did stays on record, and reopening keeps it.
pub fn close(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId) -> Result<(), AccountFault> {
    close_all(tx, stamp, &[account]).map(drop)
}

/// The same for many, set by set. Answers how many were not closed already.
pub fn close_all(tx: &mut Tx<'_>, stamp: &Stamp, accounts: &[AccountId]) -> Result<u64, AccountFault> {
    let sql = format!(
        "UPDATE account SET state = 'closed', closed_at = {} WHERE id IN ({{list}}) AND state <> 'closed'
         RETURNING id, person_id",
        stamp.now.as_microsecond()
    );
    let closed: Vec<(AccountId, PersonId)> = tx.all_within(&sql, &[], accounts)?;
    let (accounts, people): (Vec<_>, Vec<_>) = closed.into_iter().unzip();
    if accounts.is_empty() {
        return Ok(0);
    }
    changed::due(tx, stamp.now, people.iter().map(|person| ("person", person.bytes())))?;
    invitee::of_people(tx, stamp, &people, Step::Revoke("closed"))?;
    for theirs in [
        "DELETE FROM session WHERE account_id IN ({list}) RETURNING 1",
        "DELETE FROM trusted_device WHERE account_id IN ({list}) RETURNING 1",
        "DELETE FROM password_reset WHERE account_id IN ({list}) AND used_at IS NULL RETURNING 1",
    ] {
        tx.all_within::<(i64,)>(theirs, &[], &accounts)?;
    }
    invitation::revoke_all(tx, stamp.now, &accounts, &people)?;
    let entries: Vec<Entry> =
        accounts.iter().map(|account| Entry::of("account.closed", "account", *account)).collect();
    journal::write_all(tx, stamp, &entries)?;
    Ok(accounts.len() as u64)
}

/// Opens a closed account again, with all it had. Who never chose a password or a passkey is invited anew.
pub fn reopen(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId) -> Result<(), AccountFault> {
    let passkey: Option<(i64,)> =
        tx.maybe("SELECT 1 FROM passkey WHERE account_id = ?1 LIMIT 1", &[&account])?;
    let state = match (password_hash(tx, account)?, passkey) {
        (None, None) => AccountState::Invited,
        _ => AccountState::Active,
    };
    let opened = tx.run(
        "UPDATE account SET state = ?2, closed_at = NULL WHERE id = ?1 AND state = 'closed'",
        &[&account, &state.word()],
    )?;
    if opened == 1 {
        super::followed(tx, stamp, account)?;
        journal::write(tx, stamp, &Entry::of("account.reopened", "account", account))?;
    }
    Ok(())
}
