//! Confirmed acts on many rows: what was confirmed, by whom, for how many, is a row; each row it concerns waits for it
//! and leaves with an outcome of its own (invariant 9). What is done is in `doing`, and the rest in a job (`job`) that asks
//! for the right again.

use super::{RolloutError, batch};
use crate::access::{Clause, GrantAccess, Right};
use crate::acting::Stamp;
use crate::invitee::{ActId, BatchId, InviteeId, State};
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::selection::Frozen;
use store::{StoreError, Tx};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Invite,
    /// A newer link for whoever has not come.
    Resend,
    /// The same by the rule of the federation.
    Remind,
    Revoke,
    /// Grants access anew to those from whom it was taken: they are checked and can be invited.
    Again,
}

impl Act {
    pub fn word(self) -> &'static str {
        match self {
            Act::Invite => "invite",
            Act::Resend => "resend",
            Act::Remind => "remind",
            Act::Revoke => "revoke",
            Act::Again => "again",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Act::Invite, Act::Resend, Act::Remind, Act::Revoke, Act::Again]
            .into_iter()
            .find(|a| a.word() == word)
    }

    /// The states it is for.
    pub fn concerns(self, state: State) -> bool {
        match self {
            Act::Invite => state == State::Draft,
            Act::Resend => state.is_waiting(),
            Act::Remind => matches!(state, State::Sent | State::Opened | State::Expired),
            Act::Revoke => state.is_waiting() || state == State::Accepted,
            Act::Again => state == State::Revoked,
        }
    }
}

/// Which rows of the batch.
#[derive(Clone, Copy, Debug)]
pub enum Chosen {
    /// Those that a rule has chosen and marked.
    None,
    All,
    Selected(Frozen),
    One(InviteeId),
}

fn condition(batch: BatchId, act: Act, chosen: &Chosen) -> Clause {
    let mut clause = Clause::equal("rollout_row.batch_id", batch);
    let states = State::ALL.into_iter().filter(|s| act.concerns(*s)).map(|s| format!("'{}'", s.word()));
    let states = states.collect::<Vec<_>>().join(", ");
    clause.and(&format!("rollout_row.state IN ({states})")).and("rollout_row.act_id IS NULL");
    match chosen {
        Chosen::None => drop(clause.and("FALSE")),
        Chosen::All => {}
        Chosen::Selected(frozen) => frozen.condition(&mut clause, "rollout_row.id"),
        Chosen::One(id) => {
            let id = clause.bind(*id);
            clause.and(&format!("rollout_row.id = {id}"));
        }
    }
    clause
}

/// How many rows an act would concern now.
pub fn count(tx: &mut Tx<'_>, batch: BatchId, act: Act, chosen: &Chosen) -> Result<u64, StoreError> {
    let clause = condition(batch, act, chosen);
    let sql = format!("SELECT count(*) FROM rollout_row WHERE {}", clause.sql);
    Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0 as u64)
}

/// Confirms an act: from now on the rows wait for it, whatever happens to filters and selections.
///
/// # Errors
/// [`RolloutError::CountIs`] when the number typed is not the number of rows it would concern now.
pub fn confirm(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    batch: BatchId,
    act: Act,
    chosen: &Chosen,
    typed: u64,
) -> Result<ActId, RolloutError> {
    batch::batch(tx, right, batch)?.ok_or(RolloutError::Invisible)?;
    let now = count(tx, batch, act, chosen)?;
    if now != typed || now == 0 {
        return Err(RolloutError::CountIs(now));
    }
    begin(tx, stamp, right.actor, batch, act, chosen, now)
}

pub(super) fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    batch: BatchId,
    act: Act,
    chosen: &Chosen,
    many: u64,
) -> Result<ActId, RolloutError> {
    let id = stamp.ids.next::<ActId>();
    tx.run(
        "INSERT INTO rollout_act (id, batch_id, kind, by_person, at, chosen, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
        &[&id, &batch, &act.word(), &by, &stamp.now, &(many as i64)],
    )?;
    let mut clause = condition(batch, act, chosen);
    let place = clause.bind(id);
    let sql = format!("UPDATE rollout_row SET act_id = {place} WHERE {}", clause.sql);
    tx.run(&sql, &clause.params())?;
    let selection = match chosen {
        Chosen::Selected(frozen) => Some(frozen.id.to_string()),
        _ => None,
    };
    let what = serde_json::json!({ "act": act.word(), "rows": many, "selection": selection });
    journal::write(tx, stamp, &Entry::of("rollout.act_confirmed", "rollout_batch", batch).holding(what))?;
    Ok(id)
}

/// An act of a batch and how far it has come.
#[derive(Clone, Debug)]
pub struct Running {
    pub act: Act,
    pub by: String,
    pub at: jiff::Timestamp,
    pub chosen: u64,
    pub done: u64,
    pub is_over: bool,
}

/// The newest acts of a batch.
pub fn latest(tx: &mut Tx<'_>, batch: BatchId) -> Result<Vec<Running>, StoreError> {
    type Line = (String, String, jiff::Timestamp, i64, i64, Option<i64>);
    let lines: Vec<Line> = tx.all(
        "SELECT a.kind, trim(p.given_name || ' ' || p.family_name), a.at, a.chosen, a.done, a.ended_at
         FROM rollout_act a JOIN person p ON p.id = a.by_person WHERE a.batch_id = ?1 ORDER BY a.at DESC, a.id DESC LIMIT 20",
        &[&batch],
    )?;
    let make = |(kind, by, at, chosen, done, ended): Line| {
        let act = Act::from_word(&kind)?;
        Some(Running { act, by, at, chosen: chosen as u64, done: done as u64, is_over: ended.is_some() })
    };
    Ok(lines.into_iter().filter_map(make).collect())
}
