//! What is known of many people and organisations, read set by set: a dozen queries for one row of a page, and the same
//! dozen, a thousand keys at a time, for fifty thousand.

use super::judge::{Known, Terms, best};
use super::places;
use super::powers::Powers;
use crate::account::{AccountId, AccountState};
use crate::contacts::TagId;
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{StoreError, Tx};
use web::text::Lang;

#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: Name,
    pub language: Lang,
    pub deceased: bool,
    /// Those that hold today.
    pub emails: Vec<Email>,
    /// Every appointment, ended and coming ones too.
    pub posts: Vec<Post>,
    pub tags: Vec<Tagging>,
    pub account: Option<Account>,
}

#[derive(Clone, Debug)]
pub struct Email {
    pub value: String,
    pub folded: String,
    pub preferred: bool,
    pub bounced: bool,
}

#[derive(Clone, Debug)]
pub struct Post {
    pub role: String,
    pub organisation: OrganisationId,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    /// The federation says that whoever holds it gets onto the portal.
    pub brings: bool,
}

#[derive(Clone, Debug)]
pub struct Tagging {
    pub tag: TagId,
    pub name: String,
    pub reason: String,
}

#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub state: AccountState,
    /// When the newest link was made, and until when it works.
    pub open_link: Option<(Timestamp, Timestamp)>,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub name: String,
    pub sort_name: String,
    pub kind: String,
    pub needs_membership: bool,
    /// A member today.
    pub is_member: bool,
    pub tags: Vec<Tagging>,
    /// An address of the organisation itself.
    pub email: Option<String>,
    /// Who served last in a role that brings access, and until when; who comes, and from when.
    pub last: Option<(String, Date)>,
    pub coming: Option<(String, Date)>,
}

/// Reads everything about these people, the organisations named, and those where the people serve.
pub fn gather(
    tx: &mut Tx<'_>,
    terms: &Terms,
    people: &[PersonId],
    organisations: &[OrganisationId],
) -> Result<Known, StoreError> {
    let mut known = Known { people: persons(tx, people)?, ..Known::default() };
    emails(tx, terms.today, people, &mut known)?;
    let roles = posts(tx, people, &mut known)?;
    accounts(tx, people, &mut known)?;
    let mut at: BTreeSet<OrganisationId> = organisations.iter().copied().collect();
    at.extend(known.people.values().flat_map(|p| p.posts.iter().map(|post| post.organisation)));
    let at: Vec<OrganisationId> = at.into_iter().collect();
    known.places = places::read(tx, terms.today, &at)?;
    places::tags(tx, terms, people, &at, &mut known)?;
    places::holders(tx, terms.today, organisations, &mut known)?;
    places::offers(tx, terms.today, organisations, &mut known)?;
    taken(tx, terms, &mut known)?;
    known.powers = Powers::read(tx, &terms.actor, &roles, &at)?;
    Ok(known)
}

fn persons(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<HashMap<PersonId, Person>, StoreError> {
    type Line = (PersonId, Option<String>, String, String, Option<String>, Option<String>, Option<String>);
    let sql = "SELECT id, title, given_name, family_name, known_as, language, deceased_on FROM person WHERE id IN ({list})";
    let lines = tx.all_within::<Line>(sql, &[], people)?;
    let make = |(id, title, given, family, known_as, language, deceased): Line| {
        let name = Name { title, given, family, known_as };
        let language = language.as_deref().and_then(Lang::parse).unwrap_or_default();
        let (emails, posts, tags) = (Vec::new(), Vec::new(), Vec::new());
        (id, Person { id, name, language, deceased: deceased.is_some(), emails, posts, tags, account: None })
    };
    Ok(lines.into_iter().map(make).collect())
}

fn emails(tx: &mut Tx<'_>, today: Date, people: &[PersonId], known: &mut Known) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT person_id, value, folded, preferred, bounced_at FROM contact_point
         WHERE person_id IN ({{list}}) AND kind = 'email' AND (valid_from IS NULL OR valid_from <= '{today}')
           AND (valid_until IS NULL OR valid_until >= '{today}') ORDER BY id"
    );
    type Line = (PersonId, String, String, bool, Option<Timestamp>);
    for (person, value, folded, preferred, bounced) in tx.all_within::<Line>(&sql, &[], people)? {
        let email = Email { value, folded, preferred, bounced: bounced.is_some() };
        if let Some(person) =
            known.people.get_mut(&person).filter(|p| !p.emails.iter().any(|e| e.folded == email.folded))
        {
            person.emails.push(email);
        }
    }
    Ok(())
}

/// Answers the roles that come up.
fn posts(tx: &mut Tx<'_>, people: &[PersonId], known: &mut Known) -> Result<HashSet<String>, StoreError> {
    let bringing: HashSet<String> = tx
        .all::<(String,)>("SELECT key FROM role WHERE brings_access", &[])?
        .into_iter()
        .map(|(key,)| key)
        .collect();
    let sql = "SELECT person_id, role, organisation_id, starts_on, ends_on FROM appointment WHERE person_id IN ({list}) ORDER BY id";
    type Line = (PersonId, String, OrganisationId, Date, Option<Date>);
    let mut roles = HashSet::new();
    for (person, role, organisation, starts_on, ends_on) in tx.all_within::<Line>(sql, &[], people)? {
        if !roles.contains(&role) {
            roles.insert(role.clone());
        }
        if let Some(person) = known.people.get_mut(&person) {
            let brings = bringing.contains(&role);
            person.posts.push(Post { role, organisation, starts_on, ends_on, brings });
        }
    }
    Ok(roles)
}

fn accounts(tx: &mut Tx<'_>, people: &[PersonId], known: &mut Known) -> Result<(), StoreError> {
    let sql = "SELECT person_id, id, state FROM account WHERE person_id IN ({list})";
    let mut waiting = Vec::new();
    for (person, id, state) in tx.all_within::<(PersonId, AccountId, String)>(sql, &[], people)? {
        let state = AccountState::from_word(&state);
        if state == AccountState::Invited {
            waiting.push(id);
        }
        if let Some(person) = known.people.get_mut(&person) {
            person.account = Some(Account { id, state, open_link: None });
        }
    }
    let sql = "SELECT a.person_id, i.created_at, i.ends_at FROM invitation i CROSS JOIN account a
               WHERE i.account_id IN ({list}) AND i.state = 'open' AND a.id = i.account_id";
    for (person, from, until) in tx.all_within::<(PersonId, Timestamp, Timestamp)>(sql, &[], &waiting)? {
        if let Some(account) = known.people.get_mut(&person).and_then(|p| p.account.as_mut()) {
            account.open_link = Some((from, until));
        }
    }
    Ok(())
}

fn taken(tx: &mut Tx<'_>, terms: &Terms, known: &mut Known) -> Result<(), StoreError> {
    let mut folded: Vec<String> =
        known.people.values().filter_map(|p| best(p, &terms.own_domains).map(|e| e.folded.clone())).collect();
    folded.sort_unstable();
    folded.dedup();
    let sql = "SELECT identifier_folded, person_id, state FROM account WHERE identifier_folded IN ({list})";
    for (address, person, state) in tx.all_within::<(String, PersonId, String)>(sql, &[], &folded)? {
        known.taken.insert(address, (person, AccountState::from_word(&state)));
    }
    Ok(())
}
