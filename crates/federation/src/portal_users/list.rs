//! One page of the list. By name the entries of contacts lead, which know names, councils, addresses and the state of
//! the account; by date an index of accounts leads, one range for each state, and the ranges are put together here.

use super::asked::{Asked, Show, Side, SortBy};
use crate::access::{AccountState, Clause};
use crate::contact_entry::{Mark, Subject};
use crate::contacts::{self, Expr};
use crate::person::PersonId;
use crate::words;
use jiff::Timestamp;
use std::collections::HashMap;
use store::{Engine, StoreError, Tx};
use web::list::{Count, Direction};

/// Somebody with a sign-in, or invited to one.
#[derive(Clone, Debug)]
pub struct User {
    pub person: PersonId,
    pub name: String,
    pub councils: String,
    pub email: String,
    pub bounced: bool,
    pub state: AccountState,
    pub invited_at: Option<Timestamp>,
    pub signed_in_at: Option<Timestamp>,
    pub changed_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub rows: Vec<User>,
    pub before: Option<PersonId>,
    pub after: Option<PersonId>,
    pub count: Count,
}

pub fn list(tx: &mut Tx<'_>, asked: &Asked) -> Result<Page, StoreError> {
    let (people, before, after, count) = match asked.sort {
        SortBy::Name => by_name(tx, asked)?,
        _ => by_date(tx, asked)?,
    };
    let rows = users(tx, &people)?;
    let at = |person: Option<&User>| person.map(|u| u.person);
    let (first, last) = (at(rows.first()), at(rows.last()));
    Ok(Page { before: first.filter(|_| before), after: last.filter(|_| after), rows, count })
}

type Found = (Vec<PersonId>, bool, bool, Count);

fn by_name(tx: &mut Tx<'_>, asked: &Asked) -> Result<Found, StoreError> {
    let states = asked.states.iter().map(|s| Expr::Bears(Mark::Access(s.word().to_owned())));
    let mut expr = Expr::All(vec![Expr::Bears(Mark::Person), Expr::Any(states.collect())]);
    if asked.show == Some(Show::Bounced) {
        expr = expr.and(Expr::Bears(Mark::Bounced));
    }
    if !asked.search.is_empty() {
        expr = expr.and(Expr::Says(asked.search.clone()));
    }
    let from = asked.from.map(|(side, person)| contacts::Cursor {
        side: if side == Side::After { contacts::Side::After } else { contacts::Side::Before },
        at: Subject::Person(person),
    });
    let sort = contacts::Sort { by: contacts::SortBy::Name, direction: asked.direction };
    let page =
        contacts::list(tx, &expr, sort, &contacts::Asked { from, ..contacts::Asked::first(asked.rows) })?;
    let people = page.rows.iter().filter_map(|c| match c.subject {
        Subject::Person(id) => Some(id),
        Subject::Organisation(_) => None,
    });
    Ok((people.collect(), page.before.is_some(), page.after.is_some(), page.count))
}

fn by_date(tx: &mut Tx<'_>, asked: &Asked) -> Result<Found, StoreError> {
    let column = match asked.sort {
        SortBy::Signed => "coalesce(account.signed_in_at, 0)",
        _ => "coalesce(account.invited_at, 0)",
    };
    let start: Option<(i64, Vec<u8>)> = match asked.from {
        Some((_, person)) => {
            let sql = format!("SELECT {column}, account.id FROM account WHERE account.person_id = ?1");
            tx.maybe(&sql, &[&person])?
        }
        None => None,
    };
    let side = asked.from.filter(|_| start.is_some()).map_or(Side::After, |(side, _)| side);
    let up = (side == Side::After) == (asked.direction == Direction::Up);
    let mut found: Vec<(i64, Vec<u8>, PersonId)> = Vec::new();
    for state in &asked.states {
        let mut clause = Clause::equal("account.state", state.word());
        narrow(&mut clause, tx.engine(), asked);
        if let Some((value, id)) = &start {
            let (value, id) = (clause.bind(*value), clause.bind(id.clone()));
            let sign = if up { ">" } else { "<" };
            clause.and(&format!("({column}, account.id) {sign} ({value}, {id})"));
        }
        let limit = clause.bind(asked.rows as i64 + 1);
        let way = if up { "" } else { " DESC" };
        let sql = format!(
            "SELECT {column}, account.id, account.person_id FROM account WHERE {}
             ORDER BY {column}{way}, account.id{way} LIMIT {limit}",
            clause.sql
        );
        found.extend(tx.all::<(i64, Vec<u8>, PersonId)>(&sql, &clause.params())?);
    }
    found.sort();
    if !up {
        found.reverse();
    }
    let more = found.len() > asked.rows;
    found.truncate(asked.rows);
    if side == Side::Before {
        found.reverse();
    }
    let (before, after) = match side {
        Side::After => (start.is_some(), more),
        Side::Before => (more, true),
    };
    let count = if before || after {
        Count::MoreThan(found.len() as u64)
    } else {
        Count::Exactly(found.len() as u64)
    };
    Ok((found.into_iter().map(|(.., person)| person).collect(), before, after, count))
}

