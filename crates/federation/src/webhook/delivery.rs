//! Deliveries as rows: what is to be told to one webhook, and what became of it.

use super::hook::HookId;
use super::kind::Kind;
use jiff::{SignedDuration, Timestamp};
use store::{FromRow, Ids, Row, StoreError, Tx};

store::id!(pub DeliveryId);

/// Ids in one message.
pub const MOST_IDS: usize = 100;
/// Deliveries on a page.
pub const SHOWN: i64 = 50;
const KEPT: SignedDuration = SignedDuration::from_hours(14 * 24);

/// What a message points at: "person", "organisation", "appointment", "import", and its id.
pub type Thing = (String, [u8; 16]);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waiting,
    Delivered,
    Failed,
}

impl State {
    fn from_word(word: &str) -> Self {
        match word {
            "waiting" => State::Waiting,
            "delivered" => State::Delivered,
            _ => State::Failed,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Delivery {
    pub id: DeliveryId,
    pub kind: Kind,
    pub about: Vec<Thing>,
    pub state: State,
    pub tries: i64,
    pub answer: Option<i64>,
    pub failure: Option<String>,
    pub made_at: Timestamp,
    pub next_at: Timestamp,
    pub tried_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, kind, about, state, tries, answer, failure, made_at, next_at, tried_at";

impl FromRow for Delivery {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (kind, about, state): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let unreadable = || StoreError::Job("a delivery cannot be read".into());
        Ok(Self {
            id: row.get(0)?,
            kind: Kind::from_word(&kind).ok_or_else(unreadable)?,
            about: serde_json::from_str(&about).map_err(|_| unreadable())?,
            state: State::from_word(&state),
            tries: row.get(4)?,
            answer: row.get(5)?,
            failure: row.get(6)?,
            made_at: row.get(7)?,
            next_at: row.get(8)?,
            tried_at: row.get(9)?,
        })
    }
}

/// Deliveries of these things, as many as it takes; one for a message that points at nothing.
pub fn add(
    tx: &mut Tx<'_>,
    ids: &Ids,
    now: Timestamp,
    hook: HookId,
    kind: Kind,
    things: &[Thing],
) -> Result<(), StoreError> {
    let mut parts: Vec<&[Thing]> = things.chunks(MOST_IDS).collect();
    if parts.is_empty() {
        parts.push(&[]);
    }
    for part in parts {
        let about = serde_json::to_string(part).map_err(|e| StoreError::Job(e.to_string()))?;
        tx.run(
            "INSERT INTO webhook_delivery (id, webhook_id, kind, about, state, tries, made_at, next_at)
             VALUES (?1, ?2, ?3, ?4, 'waiting', 0, ?5, ?5)",
            &[&ids.next::<DeliveryId>(), &hook, &kind.word(), &about, &now],
        )?;
    }
    super::sending::enqueue(tx, now, hook, now)
}

pub fn latest(tx: &mut Tx<'_>, hook: HookId, most: i64) -> Result<Vec<Delivery>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM webhook_delivery WHERE webhook_id = ?1 ORDER BY id DESC LIMIT ?2");
    tx.all(&sql, &[&hook, &most])
}

pub fn due(tx: &mut Tx<'_>, hook: HookId, now: Timestamp) -> Result<Option<Delivery>, StoreError> {
    tx.maybe(
        &format!(
            "SELECT {COLUMNS} FROM webhook_delivery
             WHERE webhook_id = ?1 AND state = 'waiting' AND next_at <= ?2 ORDER BY next_at, id LIMIT 1"
        ),
        &[&hook, &now],
    )
}

pub fn next_due(tx: &mut Tx<'_>, hook: HookId) -> Result<Option<Timestamp>, StoreError> {
    let (at,): (Option<Timestamp>,) = tx.one(
        "SELECT min(next_at) FROM webhook_delivery WHERE webhook_id = ?1 AND state = 'waiting'",
        &[&hook],
    )?;
    Ok(at)
}

/// Once more, under the same id.
pub fn again(tx: &mut Tx<'_>, now: Timestamp, hook: HookId, id: DeliveryId) -> Result<bool, StoreError> {
    let found = tx.run(
        "UPDATE webhook_delivery SET state = 'waiting', tries = 0, next_at = ?3 WHERE id = ?1 AND webhook_id = ?2",
        &[&id, &hook, &now],
    )?;
    super::sending::enqueue(tx, now, hook, now)?;
    Ok(found == 1)
}

/// There is nothing in it that its owner may see.
pub fn drop_one(tx: &mut Tx<'_>, id: DeliveryId) -> Result<(), StoreError> {
    tx.run("DELETE FROM webhook_delivery WHERE id = ?1", &[&id]).map(drop)
}

/// Whether some are old enough to go.
pub fn has_old(tx: &mut Tx<'_>, now: Timestamp) -> Result<bool, StoreError> {
    let old = now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
    let sql = "SELECT 1 FROM webhook_delivery WHERE made_at < ?1 LIMIT 1";
    Ok(tx.maybe::<(i64,)>(sql, &[&old])?.is_some())
}

/// Old ones go, a thousand at a time; those of a webhook that stands still too.
pub fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    let old = now.saturating_sub(KEPT).unwrap_or(Timestamp::MIN);
    tx.run(
        "DELETE FROM webhook_delivery WHERE id IN (SELECT id FROM webhook_delivery WHERE made_at < ?1 LIMIT 1000)",
        &[&old],
    )
    .map(drop)
}
