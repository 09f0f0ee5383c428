//! What the days bring to those who begin. A row that waited for somebody's first day is looked at again, so that it is
//! ready when the day is there; and where the federation says so, whoever begins is invited on that day by the program.
//!
//! Who may, and how do we know? The invitations go by the right of whoever switched them on, asked for each time. When it
//! is gone nobody is invited by itself, and the page of those who begin says so. Only good rows are invited: the others
//! wait on that page, with what stands in the way.

use super::acts::{self, Act, Chosen};
use super::repair::look_again;
use super::settings::Starters;
use super::starters::begun_between;
use super::taking_up::{Into, take};
use super::{RolloutError, job, settings, terms};
use crate::access::{self, Actor, Denied, GrantAccess};
use crate::acting::Stamp;
use crate::invitee::{BatchId, State};
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::visit::App;
use crate::words::dates;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{StoreError, ToValue, Tx, Value};
use web::text::{Lang, Words};

/// So many rows that wait for a day are looked at in one go.
const AT_ONCE: i64 = 2_000;

/// Rows that are good, of each batch.
type Good = Vec<(BatchId, Vec<i64>)>;

pub(super) fn run(tx: &mut Tx<'_>, app: &App, stamp: &Stamp) -> Result<(), RolloutError> {
    let mut good = their_day_came(tx, app, stamp)?;
    let Some(starters) = settings(tx)?.starters else { return Ok(()) };
    let Some(actor) = inviter(tx, stamp.today, &starters)? else { return Ok(()) };
    good.extend(who_begins(tx, app, stamp, &actor, &starters)?);
    for (batch, numbers) in good.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        invite(tx, stamp, starters.by, batch, &numbers)?;
    }
    Ok(())
}

/// Whoever switched the invitations on, while they may still invite everybody.
pub fn inviter(tx: &mut Tx<'_>, today: Date, starters: &Starters) -> Result<Option<Actor>, StoreError> {
    let Some(actor) = access::actor(tx, starters.by, today)? else { return Ok(None) };
    match access::right_over_all::<GrantAccess>(tx, &actor) {
        Ok(_) => Ok(Some(actor)),
        Err(Denied::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Rows that waited for a day, looked at again by what their batch's owner may.
fn their_day_came(tx: &mut Tx<'_>, app: &App, stamp: &Stamp) -> Result<Good, RolloutError> {
    let rows: Vec<(BatchId, PersonId, i64)> = tx.all(
        "SELECT b.id, b.owner_id, r.n FROM rollout_row r CROSS JOIN rollout_batch b
         WHERE r.state = 'blocked' AND r.reason = 'not-yet' AND b.id = r.batch_id ORDER BY r.n LIMIT ?1",
        &[&AT_ONCE],
    )?;
    let mut batches: BTreeMap<BatchId, (PersonId, Vec<i64>)> = BTreeMap::new();
    for (batch, owner, n) in rows {
        batches.entry(batch).or_insert((owner, Vec::new())).1.push(n);
    }
    let mut good = Vec::new();
    for (batch, (owner, numbers)) in batches {
        let Some(actor) = access::actor(tx, owner, stamp.today)? else { continue };
        let terms = terms(tx, app, &actor, Some(batch))?;
        let looked = look_again(tx, stamp, &terms, batch, &numbers)?;
        let ready = looked.iter().filter(|r| r.state() == State::Draft).map(|r| r.number());
        good.push((batch, ready.collect()));
    }
    Ok(good)
}

/// The name of the roll-out that batches of those who begin are under, in one language.
pub fn starting_rollout(app: &App) -> String {
    Words::new(app.letterhead().catalogue, Lang::English).plain("rollout-starting-rollout")
}

/// A batch of those who have begun and stand in none.
fn who_begins(
    tx: &mut Tx<'_>,
    app: &App,
    stamp: &Stamp,
    actor: &Actor,
    starters: &Starters,
) -> Result<Good, RolloutError> {
    let right = access::right_over_all::<GrantAccess>(tx, actor)?;
    let mut begun = begun_between(tx, &right, (starters.since, stamp.today))?;
    begun.retain(|b| b.stands.is_none());
    if begun.is_empty() {
        return Ok(Vec::new());
    }
    let terms = terms(tx, app, actor, None)?;
    let into = Into::New { rollout: starting_rollout(app), name: dates::day(stamp.today, Lang::English) };
    let taken = take(tx, stamp, &right, &terms, &begun, &into)?;
    let good = taken.rows.iter().filter(|r| r.state == State::Draft).map(|r| r.n).collect();
    Ok(vec![(taken.batch, good)])
}

fn invite(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    by: PersonId,
    batch: BatchId,
    numbers: &[i64],
) -> Result<(), RolloutError> {
    let many = numbers.len() as u64;
    let act = acts::begin(tx, stamp, by, batch, Act::Invite, &Chosen::None, many)?;
    tx.batch(
        "UPDATE rollout_row SET act_id = ?1 WHERE n = ?2 AND act_id IS NULL",
        numbers.iter().map(|n| [act.to_value(), Value::Int(*n)]),
    )?;
    let what = serde_json::json!({ "rows": many });
    journal::write(tx, stamp, &Entry::of("rollout.starters_invited", "rollout_batch", batch).holding(what))?;
    Ok(job::enqueue(tx, stamp, act)?)
}
