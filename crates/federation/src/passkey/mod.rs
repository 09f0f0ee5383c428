//! Passkeys: a key pair that somebody's telephone, computer or security key holds, opened by their finger, face or PIN.
//! The holder was verified and the key never leaves, so a passkey signs in alone: no address, no password, no code.
//!
//! [`Relying`] asks and checks, here are the rows: adding, naming, removing, and finding whose a shown one is. What may go
//! wrong: an answer comes twice (its challenge is spent), from another site (its origin is signed along), from a copied
//! key (its counter goes back), or too late. All of them get the same answer as an unknown passkey.

mod offer;
mod relying;
#[cfg(test)]
mod tests;

pub use offer::{decline, is_declined};
pub use relying::{Question, Relying, Shown, VALID};
pub use webauthn_rs::prelude::Passkey as Credential;

use crate::account::{AccountFault, AccountId, Letterhead, Recipient, SignInChange, tell_owner};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use crate::sealing::SealingError;
use jiff::Timestamp;
use store::{StoreError, Tx};

store::id!(pub PasskeyId);

/// More are of no use, and each is asked about when one is added.
pub const MOST: i64 = 10;
pub const LONGEST_NAME: usize = 60;

/// Why a passkey was not taken. Pages say [`Refused::TooLate`] and [`Refused::TooMany`]; all others are one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("what came is no answer to a question of ours")]
    Unreadable,
    #[error("the answer is not right, or not known")]
    Wrong,
    #[error("the answer came too late")]
    TooLate,
    #[error("the question was answered before")]
    Spent,
    #[error("there are as many passkeys as there may be")]
    TooMany,
}

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error(transparent)]
    Sealing(#[from] SealingError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    WebAuthn(#[from] webauthn_rs::prelude::WebauthnError),
}

/// One passkey of an account.
#[derive(Clone, Debug)]
pub struct Held {
    pub id: PasskeyId,
    pub account: AccountId,
    pub name: String,
    pub credential: Credential,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, account_id, name, credential, created_at, used_at";
type Line = (PasskeyId, AccountId, String, String, Timestamp, Option<Timestamp>);

/// A row that cannot be read any more counts as none.
fn held((id, account, name, credential, created_at, used_at): Line) -> Option<Held> {
    let credential = serde_json::from_str(&credential).ok()?;
    Some(Held { id, account, name, credential, created_at, used_at })
}

/// The newest first.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Held>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM passkey WHERE account_id = ?1 ORDER BY created_at DESC, id DESC");
    Ok(tx.all::<Line>(&sql, &[&account])?.into_iter().filter_map(held).collect())
}

pub fn count(tx: &mut Tx<'_>, account: AccountId) -> Result<i64, StoreError> {
    Ok(tx.one::<(i64,)>("SELECT count(*) FROM passkey WHERE account_id = ?1", &[&account])?.0)
}

/// Keeps a new passkey that [`Relying::take_new`] found right, and writes to the owner.
pub fn add(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    name: &str,
    (credential, challenge): &(Credential, [u8; 32]),
) -> Result<Result<PasskeyId, Refused>, AccountFault> {
    if !spend(tx, stamp, challenge)? {
        return Ok(Err(Refused::Spent));
    }
    if count(tx, to.account)? >= MOST {
        return Ok(Err(Refused::TooMany));
    }
    let (id, text) = (stamp.ids.next::<PasskeyId>(), written(credential));
    let kept = tx.run(
        "INSERT INTO passkey (id, account_id, credential_id, credential, name, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (credential_id) DO NOTHING",
        &[&id, &to.account, &credential.cred_id().to_vec(), &text, &name, &stamp.now],
    )?;
    if kept == 0 {
        return Ok(Err(Refused::Wrong));
    }
    journal::write(tx, stamp, &entry("passkey.added", id, to))?;
    tell_owner(tx, stamp, head, to, &SignInChange::PasskeyAdded(name.to_owned()))?;
    tx.durable();
    Ok(Ok(id))
}

/// Whose passkey was shown. The question is spent, whatever comes of it.
pub fn present(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    relying: &Relying,
    shown: Shown,
) -> Result<Result<AccountId, Refused>, StoreError> {
    if !spend(tx, stamp, &shown.challenge)? {
        return Ok(Err(Refused::Spent));
    }
    let sql = tx.pick(
        "SELECT id, account_id, name, credential, created_at, used_at FROM passkey WHERE credential_id = ?1",
        "SELECT id, account_id, name, credential, created_at, used_at FROM passkey WHERE credential_id = ?1 FOR UPDATE",
    );
    let line: Option<Line> = tx.maybe(sql, &[&shown.answer.raw_id])?;
    let Some(known) = line.and_then(held) else { return Ok(Err(Refused::Wrong)) };
    let credential = match relying.check(shown, &known) {
        Ok(credential) => credential,
        Err(refused) => return Ok(Err(refused)),
    };
    tx.run(
        "UPDATE passkey SET credential = ?2, used_at = ?3 WHERE id = ?1",
        &[&known.id, &written(&credential), &stamp.now],
    )?;
    Ok(Ok(known.account))
}

/// Renames one of the account's own; false when it is not there.
pub fn rename(tx: &mut Tx<'_>, account: AccountId, id: PasskeyId, name: &str) -> Result<bool, StoreError> {
    let named =
        tx.run("UPDATE passkey SET name = ?3 WHERE id = ?1 AND account_id = ?2", &[&id, &account, &name])?;
    Ok(named == 1)
}

/// Takes out one of the account's own, and writes to the owner; its name.
pub fn remove(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    id: PasskeyId,
) -> Result<Option<String>, AccountFault> {
    let row: Option<(String,)> =
        tx.maybe("SELECT name FROM passkey WHERE id = ?1 AND account_id = ?2", &[&id, &to.account])?;
    let Some((name,)) = row else { return Ok(None) };
    tx.run("DELETE FROM passkey WHERE id = ?1", &[&id])?;
    journal::write(tx, stamp, &entry("passkey.removed", id, to))?;
    tell_owner(tx, stamp, head, to, &SignInChange::PasskeyRemoved(name.clone()))?;
    tx.durable();
    Ok(Some(name))
}

/// All of an account, and what it answered to the offer.
pub fn forget_all(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StoreError> {
    tx.run("DELETE FROM passkey WHERE account_id = ?1", &[&account])?;
    tx.run("DELETE FROM passkey_offer WHERE account_id = ?1", &[&account]).map(drop)
}

/// Takes out what nobody can answer any more.
pub fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.run("DELETE FROM spent_challenge WHERE ends_at < ?1", &[&now])
}

/// Whether it is the first answer to this question.
fn spend(tx: &mut Tx<'_>, stamp: &Stamp, challenge: &[u8; 32]) -> Result<bool, StoreError> {
    let ends_at = stamp.now.saturating_add(VALID + VALID).unwrap_or(Timestamp::MAX);
    let spent = tx.run(
        "INSERT INTO spent_challenge (hash, ends_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        &[challenge, &ends_at],
    )?;
    Ok(spent == 1)
}

fn written(credential: &Credential) -> String {
    serde_json::to_string(credential).expect("a public key is written as JSON")
}

fn entry(act: &'static str, id: PasskeyId, to: &Recipient) -> Entry {
    Entry::of(act, "passkey", id).about(to.person, serde_json::Value::Null)
}
