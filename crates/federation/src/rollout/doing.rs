//! A portion of a confirmed act, facts and rights as they are at that moment.

use super::acts::Act;
use super::rows::{self, Invitee};
use super::{RolloutError, job, people, post};
use crate::account::{Letterhead, change, code};
use crate::acting::Stamp;
use crate::grant_checks::{Beside, Finding, Known, Terms, verdict};
use crate::invitee::{self, ActId, BatchId, State, Step, Verdict};
use crate::person::PersonId;
use std::collections::HashSet;
use store::{StoreError, Tx, Value};

/// So many rows at once: a page does not wait for more, and no writer waits long behind it.
const PORTION: usize = 1_000;

/// What came of a portion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub done: u64,
    /// The checks found something, or the row has moved on meanwhile.
    pub not_done: u64,
    /// Rows that still wait for the act.
    pub left: u64,
}

/// Does the next portion of an act, facts and rights as they are now. The rest is put into the queue.
pub fn run_some(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    terms: &Terms,
    act: ActId,
) -> Result<Outcome, RolloutError> {
    let (kind, batch): (String, BatchId) =
        tx.one("SELECT kind, batch_id FROM rollout_act WHERE id = ?1", &[&act])?;
    let Some(kind) = Act::from_word(&kind) else { return Ok(Outcome::default()) };
    let most = PORTION as i64;
    let lock = tx.pick("", "FOR UPDATE");
    let sql = format!("SELECT n FROM rollout_row WHERE act_id = ?1 ORDER BY n LIMIT ?2 {lock}");
    let numbers: Vec<i64> = tx.all::<(i64,)>(&sql, &[&act, &most])?.into_iter().map(|(n,)| n).collect();
    let mut rows = rows::by_number(tx, &numbers)?;
    let known = rows::refresh(tx, terms, Beside::Batch(batch), &mut rows)?;
    note(tx, &rows)?;
    let done = match kind {
        Act::Invite => invite(tx, stamp, head, act, &rows, &known)?,
        Act::Resend | Act::Remind => again(tx, stamp, head, act, kind, &rows, &known)?,
        Act::Revoke => revoke(tx, stamp, &rows, &known)?,
        Act::Again => grant_again(tx, stamp, &rows)?,
    };
    tx.batch("UPDATE rollout_row SET act_id = NULL WHERE n = ?1", numbers.iter().map(|n| [Value::Int(*n)]))?;
    tx.run("UPDATE rollout_act SET done = done + ?2 WHERE id = ?1", &[&act, &(done as i64)])?;
    let (left,): (i64,) = tx.one("SELECT count(*) FROM rollout_row WHERE act_id = ?1", &[&act])?;
    match left {
        0 => drop(tx.run("UPDATE rollout_act SET ended_at = ?2 WHERE id = ?1", &[&act, &stamp.now])?),
        _ => job::enqueue(tx, stamp, act)?,
    }
    tx.durable();
    Ok(Outcome { done, not_done: (numbers.len() as u64).saturating_sub(done), left: left as u64 })
}

/// What was found just now is noted, where it differs: filters go by it.
pub(super) fn note(tx: &mut Tx<'_>, rows: &[Invitee]) -> Result<(), StoreError> {
    let differs = |r: &&Invitee| (&r.name, &r.email, r.bits()) != (&r.noted.0, &r.noted.1, r.noted.2);
    tx.batch(
        "UPDATE rollout_row SET name = ?2, email = ?3, email_folded = ?4, findings = ?5 WHERE n = ?1",
        rows.iter().filter(differs).map(|r| {
            [
                Value::Int(r.standing.n),
                Value::Text(r.name.clone()),
                Value::Text(r.email.clone()),
                Value::Text(crate::contact_point::fold_email(&r.email)),
                Value::Int(r.bits()),
            ]
        }),
    )
    .map(drop)
}

