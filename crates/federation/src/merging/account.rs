//! What becomes of sign-ins: decided, never guessed.

use super::log::{self, Log};
use super::references::ACCOUNT;
use super::{Keep, MergeError};
use crate::account::{AccountId, change};
use crate::acting::Stamp;
use crate::person::PersonId;
use store::{Identifier as _, StoreError, Tx};

pub fn of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<(AccountId, String, String)>, StoreError> {
    tx.maybe("SELECT id, identifier, state FROM account WHERE person_id = ?1", &[&person])
}

/// The winner has one account afterwards, or none. Of two, the one not kept is closed (its sessions end) and then taken
/// out of the way, so that the person is not invited twice; undo brings it back as it was.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    log: &mut Log,
    winner: PersonId,
    loser: PersonId,
    keep: Option<Keep>,
) -> Result<(), MergeError> {
    let Some((theirs, ..)) = of(tx, loser)? else { return Ok(()) };
    if let Some((own, ..)) = of(tx, winner)? {
        let keep = keep.ok_or(MergeError::TwoAccounts)?;
        let goes = if keep == Keep::Winners { theirs } else { own };
        let closed = ["session", "api_token", "webhook", "trusted_device"];
        for reference in ACCOUNT.iter().filter(|r| !closed.contains(&r.table)) {
            log.note_removal(tx, reference.table, reference.column, goes.bytes())?;
        }
        log.note_removal(tx, "account", "id", goes.bytes())?;
        // Rows come back in the order from last to first: the account before what points at it.
        change::close(tx, stamp, goes)?;
        for reference in ACCOUNT {
            let sql = format!("DELETE FROM {} WHERE {} = ?1", reference.table, reference.column);
            tx.run(&sql, &[&goes])?;
        }
        tx.run("DELETE FROM account WHERE id = ?1", &[&goes])?;
        if keep == Keep::Winners {
            return Ok(());
        }
    }
    log.set(tx, "account", log::id(theirs.bytes()), "person_id", winner)?;
    Ok(())
}
