//! Entries of the journal with the names that they point at.

use crate::access::{Covers, ReadJournal, Right};
use crate::contact::Subject;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{FromRow, Identifier, Row, StoreError, Tx};
use web::list::{Cursor, ListQuery, Place};

/// A row, its payload still sealed.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub by: Option<PersonId>,
    pub by_name: Option<String>,
    pub door: String,
    pub act: String,
    pub subject_kind: String,
    pub subject: Option<[u8; 16]>,
    /// Name of the subject, where it has one, and the slug of an organisation.
    pub subject_name: Option<String>,
    pub subject_slug: Option<String>,
    pub organisation: Option<String>,
    pub about: Option<PersonId>,
    pub payload: Vec<u8>,
    pub hash: Vec<u8>,
}

const COLUMNS: &str = "journal.seq, journal.at, journal.by_person, by_person.given_name, by_person.family_name,
    journal.door, journal.act, journal.subject_kind, journal.subject_id, coalesce(whom.given_name, held.given_name),
    coalesce(whom.family_name, held.family_name), what.name, what.slug, place.name, journal.key_person,
    journal.payload, journal.hash, role.title";
/// Ids of a kind stand for people, organisations or appointments; others have no name.
const FROM: &str = "FROM journal
    LEFT JOIN person by_person ON by_person.id = journal.by_person
    LEFT JOIN person whom ON journal.subject_kind = 'person' AND whom.id = journal.subject_id
    LEFT JOIN organisation what ON journal.subject_kind = 'organisation' AND what.id = journal.subject_id
    LEFT JOIN appointment post ON journal.subject_kind = 'appointment' AND post.id = journal.subject_id
    LEFT JOIN role ON role.key = post.role
    LEFT JOIN person held ON held.id = post.person_id
    LEFT JOIN organisation place ON place.id = journal.organisation_id";

impl FromRow for Entry {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let name = |given: Option<String>, family: Option<String>| {
            given.zip(family).map(|(g, f)| format!("{g} {f}").trim().to_owned())
        };
        let subject: Option<Vec<u8>> = row.get(8)?;
        let who = name(row.get(9)?, row.get(10)?);
        let role: Option<String> = row.get(17)?;
        let organisation: Option<String> = row.get(11)?;
        let who = match (role, who) {
            (Some(role), Some(who)) => Some(format!("{role}, {who}")),
            (_, who) => who,
        };
        Ok(Self {
            seq: row.get(0)?,
            at: Timestamp::from_microsecond(row.get(1)?).unwrap_or_default(),
            by: row.get(2)?,
            by_name: name(row.get(3)?, row.get(4)?),
            door: row.get(5)?,
            act: row.get(6)?,
            subject_kind: row.get(7)?,
            subject: subject.and_then(|s| s.try_into().ok()),
            subject_name: organisation.or(who),
            subject_slug: row.get(12)?,
            organisation: row.get(13)?,
            about: row.get(14)?,
            payload: row.get(15)?,
            hash: row.get(16)?,
        })
    }
}

/// What is asked for besides the place of the page.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Part of the name of whoever did it.
    pub who: String,
    /// Part of the name of the person or organisation that it is about.
    pub about: String,
    pub acts: Vec<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    /// One record: its kind and id.
    pub subject: Option<Subject>,
}

pub struct Found {
    pub entries: Vec<Entry>,
    pub before: bool,
    pub after: bool,
}

pub fn cursor(entry: &Entry) -> Cursor {
    Cursor::new([entry.seq.to_string()])
}

/// People whose folded name has words that begin so; a bounded number.
fn people_called(tx: &mut Tx<'_>, text: &str) -> Result<Vec<PersonId>, StoreError> {
    let words = crate::words::wanted(text);
    let tests: Vec<String> = (1..=words.len()).map(|n| format!("(' ' || sort_name) LIKE ?{n}")).collect();
    let sql = format!("SELECT id FROM person WHERE {} ORDER BY sort_name, id LIMIT 200", tests.join(" AND "));
    let patterns: Vec<String> = words.iter().map(|w| format!("% {w}%")).collect();
    let params: Vec<&dyn store::ToValue> = patterns.iter().map(|p| p as &dyn store::ToValue).collect();
    if tests.is_empty() { Ok(Vec::new()) } else { tx.all(&sql, &params) }
}

fn organisations_called(tx: &mut Tx<'_>, text: &str) -> Result<Vec<OrganisationId>, StoreError> {
    let pattern = format!("% {}%", crate::words::fold(text));
    tx.all(
        "SELECT id FROM organisation WHERE (' ' || sort_name) LIKE ?1 ORDER BY sort_name, id LIMIT 100",
        &[&pattern],
    )
}

