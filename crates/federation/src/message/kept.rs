//! Templates: words under a name, one's own or shared. Each version is in the journal.

use super::{MessageError, TemplateId, Words, Writer};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use crate::words;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError, Tx};

#[derive(Clone, Debug)]
pub struct Kept {
    pub id: TemplateId,
    pub name: String,
    pub shared: bool,
    pub words: Words,
    pub version: i64,
    pub changed_at: Timestamp,
    pub changed_by: String,
}

const COLUMNS: &str = "t.id, t.name, t.shared, t.texts, t.version, t.changed_at, p.given_name, p.family_name";

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (given, family): (String, String) = (row.get(6)?, row.get(7)?);
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            shared: row.get(2)?,
            words: Words::of_column(&row.get::<String>(3)?),
            version: row.get(4)?,
            changed_at: row.get(5)?,
            changed_by: format!("{given} {family}").trim().to_owned(),
        })
    }
}

/// One's own and the shared ones, by name.
pub fn all(tx: &mut Tx<'_>, writer: &Writer) -> Result<Vec<Kept>, StoreError> {
    tx.all(
        &format!(
            "SELECT {COLUMNS} FROM message_template t JOIN person p ON p.id = t.changed_by
             WHERE t.owner_id = ?1 OR t.shared = TRUE ORDER BY t.name_folded, t.id LIMIT 200"
        ),
        &[&writer.send.actor],
    )
}

/// One in sight. Who sees it may edit it.
pub fn find(tx: &mut Tx<'_>, writer: &Writer, id: TemplateId) -> Result<Kept, MessageError> {
    let found: Option<Kept> = tx.maybe(
        &format!(
            "SELECT {COLUMNS} FROM message_template t JOIN person p ON p.id = t.changed_by
             WHERE t.id = ?1 AND (t.owner_id = ?2 OR t.shared = TRUE)"
        ),
        &[&id, &writer.send.actor],
    )?;
    found.ok_or(MessageError::Invisible)
}

#[derive(Clone, Debug)]
pub struct NewTemplate {
    pub name: String,
    pub shared: bool,
    pub words: Words,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    Yes(TemplateId),
    /// Another in sight has the name.
    NameTaken,
    /// Somebody else saved it meanwhile.
    Changed,
}

/// Keeps a new one, or the next version of one that was seen in the version `seen`.
pub fn save(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    known: Option<(TemplateId, i64)>,
    new: &NewTemplate,
) -> Result<Saved, MessageError> {
    let folded = words::fold(&new.name);
    let other: Vec<(TemplateId,)> = tx.all(
        "SELECT id FROM message_template WHERE name_folded = ?1 AND (owner_id = ?2 OR shared = TRUE)",
        &[&folded, &writer.send.actor],
    )?;
    if other.iter().any(|(id,)| known.is_none_or(|(mine, _)| mine != *id)) {
        return Ok(Saved::NameTaken);
    }
    let by = writer.send.actor;
    let (id, version) = match known {
        None => (stamp.ids.next::<TemplateId>(), 1),
        Some((id, seen)) => {
            let held = find(tx, writer, id)?;
            if held.version != seen {
                return Ok(Saved::Changed);
            }
            (id, seen + 1)
        }
    };
    tx.run(
        "INSERT INTO message_template (id, owner_id, name, name_folded, shared, texts, version, changed_by, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?2, ?8)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_folded = excluded.name_folded,
           shared = excluded.shared, texts = excluded.texts, version = excluded.version,
           changed_by = excluded.changed_by, changed_at = excluded.changed_at",
        &[&id, &by, &new.name.trim(), &folded, &new.shared, &new.words.written().column(), &version, &stamp.now],
    )?;
    let act = if version == 1 { "template.made" } else { "template.changed" };
    let what = serde_json::json!({
        "name": new.name.trim(), "shared": new.shared, "version": version, "texts": new.words.written(),
    });
    journal::write(tx, stamp, &Entry::of(act, "template", id).holding(what))?;
    Ok(Saved::Yes(id))
}

pub fn remove(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    writer: &Writer,
    id: TemplateId,
) -> Result<String, MessageError> {
    let held = find(tx, writer, id)?;
    tx.run("DELETE FROM message_template WHERE id = ?1", &[&id])?;
    let what = serde_json::json!({ "name": held.name, "version": held.version });
    journal::write(tx, stamp, &Entry::of("template.removed", "template", id).holding(what))?;
    Ok(held.name)
}
