//! The mapping of one source: which heading holds which field, and what becomes of organisations that nobody knows. Kept
//! as JSON by source, written as TOML for the command line.

use crate::import::row::dates::DateOrder;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The source's own number for the row: the surest key.
    Id,
    Organisation,
    Kind,
    /// "Y", "Member", "lapsed 2023", "?".
    Member,
    MemberCategory,
    MemberFrom,
    MemberUntil,
    /// What the organisation stands in: tells two of one name apart.
    District,
    OfficeEmail,
    OfficePhone,
    OfficeAddress,
    OfficeTown,
    OfficeCounty,
    OfficePostcode,
    /// The whole name of a person: the clerk, where an organisation is named.
    Person,
    Title,
    GivenName,
    FamilyName,
    Role,
    RoleFrom,
    RoleUntil,
    Email,
    Phone,
    Address,
    Town,
    County,
    Postcode,
    /// Read for when somebody comes and goes; the text itself is not kept.
    Notes,
    /// A note in somebody's own words: kept on the record, and read as [`Field::Notes`] is.
    Note,
    /// Several in a cell, by comma or semicolon.
    Tags,
    /// Whether they use the portal already; looked at, never changed.
    Access,
}

impl Field {
    pub const ALL: [Field; 31] = [
        Field::Id,
        Field::Organisation,
        Field::Kind,
        Field::Member,
        Field::MemberCategory,
        Field::MemberFrom,
        Field::MemberUntil,
        Field::District,
        Field::OfficeEmail,
        Field::OfficePhone,
        Field::OfficeAddress,
        Field::OfficeTown,
        Field::OfficeCounty,
        Field::OfficePostcode,
        Field::Person,
        Field::Title,
        Field::GivenName,
        Field::FamilyName,
        Field::Role,
        Field::RoleFrom,
        Field::RoleUntil,
        Field::Email,
        Field::Phone,
        Field::Address,
        Field::Town,
        Field::County,
        Field::Postcode,
        Field::Notes,
        Field::Note,
        Field::Tags,
        Field::Access,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Organisation => "organisation",
            Field::Kind => "kind",
            Field::Member => "member",
            Field::MemberCategory => "member-category",
            Field::MemberFrom => "member-from",
            Field::MemberUntil => "member-until",
            Field::District => "district",
            Field::OfficeEmail => "office-email",
            Field::OfficePhone => "office-phone",
            Field::OfficeAddress => "office-address",
            Field::OfficeTown => "office-town",
            Field::OfficeCounty => "office-county",
            Field::OfficePostcode => "office-postcode",
            Field::Person => "person",
            Field::Title => "title",
            Field::GivenName => "given-name",
            Field::FamilyName => "family-name",
            Field::Role => "role",
            Field::RoleFrom => "role-from",
            Field::RoleUntil => "role-until",
            Field::Email => "email",
            Field::Phone => "phone",
            Field::Address => "address",
            Field::Town => "town",
            Field::County => "county",
            Field::Postcode => "postcode",
            Field::Notes => "notes",
            Field::Note => "note",
            Field::Tags => "tags",
            Field::Access => "access",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.word() == word)
    }

    pub(super) fn may_repeat(self) -> bool {
        matches!(
            self,
            Field::Email
                | Field::Phone
                | Field::Address
                | Field::OfficeEmail
                | Field::OfficePhone
                | Field::OfficeAddress
                | Field::Notes
                | Field::Note
                | Field::Tags
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    #[error("The mapping cannot be read: {0}")]
    Malformed(String),
    #[error("The mapping names no source. Give it a name that stays the same from one file to the next.")]
    NoSource,
    #[error("No column holds the name of an organisation or of a person.")]
    NoName,
    #[error(
        "Two columns hold the same field ({0}); only addresses, e-mail, telephone, notes and tags may come from several."
    )]
    Twice(&'static str),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    pub source: String,
    #[serde(default, rename = "dates")]
    pub date_order: DateOrder,
    /// Heading, as the file has it, to field. What is not here is passed over.
    pub columns: BTreeMap<String, Field>,
    /// Which role a person holds where the row does not say.
    #[serde(default = "clerk")]
    pub role: String,
    /// The kind of organisations whose row and name do not say.
    #[serde(default)]
    pub kind: Option<String>,
    /// Where organisations that nobody knows are opened, by name; without it their rows are rejected.
    #[serde(default)]
    pub under: Option<String>,
    #[serde(default)]
    pub sheet: Option<String>,
    #[serde(default)]
    pub header_line: Option<u64>,
}

fn clerk() -> String {
    "clerk".to_owned()
}

impl Mapping {
    pub fn new(source: &str, columns: BTreeMap<String, Field>) -> Self {
        Self {
            source: source.to_owned(),
            date_order: DateOrder::default(),
            columns,
            role: clerk(),
            kind: None,
            under: None,
            sheet: None,
            header_line: None,
        }
    }

    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let mapping: Self =
            toml::from_str(text).map_err(|e| MappingError::Malformed(e.message().to_owned()))?;
        mapping.check()?;
        Ok(mapping)
    }

    /// # Errors
    /// It names no source, no name, or one field for two columns.
    pub fn check(&self) -> Result<(), MappingError> {
        if self.source.trim().is_empty() {
            return Err(MappingError::NoSource);
        }
        let named = [Field::Organisation, Field::Person, Field::GivenName, Field::FamilyName];
        if !self.columns.values().any(|f| named.contains(f)) {
            return Err(MappingError::NoName);
        }
        let of = |field: Field| self.columns.values().filter(|f| **f == field).count();
        match Field::ALL.into_iter().find(|f| !f.may_repeat() && of(*f) > 1) {
            Some(field) => Err(MappingError::Twice(field.word())),
            None => Ok(()),
        }
    }

    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A changed mapping reads every row anew.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.json().as_bytes()).into()
    }

    pub fn field(&self, heading: &str) -> Option<Field> {
        let tidy = |h: &str| h.trim().to_lowercase();
        self.columns.iter().find(|(h, _)| tidy(h) == tidy(heading)).map(|(_, field)| *field)
    }
}
