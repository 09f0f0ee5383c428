//! From what is wanted and what stands to what will be changed. Pure: everything that can be judged without the
//! database is judged here, before a row is written.

use super::RecordError;
use super::change::{Appointed, Change, Changed, Conflict};
use super::field::Field;
use super::held::Record;
use super::invalid::{Invalid, Why};
use super::note::{self, Note, NoteId};
use super::point::Point;
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::ContactPointId;
use crate::membership::MembershipId;
use crate::membership::held::Held;
use jiff::civil::Date;
use store::Ids;

/// What the changes would come to; nothing is written. For a proposal, which is judged before anybody approves it.
///
/// # Errors
/// A [`Conflict`] or an [`Invalid`] entry, as [`apply`](super::apply()) would answer.
pub fn would(record: &Record, changes: &[Change], stamp: &Stamp) -> Result<Vec<Changed>, RecordError> {
    plan(&mut record.clone(), changes, stamp.today, &stamp.ids)
}

/// What the changes come to, one after the other; `record` is what it will be after them.
pub(super) fn plan(
    record: &mut Record,
    changes: &[Change],
    today: Date,
    ids: &Ids,
) -> Result<Vec<Changed>, RecordError> {
    let mut all = Vec::new();
    for change in changes {
        let made = match change {
            Change::Field { field, before, after } => {
                self::field(record, *field, before.as_deref(), after.as_deref(), today)?
            }
            Change::AddPoint { point } => add_point(record, point, ids)?,
            Change::ChangePoint { id, before, after } => change_point(record, *id, before, after)?,
            Change::Start { appointed } => start(record, appointed, ids)?,
            Change::End { id, before, on } => end(record, *id, *before, *on, today)?,
            Change::Tag { tagged } => match record.tags.iter().any(|(_, t)| t.tag == tagged.tag) {
                true => Vec::new(),
                false => vec![Changed::Tag { id: ids.next(), before: None, after: Some(tagged.clone()) }],
            },
            Change::AddNote { note } => add_note(note, ids)?,
            Change::ChangeNote { id, before, after } => change_note(record, *id, before, after.as_deref())?,
            Change::Join { held } => {
                vec![Changed::Membership { id: ids.next(), before: None, after: Some(membership(held)?) }]
            }
            Change::ChangeMembership { id, before, after } => {
                change_membership(record, *id, before, membership(after)?)?
            }
            Change::Wish { wished } => {
                if !matches!(record.subject, Subject::Person(_)) {
                    return Err(invalid("channel", Why::OtherContact));
                }
                let same = |w: &super::Wished| w.given == wished.given && w.recorded_on >= wished.recorded_on;
                if record.wish(wished.channel).is_some_and(same) {
                    continue;
                }
                vec![Changed::Wish { id: ids.next(), before: None, after: Some(wished.clone()) }]
            }
        };
        made.iter().for_each(|changed| settle(record, changed));
        all.extend(made);
    }
    whole(record, &all)?;
    Ok(all)
}

fn invalid(at: &'static str, why: Why) -> RecordError {
    RecordError::Invalid(Invalid { at, why })
}

fn conflict(conflict: Conflict) -> RecordError {
    RecordError::Conflict(Box::new(conflict))
}

fn field(
    record: &Record,
    field: Field,
    before: Option<&str>,
    after: Option<&str>,
    today: Date,
) -> Result<Vec<Changed>, RecordError> {
    if !Field::all(record.subject).contains(&field) {
        return Err(invalid(field.word(), Why::OtherContact));
    }
    let (now, wanted) = (record.field(field), field.tidy(after));
    if now == wanted.as_deref() {
        return Ok(Vec::new());
    }
    field.check(wanted.as_deref(), today).map_err(|why| invalid(field.word(), why))?;
    let now = now.map(str::to_owned);
    // Blanks are not told apart: what an old file brought in with two is seen with one.
    if field.tidy(now.as_deref()) != field.tidy(before) {
        let seen = before.map(str::to_owned);
        return Err(conflict(Conflict::Field { field, seen, now, wanted }));
    }
    Ok(vec![Changed::Field { field, before: now, after: wanted }])
}

