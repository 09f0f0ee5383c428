//! Webhooks as rows.

use super::kind::Kind;
use super::signature::Secret;
use crate::access::Actor;
use crate::account::AccountId;
use crate::acting::{PersonId, Stamp};
use crate::journal::{self, Entry, JournalError};
use jiff::Timestamp;
use serde_json::json;
use store::{FromRow, Row, StoreError, Tx};

store::id!(pub HookId);

/// So many of one person: more are a mistake.
pub const MOST: usize = 10;
const ADDRESS: &str = "webhook address";
const SECRET: &str = "webhook secret";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Running,
    /// By its owner.
    Paused,
    Stopped(Because),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    Failing,
    Gone,
    Right,
}

impl Because {
    pub fn word(self) -> &'static str {
        match self {
            Because::Failing => "failing",
            Because::Gone => "gone",
            Because::Right => "right",
        }
    }
}

pub struct Hook {
    pub id: HookId,
    pub person: PersonId,
    pub name: String,
    pub state: State,
    pub created_at: Timestamp,
    pub kinds: Vec<Kind>,
    address: Vec<u8>,
    secret: Vec<u8>,
}

impl FromRow for Hook {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (state, because): (String, Option<String>) = (row.get(3)?, row.get(4)?);
        let state = match (state.as_str(), because.as_deref()) {
            ("running", _) => State::Running,
            ("stopped", Some("gone")) => State::Stopped(Because::Gone),
            ("stopped", Some("right")) => State::Stopped(Because::Right),
            ("stopped", _) => State::Stopped(Because::Failing),
            _ => State::Paused,
        };
        Ok(Self {
            id: row.get(0)?,
            person: row.get(1)?,
            name: row.get(2)?,
            state,
            created_at: row.get(5)?,
            address: row.get(6)?,
            secret: row.get(7)?,
            kinds: Vec::new(),
        })
    }
}

const SELECT: &str = "SELECT w.id, a.person_id, w.name, w.state, w.because, w.created_at, w.address, w.secret
    FROM webhook w JOIN account a ON a.id = w.account_id";

impl Hook {
    pub fn is_running(&self) -> bool {
        self.state == State::Running
    }

    pub fn address(&self, stamp: &Stamp) -> Result<String, JournalError> {
        let plain = stamp.secret.open(ADDRESS, &self.address)?;
        Ok(String::from_utf8_lossy(&plain).into_owned())
    }

    pub fn secret(&self, stamp: &Stamp) -> Result<Secret, JournalError> {
        Ok(Secret::of(stamp.secret.open(SECRET, &self.secret)?))
    }
}

pub fn find(tx: &mut Tx<'_>, id: HookId) -> Result<Option<Hook>, StoreError> {
    let found = tx.maybe(&format!("{SELECT} WHERE w.id = ?1"), &[&id])?;
    found.map(|hook| with_kinds(tx, hook)).transpose()
}

/// One of somebody's own.
pub fn own(tx: &mut Tx<'_>, account: AccountId, id: HookId) -> Result<Option<Hook>, StoreError> {
    let found = tx.maybe(&format!("{SELECT} WHERE w.id = ?1 AND w.account_id = ?2"), &[&id, &account])?;
    found.map(|hook| with_kinds(tx, hook)).transpose()
}

pub fn of_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Hook>, StoreError> {
    let hooks: Vec<Hook> =
        tx.all(&format!("{SELECT} WHERE w.account_id = ?1 ORDER BY w.id DESC"), &[&account])?;
    hooks.into_iter().map(|hook| with_kinds(tx, hook)).collect()
}

fn with_kinds(tx: &mut Tx<'_>, hook: Hook) -> Result<Hook, StoreError> {
    let words: Vec<(String,)> = tx.all("SELECT kind FROM webhook_kind WHERE webhook_id = ?1", &[&hook.id])?;
    let mut kinds: Vec<Kind> = words.iter().filter_map(|(word,)| Kind::from_word(word)).collect();
    kinds.sort_unstable();
    Ok(Hook { kinds, ..hook })
}

pub struct NewHook<'a> {
    pub name: &'a str,
    pub address: &'a str,
    pub kinds: &'a [Kind],
}

/// Makes a webhook that is told of what happens from now on. Kinds that are not open to its owner are left out.
pub fn make(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    new: &NewHook<'_>,
) -> Result<(HookId, Secret), JournalError> {
    let (id, secret) = (stamp.ids.next::<HookId>(), Secret::random()?);
    let address = stamp.secret.seal(ADDRESS, new.address.as_bytes())?;
    let sealed = stamp.secret.seal(SECRET, secret.bytes())?;
    let end = journal::end(tx)?.seq;
    tx.run(
        "INSERT INTO webhook (id, account_id, name, address, secret, state, read_to, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, 'running', ?6, ?7)",
        &[&id, &actor.account, &new.name, &address, &sealed, &end, &stamp.now],
    )?;
    let open: Vec<&str> =
        new.kinds.iter().filter(|k| k.is_open_to(&actor.access)).map(|k| k.word()).collect();
    for kind in &open {
        tx.run("INSERT INTO webhook_kind (webhook_id, kind) VALUES (?1, ?2)", &[&id, kind])?;
    }
    journal::write(tx, stamp, &Entry::of("webhook.made", "webhook", id).holding(json!({ "kinds": open })))?;
    Ok((id, secret))
}

pub fn pause(tx: &mut Tx<'_>, stamp: &Stamp, id: HookId) -> Result<(), JournalError> {
    let paused = tx.run("UPDATE webhook SET state = 'paused' WHERE id = ?1 AND state = 'running'", &[&id])?;
    if paused == 1 {
        journal::write(tx, stamp, &Entry::of("webhook.paused", "webhook", id))?;
    }
    Ok(())
}

/// What happened meanwhile is not told; what waited goes on from its first try.
pub fn resume(tx: &mut Tx<'_>, stamp: &Stamp, id: HookId) -> Result<(), JournalError> {
    let end = journal::end(tx)?.seq;
    let resumed = tx.run(
        "UPDATE webhook SET state = 'running', because = NULL, read_to = ?2 WHERE id = ?1 AND state <> 'running'",
        &[&id, &end],
    )?;
    if resumed == 1 {
        tx.run(
            "UPDATE webhook_delivery SET tries = 0, next_at = ?2 WHERE webhook_id = ?1 AND state = 'waiting'",
            &[&id, &stamp.now],
        )?;
        super::sending::enqueue(tx, stamp.now, id, stamp.now)?;
        journal::write(tx, stamp, &Entry::of("webhook.resumed", "webhook", id))?;
    }
    Ok(())
}

pub fn stop(tx: &mut Tx<'_>, stamp: &Stamp, id: HookId, because: Because) -> Result<(), JournalError> {
    tx.run("UPDATE webhook SET state = 'stopped', because = ?2 WHERE id = ?1", &[&id, &because.word()])?;
    let what = json!({ "because": because.word() });
    journal::write(tx, stamp, &Entry::of("webhook.stopped_itself", "webhook", id).holding(what))
}

pub fn remove(tx: &mut Tx<'_>, stamp: &Stamp, id: HookId) -> Result<(), JournalError> {
    tx.run("DELETE FROM webhook WHERE id = ?1", &[&id])?;
    journal::write(tx, stamp, &Entry::of("webhook.removed", "webhook", id))
}
