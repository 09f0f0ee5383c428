//! Who may get a message, why we may write, and why somebody gets none: the words of the rule.

use crate::mail::run::Class;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::template::Values;
use jiff::civil::{Date, date};

/// Why the law lets us write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    Contract,
    LegalObligation,
    LegitimateInterest,
    Consent,
    /// Of charities, for their own purpose (PECR regulation 22 as amended in 2025).
    SoftOptIn,
}

impl Basis {
    pub const ALL: [Basis; 5] = [
        Basis::Contract,
        Basis::LegalObligation,
        Basis::LegitimateInterest,
        Basis::Consent,
        Basis::SoftOptIn,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Basis::Contract => "contract",
            Basis::LegalObligation => "legal-obligation",
            Basis::LegitimateInterest => "legitimate-interest",
            Basis::Consent => "consent",
            Basis::SoftOptIn => "soft-opt-in",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|b| b.word() == word)
    }

    /// Whether a message of the class can rest on it.
    pub fn carries(self, class: Class) -> bool {
        match self {
            Basis::Contract | Basis::LegalObligation => class == Class::Service,
            Basis::Consent | Basis::SoftOptIn => class == Class::Marketing,
            Basis::LegitimateInterest => true,
        }
    }
}

/// The soft opt-in of charities covers details that were got from this day on.
pub const SOFT_OPT_IN_SINCE: Date = date(2026, 2, 5);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Recipient {
    Person(PersonId),
    Organisation(OrganisationId),
}

/// An e-mail address that holds today.
#[derive(Clone, Debug)]
pub struct Email {
    pub value: String,
    pub folded: String,
    /// Of an office, not of a home.
    pub is_work: bool,
    pub preferred: bool,
    /// Nobody could write to it.
    pub malformed: bool,
    pub bounced: bool,
    /// Whoever reads it said no to marketing.
    pub refused: bool,
}

/// An organisation that brings a person.
#[derive(Clone, Debug)]
pub struct Through {
    pub name: String,
    /// A tag of it that excludes.
    pub tag: Option<String>,
    pub closed: bool,
}

/// Somebody who may get a mail, with all that is decided by.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub who: Recipient,
    pub name: String,
    pub sort_name: String,
    pub language: String,
    /// Deceased or closed.
    pub over: bool,
    /// A tag that excludes.
    pub tag: Option<String>,
    /// Selected, not brought by an organisation.
    pub direct: bool,
    pub through: Vec<Through>,
    /// An organisation that should bring somebody and does not.
    pub brings_nobody: bool,
    pub emails: Vec<Email>,
    /// Said no to marketing, whatever the address.
    pub refused: bool,
    /// The last word about e-mail.
    pub consent: Option<bool>,
    pub joined_on: Option<Date>,
    pub values: Values,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    Deceased,
    Closed,
    Tag,
    BringsNobody,
    NoAddress,
    /// What stands on the record is no address: one such would hold up all others.
    Malformed,
    Bounced,
    Unsubscribed,
    NoBasis,
    Missing,
    /// Not among those who were confirmed.
    Later,
}

impl Reason {
    pub const ALL: [Reason; 11] = [
        Reason::Deceased,
        Reason::Closed,
        Reason::Tag,
        Reason::BringsNobody,
        Reason::NoAddress,
        Reason::Malformed,
        Reason::Bounced,
        Reason::Unsubscribed,
        Reason::NoBasis,
        Reason::Missing,
        Reason::Later,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Reason::Deceased => "deceased",
            Reason::Closed => "closed",
            Reason::Tag => "tag",
            Reason::BringsNobody => "nobody",
            Reason::NoAddress => "no-address",
            Reason::Malformed => "malformed",
            Reason::Bounced => "bounced",
            Reason::Unsubscribed => "unsubscribed",
            Reason::NoBasis => "no-basis",
            Reason::Missing => "missing",
            Reason::Later => "later",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.word() == word)
    }
}