fn invite(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    act: ActId,
    rows: &[Invitee],
    known: &Known,
) -> Result<u64, RolloutError> {
    let (mut good, mut others, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for row in rows.iter().filter(|r| r.state() == State::Draft) {
        match (verdict(&row.findings, row.said), row.person()) {
            // Two records that have become one since stand in two rows.
            (Verdict::Good, Some(person)) if !seen.insert(person) => {
                others.push((row.standing.clone(), Step::Join));
            }
            (Verdict::Good, Some(_)) => good.push(row),
            (Verdict::Good, None) => {}
            (verdict, _) => others.push((row.standing.clone(), Step::Check(verdict))),
        }
    }
    invitee::advance(tx, stamp, others)?;
    send(tx, stamp, head, act, &good, known)?;
    let moves = good.iter().map(|r| (r.standing.clone(), Step::Invite)).collect();
    Ok(invitee::advance(tx, stamp, moves)?.len() as u64)
}

fn send(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    act: ActId,
    rows: &[&Invitee],
    known: &Known,
) -> Result<(), RolloutError> {
    if rows.is_empty() {
        return Ok(());
    }
    let run = post::run_of(tx, stamp, head, act)?;
    let whom: Vec<(PersonId, String)> =
        rows.iter().filter_map(|r| Some((r.person()?, r.email.clone()))).collect();
    people::links(tx, stamp, head, run, &whom, known)
}

/// A newer link for those whom nothing has come between; a mail that came back goes to a new address or not at all.
fn again(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    act: ActId,
    kind: Act,
    rows: &[Invitee],
    known: &Known,
) -> Result<u64, RolloutError> {
    let mut seen = HashSet::new();
    let bounced_there = bounced_addresses(tx, rows)?;
    let good: Vec<&Invitee> = rows
        .iter()
        .filter(|r| kind.concerns(r.state()))
        .filter(|r| {
            r.findings.iter().all(|f| matches!(f, Finding::Waiting(_)) || f.verdict(r.said) == Verdict::Good)
        })
        .filter(|r| !bounced_there.contains(&(r.standing.n, crate::contact_point::fold_email(&r.email))))
        .filter(|r| r.person().is_some_and(|p| seen.insert(p)))
        .collect();
    send(tx, stamp, head, act, &good, known)?;
    let moves = good.iter().map(|r| (r.standing.clone(), Step::Again)).collect();
    Ok(invitee::advance(tx, stamp, moves)?.len() as u64)
}

/// Of rows whose mail came back the address that it went to.
fn bounced_addresses(tx: &mut Tx<'_>, rows: &[Invitee]) -> Result<HashSet<(i64, String)>, StoreError> {
    let bounced: Vec<&Invitee> = rows.iter().filter(|r| r.state() == State::Bounced).collect();
    let people: Vec<PersonId> = bounced.iter().filter_map(|r| r.person()).collect();
    let sql = "SELECT person_id, identifier_folded FROM account WHERE person_id IN ({list})";
    let held = tx.all_within::<(PersonId, String)>(sql, &[], &people)?;
    let of = |r: &&Invitee| {
        let (_, address) = held.iter().find(|(p, _)| Some(*p) == r.person())?;
        Some((r.standing.n, address.clone()))
    };
    Ok(bounced.iter().filter_map(of).collect())
}

fn revoke(tx: &mut Tx<'_>, stamp: &Stamp, rows: &[Invitee], known: &Known) -> Result<u64, RolloutError> {
    // Nobody shuts out whoever may do more than they may.
    let going =
        rows.iter().filter(|r| Act::Revoke.concerns(r.state()) && !r.findings.contains(&Finding::Beyond));
    let going: Vec<&Invitee> = going.collect();
    let moves = going.iter().map(|r| (r.standing.clone(), Step::Revoke("revoked"))).collect();
    let done = invitee::advance(tx, stamp, moves)?.len() as u64;
    let (mut accounts, mut others) = (Vec::new(), Vec::new());
    for person in going.iter().filter_map(|r| r.person()) {
        match known.people.get(&person).and_then(|p| p.account.as_ref()) {
            Some(account) => accounts.push(account.id),
            None => others.push(person),
        }
    }
    change::close_all(tx, stamp, &accounts)?;
    code::revoke(tx, &others)?;
    Ok(done)
}

fn grant_again(tx: &mut Tx<'_>, stamp: &Stamp, rows: &[Invitee]) -> Result<u64, RolloutError> {
    let begun = rows.iter().map(|r| (r.standing.clone(), Step::GrantAgain)).collect();
    let begun = invitee::advance(tx, stamp, begun)?;
    let check = |standing: &invitee::Standing| {
        let row = rows.iter().find(|r| r.standing.n == standing.n)?;
        Some((standing.clone(), Step::Check(verdict(&row.findings, row.said))))
    };
    let moves = begun.iter().filter_map(check).collect();
    invitee::advance(tx, stamp, moves)?;
    Ok(begun.len() as u64)
}
