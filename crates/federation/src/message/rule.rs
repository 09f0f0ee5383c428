//! Who gets a mail, who shares one, who gets none and why: decided for all at once. Pure.

pub use super::candidate::{Basis, Candidate, Email, Reason, Recipient, SOFT_OPT_IN_SINCE, Through};

use crate::mail::run::{Class, text_for};
use crate::template::Template;
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Mail,
    /// One mail to the address, which is written to somebody else: their name, and their place in the order of names.
    Shared(String, usize),
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
    let mut first: HashMap<String, (String, usize)> = HashMap::new();
    let settled = candidates.into_iter().enumerate().map(|(place, candidate)| {
        let (through, tag) = through(&candidate);
        let (outcome, address) = match one(&candidate, tag, terms) {
            Err((reason, detail)) => (Outcome::Left(reason, detail), String::new()),
            Ok(email) if terms.each_gets_one => (Outcome::Mail, email.value.clone()),
            Ok(email) => match first.get(&email.folded) {
                Some((name, place)) => (Outcome::Shared(name.clone(), *place), email.value.clone()),
                None => {
                    first.insert(email.folded.clone(), (candidate.name.clone(), place));
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
    if candidate.emails.iter().all(|e| e.malformed) {
        return no(Reason::Malformed);
    }
    let Some(email) = address(candidate) else { return no(Reason::Bounced) };
    if terms.class == Class::Marketing {
        // Their last word counts, also that of somebody who called an earlier mail junk.
        if candidate.refused || email.refused || candidate.consent == Some(false) {
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

/// Of those that can be written to and did not bounce: that of the office for whoever is brought by one, then the preferred one.
fn address(candidate: &Candidate) -> Option<&Email> {
    let works = candidate.emails.iter().filter(|e| !e.malformed && !e.bounced);
    works.max_by_key(|e| (!candidate.direct && e.is_work, e.preferred, std::cmp::Reverse(&e.folded)))
}

fn may_be_written_to(candidate: &Candidate, email: &Email, basis: Basis) -> bool {
    match basis {
        Basis::Consent => candidate.consent == Some(true),
        Basis::SoftOptIn => candidate.joined_on.is_some_and(|day| day >= SOFT_OPT_IN_SINCE),
        // Bodies may be written to; people at home may not.
        Basis::LegitimateInterest => email.is_work || matches!(candidate.who, Recipient::Organisation(_)),
        Basis::Contract | Basis::LegalObligation => false,
    }
}

fn missing(candidate: &Candidate, terms: &Terms<'_>) -> Vec<String> {
    match text_for(terms.templates, &candidate.language) {
        Some((_, template)) => template.missing(&candidate.values).into_iter().map(str::to_owned).collect(),
        None => Vec::new(),
    }
}
