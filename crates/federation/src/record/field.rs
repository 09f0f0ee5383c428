//! The single fields of a person and of an organisation. Pure.

use super::invalid::Why;
use crate::contact::Subject;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Title,
    GivenName,
    FamilyName,
    KnownAs,
    DateOfBirth,
    Language,
    DeceasedOn,
    Name,
    Category,
    ClosedOn,
}

impl Field {
    pub const OF_PERSON: [Field; 7] = [
        Field::Title,
        Field::GivenName,
        Field::FamilyName,
        Field::KnownAs,
        Field::DateOfBirth,
        Field::Language,
        Field::DeceasedOn,
    ];
    pub const OF_ORGANISATION: [Field; 3] = [Field::Name, Field::Category, Field::ClosedOn];

    pub fn all(subject: Subject) -> &'static [Field] {
        match subject {
            Subject::Person(_) => &Self::OF_PERSON,
            Subject::Organisation(_) => &Self::OF_ORGANISATION,
        }
    }

    /// Its column, and the word by which addresses and the journal call it.
    pub fn word(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::GivenName => "given_name",
            Field::FamilyName => "family_name",
            Field::KnownAs => "known_as",
            Field::DateOfBirth => "date_of_birth",
            Field::Language => "language",
            Field::DeceasedOn => "deceased_on",
            Field::Name => "name",
            Field::Category => "category",
            Field::ClosedOn => "closed_on",
        }
    }

    /// Among those that this kind of contact has.
    pub fn from_word(subject: Subject, word: &str) -> Option<Self> {
        Self::all(subject).iter().copied().find(|f| f.word() == word)
    }

    pub fn is_date(self) -> bool {
        matches!(self, Field::DateOfBirth | Field::DeceasedOn | Field::ClosedOn)
    }

    /// A column that is never null holds a blank instead.
    pub(super) fn blank_for_null(self) -> bool {
        matches!(self, Field::GivenName | Field::FamilyName)
    }

    /// An entry as it is kept: trimmed, blanks single, nothing for a blank one.
    pub fn tidy(self, entry: Option<&str>) -> Option<String> {
        let text = entry?.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn check(self, entry: Option<&str>, today: Date) -> Result<(), Why> {
        let Some(text) = entry else {
            return if self == Field::Name { Err(Why::NameMissing) } else { Ok(()) };
        };
        if text.chars().count() > if self == Field::Name { 200 } else { 100 } {
            return Err(Why::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(Why::OddSign);
        }
        if self == Field::Language && !is_language(text) {
            return Err(Why::NoLanguage);
        }
        if !self.is_date() {
            return Ok(());
        }
        let day: Date = text.parse().map_err(|_| Why::NoDate)?;
        let past = matches!(self, Field::DateOfBirth | Field::DeceasedOn);
        if past && day > today { Err(Why::InTheFuture) } else { Ok(()) }
    }
}

/// The shape of BCP 47: "cy", "pt-BR", "sr-Latn".
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_lowercase())
        && parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}
