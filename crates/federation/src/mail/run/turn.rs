//! One turn of a run on the records: what came of the last mails is written, and the next ones are marked as on their
//! way, in one transaction that is on the disk before the relay hears of them.

use super::state::count;
use super::{Follower, RunId, RunState, enqueue};
use crate::mail::relay::Sent;
use crate::mail::{MailId, MailState};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use store::{StoreError, ToValue, Tx};

/// A mail that is marked as on its way.
pub(super) struct Taken {
    pub id: MailId,
    pub sealed: Vec<u8>,
    pub tries: i64,
}

/// What came of one.
pub(super) struct Outcome {
    pub id: MailId,
    pub tries: i64,
    pub came: Came,
}

pub(super) enum Came {
    Sent(Sent),
    /// No line could be opened: it was not tried.
    NotTried,
    /// It cannot be opened or put together.
    Unreadable,
    Captured,
}

/// An end that was written, or a try that failed for now (`Queued`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub mail: MailId,
    pub state: MailState,
    /// The relay's answer as a class and a code, never its words.
    pub failure: Option<String>,
}

/// After so many tries, some two days, a mail has failed.
const TRIES: i64 = 12;

/// What stopped in the middle may have left: it is not sent again. Whether the run is going.
pub(super) fn begin(
    tx: &mut Tx<'_>,
    run: RunId,
    now: Timestamp,
    follow: &Follower,
) -> Result<bool, StoreError> {
    let left: Vec<(MailId,)> =
        tx.all("SELECT id FROM mail WHERE run_id = ?1 AND state = 'sending'", &[&run])?;
    let why = Some("stopped while sending".to_owned());
    let ends: Vec<Settled> = left
        .into_iter()
        .map(|(mail,)| Settled { mail, state: MailState::MaybeSent, failure: why.clone() })
        .collect();
    settle(tx, run, now, &ends)?;
    if !ends.is_empty() {
        follow(tx, now, &ends)?;
    }
    is_going(tx, run)
}

/// Writes what came of the last ones and takes up to `want` that are due.
pub(super) fn turn(
    tx: &mut Tx<'_>,
    run: RunId,
    now: Timestamp,
    outcomes: &[Outcome],
    want: usize,
    follow: &Follower,
) -> Result<Vec<Taken>, StoreError> {
    write_down(tx, run, now, outcomes, follow)?;
    if want == 0 || !is_going(tx, run)? {
        return Ok(Vec::new());
    }
    let lock = tx.pick("", "FOR UPDATE SKIP LOCKED");
    let sql = format!(
        "UPDATE mail SET state = 'sending' WHERE id IN (
             SELECT id FROM mail WHERE run_id = ?1 AND state = 'queued' AND due_at <= ?2
             ORDER BY due_at, id LIMIT ?3 {lock})
         RETURNING id, sealed, tries"
    );
    let rows: Vec<(MailId, Option<Vec<u8>>, i64)> = tx.all(&sql, &[&run, &now, &(want as i64)])?;
    tx.durable();
    Ok(rows
        .into_iter()
        .map(|(id, sealed, tries)| Taken { id, sealed: sealed.unwrap_or_default(), tries })
        .collect())
}

fn is_going(tx: &mut Tx<'_>, run: RunId) -> Result<bool, StoreError> {
    let (state,): (String,) = tx.one("SELECT state FROM mail_run WHERE id = ?1", &[&run])?;
    Ok(RunState::from_word(&state) == RunState::Going)
}

fn write_down(
    tx: &mut Tx<'_>,
    run: RunId,
    now: Timestamp,
    outcomes: &[Outcome],
    follow: &Follower,
) -> Result<(), StoreError> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let (mut ends, mut later, mut back) = (Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        match judged(outcome) {
            Judged::End(state, failure) => ends.push(Settled { mail: outcome.id, state, failure }),
            Judged::Later(why) => later.push((outcome, why)),
            Judged::Back => back.push(outcome.id),
        }
    }
    settle(tx, run, now, &ends)?;
    tx.batch(
        "UPDATE mail SET state = 'queued', failure = ?2, tries = tries + 1, due_at = ?3 WHERE id = ?1 AND state = 'sending'",
        later.iter().map(|(o, why)| [o.id.to_value(), why.to_value(), (now + pause_after(o.tries)).to_value()]),
    )?;
    tx.batch(
        "UPDATE mail SET state = 'queued' WHERE id = ?1 AND state = 'sending'",
        back.iter().map(|id| [id.to_value()]),
    )?;
    ends.extend(later.into_iter().map(|(outcome, why)| Settled {
        mail: outcome.id,
        state: MailState::Queued,
        failure: Some(why),
    }));
    if ends.is_empty() { Ok(()) } else { follow(tx, now, &ends) }
}

enum Judged {
    End(MailState, Option<String>),
    Later(String),
    Back,
}

fn judged(outcome: &Outcome) -> Judged {
    match &outcome.came {
        Came::Sent(Sent::Taken) => Judged::End(MailState::Sent, None),
        Came::Sent(Sent::NotYet(why)) if outcome.tries + 1 < TRIES => Judged::Later(why.clone()),
        Came::Sent(Sent::NotYet(why) | Sent::Refused(why)) => {
            Judged::End(MailState::Failed, Some(why.clone()))
        }
        Came::Sent(Sent::Unknown(why)) => Judged::End(MailState::MaybeSent, Some(why.clone())),
        Came::Unreadable => Judged::End(MailState::Failed, Some("cannot be put together".to_owned())),
        Came::Captured => Judged::End(MailState::Captured, None),
        Came::NotTried => Judged::Back,
    }
}

/// Ten minutes, twenty, forty … at most eight hours.
fn pause_after(tries: i64) -> SignedDuration {
    SignedDuration::from_mins((10 << tries.clamp(0, 6)).min(480))
}

/// The ends of mails on their way. Their words are wiped, except where they are captured to be read.
fn settle(tx: &mut Tx<'_>, run: RunId, now: Timestamp, ends: &[Settled]) -> Result<(), StoreError> {
    let mut alike: HashMap<MailState, Vec<&Settled>> = HashMap::new();
    for end in ends {
        alike.entry(end.state).or_default().push(end);
    }
    for (state, ends) in alike {
        let words = if state == MailState::Captured { "sealed" } else { "NULL" };
        let sql = format!(
            "UPDATE mail SET state = '{}', failure = ?2, done_at = ?3, sealed = {words} WHERE id = ?1 AND state = 'sending'",
            state.word()
        );
        let rows = ends.iter().map(|end| [end.mail.to_value(), end.failure.to_value(), now.to_value()]);
        let written = tx.batch(&sql, rows)?;
        count(tx, run, state, written as i64)?;
    }
    Ok(())
}

/// Nothing is on its way any more: the run is done, or goes on when the next mail is due.
pub(super) fn end(
    tx: &mut Tx<'_>,
    run: RunId,
    now: Timestamp,
    not_before: Timestamp,
) -> Result<(), StoreError> {
    let (next,): (Option<Timestamp>,) =
        tx.one("SELECT min(due_at) FROM mail WHERE run_id = ?1 AND state = 'queued'", &[&run])?;
    match next {
        Some(_) if !is_going(tx, run)? => Ok(()),
        Some(next) => enqueue(tx, now, run, next.max(not_before)),
        None => {
            let sql = "UPDATE mail_run SET state = 'done', ended_at = ?2 WHERE id = ?1 AND state = 'going'";
            tx.run(sql, &[&run, &now]).map(drop)
        }
    }
}
