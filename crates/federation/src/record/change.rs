//! What somebody wants changed, what was changed, and what stood in the way. All of it can be written down as JSON.

use super::field::Field;
use super::note::{Note, NoteId};
use super::point::Point;
use crate::appointment::AppointmentId;
use crate::contact_point::{ContactPointId, Kind};
use crate::membership::held::Held;
use crate::membership::{ConsentId, MembershipId};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::tag::{Tagged, TaggingId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::Identifier as _;

/// An appointment as started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointed {
    pub person: PersonId,
    pub role: String,
    pub organisation: OrganisationId,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
}

/// What a person said about being contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    pub channel: Kind,
    pub given: bool,
    pub source: String,
    pub recorded_on: Date,
}

/// A change that is wanted. `before` is what its editor saw; somebody quicker makes it a [`Conflict`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    Field {
        field: Field,
        before: Option<String>,
        after: Option<String>,
    },
    AddPoint {
        point: Point,
    },
    ChangePoint {
        id: ContactPointId,
        before: Point,
        after: Point,
    },
    Start {
        appointed: Appointed,
    },
    End {
        id: AppointmentId,
        before: Option<Date>,
        on: Date,
    },
    Wish {
        wished: Wished,
    },
    /// Who bears the tag already is passed over.
    Tag {
        tagged: Tagged,
    },
    AddNote {
        note: Note,
    },
    /// No text: the note is taken out.
    ChangeNote {
        id: NoteId,
        before: String,
        after: Option<String>,
    },
    Join {
        held: Held,
    },
    ChangeMembership {
        id: MembershipId,
        before: Held,
        after: Held,
    },
}

impl Change {
    /// The same as it would read once made, for showing it. An id that is not given out yet is nought.
    pub fn as_changed(&self) -> Changed {
        match self.clone() {
            Change::Field { field, before, after } => Changed::Field { field, before, after },
            Change::AddPoint { point } => {
                Changed::Point { id: ContactPointId::from_bytes([0; 16]), before: None, after: Some(point) }
            }
            Change::ChangePoint { id, before, after } => {
                Changed::Point { id, before: Some(before), after: Some(after) }
            }
            Change::Start { appointed } => Changed::Appointment {
                id: AppointmentId::from_bytes([0; 16]),
                before: None,
                after: Some(appointed),
            },
            Change::End { id, .. } => Changed::Appointment { id, before: None, after: None },
            Change::Wish { wished } => {
                Changed::Wish { id: ConsentId::from_bytes([0; 16]), before: None, after: Some(wished) }
            }
            Change::Tag { tagged } => {
                Changed::Tag { id: TaggingId::from_bytes([0; 16]), before: None, after: Some(tagged) }
            }
            Change::AddNote { note } => {
                Changed::Note { id: NoteId::from_bytes([0; 16]), before: None, after: Some(note) }
            }
            Change::ChangeNote { id, .. } => Changed::Note { id, before: None, after: None },
            Change::Join { held } => {
                Changed::Membership { id: MembershipId::from_bytes([0; 16]), before: None, after: Some(held) }
            }
            Change::ChangeMembership { id, before, after } => {
                Changed::Membership { id, before: Some(before), after: Some(after) }
            }
        }
    }
}

/// A change that was made. Nothing before: it was added; nothing after: it was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
// Lists of these are short: a box for each point would cost more than it saves.
#[allow(clippy::large_enum_variant)]
pub enum Changed {
    Field { field: Field, before: Option<String>, after: Option<String> },
    Point { id: ContactPointId, before: Option<Point>, after: Option<Point> },
    Appointment { id: AppointmentId, before: Option<Appointed>, after: Option<Appointed> },
    Wish { id: ConsentId, before: Option<Wished>, after: Option<Wished> },
    Tag { id: TaggingId, before: Option<Tagged>, after: Option<Tagged> },
    Note { id: NoteId, before: Option<Note>, after: Option<Note> },
    Membership { id: MembershipId, before: Option<Held>, after: Option<Held> },
}

impl Changed {
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Changed::Field { field, before, after } => Changed::Field { field, before: after, after: before },
            Changed::Point { id, before, after } => Changed::Point { id, before: after, after: before },
            Changed::Appointment { id, before, after } => {
                Changed::Appointment { id, before: after, after: before }
            }
            Changed::Wish { id, before, after } => Changed::Wish { id, before: after, after: before },
            Changed::Tag { id, before, after } => Changed::Tag { id, before: after, after: before },
            Changed::Note { id, before, after } => Changed::Note { id, before: after, after: before },
            Changed::Membership { id, before, after } => {
                Changed::Membership { id, before: after, after: before }
            }
        }
    }

    /// Whether mail would reach somebody elsewhere after it.
    pub fn is_about_email(&self) -> bool {
        match self {
            Changed::Point { before, after, .. } => {
                [before, after].into_iter().flatten().any(|p| p.kind == Kind::Email)
            }
            _ => false,
        }
    }
}

impl Changed {
    /// The address that mail went to before, folded.
    pub fn email_before(&self) -> Option<String> {
        match self {
            Changed::Point { before: Some(point), .. } if point.kind == Kind::Email => {
                Some(point.written().folded())
            }
            _ => None,
        }
    }
}

/// Somebody else changed the same meanwhile: what was seen, what is there now, what is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    Field { field: Field, seen: Option<String>, now: Option<String>, wanted: Option<String> },
    Point { id: ContactPointId, seen: Box<Point>, now: Option<Box<Point>>, wanted: Box<Point> },
    Ending { id: AppointmentId, seen: Option<Date>, now: Option<Date>, wanted: Date },
    Note { id: NoteId, now: Option<String>, wanted: Option<String> },
    Membership { id: MembershipId },
}
