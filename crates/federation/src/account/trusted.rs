//! Browsers in which an account is not asked for a code, for thirty days. The cookie holds 256 random bits for each of up
//! to four accounts (families share computers), the table their SHA-256. It takes the place of the code, never of the
//! password, and ends with it.

use super::letters::LinkToken;
use super::{AccountFault, AccountId};
use crate::acting::Stamp;
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Tx};

store::id!(pub TrustedId);

pub const VALID_DAYS: i64 = 30;
const MOST: usize = 4;
pub const COOKIE: &str = "trusted";

/// What the browser holds.
#[derive(Clone, Default)]
pub struct Marks(Vec<LinkToken>);

impl Marks {
    pub fn read(cookie: Option<&str>) -> Self {
        let parts = cookie.unwrap_or_default().split('.').filter_map(LinkToken::from_outside);
        Self(parts.take(MOST).collect())
    }

    pub fn cookie(&self) -> String {
        self.0.iter().map(LinkToken::as_str).collect::<Vec<_>>().join(".")
    }
}

#[derive(Clone, Debug)]
pub struct Trusted {
    pub id: TrustedId,
    pub device: String,
    pub used_at: Timestamp,
    pub ends_at: Timestamp,
}

/// Trusts the browser from now on; what it holds afterwards.
pub fn trust(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    account: AccountId,
    device: &str,
    held: &Marks,
) -> Result<Marks, AccountFault> {
    let token = LinkToken::random()?;
    let ends_at = stamp.now.saturating_add(SignedDuration::from_hours(24 * VALID_DAYS));
    tx.run(
        "INSERT INTO trusted_device (id, account_id, token_hash, device, created_at, used_at, ends_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
        &[
            &stamp.ids.next::<TrustedId>(),
            &account,
            &token.hash(),
            &device,
            &stamp.now,
            &ends_at.unwrap_or(Timestamp::MAX),
        ],
    )?;
    Ok(Marks(std::iter::once(token).chain(held.0.iter().cloned()).take(MOST).collect()))
}

/// Whether one of the marks is this account's, and still counts. Notes that it was used.
pub fn is_trusted(
    tx: &mut Tx<'_>,
    account: AccountId,
    held: &Marks,
    now: Timestamp,
) -> Result<bool, StoreError> {
    for mark in &held.0 {
        let used = tx.run(
            "UPDATE trusted_device SET used_at = ?3 WHERE token_hash = ?1 AND account_id = ?2 AND ends_at > ?3",
            &[&mark.hash(), &account, &now],
        )?;
        if used == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those that still count, the latest used first.
pub fn of_account(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Vec<Trusted>, StoreError> {
    let rows: Vec<(TrustedId, String, Timestamp, Timestamp)> = tx.all(
        "SELECT id, device, used_at, ends_at FROM trusted_device WHERE account_id = ?1 AND ends_at > ?2
         ORDER BY used_at DESC, id DESC LIMIT 100",
        &[&account, &now],
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, device, used_at, ends_at)| Trusted { id, device, used_at, ends_at })
        .collect())
}

/// Ends one of the account's own; zero when it is not there or is somebody else's.
pub fn end_one(tx: &mut Tx<'_>, account: AccountId, id: TrustedId) -> Result<u64, StoreError> {
    tx.run("DELETE FROM trusted_device WHERE id = ?1 AND account_id = ?2", &[&id, &account])
}

pub fn end_all(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, StoreError> {
    tx.run("DELETE FROM trusted_device WHERE account_id = ?1", &[&account])
}

pub fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.run("DELETE FROM trusted_device WHERE ends_at < ?1", &[&now])
}
