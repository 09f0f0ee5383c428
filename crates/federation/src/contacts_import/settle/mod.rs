//! What becomes of a row: whom it means, and what it changes in them. Pure but for what [`Known`] was given: the same for
//! a dry run and for one that is applied.
//!
//! Keys, in order: the source's own number (or what stands for it: name, district and kind); an organisation of the same
//! name, told apart by district and kind; a person who holds the role there and may be called that; a person with the
//! same e-mail address who may be called that. A row that fits two is rejected.

mod beside;
mod person;
mod points;

use super::known::{Beside, Known, Number, Organisation, Points, Who};
use super::row::{Council, Ready, Rejection, Warning};
use super::said::{self, Said, Slot};
use crate::acting::Stamp;
use crate::appointment::AppointmentId;
use crate::contact_point::{ContactPointId, Kind};
use crate::membership::MembershipId;
use crate::membership::held::Held;
use crate::organisation::OrganisationId;
use crate::record::{Field, Point, Purpose};
use crate::words;
use beside::beside;
use jiff::civil::Date;
use person::the_person;
use points::points;

/// One step of what a row does.
#[derive(Clone, Debug)]
pub enum Act {
    Open {
        organisation: usize,
    },
    Record {
        person: usize,
    },
    Field {
        who: Who,
        field: Field,
        before: Option<String>,
        after: String,
    },
    Add {
        who: Who,
        point: Point,
    },
    Replace {
        who: Who,
        id: ContactPointId,
        before: Point,
        after: Point,
    },
    Start {
        person: usize,
        organisation: usize,
        role: String,
        starts_on: Date,
        ends_on: Option<Date>,
    },
    End {
        person: usize,
        id: AppointmentId,
        before: Option<Date>,
        on: Date,
    },
    Tag {
        who: Who,
        name: String,
        is_new: bool,
    },
    Note {
        who: Who,
        text: String,
    },
    Join {
        who: Who,
        held: Held,
    },
    /// Without an id: of a row above in a dry run.
    Membership {
        who: Who,
        id: Option<MembershipId>,
        before: Held,
        after: Held,
    },
}

impl Act {
    /// The field's name, for counts.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Open { .. } => "organisation",
            Act::Record { .. } => "person",
            Act::Field { field, .. } => field.word(),
            Act::Add { point, .. } | Act::Replace { after: point, .. } => match point.kind {
                Kind::Email => "e-mail",
                Kind::Phone => "telephone",
                Kind::Post => "address",
            },
            Act::Start { .. } => "appointment",
            Act::End { .. } => "end of an appointment",
            Act::Tag { .. } => "tag",
            Act::Note { .. } => "note",
            Act::Join { .. } | Act::Membership { .. } => "membership",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Settled {
    pub acts: Vec<Act>,
    pub warnings: Vec<Warning>,
    pub organisation: Option<usize>,
    pub person: Option<usize>,
}

/// What a row is settled by.
pub struct Rules<'a> {
    pub stamp: &'a Stamp,
    /// Where organisations are opened that nobody knows: the folded names above it.
    pub under: Option<&'a [String]>,
    /// What takes those in as members that stand under nothing, or are opened there.
    pub home: Option<OrganisationId>,
    /// Kinds that may be opened there.
    pub kinds: &'a [String],
    /// Role and kind of organisation that go together.
    pub roles: &'a [(String, String)],
}

/// # Errors
/// Why the row cannot come in.
pub fn settle(
    known: &mut Known,
    rules: &Rules<'_>,
    row: &Ready,
    number: Number,
) -> Result<Settled, Rejection> {
    let link = known.links.get(&number).cloned();
    let said = link.as_ref().map(|l| l.said);
    let above = known.numbers.get(&number).copied().unwrap_or_default();
    let mut done = Settled { warnings: row.warnings.clone(), ..Settled::default() };
    // Only a number of the source's own says of two rows of one name that they are two.
    let own = row.id.as_ref().map(|_| number);
    if let Some(council) = &row.council {
        let linked =
            link.as_ref().and_then(|l| l.organisation).and_then(|id| known.organisation(id)).or(above.0);
        let at = match linked {
            Some(at) => Some(at),
            None => find_organisation(known, rules, council, own, &mut done.warnings)?,
        };
        let at = the_organisation(known, rules, council, at, said.as_ref(), &mut done)?;
        known.organisations[at].number = own.or(known.organisations[at].number);
        done.organisation = Some(at);
    }
    if let Some(person) = &row.person {
        let linked = link.as_ref().and_then(|l| l.person).and_then(|id| known.person(id)).or(above.1);
        the_person(known, rules, row, person, linked, said.as_ref(), &mut done)?;
    }
    let about = done.organisation.map(Who::Organisation).or(done.person.map(Who::Person));
    if let Some(who) = about {
        beside(known, rules, row, who, said.as_ref(), &mut done);
    }
    known.numbers.insert(number, (done.organisation, done.person));
    Ok(done)
}