/// The filters, asked of an account.
pub(super) fn narrow(clause: &mut Clause, engine: Engine, asked: &Asked) {
    match asked.show {
        Some(Show::Never) => drop(clause.and("coalesce(account.signed_in_at, 0) = 0")),
        Some(Show::InvitedBefore(at)) => {
            let at = clause.bind(at);
            clause.and(&format!("coalesce(account.invited_at, 0) <= {at}"));
        }
        Some(Show::IdleSince(at)) => {
            let at = clause.bind(at);
            clause.and(&format!("coalesce(account.signed_in_at, 0) <= {at}"));
        }
        _ => {}
    }
    let mut of_entry = Vec::new();
    if asked.show == Some(Show::Bounced) {
        of_entry.push(format!("(e.bits & {0}) = {0}", Mark::Bounced.bit()));
    }
    let within = if engine == Engine::Sqlite { "instr" } else { "strpos" };
    for word in words::wanted(&asked.search) {
        let word = clause.bind(format!(" {word}"));
        of_entry.push(format!("{within}(e.terms, CAST({word} AS TEXT)) > 0"));
    }
    if !of_entry.is_empty() {
        clause.and(&format!(
            "EXISTS (SELECT 1 FROM contact_entry e WHERE e.subject_id = account.person_id AND {})",
            of_entry.join(" AND ")
        ));
    }
}

/// All filters as a condition over `account`.
pub(super) fn matching(engine: Engine, asked: &Asked) -> Clause {
    let words: Vec<String> = asked.states.iter().map(|s| format!("'{}'", s.word())).collect();
    let mut clause = Clause::all();
    clause.and(&match words.is_empty() {
        true => "FALSE".to_owned(),
        false => format!("account.state IN ({})", words.join(", ")),
    });
    narrow(&mut clause, engine, asked);
    clause
}

/// Everything that is shown of these people, in their order.
fn users(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<Vec<User>, StoreError> {
    type Line =
        ((PersonId, String, String, String, i64), (String, Option<Timestamp>, Option<Timestamp>, Timestamp));
    struct Row(Line);
    impl store::FromRow for Row {
        fn from_row(row: &store::Row<'_>) -> Result<Self, StoreError> {
            let entry = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok(Self((entry, (row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?))))
        }
    }
    let sql = "SELECT a.person_id, e.name, e.place, a.identifier, e.bits, a.state, a.invited_at, a.signed_in_at, e.changed_at
               FROM account a CROSS JOIN contact_entry e WHERE e.subject_id = a.person_id AND a.person_id IN ({list})";
    let make =
        |((person, name, councils, email, bits), (state, invited_at, signed_in_at, changed_at)): Line| {
            let bounced = bits & Mark::Bounced.bit() != 0;
            let state = AccountState::from_word(&state);
            (
                person,
                User { person, name, councils, email, bounced, state, invited_at, signed_in_at, changed_at },
            )
        };
    let mut found: HashMap<PersonId, User> =
        tx.all_within::<Row>(sql, &[], people)?.into_iter().map(|r| make(r.0)).collect();
    Ok(people.iter().filter_map(|id| found.remove(id)).collect())
}
