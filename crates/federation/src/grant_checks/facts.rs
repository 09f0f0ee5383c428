//! What is known of many people and organisations, read set by set: a dozen queries for one row of a page, and the same
//! dozen, a thousand keys at a time, for fifty thousand.

use super::judge::{Known, Terms, best};
use crate::access::{Actor, Power, may_redirect};
use crate::account::{AccountId, AccountState};
use crate::contacts::TagId;
use crate::invitee::each_within;
use crate::organisation::OrganisationId;
use crate::person::{Name, PersonId};
use crate::role::{Capability, Scope};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{Identifier as _, StoreError, Tx, Value};
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
    let mut places: BTreeSet<OrganisationId> = organisations.iter().copied().collect();
    places.extend(known.people.values().flat_map(|p| p.posts.iter().map(|post| post.organisation)));
    let places: Vec<OrganisationId> = places.into_iter().collect();
    known.places = self::places(tx, terms.today, &places)?;
    tags(tx, terms, people, &places, &mut known)?;
    holders(tx, terms.today, organisations, &mut known)?;
    offers(tx, terms.today, organisations, &mut known)?;
    taken(tx, terms, &mut known)?;
    known.powers = Powers::read(tx, &terms.actor, &roles, &places)?;
    Ok(known)
}

fn persons(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<HashMap<PersonId, Person>, StoreError> {
    type Line = (PersonId, Option<String>, String, String, Option<String>, Option<String>, Option<String>);
    let sql = "SELECT id, title, given_name, family_name, known_as, language, deceased_on FROM person WHERE id IN ({list})";
    let lines = each_within::<Line, _>(tx, sql, people)?;
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
    for (person, value, folded, preferred, bounced) in each_within::<Line, _>(tx, &sql, people)? {
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
    for (person, role, organisation, starts_on, ends_on) in each_within::<Line, _>(tx, sql, people)? {
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
    for (person, id, state) in each_within::<(PersonId, AccountId, String), _>(tx, sql, people)? {
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
    for (person, from, until) in each_within::<(PersonId, Timestamp, Timestamp), _>(tx, sql, &waiting)? {
        if let Some(account) = known.people.get_mut(&person).and_then(|p| p.account.as_mut()) {
            account.open_link = Some((from, until));
        }
    }
    Ok(())
}

fn places(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
) -> Result<HashMap<OrganisationId, Place>, StoreError> {
    type Line = (OrganisationId, String, String, String, bool);
    let sql = "SELECT o.id, o.name, o.sort_name, o.kind, k.needs_membership FROM organisation o
               CROSS JOIN organisation_kind k WHERE k.key = o.kind AND o.id IN ({list})";
    let mut places: HashMap<OrganisationId, Place> = each_within::<Line, _>(tx, sql, organisations)?
        .into_iter()
        .map(|(id, name, sort_name, kind, needs_membership)| {
            let place = Place {
                name,
                sort_name,
                kind,
                needs_membership,
                is_member: false,
                tags: Vec::new(),
                email: None,
                last: None,
                coming: None,
            };
            (id, place)
        })
        .collect();
    // As access reads it: a term that holds today, of a membership that has not ended.
    let sql = format!(
        "SELECT m.member_organisation_id FROM membership m CROSS JOIN membership_term t
         WHERE t.membership_id = m.id AND m.member_organisation_id IN ({{list}}) AND t.starts_on <= '{today}'
           AND (t.ends_on IS NULL OR t.ends_on >= '{today}') AND (m.ended_on IS NULL OR m.ended_on >= '{today}')"
    );
    for (id,) in each_within::<(OrganisationId,), _>(tx, &sql, organisations)? {
        if let Some(place) = places.get_mut(&id) {
            place.is_member = true;
        }
    }
    Ok(places)
}

/// Only the tags that exclude.
fn tags(
    tx: &mut Tx<'_>,
    terms: &Terms,
    people: &[PersonId],
    places: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    if terms.excluding.is_empty() {
        return Ok(());
    }
    let named: HashMap<TagId, String> =
        tx.all::<(TagId, String)>("SELECT id, name FROM tag", &[])?.into_iter().collect();
    let subjects = people.iter().map(|p| p.bytes()).chain(places.iter().map(|p| p.bytes()));
    let subjects: Vec<Value> = subjects.map(|id| Value::Bytes(id.to_vec())).collect();
    let sql = "SELECT subject_id, tag_id, reason FROM contact_tag WHERE subject_id IN ({list})";
    for (subject, tag, reason) in each_within::<(Vec<u8>, TagId, String), _>(tx, sql, &subjects)? {
        let (Ok(subject), true) = (<[u8; 16]>::try_from(subject), terms.excluding.contains(&tag)) else {
            continue;
        };
        let tagging = Tagging { tag, name: named.get(&tag).cloned().unwrap_or_default(), reason };
        if let Some(person) = known.people.get_mut(&PersonId::from_bytes(subject)) {
            person.tags.push(tagging);
        } else if let Some(place) = known.places.get_mut(&OrganisationId::from_bytes(subject)) {
            place.tags.push(tagging);
        }
    }
    Ok(())
}

/// Who served last in organisations without a person, and who is known to come.
fn holders(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    let sql = "SELECT a.organisation_id, a.starts_on, a.ends_on, p.given_name, p.family_name, p.known_as
               FROM appointment a CROSS JOIN role r CROSS JOIN person p
               WHERE r.key = a.role AND r.brings_access AND p.id = a.person_id AND a.organisation_id IN ({list})";
    type Line = (OrganisationId, Date, Option<Date>, String, String, Option<String>);
    for (at, starts_on, ends_on, given, family, known_as) in each_within::<Line, _>(tx, sql, organisations)? {
        let Some(place) = known.places.get_mut(&at) else { continue };
        let name = Name { title: None, given, family, known_as }.spoken();
        if starts_on > today {
            if place.coming.as_ref().is_none_or(|(_, day)| starts_on < *day) {
                place.coming = Some((name, starts_on));
            }
        } else if let Some(end) = ends_on.filter(|end| *end < today)
            && place.last.as_ref().is_none_or(|(_, day)| end > *day)
        {
            place.last = Some((name, end));
        }
    }
    Ok(())
}

/// Addresses of organisations, to be offered to those who have none.
fn offers(
    tx: &mut Tx<'_>,
    today: Date,
    organisations: &[OrganisationId],
    known: &mut Known,
) -> Result<(), StoreError> {
    let without = known.people.values().filter(|p| p.emails.is_empty());
    let mut wanted: BTreeSet<OrganisationId> =
        without.flat_map(|p| p.posts.iter().map(|x| x.organisation)).collect();
    wanted.extend(organisations);
    let wanted: Vec<OrganisationId> = wanted.into_iter().collect();
    let sql = format!(
        "SELECT organisation_id, value FROM contact_point WHERE organisation_id IN ({{list}}) AND kind = 'email'
           AND (valid_until IS NULL OR valid_until >= '{today}') ORDER BY preferred DESC, id"
    );
    for (at, value) in each_within::<(OrganisationId, String), _>(tx, &sql, &wanted)? {
        if let Some(place) = known.places.get_mut(&at).filter(|p| p.email.is_none()) {
            place.email = Some(value);
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
    for (address, person, state) in each_within::<(String, PersonId, String), _>(tx, sql, &folded)? {
        known.taken.insert(address, (person, AccountState::from_word(&state)));
    }
    Ok(())
}

/// What roles open that whoever invites may not hand on everywhere: for the others there is nothing to ask.
#[derive(Debug, Default)]
pub struct Powers {
    watched: HashMap<String, Vec<(Capability, Scope)>>,
    chains: HashMap<OrganisationId, Vec<OrganisationId>>,
}

impl Powers {
    fn read(
        tx: &mut Tx<'_>,
        actor: &Actor,
        roles: &HashSet<String>,
        places: &[OrganisationId],
    ) -> Result<Self, StoreError> {
        let lines: Vec<(String, Capability, String)> =
            tx.all("SELECT role, capability, scope FROM role_capability ORDER BY role, capability", &[])?;
        let mut grants: HashMap<String, Vec<(Capability, Scope)>> = HashMap::new();
        for (role, capability, scope) in lines {
            grants.entry(role).or_default().extend(Scope::from_word(&scope).map(|s| (capability, s)));
        }
        // Allowed whatever the organisation: asked with none.
        let nobody = PersonId::from_bytes([0; 16]);
        let free =
            |g: &[(Capability, Scope)]| may_redirect(actor, nobody, &[(g.to_vec(), Vec::new())]).is_ok();
        grants.retain(|role, grants| roles.contains(role) && !free(grants));
        let mut powers = Self { watched: grants, chains: HashMap::new() };
        if !powers.watched.is_empty() {
            let sql = "SELECT descendant_id, ancestor_id FROM organisation_path WHERE descendant_id IN ({list}) ORDER BY depth";
            for (of, above) in each_within::<(OrganisationId, OrganisationId), _>(tx, sql, places)? {
                powers.chains.entry(of).or_default().push(above);
            }
        }
        Ok(powers)
    }

    /// What a person holds now or soon that has to be asked about; none when there is nothing to ask.
    pub fn of(&self, person: &Person, today: Date) -> Option<Vec<Power>> {
        let held = person.posts.iter().filter(|p| p.ends_on.is_none_or(|end| end >= today));
        let powers: Vec<Power> = held
            .filter_map(|p| {
                let chain = self.chains.get(&p.organisation).cloned().unwrap_or_default();
                Some((self.watched.get(&p.role)?.clone(), chain))
            })
            .collect();
        (!powers.is_empty()).then_some(powers)
    }
}
