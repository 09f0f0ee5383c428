//! What an act on contacts acts upon: those of a frozen selection that the right reaches at that moment.

use super::{LIST_NAME, reached, row, sql};
use crate::access::{Clause, Denied, ManageContacts, Right};
use crate::contact_entry::Subject;
use crate::person::PersonId;
use crate::saved_list::ListId;
use crate::selection::{self, Frozen, SelectionId};
use store::{Engine, StoreError, Tx};

/// What a query goes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// What was selected: for few.
    Selection,
    /// All names in their order, so that however many are read, none is sorted.
    Names,
}

/// One's own frozen selection of contacts.
pub fn frozen(tx: &mut Tx<'_>, person: PersonId, id: &str) -> Result<Frozen, Denied> {
    let id: SelectionId = id.parse().map_err(|_| Denied::Invisible)?;
    selection::frozen(tx, person, LIST_NAME, id)?.ok_or(Denied::Invisible)
}

/// Those selected that the right reaches now: the beginning of a query over `contact_entry`, and its condition.
pub fn chosen(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    frozen: &Frozen,
    leads: Leads,
) -> Result<(&'static str, Clause), StoreError> {
    let expr = reached(tx, right)?;
    let mut clause = Clause::all();
    let from = if leads == Leads::Names && tx.engine() == Engine::Sqlite {
        frozen.condition(&mut clause, "contact_entry.subject_id");
        "FROM contact_entry INDEXED BY contact_entry_name"
    } else {
        let id = clause.bind(frozen.id);
        clause.and(&format!("chosen.selection_id = {id} AND contact_entry.subject_id = chosen.subject_id"));
        "FROM selection_entry chosen CROSS JOIN contact_entry"
    };
    sql::narrow_by_entry(&mut clause, tx.engine(), &expr);
    Ok((from, clause))
}

/// Narrows a query over `contact_entry` that something else leads to whom the right reaches now.
pub fn within_reach(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    mut clause: Clause,
) -> Result<Clause, StoreError> {
    let expr = reached(tx, right)?;
    sql::narrow_by_entry(&mut clause, tx.engine(), &expr);
    Ok(clause)
}

/// The same as a list.
pub fn in_reach(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    frozen: &Frozen,
) -> Result<Vec<Subject>, StoreError> {
    let (from, clause) = chosen(tx, right, frozen, Leads::Selection)?;
    let lines: Vec<(Vec<u8>, bool)> = tx.all(
        &format!("SELECT contact_entry.subject_id, contact_entry.is_person {from} WHERE {}", clause.sql),
        &clause.params(),
    )?;
    lines.into_iter().map(|(id, person)| row::subject(id, person)).collect()
}

/// How many contacts of a saved list the right reaches now; counted no further than `most`.
pub fn in_list(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    list: ListId,
    most: u64,
) -> Result<u64, StoreError> {
    let expr = reached(tx, right)?;
    let mut clause = Clause::all();
    let id = clause.bind(list);
    clause.and(&format!("held.list_id = {id} AND contact_entry.subject_id = held.subject_id"));
    sql::narrow_by_entry(&mut clause, tx.engine(), &expr);
    let most = clause.bind(most as i64);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 AS one FROM saved_list_entry held CROSS JOIN contact_entry WHERE {} LIMIT {most}) few",
        clause.sql
    );
    Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0.unsigned_abs())
}
