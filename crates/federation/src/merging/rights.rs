//! Who may merge whom. With a record go the appointments that stand in it, and whoever signs in gets them: so a merge is
//! like a grant, and nobody gives what they do not hold (invariants 3 and 4).

use super::MergeError;
use crate::access::{self, Actor, GrantRefused};
use crate::contact::Subject;
use crate::organisation::{self, OrganisationId};
use crate::person::PersonId;
use crate::role::{Capability, Scope};
use store::{StoreError, Tx};

/// Refuses with the reason.
pub(super) fn may_merge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    winner: Subject,
    loser: Subject,
) -> Result<(), MergeError> {
    let mut holders = Vec::new();
    for side in [winner, loser] {
        if side == Subject::Person(actor.person) {
            return Err(MergeError::Grant(GrantRefused::OwnBranch));
        }
        let appointments = appointments(tx, actor, side)?;
        let signs_in = matches!(side, Subject::Person(p) if has_account(tx, p)?);
        for held in &appointments {
            access::may_stand_in(actor, held.person, &held.grants, &held.chain).map_err(MergeError::Grant)?;
        }
        holders.push((appointments, signs_in));
    }
    // Appointments of one meet the sign-in or the appointments of the other: somebody gets what they did not have.
    let joined = match (&holders[0], &holders[1]) {
        ((a, _), (b, _)) if !a.is_empty() && !b.is_empty() => true,
        ((a, false), (_, true)) if !a.is_empty() => true,
        ((_, true), (b, false)) if !b.is_empty() => true,
        _ => false,
    };
    for held in holders.iter().flat_map(|(held, _)| held).filter(|_| joined) {
        access::may_appoint(actor, held.person, &held.grants, &held.chain).map_err(MergeError::Grant)?;
    }
    Ok(())
}

struct Holding {
    person: PersonId,
    grants: Vec<(Capability, Scope)>,
    chain: Vec<OrganisationId>,
}

/// Appointments that count today or will count.
fn appointments(tx: &mut Tx<'_>, actor: &Actor, side: Subject) -> Result<Vec<Holding>, StoreError> {
    let column = match side {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    };
    let rows: Vec<(PersonId, String, OrganisationId)> = tx.all(
        &format!(
            "SELECT person_id, role, organisation_id FROM appointment
             WHERE {column} = ?1 AND (ends_on IS NULL OR ends_on >= ?2) ORDER BY id"
        ),
        &[&side.bytes(), &actor.today],
    )?;
    let mut held = Vec::with_capacity(rows.len());
    for (person, role, at) in rows {
        let grants: Vec<(Capability, String)> =
            tx.all("SELECT capability, scope FROM role_capability WHERE role = ?1", &[&role])?;
        let grants = grants.into_iter().filter_map(|(c, s)| Some((c, Scope::from_word(&s)?))).collect();
        let chain = organisation::ancestors(tx, at)?.into_iter().map(|o| o.id).collect();
        held.push(Holding { person, grants, chain });
    }
    Ok(held)
}

fn has_account(tx: &mut Tx<'_>, person: PersonId) -> Result<bool, StoreError> {
    let found = tx.maybe::<(i64,)>("SELECT 1 FROM account WHERE person_id = ?1", &[&person])?;
    Ok(found.is_some())
}
