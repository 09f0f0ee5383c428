//! The contacts that changed since somebody last looked: whatever is worked out in the background (duplicates) takes
//! them from here. A contact stands in it once, however often it changes.

use crate::acting::Stamp;
use store::{StoreError, ToValue, Tx, Value};

/// The kind's word and the id.
pub type Changed = (String, [u8; 16]);

const NOTE: &str = "INSERT INTO contact_changed (subject_kind, subject_id, at) VALUES (?1, ?2, ?3)
                    ON CONFLICT (subject_kind, subject_id) DO UPDATE SET at = excluded.at";

pub fn note(tx: &mut Tx<'_>, stamp: &Stamp, kind: &str, id: [u8; 16]) -> Result<(), StoreError> {
    tx.run(NOTE, &[&kind, &id, &stamp.now]).map(drop)
}

/// The same for many that are new: nobody has noted them yet.
pub fn note_new<I: ToValue>(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    kind: &str,
    ids: impl IntoIterator<Item = I>,
) -> Result<(), StoreError> {
    let rows = ids.into_iter().map(|id| [Value::Text(kind.to_owned()), id.to_value(), stamp.now.to_value()]);
    tx.load("contact_changed", &["subject_kind", "subject_id", "at"], rows).map(drop)
}

/// Takes up to `most` out, before what they say is read: a change that is committed later puts them in again.
pub fn take(tx: &mut Tx<'_>, most: usize) -> Result<Vec<Changed>, StoreError> {
    tx.all(
        "DELETE FROM contact_changed WHERE (subject_kind, subject_id) IN
           (SELECT subject_kind, subject_id FROM contact_changed LIMIT ?1)
         RETURNING subject_kind, subject_id",
        &[&(most as i64)],
    )
}

pub fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.maybe::<(i64,)>("SELECT 1 FROM contact_changed LIMIT 1", &[])?.is_some())
}