/// One page, newest first, of what the right reaches.
pub fn page(
    tx: &mut Tx<'_>,
    right: &Right<ReadJournal>,
    asked: &Asked,
    query: &ListQuery,
    zone: &TimeZone,
) -> Result<Found, StoreError> {
    let mut clause = right.clause("journal.organisation_id");
    let list = |clause: &mut crate::access::Clause, ids: Vec<[u8; 16]>| {
        let ids: Vec<String> = ids.into_iter().map(|id| clause.bind(id.to_vec())).collect();
        if ids.is_empty() { "NULL".to_owned() } else { ids.join(", ") }
    };
    if !asked.who.is_empty() {
        let people = people_called(tx, &asked.who)?;
        let ids = list(&mut clause, people.iter().map(Identifier::bytes).collect());
        clause.and(&format!("journal.by_person IN ({ids})"));
    }
    if !asked.about.is_empty() {
        let mut ids: Vec<[u8; 16]> = people_called(tx, &asked.about)?.iter().map(Identifier::bytes).collect();
        ids.extend(organisations_called(tx, &asked.about)?.iter().map(Identifier::bytes));
        let ids = list(&mut clause, ids);
        clause.and(&format!(
            "journal.seq IN (SELECT seq FROM journal WHERE subject_kind IN ('person', 'organisation') AND subject_id IN ({ids})
             UNION SELECT told.seq FROM appointment JOIN journal told
               ON told.subject_kind = 'appointment' AND told.subject_id = appointment.id
               WHERE appointment.person_id IN ({ids}) OR appointment.organisation_id IN ({ids}))"
        ));
    }
    if let Some(subject) = asked.subject {
        of_one(&mut clause, subject);
    }
    if !asked.acts.is_empty() {
        let acts: Vec<String> = asked.acts.iter().map(|act| clause.bind(act.as_str())).collect();
        clause.and(&format!("journal.act IN ({})", acts.join(", ")));
    }
    let midnight = |day: Date| day.to_zoned(zone.clone()).ok().map(|z| z.timestamp().as_microsecond());
    if let Some(from) = asked.from.and_then(midnight) {
        let from = clause.bind(from);
        clause.and(&format!("journal.at >= {from}"));
    }
    if let Some(until) = asked.until.and_then(|d| d.tomorrow().ok()).and_then(midnight) {
        let until = clause.bind(until);
        clause.and(&format!("journal.at < {until}"));
    }
    keyset(tx, clause, query)
}

fn keyset(
    tx: &mut Tx<'_>,
    mut clause: crate::access::Clause,
    query: &ListQuery,
) -> Result<Found, StoreError> {
    let back = matches!(query.place, Place::Before(_));
    if let Place::After(cursor) | Place::Before(cursor) = &query.place
        && let Some(seq) = cursor.values.first().and_then(|seq| seq.parse::<i64>().ok())
    {
        let seq = clause.bind(seq);
        clause.and(&format!("journal.seq {} {seq}", if back { ">" } else { "<" }));
    }
    let limit = query.limit().unwrap_or(250) as usize;
    let way = if back { "ASC" } else { "DESC" };
    // First the numbers, off an index alone; names only for the few that are shown.
    let sql = format!(
        "SELECT {COLUMNS} {FROM} WHERE journal.seq IN
           (SELECT journal.seq FROM journal WHERE {} ORDER BY journal.seq {way} LIMIT {})
         ORDER BY journal.seq {way}",
        clause.sql,
        limit + 1
    );
    let mut entries: Vec<Entry> = tx.all(&sql, &clause.params())?;
    let more = entries.len() > limit;
    entries.truncate(limit);
    if back {
        entries.reverse();
    }
    let started = query.place != Place::Start;
    let (before, after) = if back { (more, true) } else { (started, more) };
    Ok(Found { entries, before, after })
}

/// Entries about the contact itself and about its appointments.
fn of_one(clause: &mut crate::access::Clause, subject: Subject) {
    let (kind, id) = (clause.bind(subject.kind()), clause.bind(subject.bytes().to_vec()));
    let owner = match subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    };
    // By the index of subjects, whatever the order: a scan for one record among millions would take seconds.
    clause.and(&format!(
        "journal.seq IN (SELECT seq FROM journal WHERE subject_kind = {kind} AND subject_id = {id}
         UNION SELECT told.seq FROM appointment JOIN journal told
           ON told.subject_kind = 'appointment' AND told.subject_id = appointment.id WHERE appointment.{owner} = {id})"
    ));
}

/// The last entries about one contact, newest first.
pub fn of_subject(tx: &mut Tx<'_>, subject: Subject, most: usize) -> Result<Vec<Entry>, StoreError> {
    let mut clause = crate::access::Clause::all();
    of_one(&mut clause, subject);
    let sql = format!("SELECT {COLUMNS} {FROM} WHERE {} ORDER BY journal.seq DESC LIMIT {most}", clause.sql);
    tx.all(&sql, &clause.params())
}

/// One entry, where the right reaches.
pub fn one(tx: &mut Tx<'_>, right: &Right<ReadJournal>, seq: i64) -> Result<Option<Entry>, StoreError> {
    let mut clause = right.clause("journal.organisation_id");
    let seq = clause.bind(seq);
    clause.and(&format!("journal.seq = {seq}"));
    tx.maybe(&format!("SELECT {COLUMNS} {FROM} WHERE {}", clause.sql), &clause.params())
}

/// What is sealed about people is read by those alone who read the journal of everything.
pub fn may_open(right: &Right<ReadJournal>, entry: &Entry) -> bool {
    entry.about.is_none() || right.covers() == Covers::Everything
}