/// An organisation of that name, if one is known; district and kind tell several apart.
fn find_organisation(
    known: &Known,
    rules: &Rules<'_>,
    council: &Council,
    own: Option<Number>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<usize>, Rejection> {
    let is_another =
        |at: &usize| own.is_some() && known.organisations[*at].number.is_some_and(|n| Some(n) != own);
    let named: Vec<usize> =
        known.named(&council.name.key()).into_iter().filter(|at| !is_another(at)).collect();
    let district = council.district.as_deref().map(words::fold);
    let hash = council.district.as_deref().map(|d| said::district_hash(d, &rules.stamp.secret));
    let is_in = |at: &usize| {
        let one = &known.organisations[*at];
        let stands = |d: &String| {
            one.district.as_deref().map(words::fold).as_ref() == Some(d) || one.above.contains(d)
        };
        district.as_ref().is_some_and(stands) || hash.is_some_and(|h| one.districts_said.contains(&h))
    };
    let may_be_in = |at: &usize| {
        let one = &known.organisations[*at];
        district.is_none() || (one.district.is_none() && one.districts_said.is_empty())
    };
    let near: Vec<usize> = named.iter().copied().filter(is_in).collect();
    let is_near = !near.is_empty();
    let candidates = if is_near { near } else { named.iter().copied().filter(may_be_in).collect() };
    let same_kind: Vec<usize> = match &council.kind {
        Some(kind) => {
            candidates.iter().copied().filter(|at| known.organisations[*at].kind == *kind).collect()
        }
        None => candidates.clone(),
    };
    match (&same_kind[..], &candidates[..]) {
        ([one], _) => Ok(Some(*one)),
        ([_, _, ..], _) => Err(Rejection::MatchesOrganisations(same_kind.len())),
        ([], [one]) if is_near => {
            warnings.push(Warning::KindDiffers);
            Ok(Some(*one))
        }
        _ => {
            if !named.is_empty() {
                warnings.push(Warning::SameName);
            }
            Ok(None)
        }
    }
}

fn the_organisation(
    known: &mut Known,
    rules: &Rules<'_>,
    council: &Council,
    at: Option<usize>,
    said: Option<&Said>,
    done: &mut Settled,
) -> Result<usize, Rejection> {
    let at = match at {
        Some(at) if !known.organisations[at].is_reached => return Err(Rejection::OutOfReach),
        Some(at) => {
            renamed(known, rules, council, at, said, done);
            let district = said::district(council.district.as_deref());
            let moved = |s: &Said| {
                s.district(&rules.stamp.secret).is_some()
                    && !s.still(Slot::District, &district, &rules.stamp.secret)
            };
            if said.is_some_and(moved) {
                done.warnings.push(Warning::Moved);
            }
            at
        }
        None => newcomer(known, rules, council, done)?,
    };
    points(known, rules.stamp, Who::Organisation(at), &council.points, Purpose::Office, said, done);
    Ok(at)
}

/// Only a source with numbers of its own can say that an organisation is called otherwise now.
fn renamed(
    known: &mut Known,
    rules: &Rules<'_>,
    council: &Council,
    at: usize,
    said: Option<&Said>,
    done: &mut Settled,
) {
    let held = &known.organisations[at];
    let held_key = super::row::council::OrganisationName::read(&held.name).key();
    if held_key == council.name.key() {
        return;
    }
    if said.is_some_and(|s| s.still(Slot::OrganisationName, &held_key, &rules.stamp.secret)) {
        let after = council.name.full(Some(&held.kind));
        let before = Some(held.name.clone());
        done.acts.push(Act::Field {
            who: Who::Organisation(at),
            field: Field::Name,
            before,
            after: after.clone(),
        });
        known.organisations[at].name = after;
    } else {
        done.warnings.push(Warning::Kept("name"));
    }
}

fn newcomer(
    known: &mut Known,
    rules: &Rules<'_>,
    council: &Council,
    done: &mut Settled,
) -> Result<usize, Rejection> {
    let above = rules.under.ok_or(Rejection::UnknownOrganisation)?;
    let kind = council.kind.clone().ok_or(Rejection::NoKind)?;
    if !rules.kinds.contains(&kind) {
        return Err(Rejection::KindNotThere);
    }
    let new = Organisation {
        id: None,
        name: council.name.full(Some(&kind)),
        kind,
        district: council.district.clone(),
        districts_said: Vec::new(),
        above: above.to_vec(),
        parent: rules.home,
        is_reached: true,
        number: None,
        points: Points::default(),
        beside: Beside::default(),
        holders: Vec::new(),
        loaded: true,
    };
    let at = known.add_organisation(new, &council.name.key());
    done.acts.push(Act::Open { organisation: at });
    Ok(at)
}
