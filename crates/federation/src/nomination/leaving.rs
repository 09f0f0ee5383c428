//! "I am no longer the clerk": the one act upon the appointment that one's own rights come from. It ends it on a day, as
//! any appointment ends; says who follows; and can be taken back on the day on which it was said.

use super::acts::{self, Named};
use super::queries::NominationId;
use crate::access::{Actor, Held};
use crate::acting::Stamp;
use crate::appointment::AppointmentId;
use crate::journal::{self, Entry};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::record::{self, Change, Changed, RecordError};
use crate::role::{self, GivenBy};
use jiff::civil::Date;
use serde_json::json;
use store::{StoreError, Tx};

store::id!(pub LeavingId);

/// What is said of who follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follows {
    Named(Named, Date),
    /// The seat is empty for now.
    Nobody,
    Unknown,
}

impl Follows {
    pub fn word(&self) -> &'static str {
        match self {
            Follows::Named(..) => "named",
            Follows::Nobody => "nobody",
            Follows::Unknown => "unknown",
        }
    }
}

/// What was said, while it can be taken back.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub id: LeavingId,
    pub appointment: AppointmentId,
    pub last_day: Date,
    nomination: Option<NominationId>,
    changed: String,
}

/// Ends the appointment of one's own on `last_day` and says who follows. The next one is appointed at once where the
/// role's holder names who follows and nobody on record could be meant; otherwise the centre confirms.
///
/// # Errors
/// [`RecordError::Refused`]: the role reaches further than one organisation.
pub fn leave(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    held: &Held,
    last_day: Date,
    follows: &Follows,
) -> Result<LeavingId, RecordError> {
    let seat = (held.organisation, held.role.as_str());
    // Named before the end: afterwards the role might not be held any more.
    let nomination = match follows {
        Follows::Named(named, from) => follow(tx, stamp, actor, seat, named, *from)?,
        Follows::Nobody | Follows::Unknown => None,
    };
    let change = Change::End { id: held.appointment, before: held.ends_on, on: last_day };
    let applied = record::apply_to_oneself(tx, stamp, actor, &[change])?;
    let id = stamp.ids.next::<LeavingId>();
    tx.run(
        "INSERT INTO leaving (id, appointment_id, person_id, organisation_id, role, last_day, follows, nomination_id,
            changed, said_on, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        &[
            &id,
            &held.appointment,
            &actor.person,
            &held.organisation,
            &held.role,
            &last_day,
            &follows.word(),
            &nomination,
            &serde_json::to_string(&applied.changed)?,
            &stamp.today,
            &stamp.now,
        ],
    )?;
    let what = json!({ "role": held.role, "last_day": last_day, "follows": follows.word() });
    let entry = Entry::of("leaving.told", "appointment", held.appointment).at(held.organisation);
    journal::write(tx, stamp, &entry.holding(what))?;
    Ok(id)
}

fn follow(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    (organisation, role): (OrganisationId, &str),
    named: &Named,
    from: Date,
) -> Result<Option<NominationId>, RecordError> {
    let by_holder = role::given_by(tx, role)? == Some(GivenBy::Holder);
    if by_holder
        && !acts::known_elsewhere(tx, named)?
        && let Ok(right) = crate::access::right(tx, actor, organisation)
    {
        let new = named.as_new(role, organisation, from);
        match record::create_person_here(tx, stamp, &right, &new) {
            Ok(_) => return Ok(None),
            // The rule of the role says the centre after all.
            Err(RecordError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(acts::nominate(tx, stamp, actor.person, (organisation, role), named, from)?))
}

/// What somebody said today of one of their appointments and may take back.
pub fn of_today(
    tx: &mut Tx<'_>,
    today: Date,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<Vec<Leaving>, StoreError> {
    type Line = (LeavingId, AppointmentId, Date, Option<NominationId>, String, Date);
    let lines: Vec<Line> = tx.all(
        "SELECT l.id, l.appointment_id, l.last_day, l.nomination_id, l.changed, l.said_on FROM leaving l
         LEFT JOIN nomination_outcome d ON d.nomination_id = l.nomination_id
         WHERE l.person_id = ?1 AND l.organisation_id = ?2 AND l.taken_back_at IS NULL
           AND (d.outcome IS NULL OR d.outcome <> 'confirmed') ORDER BY l.at DESC, l.id DESC LIMIT 20",
        &[&person, &organisation],
    )?;
    let of = |(id, appointment, last_day, nomination, changed, _)| Leaving {
        id,
        appointment,
        last_day,
        nomination,
        changed,
    };
    let mut seen: Vec<AppointmentId> = Vec::new();
    let mut all = Vec::new();
    // Of several words about one appointment the last one counts.
    for line in lines {
        if seen.contains(&line.1) {
            continue;
        }
        seen.push(line.1);
        if line.5 == today {
            all.push(of(line));
        }
    }
    Ok(all)
}

/// Takes the leaving back: the appointment is as it was, and a name that waits is withdrawn.
///
/// # Errors
/// [`RecordError::Invisible`]: nothing was said today of it, or it was changed since.
pub fn take_back(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    organisation: OrganisationId,
    appointment: AppointmentId,
) -> Result<(), RecordError> {
    let all = of_today(tx, stamp.today, actor.person, organisation)?;
    let leaving = all.into_iter().find(|l| l.appointment == appointment).ok_or(RecordError::Invisible)?;
    let changed: Vec<Changed> = serde_json::from_str(&leaving.changed)?;
    for one in &changed {
        record::take_leaving_back(tx, stamp, actor, one)?;
    }
    if let Some(nomination) = leaving.nomination {
        acts::withdraw(tx, stamp, actor.person, nomination)?;
    }
    tx.run("UPDATE leaving SET taken_back_at = ?2 WHERE id = ?1", &[&leaving.id, &stamp.now])?;
    let entry = Entry::of("leaving.taken_back", "appointment", appointment).at(organisation);
    Ok(journal::write(tx, stamp, &entry)?)
}
