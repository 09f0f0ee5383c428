//! Tags: what the centre calls a group of contacts, each with the reason why somebody is in it. Here is what one tag and
//! one contact have to do with each other; the list of contacts tags many at once.

use crate::acting::Stamp;
use crate::contact::Subject;
use crate::journal::{self, Entry, JournalError};
use crate::words;
use serde::{Deserialize, Serialize};
use store::{StoreError, ToValue, Tx};

store::id!(pub TagId);
store::id!(pub TaggingId);

#[derive(Debug, thiserror::Error)]
pub enum TagFault {
    #[error("a tag needs a name")]
    NoName,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

#[derive(Clone, Copy, Debug, Default)]
pub struct NewTag<'a> {
    pub name: &'a str,
    /// Whoever bears it is left out of messages and invitations.
    pub excludes: bool,
}

/// A tag that a contact bears, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagged {
    pub tag: TagId,
    pub name: String,
    pub reason: String,
}

/// The tag of this name, made when there is none.
pub fn named(tx: &mut Tx<'_>, stamp: &Stamp, new: &NewTag<'_>) -> Result<TagId, TagFault> {
    let name = new.name.trim();
    let folded = words::fold(name);
    if folded.is_empty() {
        return Err(TagFault::NoName);
    }
    if let Some(id) = known(tx, name)? {
        return Ok(id);
    }
    let id = stamp.ids.next::<TagId>();
    tx.run(
        "INSERT INTO tag (id, name, name_folded, excludes, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&id, &name, &folded, &new.excludes, &stamp.now],
    )?;
    let what = serde_json::json!({ "name": name, "excludes": new.excludes });
    journal::write(tx, stamp, &Entry::of("tag.made", "tag", id).holding(what))?;
    Ok(id)
}

/// The tag of this name, if there is one.
pub fn known(tx: &mut Tx<'_>, name: &str) -> Result<Option<TagId>, StoreError> {
    let found: Option<(TagId,)> =
        tx.maybe("SELECT id FROM tag WHERE name_folded = ?1", &[&words::fold(name)])?;
    Ok(found.map(|(id,)| id))
}

pub fn is_there(tx: &mut Tx<'_>, tag: TagId) -> Result<bool, StoreError> {
    Ok(tx.maybe::<(i64,)>("SELECT 1 FROM tag WHERE id = ?1", &[&tag])?.is_some())
}

/// Every tag by name.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<(TagId, String)>, StoreError> {
    tx.all("SELECT id, name FROM tag ORDER BY name_folded", &[])
}

/// What a contact bears, oldest first.
pub fn of(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<(TaggingId, Tagged)>, StoreError> {
    let sql = "SELECT borne.id, tag.id, tag.name, borne.reason FROM contact_tag borne CROSS JOIN tag
               WHERE borne.subject_id = ?1 AND tag.id = borne.tag_id ORDER BY borne.id";
    let found: Vec<(TaggingId, TagId, String, String)> = tx.all(sql, &[&subject.bytes()])?;
    Ok(found.into_iter().map(|(id, tag, name, reason)| (id, Tagged { tag, name, reason })).collect())
}

/// Puts a tag on one contact, or with none takes it off.
pub fn put(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    subject: Subject,
    id: TaggingId,
    tagged: Option<&Tagged>,
) -> Result<(), StoreError> {
    match tagged {
        Some(new) => tx.run(
            "INSERT INTO contact_tag (id, tag_id, subject_id, is_person, reason, by_person, tagged_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (tag_id, subject_id) DO NOTHING",
            &[
                &id,
                &new.tag,
                &subject.bytes(),
                &subject.is_person(),
                &new.reason,
                &stamp.by,
                &stamp.now as &dyn ToValue,
            ],
        ),
        None => tx.run("DELETE FROM contact_tag WHERE id = ?1 AND subject_id = ?2", &[&id, &subject.bytes()]),
    }
    .map(drop)
}
