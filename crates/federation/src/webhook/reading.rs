//! From the journal to deliveries. Acts write nothing for webhooks: this job reads on from where it stopped.

use super::delivery::{self, Thing};
use super::hook::HookId;
use super::kind::Kind;
use crate::journal;
use crate::visit::App;
use jiff::Timestamp;
use std::collections::BTreeSet;
use store::jobs::JobError;
use store::{Ids, StoreError, Tx};

pub const JOB: &str = "webhook.read";
/// Entries of the journal looked at in one transaction: an import of 100,000 rows is passed in a few steps.
const STEP: i64 = 5_000;

pub async fn read(app: &App) -> Result<(), JobError> {
    let now = app.clock.now();
    // Looking costs nobody anything; a writing transaction is for when there is something to write.
    let has_news = app.db.read(|tx| {
        let end = journal::end(tx)?.seq;
        Ok::<_, StoreError>(slowest(tx)?.is_some_and(|at| at < end))
    });
    if !has_news.await? {
        let has_old = app.db.read(move |tx| delivery::has_old(tx, now)).await?;
        return if has_old { Ok(app.db.write(move |tx| delivery::prune(tx, now)).await?) } else { Ok(()) };
    }
    loop {
        let ids = app.ids.clone();
        let more = app.db.write(move |tx| step(tx, &ids, now)).await?;
        if !more {
            return Ok(app.db.write(move |tx| delivery::prune(tx, now)).await?);
        }
    }
}

/// How far the slowest of those that run has been told.
fn slowest(tx: &mut Tx<'_>) -> Result<Option<i64>, StoreError> {
    Ok(tx.one::<(Option<i64>,)>("SELECT min(read_to) FROM webhook WHERE state = 'running'", &[])?.0)
}

/// One stretch of the journal. False: its end is reached.
fn step(tx: &mut Tx<'_>, ids: &Ids, now: Timestamp) -> Result<bool, StoreError> {
    let Some(from) = slowest(tx)? else { return Ok(false) };
    let end = journal::end(tx)?.seq;
    if from >= end {
        return Ok(false);
    }
    let to = end.min(from.saturating_add(STEP));
    let happened = happened(tx, from, to)?;
    let wanted: Vec<(HookId, String, i64)> = tx.all(
        "SELECT w.id, k.kind, w.read_to FROM webhook w JOIN webhook_kind k ON k.webhook_id = w.id
         WHERE w.state = 'running' AND w.read_to < ?1 ORDER BY w.id, k.kind",
        &[&to],
    )?;
    for (hook, kind, read_to) in wanted {
        let Some(kind) = Kind::from_word(&kind) else { continue };
        let things = things(&happened, kind, read_to);
        if !things.is_empty() {
            delivery::add(tx, ids, now, hook, kind, &things)?;
        }
    }
    tx.run("UPDATE webhook SET read_to = ?1 WHERE state = 'running' AND read_to < ?1", &[&to])?;
    Ok(to < end)
}

/// An entry: its number, act, and what it is about.
type Happening = (i64, String, String, Vec<u8>);

fn happened(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<Happening>, StoreError> {
    let acts = |of_records: bool| {
        let kinds = Kind::ALL.into_iter().filter(|k| k.is_of_records() == of_records);
        let acts: BTreeSet<&str> = kinds.flat_map(|k| k.acts().iter().copied()).collect();
        acts.into_iter().map(|act| format!("'{act}'")).collect::<Vec<_>>().join(", ")
    };
    let sql = format!(
        "SELECT seq, act, subject_kind, subject_id FROM journal
         WHERE seq > ?1 AND seq <= ?2 AND subject_id IS NOT NULL
           AND ((act IN ({}) AND door NOT IN ('import', 'job', 'demo')) OR act IN ({})) ORDER BY seq",
        acts(true),
        acts(false)
    );
    tx.all(&sql, &[&from, &to])
}

/// What a webhook is told of: each thing once, in the order in which it happened first.
fn things(happened: &[Happening], kind: Kind, after: i64) -> Vec<Thing> {
    let mut seen = BTreeSet::new();
    let news = happened.iter().filter(|(seq, act, ..)| *seq > after && kind.acts().contains(&act.as_str()));
    news.filter(|(.., id)| seen.insert(id))
        .filter_map(|(_, _, of, id)| Some((of.clone(), id.as_slice().try_into().ok()?)))
        .collect()
}
