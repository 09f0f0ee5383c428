//! Who was told beforehand. A row counts once, by the first mail that left; a mail that comes back told nobody.

use super::BatchId;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{Identifier as _, StoreError, ToValue, Tx, Value};

/// Somebody of a batch, and the mail that told them, alone or with others.
pub type Told<M> = (BatchId, crate::person::PersonId, M);

/// These were told. Whoever was told before stays as they are.
pub fn tell<M: ToValue>(tx: &mut Tx<'_>, now: Timestamp, told: &[Told<M>]) -> Result<(), StoreError> {
    let mut batches: BTreeMap<[u8; 16], Vec<[Value; 4]>> = BTreeMap::new();
    for (batch, person, mail) in told {
        let row = [batch.to_value(), person.to_value(), now.to_value(), mail.to_value()];
        batches.entry(batch.bytes()).or_default().push(row);
    }
    // A person stands in few rows, a batch holds tens of thousands.
    let by_person = tx.pick("INDEXED BY rollout_row_person", "");
    let sql = format!(
        "UPDATE rollout_row {by_person} SET noticed_at = ?3, noticed_mail = ?4
         WHERE batch_id = ?1 AND person_id = ?2 AND noticed_at IS NULL"
    );
    for (batch, rows) in batches {
        let written = tx.batch(&sql, rows)?;
        count(tx, BatchId::from_bytes(batch), written as i64)?;
    }
    Ok(())
}

/// A mail came back: nobody was told by it.
pub fn untell<M: ToValue>(tx: &mut Tx<'_>, mail: M) -> Result<(), StoreError> {
    let taken: Vec<(BatchId,)> = tx.all(
        "UPDATE rollout_row SET noticed_at = NULL, noticed_mail = NULL WHERE noticed_mail = ?1 RETURNING batch_id",
        &[&mail],
    )?;
    for (batch,) in taken {
        count(tx, batch, -1)?;
    }
    Ok(())
}

fn count(tx: &mut Tx<'_>, batch: BatchId, by: i64) -> Result<(), StoreError> {
    match by {
        0 => Ok(()),
        _ => {
            tx.run("UPDATE rollout_batch SET noticed = noticed + ?2 WHERE id = ?1", &[&batch, &by]).map(drop)
        }
    }
}
