//! New contacts.

use super::change::{Appointed, Changed, Wished};
use super::field::Field;
use super::held::read;
use super::invalid::{Invalid, Why};
use super::point::Point;
use super::{RecordError, apply, rights};
use crate::access::{Covers, GrantRefused, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::{self, Subject};
use crate::journal;
use crate::organisation::{self, Organisation, OrganisationId};
use crate::person::{self, Name, PersonId};
use serde_json::json;
use store::Tx;

/// A person to be recorded, with what is known.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// Of a person; others are not looked at.
    pub fields: Vec<(Field, String)>,
    pub points: Vec<Point>,
    pub wishes: Vec<Wished>,
    /// Role, where, from when: makes sense of somebody who is recorded because they hold it.
    pub appointments: Vec<(String, OrganisationId, jiff::civil::Date, Option<jiff::civil::Date>)>,
}

/// Records a person. Needs a right over everything, or an appointment where the right reaches.
///
/// # Errors
/// Entries are judged before anything is written; an appointment that the editor may not give is refused after, and the
/// caller rolls back.
pub fn create_person(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    new: &NewPerson,
) -> Result<PersonId, RecordError> {
    let mut within = right.covers() == Covers::Everything;
    for (_, organisation, ..) in &new.appointments {
        within |= rights::reaches(tx, right, Subject::Organisation(*organisation))?;
    }
    if !within {
        return Err(GrantRefused::NoAuthority.into());
    }
    let editor = rights::editor(tx, stamp, right)?;
    create(tx, stamp, new, |tx, changed| {
        let subject = Subject::Person(PersonId::new(0, 0));
        rights::check(tx, right, &editor, subject, changed)
    })
}

/// The person with all that is known; `check` judges each appointment before anything of it is written.
pub(super) fn create(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    new: &NewPerson,
    check: impl Fn(&mut Tx<'_>, &Changed) -> Result<(), RecordError>,
) -> Result<PersonId, RecordError> {
    let value = |field: Field| {
        field.tidy(new.fields.iter().find(|(f, _)| *f == field).map(|(_, text)| text.as_str()))
    };
    if value(Field::GivenName).or(value(Field::FamilyName)).is_none() {
        return Err(RecordError::Invalid(Invalid { at: "family_name", why: Why::BothNamesMissing }));
    }
    let draft = draft(new, value);
    // Judged before the row is there, as every change is.
    let mut planned = super::held::Record::blank(Subject::Person(PersonId::new(0, 0)));
    super::plan::plan(&mut planned, &draft, stamp.today, &stamp.ids)?;
    let id = person::record(tx, stamp, &Name::default())?;
    let subject = Subject::Person(id);
    let mut record = read(tx, subject)?.ok_or(RecordError::Invisible)?;
    let mut changes = draft;
    changes.extend(new.appointments.iter().map(|(role, organisation, starts_on, ends_on)| {
        let (role, organisation) = (role.clone(), *organisation);
        let appointed =
            Appointed { person: id, role, organisation, starts_on: *starts_on, ends_on: *ends_on };
        super::Change::Start { appointed }
    }));
    let changed = super::plan::plan(&mut record, &changes, stamp.today, &stamp.ids)?;
    for one in changed.iter().filter(|c| matches!(c, Changed::Appointment { .. })) {
        check(tx, one)?;
    }
    apply::write(tx, stamp, &record, &changed, "created")?;
    Ok(id)
}

fn draft(new: &NewPerson, value: impl Fn(Field) -> Option<String>) -> Vec<super::Change> {
    use super::Change;
    let fields = Field::OF_PERSON.iter().filter_map(|field| {
        value(*field).map(|text| Change::Field { field: *field, before: None, after: Some(text) })
    });
    let points = new.points.iter().map(|point| Change::AddPoint { point: point.clone() });
    let wishes = new.wishes.iter().map(|wished| Change::Wish { wished: wished.clone() });
    fields.chain(points).chain(wishes).collect()
}

/// Opens an organisation under one that the right reaches.
pub fn create_organisation(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    kind: &str,
    parent: &Organisation,
    name: &str,
    category: Option<&str>,
) -> Result<Organisation, RecordError> {
    if !rights::reaches(tx, right, Subject::Organisation(parent.id))? {
        return Err(RecordError::Invisible);
    }
    let name = Field::Name.tidy(Some(name));
    Field::Name
        .check(name.as_deref(), stamp.today)
        .map_err(|why| RecordError::Invalid(Invalid { at: Field::Name.word(), why }))?;
    let (name, category) = (name.unwrap_or_default(), Field::Category.tidy(category));
    let made = organisation::open(tx, stamp, kind, Some(parent), &name, category.as_deref())?;
    let subject = Subject::Organisation(made.id);
    let field = |field, after: Option<String>| Changed::Field { field, before: None, after };
    let mut changes = vec![field(Field::Name, Some(name))];
    changes.extend(category.map(|c| field(Field::Category, Some(c))));
    let payload = json!({ "kind": kind, "changes": serde_json::to_value(&changes)? });
    journal::write(tx, stamp, &apply::entry(subject, "created", payload))?;
    contact::touched(tx, stamp, subject)?;
    Ok(made)
}
