//! Putting mails into a run, thousands at a time.

use super::RunId;
use crate::acting::Stamp;
use crate::contact_point::{self, fold_email};
use crate::mail::{MailError, MailId, one_line};
use crate::person::PersonId;
use crate::sealing;
use crate::template::Values;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{StoreError, ToValue, Tx, Value};

/// Somebody a run goes to.
#[derive(Clone, Debug)]
pub struct To {
    pub person: Option<PersonId>,
    pub name: String,
    pub address: String,
    pub language: String,
    pub values: Values,
    /// Two mails with the same key are one, whatever the run.
    pub key: String,
}

/// What a mail of a run holds sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::mail) struct Held {
    pub name: String,
    pub address: String,
    pub language: String,
    pub values: Values,
}

/// Mails on their way into a run. Kept from one call to the next, it knows how far each domain is booked.
pub struct Adding {
    run: RunId,
    key: [u8; 32],
    gap: Option<SignedDuration>,
    starts_at: Timestamp,
    booked: HashMap<String, Timestamp>,
}

pub(in crate::mail) const SEALED_FOR: &str = "mail-run";

impl Adding {
    pub fn new(tx: &mut Tx<'_>, stamp: &Stamp, run: RunId) -> Result<Self, StoreError> {
        let (pace, starts_at): (Option<i64>, Timestamp) =
            tx.one("SELECT pace, starts_at FROM mail_run WHERE id = ?1", &[&run])?;
        let gap = pace.filter(|pace| *pace > 0).map(|pace| SignedDuration::from_millis(60_000 / pace));
        let key = stamp.secret.derive(SEALED_FOR);
        Ok(Self { run, key, gap, starts_at, booked: HashMap::new() })
    }

    /// Queues a mail for each, in one load. An address that is none is an error: who adds has looked before.
    pub fn add(&mut self, tx: &mut Tx<'_>, stamp: &Stamp, all: &[To]) -> Result<Vec<MailId>, MailError> {
        let mut ids = Vec::with_capacity(all.len());
        let mut rows = Vec::with_capacity(all.len());
        for to in all {
            let id = stamp.ids.next::<MailId>();
            rows.push(self.row(stamp, id, to)?);
            ids.push(id);
        }
        tx.load("mail", &COLUMNS, rows)?;
        tx.run("UPDATE mail_run SET mails = mails + ?2 WHERE id = ?1", &[&self.run, &(all.len() as i64)])?;
        Ok(ids)
    }

    fn row(&mut self, stamp: &Stamp, id: MailId, to: &To) -> Result<[Value; 9], MailError> {
        let address = contact_point::email(&to.address).map_err(MailError::Address)?;
        let due_at = self.due(&address);
        let held = Held {
            name: one_line(&to.name),
            address,
            language: to.language.clone(),
            values: to.values.clone(),
        };
        let plain = serde_json::to_vec(&held).map_err(|_| MailError::Unreadable)?;
        let sealed = sealing::seal(&self.key, SEALED_FOR.as_bytes(), &plain)?;
        Ok([
            id.to_value(),
            to.key.to_value(),
            "run".to_value(),
            to.person.to_value(),
            sealed.to_value(),
            "queued".to_value(),
            stamp.now.to_value(),
            self.run.to_value(),
            due_at.to_value(),
        ])
    }

    /// When a mail to this address may leave: one after the other for each domain.
    fn due(&mut self, address: &str) -> Timestamp {
        let Some(gap) = self.gap else { return self.starts_at };
        let domain = fold_email(address).rsplit('@').next().unwrap_or_default().to_owned();
        let free = self.booked.entry(domain).or_insert(self.starts_at);
        let due = *free;
        *free = due.saturating_add(gap).unwrap_or(Timestamp::MAX);
        due
    }
}

const COLUMNS: [&str; 9] =
    ["id", "unique_key", "kind", "person_id", "sealed", "state", "queued_at", "run_id", "due_at"];
