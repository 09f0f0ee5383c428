//! The checks: a pure function over facts.

use super::facts::{Person, Place, Post};
use super::finding::{Finding, Said};
use crate::access::{Actor, may_redirect};
use crate::account::{self, AccountId, AccountState, IdentifierRefused};
use crate::appointment::is_active;
use crate::contacts::TagId;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::HashMap;

/// An appointment that ends within so many days ends soon.
pub const SOON_DAYS: i64 = 30;

/// What holds for every row of a batch.
#[derive(Clone, Debug)]
pub struct Terms {
    pub now: Timestamp,
    pub today: Date,
    pub own_domains: Vec<String>,
    /// The tags that exclude from this batch.
    pub excluding: Vec<TagId>,
    /// Whoever invites.
    pub actor: Actor,
}

/// One row as it is asked about.
#[derive(Clone, Debug, Default)]
pub struct Candidate {
    pub person: Option<PersonId>,
    /// Of a row without a person.
    pub organisation: Option<OrganisationId>,
    /// The councils that brought the person; none for one who was selected by themselves.
    pub councils: Vec<OrganisationId>,
    pub said: Said,
}

/// What was found about one row, but for addresses that several rows have.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The address that would be written to, as written; blank for none.
    pub email: String,
    pub folded: String,
    /// The sign-in that would be used again.
    pub account: Option<AccountId>,
    pub findings: Vec<Finding>,
}

/// Everything known that the checks need.
#[derive(Debug, Default)]
pub struct Known {
    pub people: HashMap<PersonId, Person>,
    pub places: HashMap<OrganisationId, Place>,
    /// Who signs in with an address, or did: folded address → person, and whether it is closed.
    pub taken: HashMap<String, (PersonId, AccountState)>,
    /// What each role opens; one that whoever invites may not hand on.
    pub powers: super::powers::Powers,
}

pub fn judge(known: &Known, terms: &Terms, row: &Candidate) -> Judged {
    match row.person.and_then(|p| known.people.get(&p)) {
        Some(person) => of_person(known, terms, row, person),
        None => Judged {
            email: String::new(),
            folded: String::new(),
            account: None,
            findings: of_place(known, terms, row),
        },
    }
}

/// The address of theirs that serves best: one that can identify and did not come back, the preferred first.
pub fn best<'a>(person: &'a Person, own_domains: &[String]) -> Option<&'a super::facts::Email> {
    let rank = |e: &&super::facts::Email| {
        (account::may_identify(&e.value, own_domains).is_err(), e.bounced, !e.preferred)
    };
    person.emails.iter().min_by_key(rank)
}

fn of_person(known: &Known, terms: &Terms, row: &Candidate, person: &Person) -> Judged {
    let mut findings = Vec::new();
    if person.deceased {
        findings.push(Finding::Deceased);
    }
    let own = person.account.as_ref();
    match own.map(|a| a.state) {
        Some(AccountState::Active) => findings.push(Finding::HasAccess),
        Some(AccountState::Suspended) => findings.push(Finding::Suspended),
        _ => {}
    }
    if let Some(since) = own.and_then(|a| a.open_link).filter(|(_, until)| *until > terms.now) {
        findings.push(Finding::Waiting(since.0));
    }
    findings.extend(tagged(known, terms, row, person));
    findings.extend(served(known, terms, row, person));
    findings.extend(beyond(known, terms, person));
    let best = best(person, &terms.own_domains);
    findings.extend(address(known, terms, row, person, best));
    Judged {
        email: best.map(|e| e.value.clone()).unwrap_or_default(),
        folded: best.map(|e| e.folded.clone()).unwrap_or_default(),
        account: own.map(|a| a.id),
        findings,
    }
}

fn tagged(known: &Known, terms: &Terms, row: &Candidate, person: &Person) -> Option<Finding> {
    let excludes =
        |tags: &[super::facts::Tagging]| tags.iter().find(|t| terms.excluding.contains(&t.tag)).cloned();
    let of = |t: super::facts::Tagging, whole| Finding::Tagged { tag: t.name, reason: t.reason, whole };
    if let Some(tag) = excludes(&person.tags) {
        return Some(of(tag, true));
    }
    let councils: Vec<&Place> = row.councils.iter().filter_map(|id| known.places.get(id)).collect();
    let found: Vec<_> = councils.iter().filter_map(|p| excludes(&p.tags)).collect();
    let whole = !councils.is_empty() && found.len() == councils.len();
    found.into_iter().next().map(|tag| of(tag, whole))
}

