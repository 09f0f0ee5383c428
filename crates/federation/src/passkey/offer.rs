//! The offer of a passkey after the first password, made once.

use crate::account::AccountId;
use crate::acting::Stamp;
use store::{StoreError, Tx};

/// "Not now" to the offer of a passkey.
pub fn decline(tx: &mut Tx<'_>, stamp: &Stamp, account: AccountId) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO passkey_offer (account_id, declined_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        &[&account, &stamp.now],
    )
    .map(drop)
}

pub fn is_declined(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = tx.maybe("SELECT 1 FROM passkey_offer WHERE account_id = ?1", &[&account])?;
    Ok(row.is_some())
}