fn add_point(record: &Record, point: &Point, ids: &Ids) -> Result<Vec<Changed>, RecordError> {
    let point = Point { verified_at: None, bounced_at: None, ..point.clone().tidy() };
    point.check(None).map_err(RecordError::Invalid)?;
    let same = |held: &Point| held.valid_until == point.valid_until && held.same_address(&point);
    if record.points.iter().any(|(_, held)| same(held) && held.purpose == point.purpose) {
        return Err(invalid("value", Why::HasItAlready));
    }
    let id = ids.next::<ContactPointId>();
    let mut all = demoted(record, id, &point);
    all.push(Changed::Point { id, before: None, after: Some(point) });
    Ok(all)
}

fn change_point(
    record: &Record,
    id: ContactPointId,
    seen: &Point,
    wanted: &Point,
) -> Result<Vec<Changed>, RecordError> {
    let wanted = wanted.clone().tidy();
    let at_odds = |now: Option<&Point>| {
        let (seen, wanted) = (Box::new(seen.clone()), Box::new(wanted.clone()));
        conflict(Conflict::Point { id, seen, now: now.cloned().map(Box::new), wanted })
    };
    let now = record.point(id).ok_or_else(|| at_odds(None))?;
    if now.kind != wanted.kind {
        return Err(invalid("kind", Why::KindChanged));
    }
    if now.says_the_same(&wanted) {
        return Ok(Vec::new());
    }
    wanted.check(Some(now)).map_err(RecordError::Invalid)?;
    if !now.says_the_same(seen) {
        return Err(at_odds(Some(now)));
    }
    let marks = if now.same_address(&wanted) { (now.verified_at, now.bounced_at) } else { (None, None) };
    let after = Point { verified_at: marks.0, bounced_at: marks.1, ..wanted };
    let mut all = if now.preferred { Vec::new() } else { demoted(record, id, &after) };
    all.push(Changed::Point { id, before: Some(now.clone()), after: Some(after) });
    Ok(all)
}

/// One contact point is the preferred one: whichever was steps back.
fn demoted(record: &Record, id: ContactPointId, new: &Point) -> Vec<Changed> {
    let others = record.points.iter().filter(|(held, p)| new.preferred && p.preferred && *held != id);
    others
        .map(|(id, p)| Changed::Point {
            id: *id,
            before: Some(p.clone()),
            after: Some(Point { preferred: false, ..p.clone() }),
        })
        .collect()
}

fn start(record: &Record, appointed: &Appointed, ids: &Ids) -> Result<Vec<Changed>, RecordError> {
    let ours = match record.subject {
        Subject::Person(person) => appointed.person == person,
        Subject::Organisation(organisation) => appointed.organisation == organisation,
    };
    if !ours {
        return Err(invalid("person", Why::OtherContact));
    }
    if appointed.ends_on.is_some_and(|end| end < appointed.starts_on) {
        return Err(invalid("ends_on", Why::EndsBeforeItStarts));
    }
    let same = |held: &Appointed| {
        held.person == appointed.person
            && held.role == appointed.role
            && held.organisation == appointed.organisation
            && held.ends_on.is_none_or(|end| end >= appointed.starts_on)
            && appointed.ends_on.is_none_or(|end| end >= held.starts_on)
    };
    if record.appointments.iter().any(|(_, held)| same(held)) {
        return Err(invalid("role", Why::HasItAlready));
    }
    Ok(vec![Changed::Appointment { id: ids.next(), before: None, after: Some(appointed.clone()) }])
}

fn end(
    record: &Record,
    id: crate::appointment::AppointmentId,
    seen: Option<Date>,
    on: Date,
    today: Date,
) -> Result<Vec<Changed>, RecordError> {
    let now = record.appointment(id).ok_or(RecordError::Invisible)?;
    if now.ends_on == Some(on) {
        return Ok(Vec::new());
    }
    if now.ends_on != seen {
        return Err(conflict(Conflict::Ending { id, seen, now: now.ends_on, wanted: on }));
    }
    if now.ends_on.is_some_and(|end| end < today) {
        return Err(invalid("ends_on", Why::EndedAlready));
    }
    if on < now.starts_on {
        return Err(invalid("ends_on", Why::EndsBeforeItStarts));
    }
    let after = Appointed { ends_on: Some(on), ..now.clone() };
    Ok(vec![Changed::Appointment { id, before: Some(now.clone()), after: Some(after) }])
}

