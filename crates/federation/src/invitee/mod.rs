//! Invitees: the rows of the batches of a roll-out, and how far each has come (invariant 10). The state machine is
//! [`state`]; here is the one way in which a row moves: [`advance`] writes the state, the dated step and the tally
//! together, so that no page ever counts and no two of them disagree.
//!
//! It stands below accounts, so that accepting a link, closing an account or a mail that came back moves the row in the
//! transaction in which it happens ([`of_people`]). Batches are made and acted upon in `rollout`.

pub mod noticed;
pub mod state;

pub use state::{State, Step, Verdict};

use crate::acting::Stamp;
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::{FromRow, Row, StoreError, ToValue, Tx, Value};

store::id!(pub RolloutId);
store::id!(pub BatchId);
// A row as pages name it.
store::id!(pub InviteeId);
// A confirmed act on many rows.
store::id!(pub ActId);

/// A row as far as moving it needs.
#[derive(Clone, Debug)]
pub struct Standing {
    pub n: i64,
    pub batch: BatchId,
    pub person: Option<PersonId>,
    pub state: State,
    pub reason: String,
    pub furthest: i64,
    /// The confirmed act that it waits for.
    pub act: Option<ActId>,
}

/// The columns of a [`Standing`], of a table called `rollout_row`.
pub const COLUMNS: &str = "rollout_row.n, rollout_row.batch_id, rollout_row.person_id, rollout_row.state, \
                           rollout_row.reason, rollout_row.furthest, rollout_row.act_id";

impl FromRow for Standing {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            n: row.get(0)?,
            batch: row.get(1)?,
            person: row.get(2)?,
            state: State::from_word(&row.get::<String>(3)?),
            reason: row.get(4)?,
            furthest: row.get(5)?,
            act: row.get(6)?,
        })
    }
}

/// A row and what happens to it.
pub type Move = (Standing, Step);

/// When it happens, and by whom; none is the program or the invitee.
#[derive(Clone, Copy, Debug)]
pub struct At {
    pub now: Timestamp,
    pub by: Option<PersonId>,
}

impl From<&Stamp> for At {
    fn from(stamp: &Stamp) -> Self {
        Self { now: stamp.now, by: stamp.by }
    }
}

impl From<Timestamp> for At {
    fn from(now: Timestamp) -> Self {
        Self { now, by: None }
    }
}

/// Moves rows; a step that is not for a row's state passes it by. Answers those that moved, as they stand now.
pub fn advance(tx: &mut Tx<'_>, at: impl Into<At>, moves: Vec<Move>) -> Result<Vec<Standing>, StoreError> {
    let at = at.into();
    let mut moved = Vec::with_capacity(moves.len());
    let (mut updates, mut steps) = (Vec::new(), Vec::new());
    let mut tallies: BTreeMap<Place, i64> = BTreeMap::new();
    for (row, step) in moves {
        let (Some(to), reason) = (state::next(row.state, step), state::reason(step)) else { continue };
        let is_link = matches!(step, Step::Invite | Step::Again);
        if (to, reason) == (row.state, row.reason.as_str()) && !is_link {
            continue;
        }
        // What somebody took out stays out until it is put back.
        if matches!(step, Step::Check(_)) && state::was_said(&row.reason) {
            continue;
        }
        let after = Standing {
            state: to,
            reason: reason.to_owned(),
            furthest: state::furthest(row.furthest, to),
            ..row.clone()
        };
        *tallies.entry(place(&row)).or_default() -= 1;
        *tallies.entry(place(&after)).or_default() += 1;
        updates.push([
            Value::Int(row.n),
            Value::Text(to.word().to_owned()),
            Value::Text(reason.to_owned()),
            at.now.to_value(),
            Value::Int(after.furthest),
            Value::Int(i64::from(is_link)),
        ]);
        steps.push([
            Value::Int(row.n),
            Value::Text(to.word().to_owned()),
            Value::Text(reason.to_owned()),
            at.now.to_value(),
            at.by.to_value(),
            row.act.to_value(),
        ]);
        moved.push(after);
    }
    if moved.is_empty() {
        return Ok(moved);
    }
    tx.batch(
        "UPDATE rollout_row SET state = ?2, reason = ?3, state_at = ?4, furthest = ?5, sends = sends + ?6,
                sent_at = CASE WHEN ?6 > 0 THEN ?4 ELSE sent_at END WHERE n = ?1",
        updates,
    )?;
    tx.load("rollout_step", &["row_n", "state", "reason", "at", "by_person", "act_id"], steps)?;
    tally(tx, tallies)?;
    Ok(moved)
}

/// What is counted together.
type Place = ([u8; 16], &'static str, String, i64);

fn place(row: &Standing) -> Place {
    use store::Identifier as _;
    (row.batch.bytes(), row.state.word(), row.reason.clone(), row.furthest)
}

fn tally(tx: &mut Tx<'_>, tallies: BTreeMap<Place, i64>) -> Result<(), StoreError> {
    let rows =
        tallies.into_iter().filter(|(_, by)| *by != 0).map(|((batch, state, reason, furthest), by)| {
            [
                Value::Bytes(batch.to_vec()),
                Value::Text(state.to_owned()),
                Value::Text(reason),
                Value::Int(furthest),
                Value::Int(by),
            ]
        });
    tx.batch(
        "INSERT INTO rollout_tally (batch_id, state, reason, furthest, entries) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (batch_id, state, reason, furthest)
         DO UPDATE SET entries = rollout_tally.entries + excluded.entries",
        rows.collect::<Vec<_>>(),
    )
    .map(drop)
}

/// Rows that are new are counted.
pub fn count_new(tx: &mut Tx<'_>, rows: &[Standing]) -> Result<(), StoreError> {
    let mut tallies: BTreeMap<Place, i64> = BTreeMap::new();
    rows.iter().for_each(|row| *tallies.entry(place(row)).or_default() += 1);
    tally(tx, tallies)
}

/// The same step for every row of these people, whichever batch it is in.
pub fn of_people(
    tx: &mut Tx<'_>,
    at: impl Into<At>,
    people: &[PersonId],
    step: Step,
) -> Result<Vec<Standing>, StoreError> {
    let held: Vec<Standing> = of(tx, people)?;
    advance(tx, at, held.into_iter().map(|row| (row, step)).collect())
}

/// What the end of a mail with a link means for whoever it went to; none while it is on its way. What a relay refused
/// for good never came, and what may have left is taken for sent: whoever waits for it asks for another.
pub fn step_of_mail(state: &str) -> Option<Step> {
    match state {
        "sent" | "maybe-sent" | "captured" => Some(Step::Left),
        "failed" | "bounced" => Some(Step::Bounce),
        _ => None,
    }
}

/// All rows of these people, held until the transaction ends.
pub fn of(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<Vec<Standing>, StoreError> {
    let lock = tx.pick("", "FOR UPDATE").to_owned();
    let sql = format!("SELECT {COLUMNS} FROM rollout_row WHERE person_id IN ({{list}}) {lock}");
    tx.all_within(&sql, &[], people)
}
