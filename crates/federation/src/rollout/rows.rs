//! The rows of a batch as its page lists them: by key, narrowed by state or by finding, each looked at again as it is
//! shown. A page costs what it shows: an index is walked that holds state and findings, so that rows which are not meant
//! are passed over unread.

use super::{RolloutError, reach};
use crate::access::{Clause, GrantAccess, Right};
use crate::grant_checks::{self, Beside, Candidate, Finding, Known, Row as Asking, Said, Terms};
use crate::invitee::{BatchId, InviteeId, Standing, State, each_within, state};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{FromRow, Row, StoreError, Tx, Value};
use web::list::Direction;

/// "All rows" stops here.
pub const MOST: usize = 1_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Name,
    Kind,
    Councils,
    Email,
    State,
}

impl SortBy {
    pub fn from_word(word: &str) -> Self {
        match word {
            "kind" => SortBy::Kind,
            "councils" => SortBy::Councils,
            "email" => SortBy::Email,
            "state" => SortBy::State,
            _ => SortBy::Name,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            SortBy::Name => &["sort_name", "n"],
            SortBy::Kind => &["kind", "sort_name", "n"],
            SortBy::Councils => &["sort_councils", "sort_name", "n"],
            SortBy::Email => &["email_folded", "sort_name", "n"],
            SortBy::State => &["state", "sort_name", "n"],
        }
    }

    fn index(self) -> &'static str {
        match self {
            SortBy::Name => "rollout_row_name",
            SortBy::Kind => "rollout_row_kind",
            SortBy::Councils => "rollout_row_councils",
            SortBy::Email => "rollout_row_email",
            SortBy::State => "rollout_row_state",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

/// Beside a row: it stands in addresses, so it holds no name.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    pub side: Side,
    pub at: InviteeId,
}

#[derive(Clone, Debug)]
pub struct Asked {
    pub sort: SortBy,
    pub direction: Direction,
    pub rows: usize,
    pub from: Option<Cursor>,
    pub state: Option<State>,
    /// The bit of a finding; nought for any.
    pub finding: i64,
}

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
    /// Found now; empty for whoever was written to.
    pub findings: Vec<Finding>,
    pub served: Vec<OrganisationId>,
    /// What was noted when it was last looked at.
    pub(super) noted: (String, String, i64),
}

const COLUMNS: &str = "rollout_row.id, rollout_row.organisation_id, rollout_row.kind, rollout_row.name, rollout_row.councils, \
    rollout_row.email, rollout_row.state_at, rollout_row.keeps_address, rollout_row.anyway, rollout_row.sends, \
    rollout_row.sent_at, rollout_row.findings";

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
            noted: (name.clone(), email.clone(), findings),
            name,
            email,
            findings: Vec::new(),
            served: Vec::new(),
        }))
    }
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<Invitee>,
    pub before: Option<Cursor>,
    pub after: Option<Cursor>,
}

/// One page, its rows looked at as the facts are now.
pub fn list(tx: &mut Tx<'_>, terms: &Terms, batch: BatchId, asked: &Asked) -> Result<Page, StoreError> {
    let rows = asked.rows.clamp(1, MOST);
    let start = match asked.from {
        Some(cursor) => key_of(tx, batch, asked.sort, cursor.at)?,
        None => None,
    };
    let side = asked.from.filter(|_| start.is_some()).map_or(Side::After, |c| c.side);
    let up = (side == Side::After) == (asked.direction == Direction::Up);
    let numbers = walk(tx, batch, asked, start.as_deref(), up, rows)?;
    let mut found: Vec<Invitee> = by_number(tx, &numbers)?;
    let more = found.len() > rows;
    found.truncate(rows);
    if side == Side::Before {
        found.reverse();
    }
    let (earlier, later) = match side {
        Side::After => (start.is_some(), more),
        Side::Before => (more, true),
    };
    refresh(tx, terms, Beside::Batch(batch), &mut found)?;
    let at = |side, row: Option<&Invitee>| row.map(|r| Cursor { side, at: r.id });
    Ok(Page {
        before: at(Side::Before, found.first()).filter(|_| earlier),
        after: at(Side::After, found.last()).filter(|_| later),
        rows: found,
    })
}

