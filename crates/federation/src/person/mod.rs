//! A person: one human being, who may be member, volunteer, clerk and supporter at once. Names are kept as written;
//! `sort_name` is folded for order and the A–Z strip.

pub use crate::acting::PersonId;
use crate::acting::Stamp;
use crate::changed;
use crate::words;
use jiff::civil::Date;
use store::{StoreError, Tx};

store::id!(pub HouseholdId);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub title: Option<String>,
    pub given: String,
    pub family: String,
    pub known_as: Option<String>,
}

impl Name {
    pub fn new(given: &str, family: &str) -> Self {
        Self { given: given.to_owned(), family: family.to_owned(), ..Self::default() }
    }

    /// Family name first, for lists: "Burton, Fiona (Fi)".
    pub fn listed(&self) -> String {
        let called = self
            .known_as
            .as_deref()
            .filter(|k| *k != self.given)
            .map(|k| format!(" ({k})"))
            .unwrap_or_default();
        match (self.family.is_empty(), self.given.is_empty()) {
            (false, false) => format!("{}, {}{called}", self.family, self.given),
            (false, true) => format!("{}{called}", self.family),
            _ => format!("{}{called}", self.given),
        }
    }

    /// As one would address somebody: "Fi Burton".
    pub fn spoken(&self) -> String {
        let given = self.known_as.as_deref().unwrap_or(&self.given);
        format!("{given} {}", self.family).trim().to_owned()
    }

    /// For an envelope: "Ms Fiona Burton".
    pub fn addressed(&self) -> String {
        let title = self.title.as_deref().unwrap_or_default();
        format!("{title} {} {}", self.given, self.family).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn sorted(&self) -> String {
        words::fold(&format!("{} {}", self.family, self.given))
    }
}

/// A person as held.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: Name,
    pub date_of_birth: Option<Date>,
    pub language: Option<String>,
    pub deceased_on: Option<Date>,
    pub household: Option<HouseholdId>,
}

/// The columns that [`Person`] reads, of a table called `person`.
pub const COLUMNS: &str = "person.id, person.title, person.given_name, person.family_name, person.known_as, \
                           person.date_of_birth, person.language, person.deceased_on, person.household_id";

impl store::FromRow for Person {
    fn from_row(row: &store::Row<'_>) -> Result<Self, store::StoreError> {
        Ok(Self {
            id: row.get(0)?,
            name: Name { title: row.get(1)?, given: row.get(2)?, family: row.get(3)?, known_as: row.get(4)? },
            date_of_birth: row.get(5)?,
            language: row.get(6)?,
            deceased_on: row.get(7)?,
            household: row.get(8)?,
        })
    }
}

/// Makes a person of a name; contact points and roles come by their own acts.
pub fn record(tx: &mut Tx<'_>, stamp: &Stamp, name: &Name) -> Result<PersonId, StoreError> {
    let id = stamp.ids.next::<PersonId>();
    tx.run(
        "INSERT INTO person (id, title, given_name, family_name, known_as, sort_name, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
        &[&id, &name.title, &name.given, &name.family, &name.known_as, &name.sorted(), &stamp.now],
    )?;
    changed::note_new(tx, stamp, "person", [id])?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_right_in_a_list_on_an_envelope_and_aloud() {
        let name = Name {
            title: Some("Ms".into()),
            given: "Fiona".into(),
            family: "Ó Siadhail".into(),
            known_as: Some("Fi".into()),
        };
        assert_eq!(name.listed(), "Ó Siadhail, Fiona (Fi)");
        assert_eq!(name.addressed(), "Ms Fiona Ó Siadhail");
        assert_eq!(name.spoken(), "Fi Ó Siadhail");
        assert_eq!(name.sorted(), "o siadhail fiona");
    }
}
