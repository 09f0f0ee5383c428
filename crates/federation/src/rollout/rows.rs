//! A row of a batch with what the checks find now.

use super::{RolloutError, reach};
use crate::access::{GrantAccess, Right};
use crate::grant_checks::{self, Beside, Candidate, Finding, Known, Row as Asking, Said, Terms};
use crate::invitee::{InviteeId, Standing, State, state};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{FromRow, Row, StoreError, Tx};

/// One row, with what the checks find now.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub id: InviteeId,
    pub standing: Standing,
    pub organisation: Option<OrganisationId>,
    pub kind: String,
    pub name: String,
    pub councils: String,
    pub email: String,
    pub state_at: Timestamp,
    pub said: Said,
    pub sends: i64,
    pub sent_at: Option<Timestamp>,
    /// When they were told beforehand.
    pub noticed_at: Option<Timestamp>,
    /// Found now; empty for whoever was written to.
    pub findings: Vec<Finding>,
    pub served: Vec<OrganisationId>,
    /// What was noted when it was last looked at.
    pub(super) noted: (String, String, i64),
}

const COLUMNS: &str = "rollout_row.id, rollout_row.organisation_id, rollout_row.kind, rollout_row.name, rollout_row.councils, \
    rollout_row.email, rollout_row.state_at, rollout_row.keeps_address, rollout_row.anyway, rollout_row.sends, \
    rollout_row.sent_at, rollout_row.findings, rollout_row.noticed_at";

struct Read(Invitee);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let standing = Standing::from_row(row)?;
        let (name, email, findings): (String, String, i64) = (row.get(10)?, row.get(12)?, row.get(18)?);
        Ok(Self(Invitee {
            standing,
            id: row.get(7)?,
            organisation: row.get(8)?,
            kind: row.get(9)?,
            councils: row.get(11)?,
            state_at: row.get(13)?,
            said: Said { keeps_address: row.get(14)?, anyway: row.get(15)? },
            sends: row.get(16)?,
            sent_at: row.get(17)?,
            noticed_at: row.get(19)?,
            noted: (name.clone(), email.clone(), findings),
            name,
            email,
            findings: Vec::new(),
            served: Vec::new(),
        }))
    }
}

/// Whole rows, in the order of the numbers.
pub(super) fn by_number(tx: &mut Tx<'_>, numbers: &[i64]) -> Result<Vec<Invitee>, StoreError> {
    let sql = format!(
        "SELECT {}, {COLUMNS} FROM rollout_row WHERE rollout_row.n IN ({{list}})",
        crate::invitee::COLUMNS
    );
    let mut found: HashMap<i64, Invitee> =
        tx.all_within::<Read>(&sql, &[], numbers)?.into_iter().map(|r| (r.0.standing.n, r.0)).collect();
    let sql = "SELECT row_n, organisation_id FROM rollout_row_council WHERE row_n IN ({list})";
    for (n, at) in tx.all_within::<(i64, OrganisationId)>(sql, &[], numbers)? {
        if let Some(row) = found.get_mut(&n) {
            row.served.push(at);
        }
    }
    Ok(numbers.iter().filter_map(|n| found.remove(n)).collect())
}

/// One row in reach, with its batch.
pub fn invitee(
    tx: &mut Tx<'_>,
    right: &Right<GrantAccess>,
    id: InviteeId,
) -> Result<Option<Invitee>, StoreError> {
    let mut clause = reach(right);
    let id = clause.bind(id);
    let sql = format!(
        "SELECT rollout_row.n FROM rollout_row JOIN rollout_batch b ON b.id = rollout_row.batch_id
         JOIN rollout ON rollout.id = b.rollout_id WHERE rollout_row.id = {id} AND {}",
        clause.sql
    );
    let Some((n,)) = tx.maybe::<(i64,)>(&sql, &clause.params())? else { return Ok(None) };
    Ok(by_number(tx, &[n])?.pop())
}

/// One row with what the checks find now.
pub fn looked_at(tx: &mut Tx<'_>, terms: &Terms, row: Invitee) -> Result<Invitee, StoreError> {
    let (batch, mut rows) = (row.standing.batch, vec![row.clone()]);
    refresh(tx, terms, Beside::Batch(batch), &mut rows)?;
    Ok(rows.pop().unwrap_or(row))
}

/// Looks at rows as the facts are now: names, addresses, findings. Nothing is written.
pub(super) fn refresh(
    tx: &mut Tx<'_>,
    terms: &Terms,
    beside: Beside,
    rows: &mut [Invitee],
) -> Result<Known, StoreError> {
    let asking: Vec<Asking> = rows.iter().map(Invitee::asking).collect();
    let (looked, known) = grant_checks::look(tx, terms, beside, &asking)?;
    for (row, one) in rows.iter_mut().zip(looked) {
        row.name = one.name;
        row.email = one.judged.email;
        row.findings = one.judged.findings;
    }
    Ok(known)
}

impl Invitee {
    pub fn person(&self) -> Option<PersonId> {
        self.standing.person
    }

    /// Its number in the table.
    pub fn number(&self) -> i64 {
        self.standing.n
    }

    pub fn state(&self) -> State {
        self.standing.state
    }

    fn asking(&self) -> Asking {
        Asking {
            n: Some(self.standing.n),
            asked: Candidate {
                person: self.standing.person,
                organisation: self.organisation,
                councils: self.served.clone(),
                said: self.said,
            },
            removed: state::was_said(&self.standing.reason),
        }
    }

    pub(super) fn bits(&self) -> i64 {
        self.findings.iter().fold(0, |bits, f| bits | f.bit())
    }
}

/// A step of a row's way.
pub struct Stepped {
    pub state: State,
    pub reason: String,
    pub at: Timestamp,
    /// Who did it; none when it came by itself or from the invitee.
    pub by: Option<String>,
}

/// The way of a row, the newest last.
pub fn steps(tx: &mut Tx<'_>, row: &Standing) -> Result<Vec<Stepped>, RolloutError> {
    type Line = (String, String, Timestamp, Option<String>);
    let lines: Vec<Line> = tx.all(
        "SELECT s.state, s.reason, s.at, trim(p.given_name || ' ' || p.family_name) FROM rollout_step s
         LEFT JOIN person p ON p.id = s.by_person WHERE s.row_n = ?1 ORDER BY s.n",
        &[&row.n],
    )?;
    let make = |(state, reason, at, by): Line| Stepped { state: State::from_word(&state), reason, at, by };
    Ok(lines.into_iter().map(make).collect())
}
