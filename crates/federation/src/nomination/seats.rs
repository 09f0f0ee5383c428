//! What the centre sees of successions: seats that nobody follows in, and people who begin and have no access yet.

use super::succession::{self, After, Span};
use crate::access::{Clause, ManageContacts, Right};
use crate::appointment::AppointmentId;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::ToSpan;
use jiff::civil::Date;
use store::{StoreError, Tx};

/// So many days before somebody starts they show up to be invited, and so many after.
const AHEAD: i64 = 28;
const BACK: i64 = 90;

/// A role that somebody left or leaves.
#[derive(Clone, Debug)]
pub struct Seat {
    pub organisation: OrganisationId,
    pub place: String,
    pub slug: String,
    pub title: String,
    pub who: String,
    pub last_day: Date,
}

/// Somebody who begins in a role that brings its holder onto the portal, and has no access.
#[derive(Clone, Debug)]
pub struct Starting {
    pub appointment: AppointmentId,
    pub person: PersonId,
    pub name: String,
    pub title: String,
    pub organisation: OrganisationId,
    pub place: String,
    pub slug: String,
    pub starts_on: Date,
}

/// Every appointment to the role there.
pub(super) fn spans(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    role: &str,
) -> Result<Vec<Span>, StoreError> {
    let rows: Vec<(PersonId, Date, Option<Date>)> = tx.all(
        "SELECT person_id, starts_on, ends_on FROM appointment WHERE organisation_id = ?1 AND role = ?2
         ORDER BY starts_on, id",
        &[&organisation, &role],
    )?;
    Ok(rows.into_iter().map(|(person, starts_on, ends_on)| Span { person, starts_on, ends_on }).collect())
}

/// Seats of which somebody said that they stop, and where nobody is appointed for any day after: empty now or soon.
pub fn empty_seats(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Vec<Seat>, StoreError> {
    type Line = (OrganisationId, String, String, String, String, String, String, PersonId, Date, Date);
    let clause = right.clause("l.organisation_id");
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT o.id, o.name, o.slug, l.role, role.title, p.given_name, p.family_name, p.id, a.starts_on, a.ends_on
             FROM leaving l JOIN appointment a ON a.id = l.appointment_id
             JOIN organisation o ON o.id = l.organisation_id JOIN role ON role.key = l.role
             JOIN person p ON p.id = l.person_id
             WHERE l.taken_back_at IS NULL AND a.ends_on IS NOT NULL AND o.closed_on IS NULL AND {}
               AND NOT EXISTS (SELECT 1 FROM appointment next WHERE next.organisation_id = l.organisation_id
                 AND next.role = l.role AND next.id <> a.id AND (next.ends_on IS NULL OR next.ends_on > a.ends_on))
             ORDER BY a.ends_on, o.sort_name, l.id LIMIT 100",
            clause.sql
        ),
        &clause.params(),
    )?;
    let mut seats: Vec<Seat> = Vec::new();
    for (organisation, place, slug, role, title, given, family, person, starts_on, last_day) in lines {
        let last = Span { person, starts_on, ends_on: Some(last_day) };
        let nobody = succession::after(&spans(tx, organisation, &role)?, &last) == After::Nobody;
        let who = format!("{given} {family}").trim().to_owned();
        // Somebody may have said it twice.
        if nobody && seats.iter().all(|s| (s.organisation, &s.title) != (organisation, &title)) {
            seats.push(Seat { organisation, place, slug, title, who, last_day });
        }
    }
    Ok(seats)
}

/// Who begins: where, from when, and nobody who goes on by another appointment, as [`succession::begins`] says.
const BEGINS: &str = "FROM role CROSS JOIN appointment a CROSS JOIN person p CROSS JOIN organisation o
     WHERE role.brings_access AND a.role = role.key AND p.id = a.person_id AND o.id = a.organisation_id
       AND o.closed_on IS NULL AND p.deceased_on IS NULL
       AND a.starts_on BETWEEN {from} AND {until} AND (a.ends_on IS NULL OR a.ends_on >= {today})
       AND NOT EXISTS (SELECT 1 FROM account x WHERE x.person_id = p.id AND x.state <> 'closed')
       AND NOT EXISTS (SELECT 1 FROM appointment e WHERE e.person_id = a.person_id
         AND e.organisation_id = a.organisation_id AND e.role = a.role AND e.starts_on < a.starts_on
         AND (e.ends_on IS NULL OR e.ends_on >= {eve}))";

fn begins(tx: &Tx<'_>, within: &mut Clause, today: Date) -> String {
    let from = within.bind(today.saturating_sub(BACK.days()));
    let until = within.bind(today.saturating_add(AHEAD.days()));
    let now = within.bind(today);
    let eve = tx.pick("date(a.starts_on, '-1 day')", "CAST(CAST(a.starts_on AS DATE) - 1 AS TEXT)");
    let begins = BEGINS.replace("{from}", &from).replace("{until}", &until);
    format!("{} AND {}", begins.replace("{today}", &now).replace("{eve}", eve), within.sql)
}

/// Whom to invite because they begin, `most` at most. `within` narrows by `a`, the appointment, and `p`, the person; its
/// placeholders come first.
pub fn starting(
    tx: &mut Tx<'_>,
    mut within: Clause,
    today: Date,
    most: u64,
) -> Result<Vec<Starting>, StoreError> {
    type Line = (AppointmentId, PersonId, String, String, String, OrganisationId, String, String, Date);
    let begins = begins(tx, &mut within, today);
    let most = within.bind(most as i64);
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT a.id, p.id, p.given_name, p.family_name, role.title, o.id, o.name, o.slug, a.starts_on {begins}
             ORDER BY a.starts_on, o.sort_name, a.id LIMIT {most}"
        ),
        &within.params(),
    )?;
    let make = |(appointment, person, given, family, title, organisation, place, slug, starts_on): Line| {
        let name = format!("{given} {family}").trim().to_owned();
        Starting { appointment, person, name, title, organisation, place, slug, starts_on }
    };
    Ok(lines.into_iter().map(make).collect())
}

/// How many there are, counted up to `most`.
pub fn count_starting(
    tx: &mut Tx<'_>,
    mut within: Clause,
    today: Date,
    most: u64,
) -> Result<u64, StoreError> {
    let begins = begins(tx, &mut within, today);
    let most = within.bind(most as i64);
    let (count,): (i64,) = tx.one(
        &format!("SELECT count(*) FROM (SELECT a.id {begins} LIMIT {most}) counted"),
        &within.params(),
    )?;
    Ok(count.unsigned_abs())
}
