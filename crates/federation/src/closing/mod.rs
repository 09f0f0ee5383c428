//! Accounts close by themselves. When somebody's last appointment has ended (or the membership of their council), no
//! request of theirs is answered any more, for access is worked out each time; and every night this job closes the
//! account, so that what is shut also says so (invariant 5). It tidies away old sessions, links and counts as well.

use crate::access::{self, Actor, Entitlement};
use crate::account::{AccountFault, AccountId, change, reset, session, tries, trusted};
use crate::acting::{Door, Stamp};
use crate::installation::Installation;
use crate::invitee::{self, Step};
use crate::passkey;
use crate::person::PersonId;
use std::time::Duration;
use store::jobs::{JobError, Worker};
use store::{StoreError, Tx};

/// The kind of the job.
pub const JOB: &str = "account.closing";
/// Soon after midnight matters more than how often: nothing but words changes.
const EVERY: Duration = Duration::from_secs(60 * 60);

/// Hands the job to the worker.
pub fn jobs(worker: Worker, installation: &Installation) -> Worker {
    let installation = installation.clone();
    let handler = move |_| {
        let (db, stamp) = (installation.db.clone(), installation.stamp(None, Door::Job));
        async move {
            db.write(move |tx| close_ended(tx, &stamp).and_then(|_| tidy(tx, &stamp)))
                .await
                .map_err(|e: AccountFault| JobError::again(e.to_string()))
        }
    };
    worker.on(JOB, handler).schedule(JOB, EVERY)
}

/// Closes the accounts of people who hold nothing any more and will hold nothing that is known of.
pub fn close_ended(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<Vec<AccountId>, AccountFault> {
    let mut closed = Vec::new();
    for person in without_plain_appointment(tx, stamp)? {
        let Some(actor) = access::actor(tx, person, stamp.today)? else { continue };
        if has_nothing_left(&actor) {
            invitee::of_people(tx, stamp, &[person], Step::Revoke("ended"))?;
            change::close(tx, stamp, actor.account)?;
            closed.push(actor.account);
        }
    }
    Ok(closed)
}

/// Those for whom it is worth a closer look: nothing open or coming at an organisation that needs no membership.
fn without_plain_appointment(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<Vec<PersonId>, StoreError> {
    let rows: Vec<(PersonId,)> = tx.all(
        "SELECT a.person_id FROM account a WHERE a.state <> 'closed'
           AND EXISTS (SELECT 1 FROM appointment ap WHERE ap.person_id = a.person_id)
           AND NOT EXISTS (
             SELECT 1 FROM appointment ap JOIN organisation o ON o.id = ap.organisation_id
             JOIN organisation_kind k ON k.key = o.kind
             WHERE ap.person_id = a.person_id AND (ap.ends_on IS NULL OR ap.ends_on >= ?1) AND NOT k.needs_membership)
         ORDER BY a.person_id",
        &[&stamp.today],
    )?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}

fn has_nothing_left(actor: &Actor) -> bool {
    let today = actor.today;
    actor.held.iter().all(|held| {
        let over = held.ends_on.is_some_and(|end| end < today);
        let lapsed = match &held.entitled {
            Entitlement::Always => false,
            Entitlement::WhileMember(terms) => {
                terms.iter().all(|(_, end)| end.is_some_and(|end| end < today))
            }
        };
        over || lapsed
    })
}

fn tidy(tx: &mut Tx<'_>, stamp: &Stamp) -> Result<(), AccountFault> {
    session::prune(tx, stamp.now)?;
    reset::prune(tx, stamp.now)?;
    tries::prune(tx, stamp)?;
    trusted::prune(tx, stamp.now)?;
    passkey::prune(tx, stamp.now)?;
    Ok(())
}

#[cfg(test)]
mod tests;
