//! The organisations and people that rows may mean: recorded, or about to be by a row above. Organisations are few and
//! all at hand; people are looked up chunk by chunk. What a row above adds is remembered by its hashes alone, so that a
//! dry run of any length stays small.

use super::RunId;
use super::row::people;
use super::said::Said;
use crate::acting::PersonId;
use crate::appointment::AppointmentId;
use crate::contact::Subject;
use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::membership::MembershipId;
use crate::membership::held::Held;
use crate::organisation::OrganisationId;
use crate::person::Name;
use crate::record::Point;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// A keyed hash of a row's cells under its mapping.
pub type Fingerprint = [u8; 16];
/// A keyed hash of what the source calls a row.
pub type Number = [u8; 16];

/// The points of a contact: those recorded, and hashes of what rows above add.
#[derive(Clone, Debug, Default)]
pub struct Points {
    pub held: Vec<(ContactPointId, Point)>,
    pub coming: Vec<(Kind, u64)>,
}

/// What a contact has besides points: hashes of tags and notes, and its memberships.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub tags: Vec<u64>,
    pub notes: Vec<u64>,
    /// None: about to begin.
    pub memberships: Vec<(Option<MembershipId>, Held)>,
}

#[derive(Clone, Debug)]
pub struct Organisation {
    /// None: about to be opened.
    pub id: Option<OrganisationId>,
    pub name: String,
    pub kind: String,
    /// As a row of this file says it.
    pub district: Option<String>,
    /// As sources said it before.
    pub districts_said: Vec<[u8; 8]>,
    /// The folded names of what it stands under.
    pub above: Arc<[String]>,
    pub parent: Option<OrganisationId>,
    pub is_reached: bool,
    /// The source's own number of a row in this file that meant it.
    pub number: Option<Number>,
    pub points: Points,
    pub beside: Beside,
    pub holders: Vec<Holder>,
    pub loaded: bool,
}

#[derive(Clone, Debug)]
pub struct Holder {
    pub id: Option<AppointmentId>,
    /// By place in [`Known::people`].
    pub person: usize,
    pub role: String,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
}

#[derive(Clone, Debug)]
pub struct Person {
    /// None: about to be recorded.
    pub id: Option<PersonId>,
    pub name: Name,
    pub is_deceased: bool,
    pub points: Points,
    pub beside: Beside,
    emails: Vec<u64>,
}

/// What a source's number stands for, and what it said last.
#[derive(Clone, Debug)]
pub struct Link {
    pub organisation: Option<OrganisationId>,
    pub person: Option<PersonId>,
    pub said: Said,
    pub fingerprint: Fingerprint,
    pub run: RunId,
}

pub struct Known {
    pub organisations: Vec<Organisation>,
    pub people: Vec<Person>,
    by_key: HashMap<u64, Vec<u32>>,
    by_organisation: HashMap<OrganisationId, usize>,
    by_person: HashMap<PersonId, usize>,
    by_email: HashMap<u64, Vec<u32>>,
    pub links: HashMap<Number, Link>,
    /// Rows above that were about nobody and nothing recorded yet: number to places.
    pub numbers: HashMap<Number, (Option<usize>, Option<usize>)>,
    /// The folded names of the tags that are there as the run begins.
    pub tags: HashSet<String>,
    hasher: RandomState,
}

/// Adds to a list that mostly stays at one: there are hundreds of thousands of them, and no room is kept for more.
pub fn keep<T>(list: &mut Vec<T>, one: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(one);
}

impl Known {
    pub fn new() -> Self {
        Self {
            organisations: Vec::new(),
            people: Vec::new(),
            by_key: HashMap::new(),
            by_organisation: HashMap::new(),
            by_person: HashMap::new(),
            by_email: HashMap::new(),
            links: HashMap::new(),
            numbers: HashMap::new(),
            tags: HashSet::new(),
            hasher: RandomState::new(),
        }
    }

