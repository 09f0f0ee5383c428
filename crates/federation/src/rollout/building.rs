//! A batch made of a frozen selection: whom each council brings, everybody once, all checks, one pass.

use super::brought::{Begun, candidates};
use super::{RolloutError, batch};
use crate::access::{GrantAccess, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contacts::TagId;
use crate::grant_checks::{self, Beside, Candidate, Looked, Row, Terms};
use crate::invitee::{self, BatchId, InviteeId, RolloutId, Standing, State, state};
use crate::journal::{self, Entry};
use crate::selection::Frozen;
use crate::words;
use store::{ToValue, Tx, Value};

/// The roll-out that a batch is of.
#[derive(Clone, Debug)]
pub enum Under {
    Known(RolloutId),
    Named(String),
}

#[derive(Clone, Debug)]
pub struct NewBatch {
    pub under: Under,
    /// "A-B".
    pub name: String,
    pub excluding: Vec<TagId>,
}

/// Makes the batch with all its rows, checked. Nobody is written to.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    (right, contacts): (&Right<GrantAccess>, &Right<ManageContacts>),
    terms: &Terms,
    frozen: &Frozen,
    new: &NewBatch,
) -> Result<BatchId, RolloutError> {
    let rollout = match &new.under {
        Under::Known(id) => batch::rollout(tx, right, *id)?.ok_or(RolloutError::Invisible)?.id,
        Under::Named(name) => batch::named(tx, stamp, right, name)?,
    };
    let folded = words::fold(&new.name);
    if folded.is_empty() {
        return Err(RolloutError::NoName);
    }
    let taken: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM rollout_batch WHERE rollout_id = ?1 AND name_folded = ?2",
        &[&rollout, &folded],
    )?;
    if taken.is_some() {
        return Err(RolloutError::NameTaken);
    }
    let rows = candidates(tx, right, contacts, terms, frozen)?;
    if rows.is_empty() {
        return Err(RolloutError::Nobody);
    }
    let id = stamp.ids.next::<BatchId>();
    tx.run(
        "INSERT INTO rollout_batch (id, rollout_id, name, name_folded, owner_id, selection_id, selected, noticed, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)",
        &[&id, &rollout, &new.name.trim(), &folded, &right.actor, &frozen.id, &(frozen.count as i64), &stamp.now],
    )?;
    tx.load(
        "rollout_batch_tag",
        &["batch_id", "tag_id"],
        new.excluding.iter().map(|tag| [id.to_value(), tag.to_value()]),
    )?;
    let terms = Terms { excluding: new.excluding.clone(), ..terms.clone() };
    let count = rows.len();
    tx.with_room(|tx| insert(tx, stamp, &terms, id, rows))?;
    let what = serde_json::json!({
        "rollout": rollout.to_string(), "name": new.name.trim(), "selection": frozen.id.to_string(),
        "selected": frozen.count, "rows": count,
    });
    let entry = Entry::of("rollout.batch_made", "rollout_batch", id).at(right.organisation.id);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(id)
}

fn insert(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    batch: BatchId,
    begun: Vec<Begun>,
) -> Result<(), RolloutError> {
    let rows: Vec<Row> = begun
        .iter()
        .map(|(asked, why)| Row { n: None, asked: asked.clone(), removed: !why.is_empty() })
        .collect();
    let (looked, _) = grant_checks::look(tx, terms, Beside::None, &rows)?;
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
    Ok(())
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
