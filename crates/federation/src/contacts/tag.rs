//! Tagging everybody of a frozen selection at once.

use crate::acting::Stamp;
use crate::changed;
use crate::contact_entry::Subject;
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::selection::Frozen;
use crate::tag::{TagFault, TagId, TaggingId};
use store::{Identifier, Tx, Value};

/// Tags everybody of a frozen selection that `reached` says is in reach. Answers how many had not had it.
pub fn tag(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    tag: TagId,
    reason: &str,
    chosen: &Frozen,
    reached: &[Subject],
) -> Result<u64, TagFault> {
    let rows = reached.iter().map(|s| {
        [
            Value::Bytes(stamp.ids.next::<TaggingId>().bytes().to_vec()),
            Value::Bytes(tag.bytes().to_vec()),
            Value::Bytes(s.bytes().to_vec()),
            Value::Bool(s.is_person()),
            Value::Text(reason.to_owned()),
            Value::Bytes(by.bytes().to_vec()),
            Value::Int(stamp.now.as_microsecond()),
        ]
    });
    let done = tx.batch(
        "INSERT INTO contact_tag (id, tag_id, subject_id, is_person, reason, by_person, tagged_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (tag_id, subject_id) DO NOTHING",
        rows,
    )?;
    followed(tx, stamp, "contacts.tagged", tag, reason, chosen, done, reached)
}

/// Takes a tag away from them.
pub fn untag(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    tag: TagId,
    reason: &str,
    chosen: &Frozen,
    reached: &[Subject],
) -> Result<u64, TagFault> {
    let rows = reached.iter().map(|s| [Value::Bytes(tag.bytes().to_vec()), Value::Bytes(s.bytes().to_vec())]);
    let done = tx.batch("DELETE FROM contact_tag WHERE tag_id = ?1 AND subject_id = ?2", rows)?;
    followed(tx, stamp, "contacts.untagged", tag, reason, chosen, done, reached)
}

#[allow(clippy::too_many_arguments)]
fn followed(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    act: &'static str,
    tag: TagId,
    reason: &str,
    chosen: &Frozen,
    done: u64,
    reached: &[Subject],
) -> Result<u64, TagFault> {
    let what = serde_json::json!({
        "tag": tag.to_string(), "reason": reason, "selection": chosen.id.to_string(), "selected": chosen.count,
        "reached": reached.len(), "changed": done,
    });
    journal::write(tx, stamp, &Entry::of(act, "tag", tag).holding(what))?;
    changed::due(tx, stamp.now, reached.iter().map(|s| (s.kind(), s.bytes())))?;
    Ok(done)
}
