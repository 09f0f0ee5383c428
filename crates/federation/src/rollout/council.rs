//! The person of a council of which nobody was known: found by name, appointed, and the row is theirs.

use super::RolloutError;
use super::repair::{Repaired, look_again, relook};
use super::rows::Invitee;
use crate::access::{ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_entry::Mark;
use crate::contacts::{self, Expr, Sort};
use crate::grant_checks::Terms;
use crate::invitee::{self, Standing, State, Step};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{self, Appointed, Change, RecordError};
use store::{StoreError, Tx};

/// Somebody who could be the person of a council.
#[derive(Clone, Debug)]
pub struct Choice {
    pub person: PersonId,
    pub name: String,
    /// Where they serve or belong, and the address: to tell two of one name apart.
    pub note: String,
}

/// People of this name in reach, for a council without a person.
pub fn choices(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    typed: &str,
) -> Result<Vec<Choice>, StoreError> {
    let expr = contacts::reached(tx, right)?
        .and(Expr::Bears(Mark::Person))
        .and(Expr::Says(typed.chars().take(100).collect()));
    let page = contacts::list(tx, &expr, Sort::default(), &contacts::Asked::first(20))?;
    let choice = |c: contacts::Contact| match c.subject {
        Subject::Person(person) => {
            let parts = [c.roles, c.place, c.email];
            let note = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ");
            Some(Choice { person, name: c.name, note })
        }
        Subject::Organisation(_) => None,
    };
    Ok(page.rows.into_iter().filter_map(choice).collect())
}

/// Appoints a person to a council of which nobody was known, from today, and has the row be theirs. When they stand in
/// the batch already, that row gets the council and this one is done with.
pub fn choose(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    terms: &Terms,
    row: &Invitee,
    person: PersonId,
) -> Result<Repaired, RolloutError> {
    let at = row.organisation.filter(|_| row.state().is_checked()).ok_or(RolloutError::Invisible)?;
    let role: Option<(String,)> = tx.maybe(
        "SELECT role.key FROM role JOIN role_organisation_kind k ON k.role = role.key
         JOIN organisation o ON o.kind = k.kind WHERE o.id = ?1 AND role.brings_access
         ORDER BY role.key <> 'clerk', role.key LIMIT 1",
        &[&at],
    )?;
    let (role,) = role.ok_or(RecordError::Appointment(crate::appointment::AppointmentError::RoleNotHere))?;
    let held = record::read(tx, Subject::Person(person))?.ok_or(RolloutError::Invisible)?;
    let serves = held.appointments.iter().any(|(_, a)| {
        a.organisation == at
            && a.role == role
            && crate::appointment::is_active(a.starts_on, a.ends_on, stamp.today)
    });
    if !serves {
        let appointed = Appointed { person, role, organisation: at, starts_on: stamp.today, ends_on: None };
        record::apply(tx, stamp, right, Subject::Person(person), &[Change::Start { appointed }])?;
    }
    let theirs = invitee::of(tx, &[person])?.into_iter().find(|r| r.batch == row.standing.batch);
    match theirs {
        Some(theirs) => join(tx, stamp, terms, row, &theirs, at),
        None => {
            tx.run(
                "UPDATE rollout_row SET person_id = ?2, organisation_id = NULL, kind = 'person' WHERE n = ?1",
                &[&row.standing.n, &person],
            )?;
            serve(tx, row.standing.n, at)?;
            renamed(tx, row.standing.n, person)?;
            let standing = Standing { person: Some(person), ..row.standing.clone() };
            if crate::invitee::state::was_said(&standing.reason) {
                invitee::advance(tx, stamp, vec![(standing, Step::PutBack)])?;
            }
            relook(tx, stamp, terms, row, Vec::new())
        }
    }
}

fn join(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    terms: &Terms,
    row: &Invitee,
    theirs: &Standing,
    at: OrganisationId,
) -> Result<Repaired, RolloutError> {
    serve(tx, theirs.n, at)?;
    invitee::advance(tx, stamp, vec![(row.standing.clone(), Step::Join)])?;
    let looked = look_again(tx, stamp, terms, theirs.batch, &[theirs.n])?;
    councils_said(tx, theirs.n)?;
    let findings = looked.into_iter().next().map(|r| r.findings).unwrap_or_default();
    Ok(Repaired { state: State::Excluded, findings })
}

fn serve(tx: &mut Tx<'_>, n: i64, at: OrganisationId) -> Result<(), StoreError> {
    tx.run("INSERT INTO rollout_row_council (row_n, organisation_id) VALUES (?1, ?2)", &[&n, &at])?;
    councils_said(tx, n)
}

/// The councils of a row in words, by name.
fn councils_said(tx: &mut Tx<'_>, n: i64) -> Result<(), StoreError> {
    let names: Vec<(String,)> = tx.all(
        "SELECT o.name FROM rollout_row_council c JOIN organisation o ON o.id = c.organisation_id
         WHERE c.row_n = ?1 ORDER BY o.sort_name",
        &[&n],
    )?;
    let said = names.into_iter().map(|(name,)| name).collect::<Vec<_>>().join("; ");
    tx.run(
        "UPDATE rollout_row SET councils = ?2, sort_councils = ?3 WHERE n = ?1",
        &[&n, &said, &crate::words::fold(&said)],
    )
    .map(drop)
}

fn renamed(tx: &mut Tx<'_>, n: i64, person: PersonId) -> Result<(), StoreError> {
    tx.run(
        "UPDATE rollout_row SET sort_name = (SELECT sort_name FROM person WHERE id = ?2) WHERE n = ?1",
        &[&n, &person],
    )
    .map(drop)
}
