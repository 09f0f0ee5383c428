//! Two organisations of one kind become one. What stood under the one that goes stands under the one that stays.

use super::MergeError;
use super::log::Log;
use super::references::{How, ORGANISATION};
use crate::acting::Stamp;
use crate::changed;
use crate::membership::entry;
use crate::organisation::{self, OrganisationId};
use crate::person::PersonId;
use store::{Identifier as _, StoreError, Tx};

/// Their entries are made anew in one go.
const MOST_MEMBERS: usize = 20_000;

pub(super) fn merge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    log: &mut Log,
    winner: OrganisationId,
    loser: OrganisationId,
) -> Result<(), MergeError> {
    let (own, theirs) = (organisation::by_id(tx, winner)?, organisation::by_id(tx, loser)?);
    let (Some(own), Some(theirs)) = (own, theirs) else { return Err(MergeError::Gone) };
    if own.kind != theirs.kind {
        return Err(MergeError::OtherKind);
    }
    if organisation::ancestors(tx, winner)?.iter().any(|above| above.id == loser) {
        return Err(MergeError::StandsBelow);
    }
    let below = organisation::below(tx, loser)?;
    let mut members = members(tx, loser)?;
    for one in &below {
        members.extend(self::members(tx, *one)?);
    }
    members.sort_unstable();
    members.dedup();
    if members.len() > MOST_MEMBERS {
        return Err(MergeError::TooManyMembers);
    }
    // Out of the tallies of what they stood under, and into those of what they will.
    members.iter().try_for_each(|person| entry::take_out(tx, *person))?;
    for reference in ORGANISATION.iter().filter(|r| r.how == How::Moves) {
        let (from, to) = (loser.bytes(), winner.bytes());
        log.move_all(tx, reference.table, reference.key, reference.column, from, to)?;
    }
    log.move_all(tx, "organisation", &["id"], "parent_id", loser.bytes(), winner.bytes())?;
    organisation::replant(tx, &below)?;
    log.move_beside(tx, loser.bytes(), winner.bytes())?;
    members.into_iter().try_for_each(|person| entry::refresh(tx, stamp.today, person))?;
    due(tx, stamp, &below)?;
    tx.run("DELETE FROM member_tally WHERE organisation_id = ?1", &[&loser])?;
    // Noted first, so that it comes back last: its path points at it.
    log.note_removal(tx, "organisation_path", "descendant_id", loser.bytes())?;
    tx.run("DELETE FROM organisation_path WHERE descendant_id = ?1", &[&loser])?;
    log.remove(tx, "organisation", "id", loser.bytes())?;
    Ok(())
}

/// Everything that stood below one that went, by what the log says of it: for the undoing.
pub(super) fn moved(tx: &mut Tx<'_>, log: &Log) -> Result<Vec<OrganisationId>, StoreError> {
    let mut all = Vec::new();
    for id in log.rows_set("organisation", "parent_id") {
        let root = OrganisationId::from_bytes(id);
        all.push(root);
        all.extend(organisation::below(tx, root)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// Their entries, and those of everybody who serves or belongs there, say what they stand under.
pub(super) fn due(tx: &mut Tx<'_>, stamp: &Stamp, places: &[OrganisationId]) -> Result<(), StoreError> {
    let held = [
        "(SELECT id AS subject_id, FALSE AS is_person FROM organisation WHERE id = ?1) it WHERE TRUE",
        "(SELECT person_id AS subject_id, TRUE AS is_person FROM appointment WHERE organisation_id = ?1) it WHERE TRUE",
        "(SELECT coalesce(person_id, member_organisation_id) AS subject_id, person_id IS NOT NULL AS is_person
          FROM membership WHERE organisation_id = ?1) it WHERE TRUE",
    ];
    for place in places {
        held.iter().try_for_each(|from| changed::due_of(tx, stamp.now, from, &[place]))?;
    }
    Ok(())
}

/// Whose entries in the lists name the organisation.
pub(super) fn members(tx: &mut Tx<'_>, at: OrganisationId) -> Result<Vec<PersonId>, StoreError> {
    let sql =
        "SELECT DISTINCT person_id FROM membership WHERE organisation_id = ?1 AND person_id IS NOT NULL";
    Ok(tx.all::<(PersonId,)>(sql, &[&at])?.into_iter().map(|(person,)| person).collect())
}
