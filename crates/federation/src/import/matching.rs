//! Whom a row means. Pure: what is known is an argument. The keys, in order:
//!
//! 1. the source's own number;
//! 2. the same e-mail address and the same name, unless the dates of birth speak against it. Given and family name
//!    exchanged count as the same name when the date of birth says so too;
//! 3. the same name, date of birth and postcode.
//!
//! A row that fits two people is rejected. Misspelt names are not guessed at; finding those is the affair of whoever
//! reviews duplicates.

use super::row::{Ready, Rejection, Warning, dates, name_key};
use crate::contact_point::{ContactPoint, Kind};
use crate::membership::Wish;
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use jiff::civil::Date;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    Number,
    EmailAndName,
    NameBirthPostcode,
    SameRow,
}

impl Rule {
    pub fn word(self) -> &'static str {
        match self {
            Rule::Number => "number",
            Rule::EmailAndName => "email-and-name",
            Rule::NameBirthPostcode => "name-birth-postcode",
            Rule::SameRow => "same-row",
        }
    }

    pub fn sentence(word: &str) -> &'static str {
        match word {
            "number" => "the source's own number",
            "email-and-name" => "the same e-mail address and name",
            "name-birth-postcode" => "the same name, date of birth and postcode",
            _ => "the very same row stood above",
        }
    }
}

/// Somebody a row may mean: recorded, or about to be by a row above.
#[derive(Clone, Debug)]
pub struct Somebody {
    /// None: about to be recorded.
    pub held: Option<PersonId>,
    pub name: Name,
    pub birth: Option<Date>,
    pub language: Option<String>,
    pub deceased: bool,
    pub has_account: bool,
    pub in_reach: bool,
    pub points: Vec<ContactPoint>,
    pub wishes: Vec<Wish>,
    pub homes: Vec<Home>,
    /// Their numbers at the source of this import.
    pub numbers: Vec<String>,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    pub organisation: OrganisationId,
    pub category: String,
    pub number: Option<String>,
    pub joined_on: Option<Date>,
    pub term: (Date, Option<Date>),
    pub is_ended: bool,
}

impl Somebody {
    pub fn has(&self, kind: Kind) -> bool {
        self.points.iter().any(|p| p.kind == kind)
    }

    pub fn holds(&self, point: &ContactPoint) -> bool {
        self.points.iter().any(|p| p.kind == point.kind && p.folded() == point.folded())
    }
}

type BirthKey = (String, Date, String);

/// The people that the rows at hand may mean.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub people: Vec<Somebody>,
    by_number: HashMap<String, usize>,
    by_person: HashMap<PersonId, usize>,
    by_email: HashMap<String, Vec<usize>>,
    by_birth: HashMap<BirthKey, Vec<usize>>,
}

impl Known {
    pub fn add(&mut self, somebody: Somebody) -> usize {
        let at = self.people.len();
        self.people.push(somebody);
        self.index(at);
        at
    }

    /// Finds a person by whatever they are known by now: called again when something was filled in.
    pub fn index(&mut self, at: usize) {
        let somebody = &self.people[at];
        if let Some(id) = somebody.held {
            self.by_person.insert(id, at);
        }
        for number in &somebody.numbers {
            self.by_number.insert(number.clone(), at);
        }
        for point in &somebody.points {
            if point.kind == Kind::Email {
                put(self.by_email.entry(point.folded()).or_default(), at);
            }
            if let Some(key) = birth_key(&somebody.name, somebody.birth, point) {
                put(self.by_birth.entry(key).or_default(), at);
            }
        }
    }

    pub fn at(&self, person: PersonId) -> Option<usize> {
        self.by_person.get(&person).copied()
    }

    pub fn of_number(&self, number: &str) -> Option<usize> {
        self.by_number.get(number).copied()
    }
}

fn put(list: &mut Vec<usize>, at: usize) {
    if !list.contains(&at) {
        list.push(at);
    }
}

fn birth_key(name: &Name, birth: Option<Date>, point: &ContactPoint) -> Option<BirthKey> {
    let postcode =
        Some(point).filter(|p| p.kind == Kind::Post).map(ContactPoint::folded).filter(|p| !p.is_empty())?;
    Some((unordered(name), birth?, postcode))
}

/// The name without saying which part is which.
fn unordered(name: &Name) -> String {
    let (given, family) = name_key(name);
    if given <= family { format!("{given}|{family}") } else { format!("{family}|{given}") }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    Nobody,
    One { at: usize, rule: Rule },
}

/// Whom the row means, with what to look at.
pub fn find(row: &Ready, known: &Known, warnings: &mut Vec<Warning>) -> Result<Match, Rejection> {
    if let Some(at) = row.number.as_deref().and_then(|n| known.of_number(n)) {
        return allowed(known, at, Rule::Number);
    }
    let mut found: Vec<(usize, Rule)> = Vec::new();
    for email in &row.emails {
        for at in known.by_email.get(&email.folded()).into_iter().flatten().copied() {
            match by_email(row, &known.people[at]) {
                Verdict::Same => put_rule(&mut found, at, Rule::EmailAndName),
                Verdict::Warn(warning) if !warnings.contains(&warning) => warnings.push(warning),
                Verdict::Warn(_) => {}
            }
        }
    }
    let key = row.post.as_ref().and_then(|p| birth_key(&row.name, row.date_of_birth, p));
    for at in key.and_then(|k| known.by_birth.get(&k)).into_iter().flatten().copied() {
        if other_number(row, &known.people[at]) {
            put_warning(warnings, Warning::OtherNumber);
        } else {
            put_rule(&mut found, at, Rule::NameBirthPostcode);
        }
    }
    match found[..] {
        [] => Ok(Match::Nobody),
        [(at, rule)] => allowed(known, at, rule),
        _ => Err(Rejection::MatchesSeveral(found.len())),
    }
}

fn put_rule(found: &mut Vec<(usize, Rule)>, at: usize, rule: Rule) {
    if !found.iter().any(|(f, _)| *f == at) {
        found.push((at, rule));
    }
}

fn put_warning(warnings: &mut Vec<Warning>, warning: Warning) {
    if !warnings.contains(&warning) {
        warnings.push(warning);
    }
}

fn allowed(known: &Known, at: usize, rule: Rule) -> Result<Match, Rejection> {
    let somebody = &known.people[at];
    match (somebody.in_reach, somebody.deceased) {
        (false, _) => Err(Rejection::OutOfReach),
        (_, true) => Err(Rejection::Deceased),
        _ => Ok(Match::One { at, rule }),
    }
}

enum Verdict {
    Same,
    Warn(Warning),
}

/// Two who share an e-mail address.
fn by_email(row: &Ready, other: &Somebody) -> Verdict {
    if unordered(&row.name) != unordered(&other.name) {
        return Verdict::Warn(Warning::EmailOfAnother);
    }
    let exchanged = row.name_key() != name_key(&other.name);
    let birth_fits = match (row.date_of_birth, other.birth) {
        (Some(a), Some(b)) => a == b || dates::turned(a) == Some(b),
        _ => !exchanged,
    };
    match (birth_fits, other_number(row, other)) {
        (false, _) if exchanged => Verdict::Warn(Warning::EmailOfAnother),
        (false, _) => Verdict::Warn(Warning::OtherBirth),
        (_, true) => Verdict::Warn(Warning::OtherNumber),
        _ => Verdict::Same,
    }
}

/// The source itself says that they are two.
fn other_number(row: &Ready, other: &Somebody) -> bool {
    row.number.as_ref().is_some_and(|n| !other.numbers.is_empty() && !other.numbers.contains(n))
}
