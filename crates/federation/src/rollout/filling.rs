//! Rows put into a batch: each looked at, in the order of names, counted.

use super::RolloutError;
use super::brought::Begun;
use crate::acting::Stamp;
use crate::grant_checks::{self, Beside, Candidate, Looked, Row, Terms};
use crate::invitee::{self, BatchId, InviteeId, Standing, State, state};
use crate::journal;
use crate::words;
use store::{ToValue, Tx, Value};

/// Answers how the new rows stand.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    beside: Beside,
    batch: BatchId,
    begun: &[Begun],
) -> Result<Vec<Standing>, RolloutError> {
    let rows: Vec<Row> = begun
        .iter()
        .map(|(asked, why)| Row { n: None, asked: asked.clone(), removed: !why.is_empty() })
        .collect();
    let (looked, _) = grant_checks::look(tx, terms, beside, &rows)?;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|a, b| looked[*a].sort_name.cmp(&looked[*b].sort_name));
    // The number stands in other tables, so it is given out here; one batch is made at a time.
    journal::hold(tx)?;
    let first = tx.one::<(i64,)>("SELECT coalesce(max(n), 0) + 1 FROM rollout_row", &[])?.0;
    let (mut values, mut served, mut standing) = (Vec::new(), Vec::new(), Vec::new());
    for (n, at) in (first..).zip(order) {
        let (asked, one) = (&rows[at].asked, &looked[at]);
        let (state, reason) = match begun[at].1 {
            "" => begins(one, asked),
            why => (State::Excluded, why),
        };
        standing.push(Standing {
            n,
            batch,
            person: asked.person,
            state,
            reason: reason.to_owned(),
            furthest: 0,
            act: None,
        });
        served.extend(asked.councils.iter().map(|c| [Value::Int(n), c.to_value()]));
        values.push(row(stamp, n, batch, asked, one, state, reason));
    }
    tx.load("rollout_row", &COLUMNS, values)?;
    tx.load("rollout_row_council", &["row_n", "organisation_id"], served)?;
    invitee::count_new(tx, &standing)?;
    Ok(standing)
}

fn begins(one: &Looked, asked: &Candidate) -> (State, &'static str) {
    let step = invitee::Step::Check(one.verdict(asked.said));
    (state::next(State::Draft, step).unwrap_or(State::Blocked), state::reason(step))
}

const COLUMNS: [&str; 21] = [
    "n",
    "id",
    "batch_id",
    "person_id",
    "organisation_id",
    "kind",
    "name",
    "sort_name",
    "councils",
    "sort_councils",
    "email",
    "email_folded",
    "state",
    "reason",
    "state_at",
    "findings",
    "furthest",
    "keeps_address",
    "anyway",
    "sends",
    "sent_at",
];

fn row(
    stamp: &Stamp,
    n: i64,
    batch: BatchId,
    asked: &Candidate,
    one: &Looked,
    state: State,
    reason: &str,
) -> [Value; 21] {
    let councils = one.councils.join("; ");
    [
        Value::Int(n),
        stamp.ids.next::<InviteeId>().to_value(),
        batch.to_value(),
        asked.person.to_value(),
        asked.organisation.to_value(),
        Value::Text(one.kind.clone()),
        Value::Text(one.name.clone()),
        Value::Text(one.sort_name.clone()),
        Value::Text(councils.clone()),
        Value::Text(words::fold(&councils)),
        Value::Text(one.judged.email.clone()),
        Value::Text(one.judged.folded.clone()),
        Value::Text(state.word().to_owned()),
        Value::Text(reason.to_owned()),
        stamp.now.to_value(),
        Value::Int(one.bits()),
        Value::Int(0),
        Value::Bool(asked.said.keeps_address),
        Value::Bool(asked.said.anyway),
        Value::Int(0),
        Value::Null,
    ]
}
