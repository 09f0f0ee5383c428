//! Saved lists: contacts that somebody keeps together under a name, for themselves or for everybody who looks after
//! contacts. Rahel collects the councils of a campaign over weeks; Menna shares the list of this year's bursaries.
//!
//! A list holds ids and gives no right: whoever looks at one sees those of its contacts that their own right reaches.
//! Everybody who sees a list adds to it and takes out of it; its owner alone renames, shares and deletes it. What was
//! done at once is an [`Act`] and can be undone by whoever did it.

mod acts;

pub use acts::{Act, ActId, acts_of, add, take_out, undo};

use crate::access::{Clause, ManageContacts, Right};
use crate::acting::Stamp;
use crate::changed;
use crate::contact::Subject;
use crate::journal::{self, Entry, JournalError};
use crate::person::PersonId;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub ListId);

/// So many lists are shown and offered.
const MOST: i64 = 200;

#[derive(Debug, thiserror::Error)]
pub enum ListFault {
    #[error("a list needs a name")]
    NoName,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Who sees a list besides its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    ByOwner,
    ByAll,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedList {
    pub id: ListId,
    pub name: String,
    pub seen: Seen,
    pub owner: PersonId,
}

impl FromRow for SavedList {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let seen = if row.get(2)? { Seen::ByAll } else { Seen::ByOwner };
        Ok(Self { id: row.get(0)?, name: row.get(1)?, seen, owner: row.get(3)? })
    }
}

/// The lists that whoever holds the right sees.
fn visible(right: &Right<ManageContacts>) -> Clause {
    let mut clause = Clause::all();
    let owner = clause.bind(right.actor);
    clause.and(&format!("(saved_list.person_id = {owner} OR saved_list.shared = TRUE)"));
    clause
}

fn selected(
    tx: &mut Tx<'_>,
    from: &str,
    clause: &Clause,
    right: &Right<ManageContacts>,
) -> Result<Vec<SavedList>, StoreError> {
    let mut clause = clause.clone();
    let (own, most) = (clause.bind(right.actor), clause.bind(MOST));
    let sql = format!(
        "SELECT saved_list.id, saved_list.name, saved_list.shared, saved_list.person_id FROM {from} WHERE {}
         ORDER BY saved_list.person_id = {own} DESC, saved_list.name, saved_list.id LIMIT {most}",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

/// One's own first, each by name.
pub fn all(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Vec<SavedList>, StoreError> {
    selected(tx, "saved_list", &visible(right), right)
}

/// One of them.
pub fn find(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    id: ListId,
) -> Result<Option<SavedList>, StoreError> {
    let mut clause = visible(right);
    let place = clause.bind(id);
    clause.and(&format!("saved_list.id = {place}"));
    Ok(selected(tx, "saved_list", &clause, right)?.into_iter().next())
}

/// Those of them that a contact is in.
pub fn of(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    subject: Subject,
) -> Result<Vec<SavedList>, StoreError> {
    let mut clause = visible(right);
    let place = clause.bind(subject.bytes().to_vec());
    clause
        .and(&format!("saved_list_entry.subject_id = {place} AND saved_list.id = saved_list_entry.list_id"));
    selected(tx, "saved_list_entry CROSS JOIN saved_list", &clause, right)
}

pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    owner: PersonId,
    name: &str,
    seen: Seen,
) -> Result<ListId, ListFault> {
    let name = tidy(name)?;
    let id = stamp.ids.next::<ListId>();
    tx.run(
        "INSERT INTO saved_list (id, person_id, name, shared, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&id, &owner, &name, &(seen == Seen::ByAll), &stamp.now],
    )?;
    let what = serde_json::json!({ "shared": seen == Seen::ByAll });
    journal::write(tx, stamp, &Entry::of("list.made", "list", id).holding(what))?;
    Ok(id)
}

/// Its owner gives a list another name, or shows it to others or no more. False: it is not theirs.
pub fn change(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    owner: PersonId,
    id: ListId,
    name: &str,
    seen: Seen,
) -> Result<Option<()>, ListFault> {
    let name = tidy(name)?;
    let done = tx.run(
        "UPDATE saved_list SET name = ?3, shared = ?4 WHERE id = ?1 AND person_id = ?2",
        &[&id, &owner, &name, &(seen == Seen::ByAll)],
    )?;
    if done == 0 {
        return Ok(None);
    }
    let what = serde_json::json!({ "shared": seen == Seen::ByAll });
    journal::write(tx, stamp, &Entry::of("list.changed", "list", id).holding(what))?;
    Ok(Some(()))
}

/// Its owner deletes a list. The contacts stay. None: it is not theirs.
pub fn delete(tx: &mut Tx<'_>, stamp: &Stamp, owner: PersonId, id: ListId) -> Result<Option<()>, ListFault> {
    let own = "SELECT 1 FROM saved_list WHERE id = ?1 AND person_id = ?2";
    if tx.maybe::<(i64,)>(own, &[&id, &owner])?.is_none() {
        return Ok(None);
    }
    changed::due_of(tx, stamp.now, "saved_list_entry WHERE list_id = ?1", &[&id])?;
    for table in ["saved_list_entry", "saved_list_gone", "saved_list_act"] {
        tx.run(&format!("DELETE FROM {table} WHERE list_id = ?1"), &[&id])?;
    }
    tx.run("DELETE FROM saved_list WHERE id = ?1", &[&id])?;
    journal::write(tx, stamp, &Entry::of("list.deleted", "list", id))?;
    Ok(Some(()))
}

fn tidy(name: &str) -> Result<String, ListFault> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect();
    if name.is_empty() { Err(ListFault::NoName) } else { Ok(name) }
}
