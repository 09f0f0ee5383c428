//! A settled row into the database, through the record's own acts; what was done is kept with the row, sealed, so that
//! the run can be undone.

use super::known::{Known, Who};
use super::settle::{Act, Settled};
use super::{ImportError, RunId, row::Rejection};
use crate::access::{self, Covers, ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use crate::contact::Subject;
use crate::organisation::{Organisation, OrganisationId};
use crate::record::{self, Appointed, Change, Changed, Field, NewPerson, Note, RecordError};
use crate::tag::{self, NewTag, TagId, Tagged};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Tx;

/// What a row did to one contact.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// "person" or "organisation".
    pub kind: String,
    pub id: [u8; 16],
    /// The contact is there by this row: what it was then, as a hash.
    pub created: Option<[u8; 16]>,
    pub changed: Vec<Changed>,
}

impl Step {
    pub fn subject(&self) -> Option<Subject> {
        Subject::of(&self.kind, self.id)
    }
}

/// What the source had said of the row before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LinkBefore {
    pub organisation: Option<OrganisationId>,
    pub person: Option<PersonId>,
    pub fingerprint: Vec<u8>,
    pub said: Vec<u8>,
    pub run: super::RunId,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Done {
    pub steps: Vec<Step>,
    pub number: [u8; 16],
    pub link: Option<LinkBefore>,
}

/// Where the run stands.
pub struct At<'a> {
    pub under: Option<&'a Organisation>,
    pub run: RunId,
    pub source: &'a str,
}

/// What changes are written with: the tags by name are there by now.
struct Written<'a> {
    stamp: &'a Stamp,
    source: &'a str,
    tags: Vec<(String, TagId)>,
}

/// # Errors
/// `Ok(Err)`: the row cannot be written, and nothing of it was.
pub fn write(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    known: &mut Known,
    at: &At<'_>,
    settled: &Settled,
) -> Result<Result<Vec<Step>, Rejection>, ImportError> {
    let written = tx.attempt(|tx| all(tx, stamp, right, known, at, settled));
    match written {
        Ok(steps) => Ok(Ok(steps)),
        Err(ImportError::Record(RecordError::Invisible)) => Ok(Err(Rejection::OutOfReach)),
        Err(ImportError::Record(RecordError::Refused(_))) => Ok(Err(Rejection::Refused)),
        Err(ImportError::Record(
            RecordError::Invalid(_) | RecordError::Appointment(_) | RecordError::Conflict(_),
        )) => Ok(Err(Rejection::Invalid)),
        Err(error) => Err(error),
    }
}

fn all(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    known: &mut Known,
    at: &At<'_>,
    settled: &Settled,
) -> Result<Vec<Step>, ImportError> {
    let right = &as_it_is_now(tx, stamp, right)?;
    let written = Written { stamp, source: at.source, tags: tags(tx, stamp, at.run, settled)? };
    let mut steps = Vec::new();
    for act in &settled.acts {
        if let (Act::Open { organisation }, Some(under)) = (act, at.under) {
            steps.push(open(tx, right, known, under, *organisation, settled, &written)?);
        }
    }
    let right = &as_it_is_now(tx, stamp, right)?;
    for act in &settled.acts {
        if let Act::Record { person } = act {
            steps.push(create(tx, right, known, *person, settled, &written)?);
        }
    }
    let created: BTreeSet<[u8; 16]> = steps.iter().map(|s: &Step| s.id).collect();
    let whos: BTreeSet<Who> = settled.acts.iter().filter_map(who).collect();
    for who in whos {
        let Some(subject) = who.subject(known).filter(|s| !created.contains(&s.bytes())) else { continue };
        let changes: Vec<Change> =
            settled.acts.iter().filter_map(|act| change(known, who, act, &written)).collect();
        let applied = record::apply(tx, stamp, right, subject, &changes)?;
        if !applied.changed.is_empty() {
            let (kind, id) = (subject.kind().to_owned(), subject.bytes());
            steps.push(Step { kind, id, created: None, changed: applied.changed });
        }
    }
    Ok(steps)
}

/// A right over an organisation that stood alone covers what was opened under it only when it is asked for anew.
fn as_it_is_now(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
) -> Result<Right<ManageContacts>, ImportError> {
    if right.covers() != Covers::One {
        return Ok(right.clone());
    }
    let actor = access::actor(tx, right.actor, stamp.today)?.ok_or(ImportError::NoAccount)?;
    Ok(access::right_anywhere::<ManageContacts>(tx, &actor)?)
}

/// Whose record an act changes.
pub fn who(act: &Act) -> Option<Who> {
    match act {
        Act::Field { who, .. } | Act::Add { who, .. } | Act::Replace { who, .. } => Some(*who),
        Act::Start { person, .. } | Act::End { person, .. } => Some(Who::Person(*person)),
        Act::Tag { who, .. }
        | Act::Note { who, .. }
        | Act::Join { who, .. }
        | Act::Membership { who, .. } => Some(*who),
        Act::Open { .. } | Act::Record { .. } => None,
    }
}

