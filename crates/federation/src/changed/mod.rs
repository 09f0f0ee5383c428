//! The contacts that changed since somebody last looked: whatever is worked out in the background takes them from here,
//! the search for duplicates from one queue, the entries of the list of contacts from the other. A contact stands once
//! in each, however often it changes.

use crate::acting::Stamp;
use jiff::Timestamp;
use store::jobs::{self, Options};
use store::{StoreError, ToValue, Tx, Value};

/// The job that makes the entries of the list of contacts anew.
pub const ENTRIES: &str = "contacts.entries";

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
    let ids: Vec<Value> = ids.into_iter().map(|id| id.to_value()).collect();
    let rows = ids.iter().map(|id| [Value::Text(kind.to_owned()), id.clone(), stamp.now.to_value()]);
    tx.load("contact_changed", &["subject_kind", "subject_id", "at"], rows)?;
    put(tx, stamp.now, ids.into_iter().map(|id| [id, Value::Text(kind.to_owned())]))
}

/// The entries of these follow in a moment: for what is said of a contact elsewhere (an appointment, an account), and
/// for what is written in bulk.
pub fn due<'a>(
    tx: &mut Tx<'_>,
    now: Timestamp,
    contacts: impl IntoIterator<Item = (&'a str, [u8; 16])>,
) -> Result<(), StoreError> {
    put(
        tx,
        now,
        contacts.into_iter().map(|(kind, id)| [Value::Bytes(id.to_vec()), Value::Text(kind.to_owned())]),
    )
}

/// The same for all that a query finds: `from` gives their `subject_id` and `is_person`.
pub fn due_of(
    tx: &mut Tx<'_>,
    now: Timestamp,
    from: &str,
    params: &[&dyn ToValue],
) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO contact_due (subject_id, subject_kind)
         SELECT subject_id, CASE WHEN is_person THEN 'person' ELSE 'organisation' END FROM {from}
         ON CONFLICT DO NOTHING"
    );
    match tx.run(&sql, params)? {
        0 => Ok(()),
        _ => jobs::enqueue(tx, now, ENTRIES, &(), Options::unique(ENTRIES)),
    }
}

fn put(tx: &mut Tx<'_>, now: Timestamp, rows: impl Iterator<Item = [Value; 2]>) -> Result<(), StoreError> {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return Ok(());
    }
    tx.batch(
        "INSERT INTO contact_due (subject_id, subject_kind) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        rows,
    )?;
    jobs::enqueue(tx, now, ENTRIES, &(), Options::unique(ENTRIES))
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

/// Nobody is to be looked at: for people who are made up.
pub fn forget(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    tx.run("DELETE FROM contact_changed", &[]).map(drop)
}

pub fn any(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    Ok(tx.maybe::<(i64,)>("SELECT 1 FROM contact_changed LIMIT 1", &[])?.is_some())
}
