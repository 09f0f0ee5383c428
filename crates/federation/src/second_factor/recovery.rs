//! Recovery codes: ten, for the day when the telephone is gone. Twelve digits each, so that they are typed like a code
//! and read off paper without doubt; the table keeps keyed hashes, and each works once.

use super::{Fault, codes};
use crate::account::{AccountId, Letterhead, Recipient, SignInChange, tell_owner};
use crate::acting::Stamp;
use crate::journal;
use crate::sealing::{self, SealingError};
use store::{Identifier, StoreError, Tx};

const HOW_MANY: usize = 10;
const DIGITS: usize = 12;

/// New ones in the place of the old; seen this once.
pub(super) fn replace(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId) -> Result<Vec<String>, Fault> {
    tx.run("DELETE FROM recovery_code WHERE account_id = ?1", &[&account])?;
    let mut shown = Vec::with_capacity(HOW_MANY);
    while shown.len() < HOW_MANY {
        let code = random()?;
        let kept = tx.run(
            "INSERT INTO recovery_code (account_id, hash, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
            &[&account, &hash(stamp, account, &code), &stamp.now],
        )?;
        if kept == 1 {
            shown.push(grouped(&code));
        }
    }
    Ok(shown)
}

/// The owner asks for new ones.
pub fn renew(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
) -> Result<Vec<String>, Fault> {
    let shown = replace(tx, stamp, to.account)?;
    journal::write(tx, stamp, &codes::entry("recovery_codes.renewed", to))?;
    tell_owner(tx, stamp, head, to, &SignInChange::RecoveryCodesRenewed)?;
    tx.durable();
    Ok(shown)
}

/// Uses one. How many are left, or none when it is not one of this account's.
pub(super) fn take(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    to: &Recipient,
    typed: &str,
) -> Result<Option<u64>, Fault> {
    let used = tx.run(
        "UPDATE recovery_code SET used_at = ?3 WHERE account_id = ?1 AND hash = ?2 AND used_at IS NULL",
        &[&to.account, &hash(stamp, to.account, typed), &stamp.now],
    )?;
    if used == 0 {
        return Ok(None);
    }
    let left = left(tx, to.account)?;
    journal::write(tx, stamp, &codes::entry("recovery_code.used", to))?;
    tell_owner(tx, stamp, head, to, &SignInChange::RecoveryCodeUsed(left))?;
    tx.durable();
    Ok(Some(left))
}

pub fn left(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, StoreError> {
    let (left,): (i64,) =
        tx.one("SELECT count(*) FROM recovery_code WHERE account_id = ?1 AND used_at IS NULL", &[&account])?;
    Ok(left.unsigned_abs())
}

fn hash(stamp: &Stamp, account: AccountId, code: &str) -> [u8; 32] {
    stamp.secret.keyed_hash("recovery code", &[account.bytes().as_slice(), code.as_bytes()].concat())
}

/// Every code as likely as any other: bytes above 249 are drawn again.
fn random() -> Result<String, SealingError> {
    let mut code = String::with_capacity(DIGITS);
    while code.len() < DIGITS {
        let fair = sealing::random_bytes::<24>()?.into_iter().filter(|b| *b < 250);
        code.extend(fair.map(|b| char::from(b'0' + b % 10)).take(DIGITS - code.len()));
    }
    Ok(code)
}

fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