fn change(known: &Known, of: Who, act: &Act, written: &Written<'_>) -> Option<Change> {
    if who(act) != Some(of) {
        return None;
    }
    Some(match act.clone() {
        Act::Field { field, before, after, .. } => Change::Field { field, before, after: Some(after) },
        Act::Add { point, .. } => Change::AddPoint { point },
        Act::Replace { id, before, after, .. } => Change::ChangePoint { id, before, after },
        Act::Start { person, organisation, role, starts_on, ends_on } => {
            let person = known.people[person].id?;
            let organisation = known.organisations[organisation].id?;
            Change::Start { appointed: Appointed { person, role, organisation, starts_on, ends_on } }
        }
        Act::End { id, before, on, .. } => Change::End { id, before, on },
        Act::Tag { name, .. } => {
            let tag = written.tags.iter().find(|(held, _)| *held == name)?.1;
            Change::Tag { tagged: Tagged { tag, name, reason: written.source.to_owned() } }
        }
        Act::Note { text, .. } => Change::AddNote { note: Note::new(written.stamp, &text, written.source) },
        Act::Join { held, .. } => Change::Join { held },
        Act::Membership { id, before, after, .. } => Change::ChangeMembership { id: id?, before, after },
        Act::Open { .. } | Act::Record { .. } => return None,
    })
}

/// The tags that a row names, made where they are new.
fn tags(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    run: RunId,
    settled: &Settled,
) -> Result<Vec<(String, TagId)>, ImportError> {
    let mut all = Vec::new();
    for act in &settled.acts {
        let Act::Tag { name, .. } = act else { continue };
        let id = match tag::known(tx, name)? {
            Some(id) => id,
            None => {
                let id = tag::named(tx, stamp, &NewTag { name, excludes: false })?;
                tx.run("UPDATE tag SET run_id = ?2 WHERE id = ?1", &[&id, &run])?;
                id
            }
        };
        all.push((name.clone(), id));
    }
    Ok(all)
}

fn open(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    known: &mut Known,
    under: &Organisation,
    at: usize,
    settled: &Settled,
    written: &Written<'_>,
) -> Result<Step, ImportError> {
    let stamp = written.stamp;
    let (kind, name) = (known.organisations[at].kind.clone(), known.organisations[at].name.clone());
    let opened = record::create_organisation(tx, stamp, right, &kind, under, &name, None)?;
    let subject = Subject::Organisation(opened.id);
    known.opened(at, opened.id);
    let right = &as_it_is_now(tx, stamp, right)?;
    let who = Who::Organisation(at);
    let all: Vec<Change> = settled.acts.iter().filter_map(|act| change(known, who, act, written)).collect();
    record::apply(tx, stamp, right, subject, &all)?;
    Ok(Step {
        kind: "organisation".into(),
        id: subject.bytes(),
        created: Some(state(tx, stamp, subject)?),
        changed: Vec::new(),
    })
}

fn create(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    known: &mut Known,
    at: usize,
    settled: &Settled,
    written: &Written<'_>,
) -> Result<Step, ImportError> {
    let stamp = written.stamp;
    let name = known.people[at].name.clone();
    let mut new = NewPerson {
        fields: vec![(Field::GivenName, name.given), (Field::FamilyName, name.family)],
        ..NewPerson::default()
    };
    new.fields.extend(name.title.map(|t| (Field::Title, t)));
    for act in settled.acts.iter().filter(|a| who(a) == Some(Who::Person(at))) {
        match act.clone() {
            Act::Add { point, .. } => new.points.push(point),
            Act::Start { organisation, role, starts_on, ends_on, .. } => {
                let organisation = known.organisations[organisation].id;
                new.appointments.extend(organisation.map(|o| (role, o, starts_on, ends_on)));
            }
            _ => {}
        }
    }
    let id = record::create_person(tx, stamp, right, &new)?;
    known.recorded(at, id);
    let subject = Subject::Person(id);
    let is_beside =
        |c: &Change| matches!(c, Change::Tag { .. } | Change::AddNote { .. } | Change::Join { .. });
    let beside = settled.acts.iter().filter_map(|act| change(known, Who::Person(at), act, written));
    let beside: Vec<Change> = beside.filter(is_beside).collect();
    if !beside.is_empty() {
        let right = as_it_is_now(tx, stamp, right)?;
        record::apply(tx, stamp, &right, subject, &beside)?;
    }
    Ok(Step {
        kind: "person".into(),
        id: subject.bytes(),
        created: Some(state(tx, stamp, subject)?),
        changed: Vec::new(),
    })
}

/// Everything that the record says of a contact, as a keyed hash: whether somebody changed it since.
pub fn state(tx: &mut Tx<'_>, stamp: &Stamp, subject: Subject) -> Result<[u8; 16], ImportError> {
    let record = record::read(tx, subject)?;
    let own = record.map(|mut r| {
        // Others may come to hold a role at an organisation; that is their record, not its.
        if matches!(subject, Subject::Organisation(_)) {
            r.appointments.clear();
        }
        format!("{r:?}")
    });
    let long = stamp.secret.keyed_hash("import state", own.unwrap_or_default().as_bytes());
    Ok(std::array::from_fn(|i| long[i]))
}
