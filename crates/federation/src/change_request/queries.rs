//! Requests and their outcomes, as rows.

use crate::access::{ManageContacts, Right};
use crate::contact::Subject;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{Change, Changed};
use jiff::Timestamp;
use store::{FromRow, Row, StoreError, Tx};
use web::list::{Cursor, ListQuery, Place};

store::id!(pub RequestId);

#[derive(Clone, Debug)]
pub struct Request {
    pub id: RequestId,
    /// What it is about.
    pub subject: Subject,
    /// Of the person or the organisation that it is about.
    pub name: String,
    /// The slug of that organisation.
    pub slug: Option<String>,
    pub organisation: OrganisationId,
    pub organisation_name: String,
    pub organisation_slug: String,
    pub by: PersonId,
    pub by_name: String,
    pub at: Timestamp,
    pub words: String,
    pub changes: Vec<Change>,
    /// None: it waits.
    pub outcome: Option<Outcome>,
}

#[derive(Clone, Debug)]
pub struct Outcome {
    /// approved, edited, rejected or withdrawn
    pub word: String,
    pub by_name: String,
    pub at: Timestamp,
    pub reason: Option<String>,
    pub changed: Vec<Changed>,
}

const SELECT: &str = "SELECT r.id, r.person_id, p.given_name, p.family_name, r.organisation_id, o.name, o.slug, r.by_person,
    by_person.given_name, by_person.family_name, r.at, r.words, r.changes,
    d.outcome, d.at, d.reason, d.changed, judge.given_name, judge.family_name,
    r.about_organisation_id, about.name, about.slug
    FROM change_request r JOIN person p ON p.id = r.person_id JOIN organisation o ON o.id = r.organisation_id
    JOIN person by_person ON by_person.id = r.by_person
    LEFT JOIN organisation about ON about.id = r.about_organisation_id
    LEFT JOIN change_request_outcome d ON d.request_id = r.id LEFT JOIN person judge ON judge.id = d.by_person";

impl FromRow for Request {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let name = |given: String, family: String| format!("{given} {family}").trim().to_owned();
        let at = |micro: i64| Timestamp::from_microsecond(micro).unwrap_or_default();
        let changes: String = row.get(12)?;
        let outcome = match row.get::<Option<String>>(13)? {
            None => None,
            Some(word) => {
                let changed: String = row.get(16)?;
                Some(Outcome {
                    word,
                    at: at(row.get(14)?),
                    reason: row.get(15)?,
                    changed: serde_json::from_str(&changed).unwrap_or_default(),
                    by_name: name(row.get(17)?, row.get(18)?),
                })
            }
        };
        let (subject, name_of) = match row.get::<Option<OrganisationId>>(19)? {
            Some(organisation) => (Subject::Organisation(organisation), row.get(20)?),
            None => (Subject::Person(row.get(1)?), name(row.get(2)?, row.get(3)?)),
        };
        Ok(Self {
            id: row.get(0)?,
            subject,
            name: name_of,
            slug: row.get(21)?,
            organisation: row.get(4)?,
            organisation_name: row.get(5)?,
            organisation_slug: row.get(6)?,
            by: row.get(7)?,
            by_name: name(row.get(8)?, row.get(9)?),
            at: at(row.get(10)?),
            words: row.get(11)?,
            changes: serde_json::from_str(&changes).unwrap_or_default(),
            outcome,
        })
    }
}

/// How many requests about a person wait.
pub fn pending(tx: &mut Tx<'_>, person: PersonId) -> Result<u64, StoreError> {
    let (waiting,): (i64,) = tx.one(
        "SELECT count(*) FROM change_request r WHERE r.person_id = ?1 AND r.about_organisation_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM change_request_outcome d WHERE d.request_id = r.id)",
        &[&person],
    )?;
    Ok(waiting.unsigned_abs())
}

/// How many requests about an organisation wait.
pub fn pending_of(tx: &mut Tx<'_>, organisation: OrganisationId) -> Result<u64, StoreError> {
    let (waiting,): (i64,) = tx.one(
        "SELECT count(*) FROM change_request r WHERE r.about_organisation_id = ?1
           AND NOT EXISTS (SELECT 1 FROM change_request_outcome d WHERE d.request_id = r.id)",
        &[&organisation],
    )?;
    Ok(waiting.unsigned_abs())
}

pub(super) fn one(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, StoreError> {
    tx.maybe(&format!("{SELECT} WHERE r.id = ?1"), &[&id])
}

/// The same, and nobody else decides it before this transaction ends.
pub(super) fn one_to_decide(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Request>, StoreError> {
    let sql = tx.pick(
        "SELECT id FROM change_request WHERE id = ?1",
        "SELECT id FROM change_request WHERE id = ?1 FOR UPDATE",
    );
    tx.maybe::<(RequestId,)>(sql, &[&id])?;
    one(tx, id)
}

pub(super) struct Found {
    pub requests: Vec<Request>,
    pub before: bool,
    pub after: bool,
    pub count: u64,
}

pub(super) fn cursor(request: &Request) -> Cursor {
    Cursor::new([request.at.as_microsecond().to_string(), request.id.to_string()])
}

fn key(cursor: &Cursor) -> Option<(i64, RequestId)> {
    Some((cursor.values.first()?.parse().ok()?, cursor.values.get(1)?.parse().ok()?))
}

/// A page of the queue where the right reaches: those that wait, oldest first; or those decided, newest first.
pub(super) fn queue(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    decided: bool,
    query: &ListQuery,
) -> Result<Found, StoreError> {
    let mut clause = right.clause("r.organisation_id");
    clause.and(if decided { "d.request_id IS NOT NULL" } else { "d.request_id IS NULL" });
    let (count,): (i64,) = tx.one(
        &format!(
            "SELECT count(*) FROM change_request r LEFT JOIN change_request_outcome d ON d.request_id = r.id WHERE {}",
            clause.sql
        ),
        &clause.params(),
    )?;
    let back = matches!(query.place, Place::Before(_));
    let up = back == decided;
    if let Place::After(cursor) | Place::Before(cursor) = &query.place
        && let Some((at, id)) = key(cursor)
    {
        let (at, id) = (clause.bind(at), clause.bind(id));
        clause.and(&format!("(r.at, r.id) {} ({at}, {id})", if up { ">" } else { "<" }));
    }
    let limit = query.limit().unwrap_or(250) as usize;
    let way = if up { "ASC" } else { "DESC" };
    let sql = format!("{SELECT} WHERE {} ORDER BY r.at {way}, r.id {way} LIMIT {}", clause.sql, limit + 1);
    let mut requests: Vec<Request> = tx.all(&sql, &clause.params())?;
    let more = requests.len() > limit;
    requests.truncate(limit);
    if back {
        requests.reverse();
    }
    let started = query.place != Place::Start;
    let (before, after) = if back { (more, true) } else { (started, more) };
    Ok(Found { requests, before, after, count: count.unsigned_abs() })
}

/// What somebody proposed themselves, newest first.
pub(super) fn of_proposer(tx: &mut Tx<'_>, by: PersonId) -> Result<Vec<Request>, StoreError> {
    tx.all(&format!("{SELECT} WHERE r.by_person = ?1 ORDER BY r.at DESC, r.id DESC LIMIT 200"), &[&by])
}
