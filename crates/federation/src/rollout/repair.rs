//! Mending one row in place: another address, the person of a council, who keeps an address that two have, taking a row
//! out. What changes a record goes through `record::apply` with the right over contacts; what concerns the batch alone
//! never touches a record. Rows that the repair bears upon are looked at again in the same transaction.

use super::RolloutError;
use super::doing::note;
use super::list;
use super::rows::{self, Invitee};
use crate::access::{ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::{ContactPoint, Kind, fold_email};
use crate::grant_checks::{Beside, Finding, Terms, verdict};
use crate::invitee::{self, BatchId, Standing, State, Step};
use crate::person::PersonId;
use crate::record::{self, Change, Point, Purpose, RecordError};
use std::collections::HashMap;
use store::{StoreError, ToValue, Tx};

/// What a repair came to.
#[derive(Clone, Debug)]
pub struct Repaired {
    pub state: State,
    /// What still stands in the way.
    pub findings: Vec<Finding>,
}

/// Enters another address for the person of a row, on their record. One that serves others too stays there; one that
/// nobody could write to is corrected. A link that went to the old one opens nothing any more.
pub fn address(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    terms: &Terms,
    row: &Invitee,
    typed: &str,
) -> Result<Repaired, RolloutError> {
    let person = row.person().ok_or(RolloutError::Invisible)?;
    let subject = Subject::Person(person);
    let held = record::read(tx, subject)?.ok_or(RolloutError::Invisible)?;
    let mut emails = held.points.iter().filter(|(_, p)| p.kind == Kind::Email && !p.is_over(stamp.today));
    let used = emails.clone().find(|(_, p)| fold_email(&p.value) == fold_email(&row.email));
    let wrong = row.findings.iter().any(|f| matches!(f, Finding::Malformed(_) | Finding::CameBack))
        || row.state() == State::Bounced;
    let known = emails.clone().find(|(_, p)| fold_email(&p.value) == fold_email(typed));
    let change = match (known, used) {
        // There already: it counts before the others from now on.
        (Some((id, point)), _) => Change::ChangePoint {
            id: *id,
            before: point.clone(),
            after: Point { preferred: true, ..point.clone() },
        },
        (None, Some((id, point))) if wrong => Change::ChangePoint {
            id: *id,
            before: point.clone(),
            after: Point { value: typed.trim().to_owned(), ..point.clone() },
        },
        _ => {
            let point = Point::of(ContactPoint::email(typed.trim()), Purpose::Office);
            Change::AddPoint { point: Point { preferred: emails.next().is_some(), ..point } }
        }
    };
    record::apply(tx, stamp, right, subject, &[change])?;
    begin_again(tx, stamp, person)?;
    let beside = alike(tx, row.standing.batch, &[fold_email(typed), fold_email(&row.email)])?;
    relook(tx, stamp, terms, row, beside)
}

/// Of those without an e-mail address, up to `most` get the one of their council onto their record: many a clerk reads
/// that mailbox and no other. Answers for how many it was offered and taken.
pub fn use_offered(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    terms: &Terms,
    batch: BatchId,
    most: usize,
) -> Result<u64, RolloutError> {
    let asked = list::Asked {
        sort: list::SortBy::Name,
        direction: web::list::Direction::Up,
        rows: most,
        from: None,
        state: Some(State::Blocked),
        finding: crate::grant_checks::bit("no-email"),
        search: String::new(),
    };
    let mut done = Vec::new();
    for row in list::list(tx, terms, batch, &asked)?.rows {
        let offered = row.findings.iter().find_map(|f| match f {
            Finding::NoEmail { offered } => offered.clone(),
            _ => None,
        });
        let (Some(address), Some(person)) = (offered, row.person()) else { continue };
        let point = Point::of(ContactPoint::email(&address), Purpose::Office);
        let change = [Change::AddPoint { point }];
        // Whom the right does not reach, or who may do more, stays as they are.
        match tx.attempt(|tx| record::apply(tx, stamp, right, Subject::Person(person), &change)) {
            Ok(_) => done.push(row.standing.n),
            Err(RecordError::Store(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    look_again(tx, stamp, terms, batch, &done)?;
    Ok(done.len() as u64)
}

/// Rows whose link died with the address it went to begin anew.
fn begin_again(tx: &mut Tx<'_>, stamp: &Stamp, person: PersonId) -> Result<(), StoreError> {
    let rows = invitee::of(tx, &[person])?;
    let dead = rows.into_iter().filter(|r| r.state == State::Revoked && r.reason == "address");
    invitee::advance(tx, stamp, dead.map(|r| (r, Step::GrantAgain)).collect()).map(drop)
}

/// The other rows of the batch with one of these addresses.
fn alike(tx: &mut Tx<'_>, batch: BatchId, folded: &[String]) -> Result<Vec<i64>, StoreError> {
    let mut numbers = Vec::new();
    for address in folded.iter().filter(|f| !f.is_empty()) {
        let sql = "SELECT n FROM rollout_row WHERE batch_id = ?1 AND email_folded = ?2 ORDER BY n LIMIT 200";
        numbers.extend(tx.all::<(i64,)>(sql, &[&batch, address])?.into_iter().map(|(n,)| n));
    }
    Ok(numbers)
}

/// Looks at the row and those beside it again; what was found is noted and moves them. Answers for the row.
pub(super) fn relook(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    row: &Invitee,
    mut numbers: Vec<i64>,
) -> Result<Repaired, RolloutError> {
    numbers.push(row.standing.n);
    numbers.sort_unstable();
    numbers.dedup();
    let looked = look_again(tx, stamp, terms, row.standing.batch, &numbers)?;
    let own = looked.into_iter().find(|r| r.standing.n == row.standing.n).ok_or(RolloutError::Invisible)?;
    Ok(Repaired { state: own.standing.state, findings: own.findings })
}

/// Looks at rows of a batch again and writes down what was found. Answers them as they stand now.
pub(super) fn look_again(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    batch: BatchId,
    numbers: &[i64],
) -> Result<Vec<Invitee>, StoreError> {
    let mut rows = rows::by_number(tx, numbers)?;
    rows::refresh(tx, terms, Beside::Batch(batch), &mut rows)?;
    note(tx, &rows)?;
    let checked = rows.iter().filter(|r| r.state().is_checked());
    let moves = checked.map(|r| (r.standing.clone(), Step::Check(verdict(&r.findings, r.said)))).collect();
    let moved = invitee::advance(tx, stamp, moves)?;
    let mut moved: HashMap<i64, Standing> = moved.into_iter().map(|after| (after.n, after)).collect();
    for row in &mut rows {
        if let Some(after) = moved.remove(&row.standing.n) {
            row.standing = after;
        }
    }
    Ok(rows)
}

/// Of those with one address this row keeps it; the others need another.
pub fn keep_address(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    row: &Invitee,
) -> Result<Repaired, RolloutError> {
    let numbers = alike(tx, row.standing.batch, &[fold_email(&row.email)])?;
    tx.batch(
        "UPDATE rollout_row SET keeps_address = (n = ?2) WHERE n = ?1",
        numbers.iter().map(|n| [n.to_value(), row.standing.n.to_value()]),
    )?;
    relook(tx, stamp, terms, row, numbers)
}

/// Somebody says that the warnings of this row are no obstacle.
pub fn grant_anyway(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    row: &Invitee,
) -> Result<Repaired, RolloutError> {
    tx.run("UPDATE rollout_row SET anyway = TRUE WHERE n = ?1", &[&row.standing.n])?;
    relook(tx, stamp, terms, row, Vec::new())
}

/// Takes rows out of the batch; no record is touched. Answers how many.
pub fn remove(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    batch: BatchId,
    numbers: &[i64],
) -> Result<u64, RolloutError> {
    let rows = rows::by_number(tx, numbers)?;
    let moves = rows.iter().map(|r| (r.standing.clone(), Step::Remove)).collect();
    let done = invitee::advance(tx, stamp, moves)?.len() as u64;
    let addresses: Vec<String> = rows.iter().take(200).map(|r| fold_email(&r.email)).collect();
    let beside = alike(tx, batch, &addresses)?;
    look_again(tx, stamp, terms, batch, &beside)?;
    Ok(done)
}

/// Puts a row back that somebody took out.
pub fn put_back(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    row: &Invitee,
) -> Result<Repaired, RolloutError> {
    invitee::advance(tx, stamp, vec![(row.standing.clone(), Step::PutBack)])?;
    let beside = alike(tx, row.standing.batch, &[fold_email(&row.email)])?;
    relook(tx, stamp, terms, row, beside)
}

/// Every row of the batch that nobody was written to, looked at again. Answers how many there are.
pub fn check_all(tx: &mut Tx<'_>, stamp: &Stamp, terms: &Terms, batch: BatchId) -> Result<u64, RolloutError> {
    let sql = "SELECT n FROM rollout_row WHERE batch_id = ?1 AND state IN ('draft', 'blocked', 'excluded') ORDER BY n";
    let numbers: Vec<i64> = tx.all::<(i64,)>(sql, &[&batch])?.into_iter().map(|(n,)| n).collect();
    look_again(tx, stamp, terms, batch, &numbers)?;
    Ok(numbers.len() as u64)
}