fn key_of(
    tx: &mut Tx<'_>,
    batch: BatchId,
    by: SortBy,
    at: InviteeId,
) -> Result<Option<Vec<Value>>, StoreError> {
    let sql = format!("SELECT {} FROM rollout_row WHERE id = ?1 AND batch_id = ?2", by.columns().join(", "));
    let mut key = None;
    tx.stream(&sql, &[&at, &batch], |row| {
        let values = (0..by.columns().len()).map(|i| row.get::<Value>(i));
        key = Some(values.collect::<Result<Vec<_>, _>>()?);
        Ok::<_, StoreError>(())
    })?;
    Ok(key)
}

/// The numbers of one row more than fits, in their order; the index alone is read.
fn walk(
    tx: &mut Tx<'_>,
    batch: BatchId,
    asked: &Asked,
    start: Option<&[Value]>,
    up: bool,
    rows: usize,
) -> Result<Vec<i64>, StoreError> {
    // A state that is asked for leads by its own index when names are wanted.
    let (index, columns) = match (asked.sort, asked.state) {
        (SortBy::Name, Some(_)) => (SortBy::State.index(), SortBy::Name.columns()),
        (sort, _) => (sort.index(), sort.columns()),
    };
    let mut clause = Clause::equal("rollout_row.batch_id", batch);
    if let Some(state) = asked.state {
        let state = clause.bind(state.word());
        clause.and(&format!("rollout_row.state = {state}"));
    }
    if asked.finding != 0 {
        let bit = clause.bind(asked.finding);
        clause.and(&format!("(rollout_row.findings & CAST({bit} AS BIGINT)) <> 0"));
        clause.and("rollout_row.state IN ('draft', 'blocked', 'excluded')");
    }
    if let Some(values) = start {
        let places: Vec<String> = values.iter().map(|v| clause.bind(v)).collect();
        let named: Vec<String> = columns.iter().map(|c| format!("rollout_row.{c}")).collect();
        let sign = if up { ">" } else { "<" };
        clause.and(&format!("({}) {sign} ({})", named.join(", "), places.join(", ")));
    }
    let way = if up { "" } else { " DESC" };
    let order: Vec<String> = columns.iter().map(|c| format!("rollout_row.{c}{way}")).collect();
    let limit = clause.bind(rows as i64 + 1);
    let from = match tx.engine() {
        store::Engine::Sqlite => format!("rollout_row INDEXED BY {index}"),
        store::Engine::Postgres => "rollout_row".to_owned(),
    };
    let sql = format!(
        "SELECT rollout_row.n FROM {from} WHERE {} ORDER BY {} LIMIT {limit}",
        clause.sql,
        order.join(", ")
    );
    Ok(tx.all::<(i64,)>(&sql, &clause.params())?.into_iter().map(|(n,)| n).collect())
}

/// Whole rows, in the order of the numbers.
pub(super) fn by_number(tx: &mut Tx<'_>, numbers: &[i64]) -> Result<Vec<Invitee>, StoreError> {
    let sql = format!(
        "SELECT {}, {COLUMNS} FROM rollout_row WHERE rollout_row.n IN ({{list}})",
        crate::invitee::COLUMNS
    );
    let mut found: HashMap<i64, Invitee> =
        each_within::<Read, _>(tx, &sql, numbers)?.into_iter().map(|r| (r.0.standing.n, r.0)).collect();
    let sql = "SELECT row_n, organisation_id FROM rollout_row_council WHERE row_n IN ({list})";
    for (n, at) in each_within::<(i64, OrganisationId), _>(tx, sql, numbers)? {
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
