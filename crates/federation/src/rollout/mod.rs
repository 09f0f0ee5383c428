//! Roll-outs: bringing many people onto the portal, a batch at a time.
//!
//! Carys, officer of an association, selects councils in the list of contacts and chooses "Grant portal access". Each
//! council brings whoever serves it in a role of which the federation says that it brings access; a person stands once,
//! with all their councils; a council without a person stands by itself and is never invited ([`make`]). What stands in
//! the way is found row by row (`grant_checks`) and mended in place ([`repair`]): an address is changed on the record,
//! a person chosen, a row taken out without touching anybody's record.
//!
//! She may write to them first (`notice`): whom that mail reached is marked on the row, and the funnel says how many.
//! She types the number to confirm. Then the good rows get their links, the others stay with their sentence, and the act
//! can be run again ([`acts`]). Each link is followed until it was accepted, bounced, ran out or was taken back
//! (`invitee`); who has not come is reminded, at most so often ([`reminders`]).
//!
//! Whoever begins in such a role later is listed until they are invited ([`starters`]): the officer puts them into a
//! batch, or the program invites them on their first day ([`by_itself`]).
//!
//! What may go wrong: facts change between the page and the press (checks are made again), a mail comes back, an
//! appointment ends (nothing more is sent), the officer loses the right half-way (the job stops and says so).

mod acts;
mod batch;
mod brought;
mod building;
mod by_itself;
mod council;
mod doing;
pub mod example;
mod filling;
mod job;
mod list;
mod matching;
mod notice;
mod people;
mod post;
mod reminders;
mod repair;
mod rows;
mod settings;
mod starters;
mod taking_up;
#[cfg(test)]
mod tests;

pub use acts::{Act, Chosen, Running, confirm, count, latest};
pub use batch::{Batch, Rollout, Tally, batch, batches, newest_batches, rollout, rollouts, tallies};
pub use building::{NewBatch, Under, make};
pub use by_itself::{inviter, starting_rollout};
pub use council::{Choice, choices, choose};
pub use doing::{Outcome, run_some};
pub use list::{Asked, Cursor, Page, Side, SortBy, list};
pub use matching::{count_matching, matching};
pub use notice::{Whom, begin as begin_notice};
pub use people::{Came, NOT_WAITING, YOURSELF, resend, revoke};
pub use repair::{Repaired, address, check_all, grant_anyway, keep_address, put_back, remove, use_offered};
pub use rows::{Invitee, invitee, looked_at, steps};
pub use settings::{Settings, Starters, save, settings};
pub use starters::{Beginner, MOST_BEGINNERS, Stands, beginners, count_beginners};
pub use taking_up::{Into, TakenUp, take_up};

use crate::access::{Actor, Denied, GrantAccess, Right};
use crate::account::AccountFault;
use crate::contacts::TagId;
use crate::grant_checks::Terms;
use crate::installation::Installation;
use crate::invitee::{self, BatchId, Step};
use crate::mail::MailId;
use crate::mail::run::Settled;
use crate::person::PersonId;
use crate::record::RecordError;
use crate::visit::App;
use std::time::Duration;
use store::jobs::{JobError, Worker};
use store::{StoreError, Tx};

#[derive(Debug, thiserror::Error)]
pub enum RolloutError {
    /// Not there, or not where the right reaches.
    #[error("there is nothing here")]
    Invisible,
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A batch of this name is there already.
    #[error("there is a batch of this name already")]
    NameTaken,
    #[error("a name is missing")]
    NoName,
    /// Nobody of those selected is in reach.
    #[error("nobody is left of those selected")]
    Nobody,
    /// More than a selection can hold.
    #[error("there are too many")]
    TooMany,
    /// The number typed is not the number of rows.
    #[error("the number is another now")]
    CountIs(u64),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Fault(#[from] AccountFault),
}

crate::account::faults!(RolloutError);

/// What holds for the rows of a batch when `actor` looks at them.
pub fn terms(
    tx: &mut Tx<'_>,
    installation: &Installation,
    actor: &Actor,
    batch: Option<BatchId>,
) -> Result<Terms, StoreError> {
    let excluding = match batch {
        Some(batch) => batch::excluding(tx, batch)?,
        None => Vec::new(),
    };
    Ok(Terms {
        now: installation.clock.now(),
        today: actor.today,
        own_domains: installation.settings.own_domains.clone(),
        excluding,
        actor: actor.clone(),
    })
}

/// The tags that exclude unless somebody says otherwise, and the others: id, name, whether it does.
pub fn tags(tx: &mut Tx<'_>) -> Result<Vec<(TagId, String, bool)>, StoreError> {
    tx.all("SELECT id, name, excludes FROM tag ORDER BY name_folded", &[])
}

/// The follower of mails that leave in runs: the rows of those invited move with them, and those told beforehand are
/// marked.
pub fn follow(tx: &mut Tx<'_>, now: jiff::Timestamp, ends: &[Settled]) -> Result<(), StoreError> {
    let mails: Vec<MailId> = ends.iter().map(|end| end.mail).collect();
    let sql = "SELECT m.id, m.person_id FROM mail m CROSS JOIN mail_run r
               WHERE m.id IN ({list}) AND r.id = m.run_id AND r.kind = 'invitation' AND m.person_id IS NOT NULL";
    let people: Vec<(MailId, PersonId)> = tx.all_within(sql, &[], &mails)?;
    let people: std::collections::HashMap<MailId, PersonId> = people.into_iter().collect();
    for step in [Step::Left, Step::Bounce] {
        let moved = ends.iter().filter(|end| invitee::step_of_mail(end.state.word()) == Some(step));
        let moved: Vec<PersonId> = moved.filter_map(|end| people.get(&end.mail).copied()).collect();
        invitee::of_people(tx, now, &moved, step)?;
    }
    notice::follow(tx, now, ends)
}

/// Whether a batch or roll-out of this organisation is in reach, as SQL.
fn reach(right: &Right<GrantAccess>) -> crate::access::Clause {
    let mut clause = right.clause("rollout.organisation_id");
    // It may hold people who are out of reach: whoever does not look after everybody sees their own.
    if !right.is_over_all() {
        let own = clause.bind(right.actor);
        clause.and(&format!("rollout.owner_id = {own}"));
    }
    clause
}

/// Hands the jobs to the worker: acts on many rows, and once an hour what the days bring.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let acting = app.clone();
    let worker = worker.on(job::JOB, move |due| {
        let app = acting.clone();
        async move { job::go_on(&app, &due).await }
    });
    let reminding = app.clone();
    let handler = move |_| {
        let app = reminding.clone();
        async move { reminders::run(&app).await.map_err(|e| JobError::again(e.to_string())) }
    };
    worker.on(reminders::JOB, handler).schedule(reminders::JOB, Duration::from_secs(60 * 60))
}
