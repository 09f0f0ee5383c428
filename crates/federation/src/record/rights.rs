//! Whom a right to manage contacts reaches, and what it does not allow even there.

use super::RecordError;
use super::change::{Appointed, Changed};
use super::invalid::{Invalid, Why};
use crate::access::{self, Actor, Covers, GrantRefused, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::organisation::{self, OrganisationId};
use crate::person::PersonId;
use crate::role::{Capability, Scope};
use store::{StoreError, Tx};

/// Whether the right covers the contact: an organisation by its place in the tree, a person by a membership or an
/// appointment there. Whoever stands nowhere is reached by a right over everything alone.
pub fn reaches(tx: &mut Tx<'_>, right: &Right<ManageContacts>, subject: Subject) -> Result<bool, StoreError> {
    let (from, column) = match subject {
        Subject::Organisation(_) => ("organisation it WHERE it.id", "it.id"),
        Subject::Person(_) if right.covers() == Covers::Everything => ("person it WHERE it.id", "it.id"),
        Subject::Person(_) => (
            "(SELECT person_id, organisation_id FROM membership UNION ALL
              SELECT person_id, organisation_id FROM appointment) it WHERE it.person_id",
            "it.organisation_id",
        ),
    };
    let mut clause = right.clause(column);
    let id = clause.bind(subject.bytes().to_vec());
    let found: Option<(i64,)> =
        tx.maybe(&format!("SELECT 1 FROM {from} = {id} AND {} LIMIT 1", clause.sql), &clause.params())?;
    Ok(found.is_some())
}

/// Whoever holds the right, with everything that they may do today.
pub(super) fn editor(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
) -> Result<Actor, RecordError> {
    Ok(access::actor(tx, right.actor, stamp.today)?.ok_or(GrantRefused::NoAuthority)?)
}

/// Whether the editor may change where mail reaches this person.
pub fn may_write_to(
    tx: &mut Tx<'_>,
    editor: &Actor,
    person: PersonId,
) -> Result<Result<(), GrantRefused>, StoreError> {
    let held: Vec<(String, OrganisationId)> = tx.all(
        "SELECT role, organisation_id FROM appointment
         WHERE person_id = ?1 AND (ends_on IS NULL OR ends_on >= ?2) ORDER BY id",
        &[&person, &editor.today],
    )?;
    let mut powers = Vec::new();
    for (role, organisation) in held {
        powers.push((grants(tx, &role)?, chain(tx, organisation)?));
    }
    Ok(access::may_redirect(editor, person, &powers))
}

/// Whether the editor may make this change, whichever way it goes.
pub(super) fn check(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    editor: &Actor,
    subject: Subject,
    changed: &Changed,
) -> Result<(), RecordError> {
    if let Subject::Person(person) = subject
        && changed.is_about_email()
    {
        may_write_to(tx, editor, person)??;
    }
    if let Changed::Membership { before, after, .. } = changed {
        for held in [before, after].into_iter().flatten() {
            if !reaches(tx, right, Subject::Organisation(held.home))? {
                return Err(GrantRefused::NoAuthority.into());
            }
        }
    }
    let Changed::Appointment { before, after, .. } = changed else { return Ok(()) };
    let Some(one) = after.as_ref().or(before.as_ref()) else { return Ok(()) };
    let chain = chain(tx, one.organisation)?;
    if gives(before.as_ref(), after.as_ref()) {
        if before.is_none() && !exists_there(tx, one)? {
            return Err(RecordError::Invalid(Invalid { at: "role", why: Why::RoleNotHere }));
        }
        access::may_appoint(editor, one.person, &grants(tx, &one.role)?, &chain)?;
    } else {
        access::may_end(editor, one.person, &chain)?;
    }
    Ok(())
}

/// Longer than before, or at all: that gives. Shorter, or none: that takes.
pub(super) fn gives(before: Option<&Appointed>, after: Option<&Appointed>) -> bool {
    let until = |a: Option<&Appointed>| a.map(|a| a.ends_on.map_or("9999".to_owned(), |d| d.to_string()));
    until(after) > until(before)
}

pub(super) fn exists_there(tx: &mut Tx<'_>, appointed: &Appointed) -> Result<bool, StoreError> {
    let fits: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM role_organisation_kind rk JOIN organisation o ON o.kind = rk.kind
         WHERE rk.role = ?1 AND o.id = ?2",
        &[&appointed.role, &appointed.organisation],
    )?;
    Ok(fits.is_some())
}

pub(super) fn grants(tx: &mut Tx<'_>, role: &str) -> Result<Vec<(Capability, Scope)>, StoreError> {
    let rows: Vec<(Capability, String)> = tx
        .all("SELECT capability, scope FROM role_capability WHERE role = ?1 ORDER BY capability", &[&role])?;
    Ok(rows.into_iter().filter_map(|(c, scope)| Some((c, Scope::from_word(&scope)?))).collect())
}

pub(super) fn chain(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
) -> Result<Vec<OrganisationId>, StoreError> {
    Ok(organisation::ancestors(tx, organisation)?.into_iter().map(|o| o.id).collect())
}
