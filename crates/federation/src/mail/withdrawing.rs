//! Taking mails back that wait: what they lead to is worth nothing any more.

use super::MailState;
use super::run::{self, RunId};
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{StoreError, Tx};

/// No mail of this kind to these people that has not left yet ever will. What a relay is taking this moment goes.
pub fn withdraw(tx: &mut Tx<'_>, now: Timestamp, people: &[PersonId], kind: &str) -> Result<(), StoreError> {
    debug_assert!(kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "a word of ours");
    let sql = format!(
        "UPDATE mail SET state = 'cancelled', done_at = {}, sealed = NULL
         WHERE person_id IN ({{list}}) AND state = 'queued'
           AND (kind = '{kind}' OR EXISTS (SELECT 1 FROM mail_run r WHERE r.id = mail.run_id AND r.kind = '{kind}'))
         RETURNING run_id",
        now.as_microsecond()
    );
    let mut runs: HashMap<RunId, i64> = HashMap::new();
    for (run,) in tx.all_within::<(Option<RunId>,)>(&sql, &[], people)? {
        if let Some(run) = run {
            *runs.entry(run).or_default() += 1;
        }
    }
    runs.into_iter().try_for_each(|(run, mails)| run::count(tx, run, MailState::Cancelled, mails))
}
