//! Appointments: a person holds a role at an organisation, from a date, until a date or open. Both days count.

use crate::acting::Stamp;
use crate::changed;
use crate::journal;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use store::{Identifier as _, StoreError, Tx};

store::id!(pub AppointmentId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Open,
    On(Date),
}

impl Ending {
    pub fn date(self) -> Option<Date> {
        match self {
            Ending::Open => None,
            Ending::On(day) => Some(day),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum AppointmentError {
    #[error("an appointment cannot end before it starts")]
    EndsBeforeItStarts,
    #[error("this role does not exist in that kind of organisation")]
    RoleNotHere,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] journal::JournalError),
}

/// Both days count; an open ending never comes.
pub fn is_active(starts_on: Date, ends_on: Option<Date>, today: Date) -> bool {
    starts_on <= today && ends_on.is_none_or(|end| today <= end)
}

/// Starts an appointment. Rights follow by themselves: nothing else is written.
pub fn start(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    role: &str,
    organisation: OrganisationId,
    starts_on: Date,
    ending: Ending,
) -> Result<AppointmentId, AppointmentError> {
    let id = stamp.ids.next::<AppointmentId>();
    start_as(tx, stamp, id, person, role, organisation, starts_on, ending)?;
    Ok(id)
}

/// The same under an id that was given out before: what a change planned, or took back once.
#[allow(clippy::too_many_arguments)]
pub fn start_as(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    id: AppointmentId,
    person: PersonId,
    role: &str,
    organisation: OrganisationId,
    starts_on: Date,
    ending: Ending,
) -> Result<(), AppointmentError> {
    if ending.date().is_some_and(|end| end < starts_on) {
        return Err(AppointmentError::EndsBeforeItStarts);
    }
    let fits: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM role_organisation_kind rk JOIN organisation o ON o.kind = rk.kind WHERE rk.role = ?1 AND o.id = ?2",
        &[&role, &organisation],
    )?;
    fits.ok_or(AppointmentError::RoleNotHere)?;
    tx.run(
        "INSERT INTO appointment (id, person_id, role, organisation_id, starts_on, ends_on, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[&id, &person, &role, &organisation, &starts_on, &ending.date(), &stamp.now],
    )?;
    followed(tx, stamp, id)?;
    let what = serde_json::json!({ "role": role, "starts_on": starts_on, "ends_on": ending.date() });
    journal::write(
        tx,
        stamp,
        &journal::Entry::of("appointment.started", "appointment", id).at(organisation).holding(what),
    )?;
    Ok(())
}

/// Ends an appointment on a day, which still counts. It stays in the record.
pub fn end(tx: &mut Tx<'_>, stamp: &Stamp, id: AppointmentId, on: Date) -> Result<(), AppointmentError> {
    let (starts_on, organisation, before): (Date, OrganisationId, Option<Date>) =
        tx.one("SELECT starts_on, organisation_id, ends_on FROM appointment WHERE id = ?1", &[&id])?;
    if on < starts_on {
        return Err(AppointmentError::EndsBeforeItStarts);
    }
    tx.run("UPDATE appointment SET ends_on = ?2 WHERE id = ?1", &[&id, &on])?;
    followed(tx, stamp, id)?;
    let what = serde_json::json!({ "ends_on": { "before": before, "after": on } });
    journal::write(
        tx,
        stamp,
        &journal::Entry::of("appointment.ended", "appointment", id).at(organisation).holding(what),
    )?;
    Ok(())
}

/// Takes an ending back: an undo, never a way to prolong.
pub fn reopen(tx: &mut Tx<'_>, stamp: &Stamp, id: AppointmentId) -> Result<(), AppointmentError> {
    let (organisation, before): (OrganisationId, Option<Date>) =
        tx.one("SELECT organisation_id, ends_on FROM appointment WHERE id = ?1", &[&id])?;
    tx.run("UPDATE appointment SET ends_on = NULL WHERE id = ?1", &[&id])?;
    followed(tx, stamp, id)?;
    let what = serde_json::json!({ "ends_on": { "before": before, "after": null } });
    journal::write(
        tx,
        stamp,
        &journal::Entry::of("appointment.reopened", "appointment", id).at(organisation).holding(what),
    )?;
    Ok(())
}

/// Takes a start back: an appointment that was made by mistake was never held. The journal keeps both.
pub fn take_back(tx: &mut Tx<'_>, stamp: &Stamp, id: AppointmentId) -> Result<(), AppointmentError> {
    let (role, organisation): (String, OrganisationId) =
        tx.one("SELECT role, organisation_id FROM appointment WHERE id = ?1", &[&id])?;
    followed(tx, stamp, id)?;
    tx.run("DELETE FROM appointment WHERE id = ?1", &[&id])?;
    let what = serde_json::json!({ "role": role });
    journal::write(
        tx,
        stamp,
        &journal::Entry::of("appointment.taken_back", "appointment", id).at(organisation).holding(what),
    )?;
    Ok(())
}

/// The list of contacts shows who holds what.
fn followed(tx: &mut Tx<'_>, stamp: &Stamp, id: AppointmentId) -> Result<(), StoreError> {
    let (person,): (PersonId,) = tx.one("SELECT person_id FROM appointment WHERE id = ?1", &[&id])?;
    changed::due(tx, stamp.now, [("person", person.bytes())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_first_and_the_last_day_count() {
        let (start, end) = (date(2026, 1, 10), Some(date(2026, 3, 31)));
        assert!(!is_active(start, end, date(2026, 1, 9)));
        assert!(is_active(start, end, date(2026, 1, 10)));
        assert!(is_active(start, end, date(2026, 3, 31)));
        assert!(!is_active(start, end, date(2026, 4, 1)));
        assert!(is_active(start, None, date(2090, 1, 1)));
    }
}
