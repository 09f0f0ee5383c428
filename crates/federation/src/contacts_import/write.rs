//! A settled row into the database, through the record's own acts; what was done is kept with the row, sealed, so that
//! the run can be undone.

use super::known::{Known, Who};
use super::settle::{Act, Settled};
use super::{ImportError, row::Rejection};
use crate::access::{self, Covers, ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use crate::contact::Subject;
use crate::organisation::{self, Organisation, OrganisationId};
use crate::record::{self, Appointed, Change, Changed, Field, NewPerson, RecordError};
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

/// # Errors
/// `Ok(Err)`: the row cannot be written, and nothing of it was.
pub fn write(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    known: &mut Known,
    under: Option<&Organisation>,
    settled: &Settled,
) -> Result<Result<Vec<Step>, Rejection>, ImportError> {
    let written = tx.attempt(|tx| all(tx, stamp, right, known, under, settled));
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
    under: Option<&Organisation>,
    settled: &Settled,
) -> Result<Vec<Step>, ImportError> {
    let right = &as_it_is_now(tx, stamp, right)?;
    let mut steps = Vec::new();
    for act in &settled.acts {
        if let (Act::Open { organisation, is_member }, Some(under)) = (act, under) {
            steps.push(open(tx, stamp, right, known, under, *organisation, *is_member, settled)?);
        }
    }
    let right = &as_it_is_now(tx, stamp, right)?;
    for act in &settled.acts {
        if let Act::Record { person } = act {
            steps.push(create(tx, stamp, right, known, *person, settled)?);
        }
    }
    let created: BTreeSet<[u8; 16]> = steps.iter().map(|s: &Step| s.id).collect();
    let whos: BTreeSet<Who> = settled.acts.iter().filter_map(who).collect();
    for who in whos {
        let Some(subject) = who.subject(known).filter(|s| !created.contains(&s.bytes())) else { continue };
        let changes: Vec<Change> = settled.acts.iter().filter_map(|act| change(known, who, act)).collect();
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
        Act::Open { .. } | Act::Record { .. } => None,
    }
}

fn change(known: &Known, of: Who, act: &Act) -> Option<Change> {
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
        Act::Open { .. } | Act::Record { .. } => return None,
    })
}

#[expect(clippy::too_many_arguments, reason = "all of it is one act's own")]
fn open(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    known: &mut Known,
    under: &Organisation,
    at: usize,
    is_member: bool,
    settled: &Settled,
) -> Result<Step, ImportError> {
    let (kind, name) = (known.organisations[at].kind.clone(), known.organisations[at].name.clone());
    let opened = record::create_organisation(tx, stamp, right, &kind, under, &name, None)?;
    let subject = Subject::Organisation(opened.id);
    known.opened(at, opened.id);
    let right = &as_it_is_now(tx, stamp, right)?;
    let points: Vec<Change> =
        settled.acts.iter().filter_map(|act| change(known, Who::Organisation(at), act)).collect();
    record::apply(tx, stamp, right, subject, &points)?;
    if is_member {
        let home = organisation::by_id(tx, under.id)?.map_or(under.id, |o| o.id);
        crate::membership::enrol_organisation(tx, stamp, opened.id, home, "Council", (stamp.today, None))?;
    }
    Ok(Step {
        kind: "organisation".into(),
        id: subject.bytes(),
        created: Some(state(tx, stamp, subject)?),
        changed: Vec::new(),
    })
}

fn create(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    known: &mut Known,
    at: usize,
    settled: &Settled,
) -> Result<Step, ImportError> {
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
