//! Confirmed acts on people of the list: what was confirmed, by whom, for whom, is written down; each of them waits for it
//! and leaves with an outcome of their own (invariant 9). What is done is in `doing`, the rest in a job (`job`).

use crate::access::{Clause, GrantAccess, Right};
use crate::acting::Stamp;
use crate::journal::{self, Entry};
use crate::rollout::RolloutError;
use crate::selection::Frozen;
use jiff::Timestamp;
use store::{StoreError, Tx};

store::id!(pub PortalActId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A newer link for whoever has not come.
    Resend,
    Revoke,
}

impl Act {
    pub fn word(self) -> &'static str {
        match self {
            Act::Resend => "resend",
            Act::Revoke => "revoke",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Act::Resend, Act::Revoke].into_iter().find(|act| act.word() == word)
    }
}

/// The outcome of whoever waits, and of whom it was done for; every other is the word of why not.
pub const WAITS: &str = "";
pub const DONE: &str = "done";

/// Confirms an act on a frozen selection. What was confirmed before is the same act: nobody is written to twice.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    act: Act,
    frozen: &Frozen,
) -> Result<PortalActId, RolloutError> {
    let known: Option<(PortalActId,)> = tx.maybe(
        "SELECT id FROM portal_act WHERE selection_id = ?1 AND kind = ?2",
        &[&frozen.id, &act.word()],
    )?;
    if let Some((id,)) = known {
        return Ok(id);
    }
    let id = stamp.ids.next::<PortalActId>();
    tx.run(
        "INSERT INTO portal_act (id, kind, by_person, at, selection_id, chosen, done, unchanged)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0)",
        &[&id, &act.word(), &right.actor, &stamp.now, &frozen.id],
    )?;
    let mut clause = Clause::all();
    frozen.condition(&mut clause, "account.person_id");
    let place = clause.bind(id);
    let sql = format!(
        "INSERT INTO portal_act_person (act_id, person_id, outcome)
         SELECT CAST({place} AS {}), account.person_id, '' FROM account WHERE {} ORDER BY account.id",
        tx.pick("BLOB", "BYTEA"),
        clause.sql
    );
    let chosen = tx.run(&sql, &clause.params())?;
    tx.run("UPDATE portal_act SET chosen = ?2 WHERE id = ?1", &[&id, &(chosen as i64)])?;
    let what = serde_json::json!({ "act": act.word(), "people": chosen, "selection": frozen.id.to_string() });
    let entry = Entry::of("portal.act_confirmed", "portal_act", id).at(right.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(id)
}

/// An act and how far it has come.
#[derive(Clone, Debug)]
pub struct Running {
    pub id: PortalActId,
    pub act: Act,
    pub by: String,
    pub at: Timestamp,
    pub chosen: u64,
    pub done: u64,
    pub unchanged: u64,
    pub is_over: bool,
}

const RUNNING: &str = "SELECT a.id, a.kind, trim(p.given_name || ' ' || p.family_name), a.at, a.chosen, a.done, a.unchanged, a.ended_at
    FROM portal_act a JOIN person p ON p.id = a.by_person";

type Line = (PortalActId, String, String, Timestamp, i64, i64, i64, Option<i64>);

fn running((id, kind, by, at, chosen, done, unchanged, ended): Line) -> Option<Running> {
    let count = |n: i64| n.unsigned_abs();
    Some(Running {
        id,
        act: Act::from_word(&kind)?,
        by,
        at,
        chosen: count(chosen),
        done: count(done),
        unchanged: count(unchanged),
        is_over: ended.is_some(),
    })
}

/// The newest.
pub fn latest(tx: &mut Tx<'_>) -> Result<Vec<Running>, StoreError> {
    let lines: Vec<Line> = tx.all(&format!("{RUNNING} ORDER BY a.at DESC, a.id DESC LIMIT 5"), &[])?;
    Ok(lines.into_iter().filter_map(running).collect())
}

pub fn one(tx: &mut Tx<'_>, id: PortalActId) -> Result<Option<Running>, StoreError> {
    let line: Option<Line> = tx.maybe(&format!("{RUNNING} WHERE a.id = ?1"), &[&id])?;
    Ok(line.and_then(running))
}
