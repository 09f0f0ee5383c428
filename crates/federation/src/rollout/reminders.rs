//! What the days bring: reminders to whoever has not come, by the rule of the federation, those who begin
//! (`by_itself`), and links that run out. Each
//! reminder goes by the right of whoever owns the batch, as it is on that day; nobody is reminded whose mail came back,
//! whose appointment has ended, who is in, or from whom access was taken: those rows are in other states.

use super::acts::{self, Act, Chosen};
use super::{RolloutError, by_itself, job, settings};
use crate::account::invitation::VALID;
use crate::acting::{Door, Stamp};
use crate::invitee::{self, BatchId, COLUMNS, Standing, Step};
use crate::person::PersonId;
use crate::visit::App;
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Tx, Value};

/// The kind of the job.
pub const JOB: &str = "rollout.reminders";
/// So many run out in one transaction.
const AT_ONCE: i64 = 2_000;

pub(super) async fn run(app: &App) -> Result<(), RolloutError> {
    let stamp = app.stamp(None, Door::Job);
    app.db.write(move |tx| remind(tx, &stamp)).await?;
    let (house, stamp) = (app.clone(), app.stamp(None, Door::Job));
    app.db.write(move |tx| by_itself::run(tx, &house, &stamp)).await?;
    loop {
        let stamp = app.stamp(None, Door::Job);
        if app.db.write(move |tx| expire(tx, &stamp)).await? == 0 {
            return Ok(());
        }
    }
}

/// Links whose time is over.
pub(super) fn expire(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<usize, StoreError> {
    let before = stamp.now.saturating_sub(VALID).unwrap_or(Timestamp::MIN);
    let lock = tx.pick("", "FOR UPDATE");
    let sql = format!(
        "SELECT {COLUMNS} FROM rollout_row WHERE state IN ('queued', 'sent', 'opened', 'bounced') AND sent_at <= ?1 LIMIT ?2 {lock}"
    );
    let rows: Vec<Standing> = tx.all(&sql, &[&before, &AT_ONCE])?;
    Ok(invitee::advance(tx, stamp, rows.into_iter().map(|row| (row, Step::Expire)).collect())?.len())
}

/// Begins an act of reminding for each batch that has somebody to remind today.
fn remind(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<(), RolloutError> {
    for (nth, pause) in settings(tx)?.pauses().into_iter().enumerate() {
        let before =
            stamp.now.saturating_sub(SignedDuration::from_hours(24 * pause)).unwrap_or(Timestamp::MIN);
        let due: Vec<(BatchId, PersonId, i64)> = tx.all(
            "SELECT b.id, b.owner_id, count(*) FROM rollout_row r CROSS JOIN rollout_batch b
             WHERE r.state IN ('sent', 'opened', 'expired') AND r.sent_at <= ?1 AND r.sends = ?2 AND r.act_id IS NULL
               AND (r.reminded_at IS NULL OR r.reminded_at <= r.sent_at)
               AND b.id = r.batch_id GROUP BY b.id, b.owner_id ORDER BY b.id",
            &[&before, &(nth as i64 + 1)],
        )?;
        for (batch, owner, many) in due {
            let chosen = Chosen::None;
            let act = acts::begin(tx, stamp, owner, batch, Act::Remind, &chosen, many as u64)?;
            tx.batch(
                "UPDATE rollout_row SET act_id = ?1, reminded_at = ?5 WHERE batch_id = ?2 AND state IN ('sent', 'opened', 'expired')
                   AND sent_at <= ?3 AND sends = ?4 AND act_id IS NULL
                   AND (reminded_at IS NULL OR reminded_at <= sent_at)",
                [[
                    store::ToValue::to_value(&act),
                    store::ToValue::to_value(&batch),
                    store::ToValue::to_value(&before),
                    Value::Int(nth as i64 + 1),
                    store::ToValue::to_value(&stamp.now),
                ]],
            )?;
            job::enqueue(tx, stamp, act)?;
        }
    }
    Ok(())
}