    pub fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
    }

    /// `key` is that of the name.
    pub fn add_organisation(&mut self, organisation: Organisation, key: &str) -> usize {
        let at = self.organisations.len();
        if let Some(id) = organisation.id {
            self.by_organisation.insert(id, at);
        }
        keep(self.by_key.entry(self.hasher.hash_one(key)).or_default(), at as u32);
        self.organisations.push(organisation);
        at
    }

    pub fn add_person(&mut self, id: Option<PersonId>, name: Name, is_deceased: bool) -> usize {
        let at = self.people.len();
        if let Some(id) = id {
            self.by_person.insert(id, at);
        }
        self.people.push(Person {
            id,
            name,
            is_deceased,
            points: Points::default(),
            beside: Beside::default(),
            emails: Vec::new(),
        });
        at
    }

    /// They are found by this address from now on.
    pub fn index_email(&mut self, person: usize, folded: &str) {
        let hash = self.hasher.hash_one(folded);
        if !self.people[person].emails.contains(&hash) {
            keep(&mut self.people[person].emails, hash);
            keep(self.by_email.entry(hash).or_default(), person as u32);
        }
    }

    pub fn opened(&mut self, at: usize, id: OrganisationId) {
        self.organisations[at].id = Some(id);
        self.by_organisation.insert(id, at);
    }

    pub fn recorded(&mut self, at: usize, id: PersonId) {
        self.people[at].id = Some(id);
        self.by_person.insert(id, at);
    }

    pub fn named(&self, key: &str) -> Vec<usize> {
        self.by_key.get(&self.hash(key)).into_iter().flatten().map(|at| *at as usize).collect()
    }

    pub fn organisation(&self, id: OrganisationId) -> Option<usize> {
        self.by_organisation.get(&id).copied()
    }

    pub fn person(&self, id: PersonId) -> Option<usize> {
        self.by_person.get(&id).copied()
    }

    /// Everybody with this address.
    pub fn with_email(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.by_email.get(&self.hash(folded)).into_iter().flatten().map(|at| *at as usize)
    }

    /// Those who hold the role there today or later and may be called that.
    pub fn holders(&self, organisation: usize, role: &str, name: &Name, today: Date) -> Vec<usize> {
        let holds = |h: &&Holder| {
            h.role == role
                && h.ends_on.is_none_or(|end| end >= today)
                && people::may_be_one(&self.people[h.person].name, name)
        };
        let mut found: Vec<usize> =
            self.organisations[organisation].holders.iter().filter(holds).map(|h| h.person).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Forgets people, and what was loaded of organisations: the next chunk reads what stands by then.
    pub fn forget(&mut self) {
        self.people.clear();
        self.by_person.clear();
        self.by_email.clear();
        self.links.clear();
        for one in &mut self.organisations {
            one.loaded = false;
            one.holders.clear();
            one.points = Points::default();
            one.beside = Beside::default();
        }
        for (_, person) in self.numbers.values_mut() {
            *person = None;
        }
    }
}

/// What two points of one kind are compared by: for post all of it.
pub fn comparable(point: &ContactPoint) -> String {
    match point.kind {
        Kind::Post => {
            let town = point.town.as_deref().unwrap_or_default();
            format!("{}|{}", crate::words::fold(&format!("{} {town}", point.value)), point.folded())
        }
        _ => point.folded(),
    }
}

/// Organisation or person, by place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    Organisation(usize),
    Person(usize),
}

impl Who {
    pub fn subject(self, known: &Known) -> Option<Subject> {
        match self {
            Who::Organisation(at) => known.organisations[at].id.map(Subject::Organisation),
            Who::Person(at) => known.people[at].id.map(Subject::Person),
        }
    }

    pub fn points(self, known: &Known) -> &Points {
        match self {
            Who::Organisation(at) => &known.organisations[at].points,
            Who::Person(at) => &known.people[at].points,
        }
    }

    pub fn beside(self, known: &Known) -> &Beside {
        match self {
            Who::Organisation(at) => &known.organisations[at].beside,
            Who::Person(at) => &known.people[at].beside,
        }
    }

    pub fn beside_mut(self, known: &mut Known) -> &mut Beside {
        match self {
            Who::Organisation(at) => &mut known.organisations[at].beside,
            Who::Person(at) => &mut known.people[at].beside,
        }
    }

    pub fn points_mut(self, known: &mut Known) -> &mut Points {
        match self {
            Who::Organisation(at) => &mut known.organisations[at].points,
            Who::Person(at) => &mut known.people[at].points,
        }
    }
}
