//! Putting many contacts in a list at once, taking them out, and undoing either.

use super::{ListFault, ListId};
use crate::access::Clause;
use crate::acting::Stamp;
use crate::changed;
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::selection::Frozen;
use jiff::Timestamp;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub ActId);

/// Something done to a list at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub id: ActId,
    pub is_adding: bool,
    pub entries: u64,
    pub by: PersonId,
    pub at: Timestamp,
}

impl FromRow for Act {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let entries: i64 = row.get(2)?;
        Ok(Self {
            id: row.get(0)?,
            is_adding: row.get(1)?,
            entries: entries.unsigned_abs(),
            by: row.get(3)?,
            at: row.get(4)?,
        })
    }
}

/// The last of what was done to a list.
pub fn acts_of(tx: &mut Tx<'_>, list: ListId) -> Result<Vec<Act>, StoreError> {
    tx.all(
        "SELECT id, is_adding, entries, by_person, at FROM saved_list_act
         WHERE list_id = ?1 ORDER BY at DESC, id DESC LIMIT 10",
        &[&list],
    )
}

/// Those chosen that were not in the list are now: `from` and `clause` are a query over `contact_entry`.
pub fn add(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    list: ListId,
    chosen: &Frozen,
    (from, clause): (&str, &Clause),
) -> Result<u64, ListFault> {
    let act = stamp.ids.next::<ActId>();
    let mut clause = clause.clone();
    let (in_list, by_act) = (clause.bind(list), clause.bind(act));
    let bytes = tx.pick("BLOB", "BYTEA");
    let id = tx.pick("randomblob(16)", "decode(replace(CAST(gen_random_uuid() AS TEXT), '-', ''), 'hex')");
    let sql = format!(
        "INSERT INTO saved_list_entry (id, list_id, subject_id, is_person, act_id)
         SELECT {id}, CAST({in_list} AS {bytes}), contact_entry.subject_id, contact_entry.is_person, CAST({by_act} AS {bytes})
         {from} WHERE {} ON CONFLICT (list_id, subject_id) DO NOTHING",
        clause.sql
    );
    let done = tx.run(&sql, &clause.params())?;
    changed::due_of(tx, stamp.now, "saved_list_entry WHERE act_id = ?1", &[&act])?;
    note(tx, stamp, by, list, act, "contacts.listed", chosen, done)
}

/// Those chosen that were in the list are not any more.
pub fn take_out(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    list: ListId,
    chosen: &Frozen,
    (from, clause): (&str, &Clause),
) -> Result<u64, ListFault> {
    let act = stamp.ids.next::<ActId>();
    let mut clause = clause.clone();
    let (in_list, by_act) = (clause.bind(list), clause.bind(act));
    let sql = format!(
        "INSERT INTO saved_list_gone (id, list_id, subject_id, is_person, act_id, gone_by)
         SELECT held.id, held.list_id, held.subject_id, held.is_person, held.act_id, CAST({by_act} AS {})
         {from} CROSS JOIN saved_list_entry held
         WHERE held.list_id = {in_list} AND held.subject_id = contact_entry.subject_id AND {}",
        tx.pick("BLOB", "BYTEA"),
        clause.sql
    );
    let done = tx.run(&sql, &clause.params())?;
    tx.run(
        "DELETE FROM saved_list_entry WHERE id IN (SELECT id FROM saved_list_gone WHERE gone_by = ?1)",
        &[&act],
    )?;
    changed::due_of(tx, stamp.now, "saved_list_gone WHERE gone_by = ?1", &[&act])?;
    note(tx, stamp, by, list, act, "contacts.unlisted", chosen, done)
}

#[allow(clippy::too_many_arguments)]
fn note(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    list: ListId,
    act: ActId,
    word: &'static str,
    chosen: &Frozen,
    done: u64,
) -> Result<u64, ListFault> {
    if done > 0 {
        tx.run(
            "INSERT INTO saved_list_act (id, list_id, is_adding, entries, by_person, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            &[&act, &list, &(word == "contacts.listed"), &(done as i64), &by, &stamp.now],
        )?;
    }
    let what = serde_json::json!({
        "selection": chosen.id.to_string(), "selected": chosen.count, "changed": done,
    });
    journal::write(tx, stamp, &Entry::of(word, "list", list).holding(what))?;
    Ok(done)
}

/// Undoes what somebody did to a list: what they put in and is still there goes, what they took out comes back.
/// None: it is not theirs, or was undone already.
pub fn undo(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, act: ActId) -> Result<Option<u64>, ListFault> {
    let found: Option<(ListId, bool)> = tx.maybe(
        "SELECT list_id, is_adding FROM saved_list_act WHERE id = ?1 AND by_person = ?2",
        &[&act, &by],
    )?;
    let Some((list, is_adding)) = found else { return Ok(None) };
    let done = if is_adding {
        changed::due_of(tx, stamp.now, "saved_list_entry WHERE act_id = ?1", &[&act])?;
        tx.run("DELETE FROM saved_list_entry WHERE act_id = ?1", &[&act])?
    } else {
        changed::due_of(tx, stamp.now, "saved_list_gone WHERE gone_by = ?1", &[&act])?;
        let done = tx.run(
            "INSERT INTO saved_list_entry (id, list_id, subject_id, is_person, act_id)
             SELECT id, list_id, subject_id, is_person, act_id FROM saved_list_gone WHERE gone_by = ?1
             ON CONFLICT (list_id, subject_id) DO NOTHING",
            &[&act],
        )?;
        tx.run("DELETE FROM saved_list_gone WHERE gone_by = ?1", &[&act])?;
        done
    };
    tx.run("DELETE FROM saved_list_act WHERE id = ?1", &[&act])?;
    let what = serde_json::json!({ "changed": done });
    journal::write(tx, stamp, &Entry::of("contacts.listing_undone", "list", list).holding(what))?;
    Ok(Some(done))
}
