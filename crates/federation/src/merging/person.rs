//! Two persons become one.

use super::log::{self, Log};
use super::references::{How, MEMBERSHIP, PERSON};
use super::{MergeError, Wish, account};
use crate::acting::Stamp;
use crate::membership::entry;
use crate::person::{self, Name, PersonId};
use jiff::civil::Date;
use store::{Identifier as _, StoreError, ToValue as _, Tx};

pub(super) fn merge(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    log: &mut Log,
    winner: PersonId,
    loser: PersonId,
    wish: &Wish,
) -> Result<(), MergeError> {
    account::settle(tx, stamp, log, winner, loser, wish.keep)?;
    twin_points(tx, log, winner, loser)?;
    twin_appointments(tx, log, winner, loser)?;
    twin_memberships(tx, log, stamp.today, winner, loser)?;
    for reference in PERSON.iter().filter(|r| r.how == How::Moves) {
        let (from, to) = (loser.bytes(), winner.bytes());
        log.move_all(tx, reference.table, reference.key, reference.column, from, to)?;
    }
    log.move_beside(tx, loser.bytes(), winner.bytes())?;
    household(tx, log, winner, loser)?;
    // Its memberships are the winner's now: nothing of the loser stays in the lists.
    entry::refresh(tx, stamp.today, loser)?;
    log.remove(tx, "person", "id", loser.bytes())?;
    Ok(())
}

/// The folded name by which the winner is sorted follows the names.
pub(super) fn sorted(tx: &mut Tx<'_>, log: &mut Log, winner: PersonId) -> Result<(), StoreError> {
    let (given, family): (String, String) =
        tx.one("SELECT given_name, family_name FROM person WHERE id = ?1", &[&winner])?;
    let sorted = Name::new(&given, &family).sorted();
    log.set(tx, "person", log::id(winner.bytes()), "sort_name", sorted.to_value())
}

fn household(tx: &mut Tx<'_>, log: &mut Log, winner: PersonId, loser: PersonId) -> Result<(), StoreError> {
    let sql = "SELECT household_id FROM person WHERE id = ?1";
    let own: Option<person::HouseholdId> = tx.one::<(Option<_>,)>(sql, &[&winner])?.0;
    let theirs: Option<person::HouseholdId> = tx.one::<(Option<_>,)>(sql, &[&loser])?.0;
    match (own, theirs) {
        (None, Some(theirs)) => log.set(tx, "person", log::id(winner.bytes()), "household_id", theirs),
        _ => Ok(()),
    }
}

/// An address that both have stands once.
fn twin_points(tx: &mut Tx<'_>, log: &mut Log, winner: PersonId, loser: PersonId) -> Result<(), StoreError> {
    let twins: Vec<([u8; 16],)> = tx.all(
        "SELECT theirs.id FROM contact_point theirs WHERE theirs.person_id = ?2 AND EXISTS (
           SELECT 1 FROM contact_point own WHERE own.person_id = ?1 AND own.kind = theirs.kind
             AND own.folded = theirs.folded AND own.purpose = theirs.purpose
             AND (own.kind <> 'post' OR own.value = theirs.value)
             AND coalesce(own.valid_until, '') = coalesce(theirs.valid_until, ''))
         ORDER BY theirs.id",
        &[&winner, &loser],
    )?;
    for (id,) in twins {
        log.remove(tx, "contact_point", "id", id)?;
    }
    // One is preferred: the winner's.
    let preferred: Option<(i64,)> = tx.maybe(
        "SELECT count(*) FROM contact_point WHERE person_id = ?1 AND preferred HAVING count(*) > 0",
        &[&winner],
    )?;
    if preferred.is_some() {
        let others: Vec<([u8; 16],)> =
            tx.all("SELECT id FROM contact_point WHERE person_id = ?1 AND preferred ORDER BY id", &[&loser])?;
        for (id,) in others {
            log.set(tx, "contact_point", log::id(id), "preferred", false)?;
        }
    }
    Ok(())
}

/// The same role at the same place until the same day is held once, since the earlier day.
fn twin_appointments(
    tx: &mut Tx<'_>,
    log: &mut Log,
    winner: PersonId,
    loser: PersonId,
) -> Result<(), StoreError> {
    let twins: Vec<([u8; 16], Date, [u8; 16], Date)> = tx.all(
        "SELECT own.id, own.starts_on, theirs.id, theirs.starts_on FROM appointment own
         JOIN appointment theirs ON theirs.role = own.role AND theirs.organisation_id = own.organisation_id
           AND coalesce(theirs.ends_on, '') = coalesce(own.ends_on, '')
         WHERE own.person_id = ?1 AND theirs.person_id = ?2 ORDER BY own.id, theirs.id",
        &[&winner, &loser],
    )?;
    for (own, own_start, theirs, their_start) in twins {
        if their_start < own_start {
            log.set(tx, "appointment", log::id(own), "starts_on", their_start)?;
        }
        log.remove(tx, "appointment", "id", theirs)?;
    }
    Ok(())
}

/// Somebody is a member through one home once: the terms come together, blanks of the winner's are filled.
fn twin_memberships(
    tx: &mut Tx<'_>,
    log: &mut Log,
    today: Date,
    winner: PersonId,
    loser: PersonId,
) -> Result<(), StoreError> {
    let mut twins: Vec<([u8; 16], [u8; 16])> = tx.all(
        "SELECT own.id, theirs.id FROM membership own
         JOIN membership theirs ON theirs.organisation_id = own.organisation_id
           AND (coalesce(theirs.ended_on, '') = coalesce(own.ended_on, '')
                OR (theirs.ended_on < ?3 AND own.ended_on < ?3))
         WHERE own.person_id = ?1 AND theirs.person_id = ?2 ORDER BY theirs.id, own.id",
        &[&winner, &loser, &today],
    )?;
    twins.dedup_by_key(|(_, theirs)| *theirs);
    for (own, theirs) in twins {
        type Line = (Option<String>, Option<Date>);
        let sql = "SELECT number, joined_on FROM membership WHERE id = ?1";
        let (number, joined): Line = tx.one(sql, &[&own])?;
        let (their_number, their_joined): Line = tx.one(sql, &[&theirs])?;
        if number.is_none() && their_number.is_some() {
            log.set(tx, "membership", log::id(own), "number", their_number)?;
        }
        if their_joined.is_some_and(|day| joined.is_none_or(|own| day < own)) {
            log.set(tx, "membership", log::id(own), "joined_on", their_joined)?;
        }
        twin_terms(tx, log, own, theirs)?;
        for reference in MEMBERSHIP.iter().filter(|r| r.how == How::Moves) {
            log.move_all(tx, reference.table, reference.key, reference.column, theirs, own)?;
        }
        // The list's entry points at the membership: it goes first, and is made anew with the rest.
        entry::take_out(tx, loser)?;
        log.remove(tx, "membership", "id", theirs)?;
    }
    Ok(())
}

fn twin_terms(tx: &mut Tx<'_>, log: &mut Log, own: [u8; 16], theirs: [u8; 16]) -> Result<(), StoreError> {
    let twins: Vec<([u8; 16],)> = tx.all(
        "SELECT b.id FROM membership_term b JOIN membership_term a ON a.starts_on = b.starts_on
           AND coalesce(a.ends_on, '') = coalesce(b.ends_on, '')
         WHERE a.membership_id = ?1 AND b.membership_id = ?2 ORDER BY b.id",
        &[&own, &theirs],
    )?;
    twins.into_iter().try_for_each(|(id,)| log.remove(tx, "membership_term", "id", id))
}
