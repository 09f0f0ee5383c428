//! The mapping of one source: which heading holds which field, in which order its dates stand, what its words for
//! consent mean, and what becomes of groups that nobody knows. Written as TOML, kept by whoever runs the import.

use super::row::dates::DateOrder;
use jiff::civil::Date;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The source's own number for the person: the surest key.
    Number,
    Title,
    GivenName,
    FamilyName,
    /// Both names in one cell: "Burton, Fiona" or "Fiona Burton".
    Name,
    KnownAs,
    DateOfBirth,
    Email,
    Phone,
    /// A line of the postal address; several columns may hold one each.
    Address,
    Town,
    County,
    Postcode,
    Language,
    Organisation,
    Category,
    JoinedOn,
    PaidUntil,
    ConsentEmail,
    ConsentPhone,
    ConsentPost,
}

impl Field {
    fn may_repeat(self) -> bool {
        matches!(self, Field::Address | Field::Email | Field::Phone)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    #[error("The mapping cannot be read: line {line}: {message}")]
    Malformed { line: usize, message: String },
    #[error(
        "The mapping names no source. Give it a name that stays the same from one file to the next: source = \"…\""
    )]
    NoSource,
    #[error(
        "The mapping names no column for the name: one of them must be \"family-name\", \"given-name\" or \"name\""
    )]
    NoName,
    #[error(
        "The mapping gives two columns the same field ({0}); only address, email and phone may come from several"
    )]
    Twice(String),
    #[error(
        "The mapping says nothing about groups: map a column to \"organisation\", or name one for all with [organisation] in = \"…\" and unknown = \"put\""
    )]
    NoOrganisation,
    #[error("[organisation] unknown = \"create\" needs kind = \"…\" and under = \"…\"")]
    CreateWhere,
    #[error("[organisation] unknown = \"put\" needs in = \"…\"")]
    PutWhere,
    #[error("[membership] ends on {0}, before it starts")]
    TermTurned(Date),
}

#[derive(Clone, Debug)]
pub struct Mapping {
    pub source: String,
    pub date_order: DateOrder,
    /// Heading, as written in the file, to field.
    pub columns: BTreeMap<String, Field>,
    pub consent: Consent,
    pub organisation: Organisations,
    pub membership: Terms,
    /// Of the mapping's text: a changed mapping reads every row anew.
    pub hash: [u8; 32],
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Consent {
    pub yes: Vec<String>,
    /// A date may follow the word: "opted out 2/3/21".
    pub no: Vec<String>,
}

impl Default for Consent {
    fn default() -> Self {
        let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect();
        Self { yes: words(&["y", "yes", "true", "1"]), no: words(&["n", "no", "false", "0"]) }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    Reject,
    Create { kind: String, under: String },
    Put { into: String },
}

#[derive(Clone, Debug)]
pub struct Organisations {
    pub unknown: Unknown,
    /// Taken off the end of a name before it is looked for.
    pub without: Vec<String>,
    /// The source's name to ours.
    pub names: BTreeMap<String, String>,
}

#[derive(Clone, Debug)]
pub struct Terms {
    pub category: String,
    /// None: from the day of joining.
    pub starts: Option<Date>,
    /// None: for life.
    pub ends: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    source: String,
    #[serde(default, rename = "dates")]
    date_order: DateOrder,
    columns: BTreeMap<String, Field>,
    #[serde(default)]
    consent: Consent,
    #[serde(default)]
    organisation: WrittenOrganisations,
    #[serde(default)]
    membership: WrittenTerms,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum WrittenUnknown {
    #[default]
    Reject,
    Create,
    Put,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenOrganisations {
    unknown: WrittenUnknown,
    kind: Option<String>,
    under: Option<String>,
    r#in: Option<String>,
    without: Vec<String>,
    names: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenTerms {
    category: Option<String>,
    starts: Option<Date>,
    ends: Option<Date>,
}

impl Mapping {
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let written: Written = toml::from_str(text).map_err(|e| malformed(text, &e))?;
        let source = written.source.trim().to_owned();
        if source.is_empty() {
            return Err(MappingError::NoSource);
        }
        check_columns(&written.columns)?;
        let terms = written.membership;
        if let (Some(starts), Some(ends)) = (terms.starts, terms.ends)
            && ends < starts
        {
            return Err(MappingError::TermTurned(ends));
        }
        Ok(Self {
            source,
            date_order: written.date_order,
            organisation: organisations(written.organisation, &written.columns)?,
            columns: written.columns,
            consent: written.consent,
            membership: Terms {
                category: terms.category.unwrap_or_else(|| "Individual".to_owned()),
                starts: terms.starts,
                ends: terms.ends,
            },
            hash: Sha256::digest(text.as_bytes()).into(),
        })
    }
}

fn check_columns(columns: &BTreeMap<String, Field>) -> Result<(), MappingError> {
    let fields: Vec<Field> = columns.values().copied().collect();
    if !fields.iter().any(|f| matches!(f, Field::Name | Field::GivenName | Field::FamilyName)) {
        return Err(MappingError::NoName);
    }
    let twice = fields.iter().find(|f| !f.may_repeat() && fields.iter().filter(|g| g == f).count() > 1);
    match twice {
        Some(field) => Err(MappingError::Twice(format!("{field:?}"))),
        None => Ok(()),
    }
}

fn organisations(
    written: WrittenOrganisations,
    columns: &BTreeMap<String, Field>,
) -> Result<Organisations, MappingError> {
    let unknown = match written.unknown {
        WrittenUnknown::Reject => Unknown::Reject,
        WrittenUnknown::Create => {
            let (kind, under) = written.kind.zip(written.under).ok_or(MappingError::CreateWhere)?;
            Unknown::Create { kind, under }
        }
        WrittenUnknown::Put => Unknown::Put { into: written.r#in.ok_or(MappingError::PutWhere)? },
    };
    let named = columns.values().any(|f| *f == Field::Organisation);
    if !named && !matches!(unknown, Unknown::Put { .. }) {
        return Err(MappingError::NoOrganisation);
    }
    Ok(Organisations { unknown, without: written.without, names: written.names })
}

fn malformed(text: &str, error: &toml::de::Error) -> MappingError {
    let at = error.span().map_or(0, |s| s.start.min(text.len()));
    let line = text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
    MappingError::Malformed { line, message: error.message().to_owned() }
}
