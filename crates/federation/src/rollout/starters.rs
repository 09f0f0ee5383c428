//! Who begins in a role that brings access and was not invited: the succession, as the officer sees it.
//!
//! Nobody is left out in silence: whoever stands in a batch and was not invited yet is listed with where they stand. Whom
//! somebody took out of a batch, or took access back from, since the appointment was recorded, is not asked for again.

use super::batch;
use crate::access::{Clause, GrantAccess, Right};
use crate::invitee::{BatchId, InviteeId, State, state};
use crate::nomination::{self, Starting};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::{StoreError, Tx};

/// So many are listed and taken up at once; the others follow when these stand in a batch.
pub const MOST_BEGINNERS: u64 = 100;

/// Of those who begin the ones that were not invited: no link is out, and nobody said no since it was recorded.
const UNINVITED: &str = "NOT EXISTS (SELECT 1 FROM rollout_row r WHERE r.person_id = p.id
    AND (r.state IN ('queued', 'sent', 'bounced', 'opened', 'expired')
      OR (r.state_at >= a.created_at AND (r.state = 'revoked' AND r.reason = 'revoked'
        OR r.state = 'excluded' AND r.reason = 'removed'))))";

/// Somebody who begins, and where they stand when a batch has them already.
#[derive(Clone, Debug)]
pub struct Beginner {
    pub starting: Starting,
    pub stands: Option<Stands>,
}

#[derive(Clone, Debug)]
pub struct Stands {
    pub state: State,
    /// The row, and the roll-out and batch by name; none when the batch is a colleague's, out of reach.
    pub seen: Option<(InviteeId, String)>,
}

fn within(right: &Right<GrantAccess>) -> Clause {
    let mut within = right.clause("a.organisation_id");
    within.and(UNINVITED);
    within
}

/// How many begin and were not invited, counted to one more than are listed.
pub fn count_beginners(tx: &mut Tx<'_>, right: &Right<GrantAccess>, today: Date) -> Result<u64, StoreError> {
    nomination::count_starting(tx, within(right), today, MOST_BEGINNERS + 1)
}

/// Who they are, by the day on which they begin.
pub fn beginners(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    today: Date,
) -> Result<Vec<Beginner>, StoreError> {
    let starting = nomination::starting(tx, within(right), today, MOST_BEGINNERS)?;
    standing(tx, right, starting)
}

/// The same of those whose first day lies between the two.
pub(super) fn begun_between(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    (since, today): (Date, Date),
) -> Result<Vec<Beginner>, StoreError> {
    let mut within = within(right);
    let (since, until) = (within.bind(since), within.bind(today));
    within.and(&format!("a.starts_on BETWEEN {since} AND {until}"));
    let starting = nomination::starting(tx, within, today, MOST_BEGINNERS)?;
    standing(tx, right, starting)
}

fn standing(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    starting: Vec<Starting>,
) -> Result<Vec<Beginner>, StoreError> {
    type Line = (PersonId, Option<OrganisationId>, InviteeId, String, String, BatchId);
    let people: Vec<PersonId> = starting.iter().map(|s| s.person).collect();
    let sql = "SELECT r.person_id, c.organisation_id, r.id, r.state, r.reason, r.batch_id
               FROM rollout_row r LEFT JOIN rollout_row_council c ON c.row_n = r.n
               WHERE r.person_id IN ({list}) AND r.state IN ('draft', 'blocked', 'excluded') ORDER BY r.n DESC";
    let rows: Vec<Line> = tx.all_within(sql, &[], &people)?;
    let mut batches: BTreeMap<BatchId, Option<String>> = BTreeMap::new();
    for line in &rows {
        if let Entry::Vacant(unread) = batches.entry(line.5) {
            let seen = batch::batch(tx, right, line.5)?;
            unread.insert(seen.map(|b| format!("{}: {}", b.rollout_name, b.name)));
        }
    }
    let of = |s: &Starting| {
        let fits = |(person, at, ..): &&Line| {
            *person == s.person && at.is_none_or(|organisation| organisation == s.organisation)
        };
        let row = rows.iter().filter(|line| !state::was_said(&line.4)).find(fits)?;
        let seen = batches.get(&row.5).cloned().flatten().map(|batch| (row.2, batch));
        Some(Stands { state: State::from_word(&row.3), seen })
    };
    Ok(starting.into_iter().map(|s| Beginner { stands: of(&s), starting: s }).collect())
}
