//! For figures: a source that has said a million rows before, without a million contacts to bring in first. What is
//! measured is the run that finds nothing new, and it looks at no more than this.

use super::run::{Keys, Run};
use super::{How, ImportError, Input, Installation, Mapping, PersonId, RunId, keep};
use crate::acting::Door;
use std::sync::Arc;
use store::{ToValue, Value};

const PIECE: usize = 10_000;

/// Every row of the file counts as said, as a run that brought it in would leave it.
pub fn say_before(
    installation: &Installation,
    by: PersonId,
    input: Input,
    mapping: Mapping,
) -> Result<(), ImportError> {
    let (keys, mapping) = (Keys::of(&installation.secret), Arc::new(mapping));
    let run =
        Run { installation: installation.clone(), by, input, mapping, how: How::Apply, expect: None, keys };
    let said = run.fingerprints()?;
    let stamp = installation.stamp(Some(by), Door::Import);
    let mapping = Arc::clone(&run.mapping);
    let id: RunId = installation.db.write_blocking(move |tx| {
        let (id, _) = keep::open_run(tx, &stamp, &mapping, "before.csv", [0; 32])?;
        tx.run("UPDATE import_run SET state = 'finished' WHERE id = ?1", &[&id])?;
        Ok::<_, ImportError>(id)
    })?;
    for piece in said.chunks(PIECE) {
        let (piece, source) = (piece.to_vec(), run.mapping.source.clone());
        installation.db.write_blocking(move |tx| {
            let row = |fingerprint: &[u8; 16]| {
                let bytes = Value::Bytes(fingerprint.to_vec());
                let said = Value::Bytes(Vec::new());
                [Value::Text(source.clone()), bytes.clone(), bytes, said, id.to_value()]
            };
            let columns = ["source", "number", "fingerprint", "said", "run_id"];
            tx.load("contact_link", &columns, piece.iter().map(row))
        })?;
    }
    Ok(())
}
