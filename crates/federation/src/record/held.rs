//! Everything of a contact that can be changed, as it stands.

use super::change::{Appointed, Wished};
use super::field::Field;
use super::note::{self, Note, NoteId};
use super::point::{self, Point};
use crate::appointment::AppointmentId;
use crate::contact::Subject;
use crate::contact_point::{ContactPointId, Kind};
use crate::membership::held::{self, Held};
use crate::membership::{ConsentId, MembershipId};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::tag::{self, Tagged, TaggingId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{StoreError, Tx};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub subject: Subject,
    fields: BTreeMap<Field, Option<String>>,
    /// Ended ones too; those that hold come first.
    pub points: Vec<(ContactPointId, Point)>,
    /// A person's everywhere; an organisation's of everybody. By start.
    pub appointments: Vec<(AppointmentId, Appointed)>,
    /// Every word of a person about being contacted, oldest first: the last of a channel counts.
    pub wishes: Vec<(ConsentId, Wished)>,
    pub tags: Vec<(TaggingId, Tagged)>,
    /// The latest first.
    pub notes: Vec<(NoteId, Note)>,
    pub memberships: Vec<(MembershipId, Held)>,
}

impl Record {
    /// A contact of whom nothing is known yet.
    pub(super) fn blank(subject: Subject) -> Self {
        let fields = Field::all(subject).iter().map(|f| (*f, None)).collect();
        Self {
            subject,
            fields,
            points: Vec::new(),
            appointments: Vec::new(),
            wishes: Vec::new(),
            tags: Vec::new(),
            notes: Vec::new(),
            memberships: Vec::new(),
        }
    }

    pub fn field(&self, field: Field) -> Option<&str> {
        self.fields.get(&field)?.as_deref()
    }

    pub fn date(&self, field: Field) -> Option<Date> {
        self.field(field)?.parse().ok()
    }

    pub(super) fn set(&mut self, field: Field, value: Option<String>) {
        self.fields.insert(field, value);
    }

    pub fn point(&self, id: ContactPointId) -> Option<&Point> {
        self.points.iter().find(|(held, _)| *held == id).map(|(_, p)| p)
    }

    pub fn appointment(&self, id: AppointmentId) -> Option<&Appointed> {
        self.appointments.iter().find(|(held, _)| *held == id).map(|(_, a)| a)
    }

    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.iter().find(|(held, _)| *held == id).map(|(_, n)| n)
    }

    pub fn wish(&self, channel: Kind) -> Option<&Wished> {
        self.wishes.iter().rev().map(|(_, w)| w).find(|w| w.channel == channel)
    }
}

/// None: there is no such contact. Whether one may see it is the caller's affair (`reaches`).
pub fn read(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<Record>, StoreError> {
    let Some(fields) = fields(tx, subject)? else { return Ok(None) };
    let points = point::of(tx, subject)?;
    let appointments = appointments(tx, subject)?;
    let wishes = match subject {
        Subject::Person(person) => wishes(tx, person)?,
        Subject::Organisation(_) => Vec::new(),
    };
    let (tags, notes) = (tag::of(tx, subject)?, note::of(tx, subject)?);
    let memberships = held::of(tx, whose(subject))?;
    Ok(Some(Record { subject, fields, points, appointments, wishes, tags, notes, memberships }))
}

pub fn whose(subject: Subject) -> held::Whose {
    match subject {
        Subject::Person(id) => held::Whose::Person(id),
        Subject::Organisation(id) => held::Whose::Organisation(id),
    }
}

/// The same, and nobody else changes it before this transaction ends: what was planned on it may be written.
pub(super) fn read_to_change(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<Record>, StoreError> {
    if tx.engine() == store::Engine::Postgres {
        let (table, id) = (subject.kind(), subject.bytes().to_vec());
        let sql = format!("SELECT id FROM {table} WHERE id = ?1 FOR UPDATE");
        tx.maybe::<(Vec<u8>,)>(&sql, &[&id])?;
        let sql = format!("SELECT id FROM appointment WHERE {table}_id = ?1 ORDER BY id FOR UPDATE");
        tx.all::<(Vec<u8>,)>(&sql, &[&id])?;
    }
    read(tx, subject)
}

fn fields(tx: &mut Tx<'_>, subject: Subject) -> Result<Option<BTreeMap<Field, Option<String>>>, StoreError> {
    type Texts = Vec<Option<String>>;
    let some = |text: Option<String>| text.filter(|t| !t.is_empty());
    let values: Option<Texts> = match subject {
        Subject::Person(id) => {
            type Line = (
                Option<String>,
                String,
                String,
                Option<String>,
                Option<String>,
                Option<String>,
                Option<String>,
            );
            let line: Option<Line> = tx.maybe(
                "SELECT title, given_name, family_name, known_as, date_of_birth, language, deceased_on
                 FROM person WHERE id = ?1",
                &[&id],
            )?;
            line.map(|(a, b, c, d, e, f, g)| vec![a, Some(b), Some(c), d, e, f, g])
        }
        Subject::Organisation(id) => {
            let line: Option<(String, Option<String>, Option<String>)> =
                tx.maybe("SELECT name, category, closed_on FROM organisation WHERE id = ?1", &[&id])?;
            line.map(|(a, b, c)| vec![Some(a), b, c])
        }
    };
    Ok(values.map(|values| Field::all(subject).iter().copied().zip(values.into_iter().map(some)).collect()))
}

fn appointments(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<(AppointmentId, Appointed)>, StoreError> {
    let owner = match subject {
        Subject::Person(_) => "person_id",
        Subject::Organisation(_) => "organisation_id",
    };
    type Line = (AppointmentId, PersonId, String, OrganisationId, Date, Option<Date>);
    let lines: Vec<Line> = tx.all(
        &format!(
            "SELECT id, person_id, role, organisation_id, starts_on, ends_on FROM appointment
             WHERE {owner} = ?1 ORDER BY starts_on, id"
        ),
        &[&subject.bytes().to_vec()],
    )?;
    let appointed = |(id, person, role, organisation, starts_on, ends_on): Line| {
        (id, Appointed { person, role, organisation, starts_on, ends_on })
    };
    Ok(lines.into_iter().map(appointed).collect())
}

fn wishes(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(ConsentId, Wished)>, StoreError> {
    let lines: Vec<(ConsentId, String, bool, String, Date)> = tx.all(
        "SELECT id, channel, given, source, recorded_on FROM consent WHERE person_id = ?1 ORDER BY recorded_on, id",
        &[&person],
    )?;
    let wished = |(id, channel, given, source, recorded_on): (_, String, _, _, _)| {
        Kind::from_word(&channel).map(|channel| (id, Wished { channel, given, source, recorded_on }))
    };
    Ok(lines.into_iter().filter_map(wished).collect())
}