fn noted(text: &str) -> Result<String, RecordError> {
    let text = Note::tidy(text);
    match text.chars().count() {
        0 => Err(invalid("text", Why::Missing)),
        n if n > note::LONGEST => Err(invalid("text", Why::TooLong)),
        _ => Ok(text),
    }
}

fn add_note(note: &Note, ids: &Ids) -> Result<Vec<Changed>, RecordError> {
    let note = Note { text: noted(&note.text)?, ..note.clone() };
    Ok(vec![Changed::Note { id: ids.next(), before: None, after: Some(note) }])
}

fn change_note(
    record: &Record,
    id: NoteId,
    seen: &str,
    wanted: Option<&str>,
) -> Result<Vec<Changed>, RecordError> {
    let wanted = wanted.map(noted).transpose()?;
    let now = record.note(id);
    if now.map(|n| &n.text) == wanted.as_ref() {
        return Ok(Vec::new());
    }
    let Some(now) = now.filter(|n| n.text == Note::tidy(seen)).cloned() else {
        let now = now.map(|n| n.text.clone());
        return Err(conflict(Conflict::Note { id, now, wanted }));
    };
    let after = wanted.map(|text| Note { text, ..now.clone() });
    Ok(vec![Changed::Note { id, before: Some(now), after }])
}

fn membership(held: &Held) -> Result<Held, RecordError> {
    let mut held = held.clone();
    held.category = held.category.trim().to_owned();
    held.terms.sort();
    if held.category.is_empty() {
        return Err(invalid("category", Why::Missing));
    }
    if held.terms.iter().any(|(from, until)| until.is_some_and(|until| until < *from)) {
        return Err(invalid("ends_on", Why::EndsBeforeItStarts));
    }
    Ok(held)
}

fn change_membership(
    record: &Record,
    id: MembershipId,
    seen: &Held,
    wanted: Held,
) -> Result<Vec<Changed>, RecordError> {
    let now = record.memberships.iter().find(|(held, _)| *held == id).map(|(_, m)| m);
    match now {
        Some(now) if *now == wanted => Ok(Vec::new()),
        Some(now) if now == seen => {
            Ok(vec![Changed::Membership { id, before: Some(now.clone()), after: Some(wanted) }])
        }
        _ => Err(conflict(Conflict::Membership { id })),
    }
}

/// The record with the change in it.
pub(super) fn settle(record: &mut Record, changed: &Changed) {
    match changed.clone() {
        Changed::Field { field, after, .. } => record.set(field, after),
        Changed::Point { id, after, .. } => put(&mut record.points, id, after),
        Changed::Appointment { id, after, .. } => put(&mut record.appointments, id, after),
        Changed::Wish { id, after, .. } => put(&mut record.wishes, id, after),
        Changed::Tag { id, after, .. } => put(&mut record.tags, id, after),
        Changed::Note { id, after, .. } => put(&mut record.notes, id, after),
        Changed::Membership { id, after, .. } => put(&mut record.memberships, id, after),
    }
}

fn put<I: PartialEq, T>(list: &mut Vec<(I, T)>, id: I, value: Option<T>) {
    let at = list.iter().position(|(held, _)| *held == id);
    match (at, value) {
        (Some(at), Some(value)) => list[at].1 = value,
        (Some(at), None) => drop(list.remove(at)),
        (None, Some(value)) => list.push((id, value)),
        (None, None) => {}
    }
}

/// What only the whole record tells, if the changes had to do with it.
fn whole(record: &Record, all: &[Changed]) -> Result<(), RecordError> {
    let changed =
        |of: &[Field]| all.iter().any(|c| matches!(c, Changed::Field { field, .. } if of.contains(field)));
    let named = record.field(Field::GivenName).or(record.field(Field::FamilyName));
    if changed(&[Field::GivenName, Field::FamilyName]) && named.is_none() {
        return Err(invalid(Field::FamilyName.word(), Why::BothNamesMissing));
    }
    let lived = record.date(Field::DateOfBirth).zip(record.date(Field::DeceasedOn));
    if changed(&[Field::DateOfBirth, Field::DeceasedOn]) && lived.is_some_and(|(born, died)| died < born) {
        return Err(invalid(Field::DeceasedOn.word(), Why::DiedBeforeBirth));
    }
    Ok(())
}
