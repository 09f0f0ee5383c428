//! The same acts for people who do not manage contacts: whoever keeps the record of their own organisation, and everybody
//! about themselves. What of a record is theirs to change is said by `field_policy`; here is how far any of it may go:
//! only that organisation, only themselves, and no appointment beyond the rules of `access::granting`.

use super::apply::{Applied, write};
use super::change::{Appointed, Change, Changed};
use super::create::{NewPerson, create};
use super::held::{read, read_to_change};
use super::invalid::{Invalid, Why};
use super::plan::{plan, settle};
use super::{RecordError, rights};
use crate::access::{self, Actor, EditOrganisation, GrantRefused, Post, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::person::PersonId;
use store::Tx;

/// Changes the record of the organisation that the right is for: its contact points, its fields, who holds which role.
///
/// # Errors
/// As [`apply`](super::apply()); nothing is written.
pub fn apply_here(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<EditOrganisation>,
    changes: &[Change],
) -> Result<Applied, RecordError> {
    let subject = Subject::Organisation(right.organisation.id);
    let actor = acting(tx, stamp, right)?;
    let mut record = read_to_change(tx, subject)?.ok_or(RecordError::Invisible)?;
    let changed = plan(&mut record, changes, stamp.today, &stamp.ids)?;
    for one in &changed {
        check_here(tx, &actor, one)?;
    }
    if !changed.is_empty() {
        write(tx, stamp, &record, &changed, "changed")?;
    }
    Ok(Applied { changed })
}

/// Changes one's own record, or ends an appointment of one's own.
pub fn apply_to_oneself(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    changes: &[Change],
) -> Result<Applied, RecordError> {
    let subject = Subject::Person(actor.person);
    let mut record = read_to_change(tx, subject)?.ok_or(RecordError::Invisible)?;
    let changed = plan(&mut record, changes, stamp.today, &stamp.ids)?;
    for one in &changed {
        match one {
            Changed::Field { .. } | Changed::Point { .. } | Changed::Wish { .. } => {}
            Changed::Appointment { before, after, .. } => {
                check_leaving(tx, actor, before.as_ref(), after.as_ref())?;
            }
            _ => return Err(GrantRefused::KeptByCentre.into()),
        }
    }
    if !changed.is_empty() {
        write(tx, stamp, &record, &changed, "changed")?;
    }
    Ok(Applied { changed })
}

/// Changes the address of a contact point of `person`, who is the one that acts. Nothing but an e-mail address, and
/// never a sign-in.
///
/// # Errors
/// As [`apply`](super::apply()); [`RecordError::Invisible`] for any other change.
pub fn correct_own(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    change: &Change,
) -> Result<Applied, RecordError> {
    let is_email = |change: &Change| match change {
        Change::ChangePoint { before, after, .. } => before.kind == Kind::Email && after.kind == Kind::Email,
        _ => false,
    };
    if stamp.by != Some(person) || !is_email(change) {
        return Err(RecordError::Invisible);
    }
    let mut record = read_to_change(tx, Subject::Person(person))?.ok_or(RecordError::Invisible)?;
    let changed = plan(&mut record, std::slice::from_ref(change), stamp.today, &stamp.ids)?;
    if !changed.is_empty() {
        write(tx, stamp, &record, &changed, "changed")?;
    }
    Ok(Applied { changed })
}

/// Takes back that somebody ended an appointment of their own, while it stands as they left it. Whether it may still be
/// taken back is the caller's rule: it gives nothing that was not held that day.
///
/// # Errors
/// [`RecordError::Invisible`]: it was changed since.
pub fn take_leaving_back(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    left: &Changed,
) -> Result<(), RecordError> {
    let Changed::Appointment { id, before, after } = left else { return Err(RecordError::Invisible) };
    check_leaving(tx, actor, before.as_ref(), after.as_ref())?;
    let mut record = read_to_change(tx, Subject::Person(actor.person))?.ok_or(RecordError::Invisible)?;
    if record.appointment(*id) != after.as_ref() {
        return Err(RecordError::Invisible);
    }
    let back = left.inverse();
    settle(&mut record, &back);
    write(tx, stamp, &record, &[back], "undone")
}

/// Records somebody who takes up a role at the organisation.
pub fn create_person_here(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<EditOrganisation>,
    new: &NewPerson,
) -> Result<PersonId, RecordError> {
    if new.appointments.is_empty() || new.appointments.iter().any(|(_, at, ..)| *at != right.organisation.id)
    {
        return Err(GrantRefused::NoAuthority.into());
    }
    let actor = acting(tx, stamp, right)?;
    create(tx, stamp, new, |tx, changed| check_here(tx, &actor, changed))
}

/// Whether the keeper may appoint to this role there, or why the centre has to: before anybody is named.
pub fn may_give(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organisation: crate::organisation::OrganisationId,
    role: &str,
) -> Result<Result<(), GrantRefused>, RecordError> {
    // Nobody in particular: themselves they may never appoint, which is judged again when the name is known.
    let nobody = <PersonId as store::Identifier>::from_bytes([0; 16]);
    let (post, chain) = (post(tx, role)?, rights::chain(tx, organisation)?);
    Ok(access::may_give_here(actor, nobody, &post, &chain))
}

fn acting(tx: &mut Tx<'_>, stamp: &Stamp, right: &Right<EditOrganisation>) -> Result<Actor, RecordError> {
    Ok(access::actor(tx, right.actor, stamp.today)?.ok_or(GrantRefused::NoAuthority)?)
}

fn check_here(tx: &mut Tx<'_>, actor: &Actor, changed: &Changed) -> Result<(), RecordError> {
    let (before, after) = match changed {
        Changed::Field { .. } | Changed::Point { .. } => return Ok(()),
        Changed::Appointment { before, after, .. } => (before, after),
        // Notes, tags and memberships are the centre's word about an organisation.
        _ => return Err(GrantRefused::KeptByCentre.into()),
    };
    let Some(one) = after.as_ref().or(before.as_ref()) else { return Ok(()) };
    let (post, chain) = (post(tx, &one.role)?, rights::chain(tx, one.organisation)?);
    if rights::gives(before.as_ref(), after.as_ref()) {
        if before.is_none() && !rights::exists_there(tx, one)? {
            return Err(RecordError::Invalid(Invalid { at: "role", why: Why::RoleNotHere }));
        }
        access::may_give_here(actor, one.person, &post, &chain)?;
    } else {
        access::may_end_here(actor, one.person, &post, &chain)?;
    }
    Ok(())
}

fn check_leaving(
    tx: &mut Tx<'_>,
    actor: &Actor,
    before: Option<&Appointed>,
    after: Option<&Appointed>,
) -> Result<(), RecordError> {
    let (Some(before), Some(after)) = (before, after) else { return Err(GrantRefused::OwnBranch.into()) };
    let post = post(tx, &before.role)?;
    Ok(access::may_leave(actor, before.person, &post, (before.ends_on, after.ends_on))?)
}

fn post(tx: &mut Tx<'_>, role: &str) -> Result<Post, RecordError> {
    let given_by = crate::role::given_by(tx, role)?.ok_or(RecordError::Invisible)?;
    Ok(Post { role: role.to_owned(), grants: rights::grants(tx, role)?, given_by })
}

/// The record of somebody, for themselves.
pub fn read_oneself(tx: &mut Tx<'_>, actor: &Actor) -> Result<super::Record, RecordError> {
    read(tx, Subject::Person(actor.person))?.ok_or(RecordError::Invisible)
}
