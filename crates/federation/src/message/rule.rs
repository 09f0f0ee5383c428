//! Who gets a mail, who shares one, who gets none and why: decided for all at once. Pure.

use crate::mail::run::{Class, text_for};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::template::{Template, Values};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, HashMap, HashSet};

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
    Bounced,
    Unsubscribed,
    NoBasis,
    Missing,
    /// Not among those who were confirmed.
    Later,
}

impl Reason {
    pub const ALL: [Reason; 10] = [
        Reason::Deceased,
        Reason::Closed,
        Reason::Tag,
        Reason::BringsNobody,
        Reason::NoAddress,
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

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Mail,
    /// One mail to the address, which is written to somebody else: their name.
    Shared(String),
    Left(Reason, String),
}

/// What was decided about one.
#[derive(Clone, Debug)]
pub struct Settled {
    pub candidate: Candidate,
    pub outcome: Outcome,
    pub address: String,
    /// The names of those that bring them and do not exclude them.
    pub through: Vec<String>,
}

/// What all of it depends on.
pub struct Terms<'a> {
    pub class: Class,
    pub basis: Basis,
    pub each_gets_one: bool,
    pub templates: &'a BTreeMap<String, Template>,
    /// Only these may get a mail; none: everybody may.
    pub only: Option<&'a HashSet<Recipient>>,
}

/// In the order of names. Everybody has exactly one outcome, and a reason is the first that applies.
pub fn settle(mut candidates: Vec<Candidate>, terms: &Terms<'_>) -> Vec<Settled> {
    candidates.sort_by(|a, b| (&a.sort_name, a.who).cmp(&(&b.sort_name, b.who)));
    let mut first: HashMap<String, String> = HashMap::new();
    let settled = candidates.into_iter().map(|candidate| {
        let (through, tag) = through(&candidate);
        let (outcome, address) = match one(&candidate, tag, terms) {
            Err((reason, detail)) => (Outcome::Left(reason, detail), String::new()),
            Ok(email) if terms.each_gets_one => (Outcome::Mail, email.value.clone()),
            Ok(email) => match first.get(&email.folded) {
                Some(name) => (Outcome::Shared(name.clone()), email.value.clone()),
                None => {
                    first.insert(email.folded.clone(), candidate.name.clone());
                    (Outcome::Mail, email.value.clone())
                }
            },
        };
        Settled { candidate, outcome, address, through }
    });
    settled.collect()
}

type No = (Reason, String);

/// Those that bring somebody, and the tag when each of them is excluded.
fn through(candidate: &Candidate) -> (Vec<String>, Option<String>) {
    let open = candidate.through.iter().filter(|t| t.tag.is_none() && !t.closed);
    let names: Vec<String> = open.map(|t| t.name.clone()).collect();
    let excluded = !candidate.direct && names.is_empty();
    let tag = candidate.through.iter().find_map(|t| t.tag.clone()).filter(|_| excluded);
    (names, tag)
}

/// The address to write to, or why not.
fn one<'a>(
    candidate: &'a Candidate,
    through_tag: Option<String>,
    terms: &Terms<'_>,
) -> Result<&'a Email, No> {
    let no = |reason| Err((reason, String::new()));
    let is_person = matches!(candidate.who, Recipient::Person(_));
    let brought_by_none = is_person && !candidate.direct && candidate.through.iter().all(|t| t.closed);
    if candidate.over {
        return no(if is_person { Reason::Deceased } else { Reason::Closed });
    }
    if let Some(tag) = candidate.tag.clone().or(through_tag) {
        return Err((Reason::Tag, tag));
    }
    if brought_by_none {
        return no(Reason::Closed);
    }
    if candidate.brings_nobody {
        return no(Reason::BringsNobody);
    }
    if candidate.emails.is_empty() {
        return no(Reason::NoAddress);
    }
    let Some(email) = address(candidate) else { return no(Reason::Bounced) };
    if terms.class == Class::Marketing {
        if candidate.refused || email.refused {
            return no(Reason::Unsubscribed);
        }
        if !may_be_written_to(candidate, email, terms.basis) {
            return no(Reason::NoBasis);
        }
    }
    if terms.only.is_some_and(|only| !only.contains(&candidate.who)) {
        return no(Reason::Later);
    }
    match missing(candidate, terms) {
        fields if fields.is_empty() => Ok(email),
        fields => Err((Reason::Missing, fields.join(", "))),
    }
}

/// Of those that did not bounce: that of the office for whoever is brought by one, then the preferred one.
fn address(candidate: &Candidate) -> Option<&Email> {
    let works = candidate.emails.iter().filter(|e| !e.bounced);
    works.max_by_key(|e| (!candidate.direct && e.is_work, e.preferred, std::cmp::Reverse(&e.folded)))
}

fn may_be_written_to(candidate: &Candidate, email: &Email, basis: Basis) -> bool {
    let said_no = candidate.consent == Some(false);
    match basis {
        Basis::Consent => candidate.consent == Some(true),
        Basis::SoftOptIn => !said_no && candidate.joined_on.is_some_and(|day| day >= SOFT_OPT_IN_SINCE),
        // Bodies may be written to; people at home may not.
        Basis::LegitimateInterest => {
            !said_no && (email.is_work || matches!(candidate.who, Recipient::Organisation(_)))
        }
        Basis::Contract | Basis::LegalObligation => false,
    }
}

fn missing(candidate: &Candidate, terms: &Terms<'_>) -> Vec<String> {
    match text_for(terms.templates, &candidate.language) {
        Some((_, template)) => template.missing(&candidate.values).into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    }
}
