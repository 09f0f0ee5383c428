//! Confirmed acts on many rows: what was confirmed, by whom, for how many, is a row; each row it concerns waits for it
//! and leaves with an outcome of its own (invariant 9). What is done at once is done in the request; the rest in a job
//! that asks for the right again.

use super::rows::{self, Invitee};
use super::{RolloutError, batch, people, post, terms};
use crate::access::{self, Clause, GrantAccess, Right};
use crate::account::{Letterhead, change, code};
use crate::acting::{Door, Stamp};
use crate::grant_checks::{Beside, Finding, Known, Terms, verdict};
use crate::invitee::{self, ActId, BatchId, InviteeId, State, Step, Verdict};
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::selection::Frozen;
use crate::visit::App;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use store::jobs::{self, Job, JobError, Options};
use store::{StoreError, Tx, Value};

/// The kind of the job.
pub const JOB: &str = "rollout.act";
/// So many rows at once: a page does not wait for more, and no writer waits long behind it.
const PORTION: usize = 1_000;

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
        _ => enqueue(tx, stamp, act)?,
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
    let held = invitee::each_within::<(PersonId, String), _>(tx, sql, &people)?;
    let of = |r: &&Invitee| {
        let (_, address) = held.iter().find(|(p, _)| Some(*p) == r.person())?;
        Some((r.standing.n, address.clone()))
    };
    Ok(bounced.iter().filter_map(of).collect())
}

fn revoke(tx: &mut Tx<'_>, stamp: &Stamp, rows: &[Invitee], known: &Known) -> Result<u64, RolloutError> {
    let mut done = 0;
    for row in rows.iter().filter(|r| Act::Revoke.concerns(r.state())) {
        // Nobody shuts out whoever may do more than they may.
        if row.findings.contains(&Finding::Beyond) {
            continue;
        }
        let person = row.person().and_then(|p| known.people.get(&p));
        let account = person.and_then(|p| p.account.as_ref()).map(|a| a.id);
        let moved = invitee::advance(tx, stamp, vec![(row.standing.clone(), Step::Revoke("revoked"))])?;
        done += moved.len() as u64;
        match (account, row.person()) {
            (Some(account), _) => change::close(tx, stamp, account)?,
            (None, Some(person)) => code::revoke(tx, &[person])?,
            (None, None) => {}
        }
    }
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

#[derive(Serialize, Deserialize)]
struct Payload {
    act: ActId,
}

pub(super) fn enqueue(tx: &mut Tx<'_>, stamp: &Stamp, act: ActId) -> Result<(), StoreError> {
    jobs::enqueue(tx, stamp.now, JOB, &Payload { act }, Options::unique(format!("{JOB}:{act}")))
}

/// The job: portion after portion, each with the right of whoever confirmed it, as it is at that moment.
pub(super) async fn go_on(app: &App, job: &Job) -> Result<(), JobError> {
    let act = job.payload::<Payload>()?.act;
    loop {
        let (app_, head) = (app.clone(), app.letterhead());
        let done = app.db.write(move |tx| one_portion(tx, &app_, &head, act)).await;
        match done {
            Ok(outcome) if outcome.left == 0 => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(JobError::again(error.to_string())),
        }
    }
}

fn one_portion(tx: &mut Tx<'_>, app: &App, head: &Letterhead, act: ActId) -> Result<Outcome, RolloutError> {
    let held: Option<(PersonId, BatchId)> =
        tx.maybe("SELECT by_person, batch_id FROM rollout_act WHERE id = ?1 AND ended_at IS NULL", &[&act])?;
    let Some((by, batch)) = held else { return Ok(Outcome::default()) };
    let stamp = app.stamp(Some(by), Door::Job);
    let may = match access::actor(tx, by, stamp.today)? {
        Some(actor) => match access::right_anywhere::<GrantAccess>(tx, &actor) {
            Ok(right) => batch::batch(tx, &right, batch)?.map(|_| actor),
            Err(access::Denied::Store(error)) => return Err(error.into()),
            Err(_) => None,
        },
        None => None,
    };
    match may {
        Some(actor) => {
            let terms = terms(tx, app, &actor, Some(batch))?;
            run_some(tx, &stamp, head, &terms, act)
        }
        // Whoever confirmed it may no more: the rest stays as it is, and the act says how far it came.
        None => {
            tx.run("UPDATE rollout_row SET act_id = NULL WHERE act_id = ?1", &[&act])?;
            tx.run("UPDATE rollout_act SET ended_at = ?2 WHERE id = ?1", &[&act, &stamp.now])?;
            Ok(Outcome::default())
        }
    }
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
