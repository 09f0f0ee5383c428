//! What the pages show of a contact.

use crate::contact::Subject;
use crate::contact_point::ContactPoint;
use crate::membership::entry;
use crate::merging;
use crate::organisation::OrganisationId;
use crate::person::{self, Person};
use jiff::civil::Date;
use store::{StoreError, Tx};

/// A contact side by side with another.
#[derive(Clone, Debug)]
pub struct Shown {
    pub subject: Subject,
    pub name: String,
    pub born: Option<Date>,
    pub died: Option<Date>,
    /// Kind and what it stands under, of an organisation.
    pub place: Option<String>,
    pub points: Vec<String>,
    /// Category and home.
    pub memberships: Vec<String>,
    /// Role and place of appointments that are not over.
    pub roles: Vec<String>,
    /// Sign-in identifier and state.
    pub account: Option<(String, String)>,
}

/// None: not there (any more).
pub fn of(tx: &mut Tx<'_>, subject: Subject, today: Date) -> Result<Option<Shown>, StoreError> {
    match subject {
        Subject::Person(id) => {
            let sql = format!("SELECT {} FROM person WHERE id = ?1", person::COLUMNS);
            let Some(who) = tx.maybe::<Person>(&sql, &[&id])? else { return Ok(None) };
            Ok(Some(Shown {
                subject,
                name: who.name.listed(),
                born: who.date_of_birth,
                died: who.deceased_on,
                place: None,
                points: entry::contact_points(tx, id)?.iter().map(line).collect(),
                memberships: memberships(tx, "m.person_id", subject)?,
                roles: roles(tx, "a.person_id", subject, today)?,
                account: merging::account_of(tx, id)?.map(|(_, identifier, state)| (identifier, state)),
            }))
        }
        Subject::Organisation(id) => organisation(tx, id, today),
    }
}

fn organisation(tx: &mut Tx<'_>, id: OrganisationId, today: Date) -> Result<Option<Shown>, StoreError> {
    let row: Option<(String, String, Option<String>)> = tx.maybe(
        "SELECT o.name, k.name, p.name FROM organisation o JOIN organisation_kind k ON k.key = o.kind
         LEFT JOIN organisation p ON p.id = o.parent_id WHERE o.id = ?1",
        &[&id],
    )?;
    let Some((name, kind, under)) = row else { return Ok(None) };
    let subject = Subject::Organisation(id);
    type Line = (String, Option<String>, Option<String>);
    let points: Vec<Line> = tx.all(
        "SELECT value, town, postcode FROM contact_point WHERE organisation_id = ?1 AND valid_until IS NULL ORDER BY id",
        &[&id],
    )?;
    let points = points.into_iter().map(|(value, town, code)| {
        value.lines().map(str::to_owned).chain(town).chain(code).collect::<Vec<_>>().join(", ")
    });
    Ok(Some(Shown {
        subject,
        name,
        born: None,
        died: None,
        place: Some([Some(kind), under].into_iter().flatten().collect::<Vec<_>>().join(", ")),
        points: points.collect(),
        memberships: memberships(tx, "m.member_organisation_id", subject)?,
        roles: roles(tx, "a.organisation_id", subject, today)?,
        account: None,
    }))
}

fn line(point: &ContactPoint) -> String {
    let lines = point.value.lines().chain(point.town.as_deref()).chain(point.postcode.as_deref());
    lines.collect::<Vec<_>>().join(", ")
}

fn memberships(tx: &mut Tx<'_>, column: &str, of: Subject) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String, String)> = tx.all(
        &format!(
            "SELECT m.category, o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id
             WHERE {column} = ?1 ORDER BY m.id"
        ),
        &[&of.bytes()],
    )?;
    Ok(rows.into_iter().map(|(category, home)| format!("{category}, {home}")).collect())
}

fn roles(tx: &mut Tx<'_>, column: &str, of: Subject, today: Date) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String, String)> = tx.all(
        &format!(
            "SELECT r.title, o.name FROM appointment a JOIN role r ON r.key = a.role
             JOIN organisation o ON o.id = a.organisation_id
             WHERE {column} = ?1 AND (a.ends_on IS NULL OR a.ends_on >= ?2) ORDER BY a.id LIMIT 20"
        ),
        &[&of.bytes(), &today],
    )?;
    Ok(rows.into_iter().map(|(title, at)| format!("{title}, {at}")).collect())
}