/// What they hold now, and whether it lets them in.
fn served(known: &Known, terms: &Terms, row: &Candidate, person: &Person) -> Vec<Finding> {
    let today = terms.today;
    let counts = |p: &&Post| row.councils.is_empty() || (p.brings && row.councils.contains(&p.organisation));
    let posts: Vec<&Post> = person.posts.iter().filter(counts).collect();
    let active: Vec<&&Post> = posts.iter().filter(|p| is_active(p.starts_on, p.ends_on, today)).collect();
    if active.is_empty() {
        let coming = posts.iter().map(|p| p.starts_on).filter(|d| *d > today).min();
        let ended = posts.iter().filter_map(|p| p.ends_on).filter(|d| *d < today).max();
        return vec![match (coming, ended) {
            (Some(day), _) => Finding::NotYet(day),
            (None, Some(day)) => Finding::Ended(day),
            (None, None) => Finding::NoRole,
        }];
    }
    let mut findings = Vec::new();
    // Soon over, and nobody has said that it goes on.
    let until = goes_on_until(&posts, today);
    let soon = today.checked_add(SOON_DAYS.days()).unwrap_or(Date::MAX);
    if let Some(day) = until.filter(|day| *day <= soon) {
        findings.push(Finding::EndsSoon(day));
    }
    let mut at: Vec<OrganisationId> = active.iter().map(|p| p.organisation).collect();
    at.sort_unstable();
    at.dedup();
    let places: Vec<&Place> = at.iter().filter_map(|id| known.places.get(id)).collect();
    let outside: Vec<String> =
        places.iter().filter(|p| p.needs_membership && !p.is_member).map(|p| p.name.clone()).collect();
    if !outside.is_empty() {
        findings.push(Finding::NotMember { all: outside.len() == places.len(), councils: outside });
    }
    findings
}

/// The last day on which they serve without a break, by one post or by those that follow it; none while it is open.
fn goes_on_until(posts: &[&Post], today: Date) -> Option<Date> {
    let (mut day, mut last) = (today, None);
    // Each round goes on to a later day, so there are no more rounds than posts.
    for _ in 0..=posts.len() {
        let holds = posts.iter().filter(|p| is_active(p.starts_on, p.ends_on, day));
        let Some(until) = holds.map(|p| p.ends_on).max_by_key(|d| d.unwrap_or(Date::MAX)) else { break };
        last = Some(until?);
        day = until?.checked_add(1.day()).ok()?;
    }
    last
}

fn beyond(known: &Known, terms: &Terms, person: &Person) -> Option<Finding> {
    let held = known.powers.of(person, terms.today);
    let refused = held.is_some_and(|held| may_redirect(&terms.actor, person.id, &held).is_err());
    refused.then_some(Finding::Beyond)
}

fn address(
    known: &Known,
    terms: &Terms,
    row: &Candidate,
    person: &Person,
    best: Option<&super::facts::Email>,
) -> Option<Finding> {
    let Some(email) = best else {
        let offered = row.councils.iter().filter_map(|id| known.places.get(id)?.email.clone()).next();
        return Some(Finding::NoEmail { offered });
    };
    match account::may_identify(&email.value, &terms.own_domains) {
        Err(IdentifierRefused::Malformed(why)) => return Some(Finding::Malformed(why)),
        Err(IdentifierRefused::OwnDomain(domain)) => return Some(Finding::OwnDomain(domain)),
        _ => {}
    }
    if let Some((_, state)) = known.taken.get(&email.folded).filter(|(holder, _)| *holder != person.id) {
        return Some(Finding::OtherAccount { closed: *state == AccountState::Closed });
    }
    email.bounced.then_some(Finding::CameBack)
}

fn of_place(known: &Known, terms: &Terms, row: &Candidate) -> Vec<Finding> {
    let Some(place) = row.organisation.and_then(|id| known.places.get(&id)) else {
        return vec![Finding::NoPerson { last: None, coming: None }];
    };
    let mut findings = Vec::new();
    if let Some(tag) = place.tags.iter().find(|t| terms.excluding.contains(&t.tag)) {
        let (tag, reason) = (tag.name.clone(), tag.reason.clone());
        findings.push(Finding::Tagged { tag, reason, whole: true });
    }
    if place.needs_membership && !place.is_member {
        findings.push(Finding::NotMember { councils: vec![place.name.clone()], all: true });
    }
    findings.push(Finding::NoPerson { last: place.last.clone(), coming: place.coming.clone() });
    findings
}
