//! Who begins in a role that brings access and was not invited: the succession, as the officer sees it.
//!
//! Nobody is left out in silence: whoever stands in a batch and was not invited yet is listed with where they stand. Whom
//! somebody took out of a batch, or took access back from, since the appointment was recorded, is not asked for again.

use crate::access::{Clause, GrantAccess, Right};
use crate::invitee::{InviteeId, State, state};
use crate::nomination::{self, Starting};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
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
    pub row: InviteeId,
    pub state: State,
    /// The roll-out and the batch.
    pub batch: String,
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
    standing(tx, starting)
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
    standing(tx, starting)
}

fn standing(tx: &mut Tx<'_>, starting: Vec<Starting>) -> Result<Vec<Beginner>, StoreError> {
    type Line = (PersonId, Option<OrganisationId>, InviteeId, String, String, String, String);
    let people: Vec<PersonId> = starting.iter().map(|s| s.person).collect();
    let sql = "SELECT r.person_id, c.organisation_id, r.id, r.state, r.reason, rollout.name, b.name
               FROM rollout_row r CROSS JOIN rollout_batch b CROSS JOIN rollout
               LEFT JOIN rollout_row_council c ON c.row_n = r.n
               WHERE r.person_id IN ({list}) AND r.state IN ('draft', 'blocked', 'excluded')
                 AND b.id = r.batch_id AND rollout.id = b.rollout_id ORDER BY r.n DESC";
    let rows: Vec<Line> = tx.all_within(sql, &[], &people)?;
    let of = |s: &Starting| {
        let fits = |(person, at, ..): &&Line| {
            *person == s.person && at.is_none_or(|organisation| organisation == s.organisation)
        };
        let row = rows.iter().filter(|line| !state::was_said(&line.4)).find(fits)?;
        let batch = format!("{}: {}", row.5, row.6);
        Some(Stands { row: row.2, state: State::from_word(&row.3), batch })
    };
    Ok(starting.into_iter().map(|s| Beginner { stands: of(&s), starting: s }).collect())
}
