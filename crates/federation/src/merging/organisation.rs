//! Two organisations become one. Only such that nothing stands under, and of one kind.

use super::MergeError;
use super::log::Log;
use super::references::{How, ORGANISATION};
use crate::membership::entry;
use crate::organisation::{self, OrganisationId};
use crate::person::PersonId;
use store::{Identifier as _, StoreError, Tx};

pub(super) fn merge(
    tx: &mut Tx<'_>,
    log: &mut Log,
    winner: OrganisationId,
    loser: OrganisationId,
) -> Result<(), MergeError> {
    let (own, theirs) = (organisation::by_id(tx, winner)?, organisation::by_id(tx, loser)?);
    let (Some(own), Some(theirs)) = (own, theirs) else { return Err(MergeError::Gone) };
    if own.kind != theirs.kind {
        return Err(MergeError::OtherKind);
    }
    if organisation::has_children(tx, loser)? {
        return Err(MergeError::HasChildren);
    }
    let members = members(tx, loser)?;
    for reference in ORGANISATION.iter().filter(|r| r.how == How::Moves) {
        let (from, to) = (loser.bytes(), winner.bytes());
        log.move_all(tx, reference.table, reference.key, reference.column, from, to)?;
    }
    log.move_tags(tx, loser.bytes(), winner.bytes())?;
    members.into_iter().try_for_each(|person| entry::refresh(tx, person))?;
    tx.run("DELETE FROM member_tally WHERE organisation_id = ?1", &[&loser])?;
    // Noted first, so that it comes back last: its path points at it.
    log.note_removal(tx, "organisation_path", "descendant_id", loser.bytes())?;
    tx.run("DELETE FROM organisation_path WHERE descendant_id = ?1", &[&loser])?;
    log.remove(tx, "organisation", "id", loser.bytes())?;
    Ok(())
}

/// Whose entries in the lists name the organisation.
pub(super) fn members(tx: &mut Tx<'_>, at: OrganisationId) -> Result<Vec<PersonId>, StoreError> {
    let sql =
        "SELECT DISTINCT person_id FROM membership WHERE organisation_id = ?1 AND person_id IS NOT NULL";
    Ok(tx.all::<(PersonId,)>(sql, &[&at])?.into_iter().map(|(person,)| person).collect())
}
