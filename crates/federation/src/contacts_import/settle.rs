//! What becomes of a row: whom it means, and what it changes in them. Pure but for what [`Known`] was given: the same for
//! a dry run and for one that is applied.
//!
//! Keys, in order: the source's own number (or what stands for it: name, district and kind); an organisation of the same
//! name, told apart by district and kind; a person who holds the role there and may be called that; a person with the
//! same e-mail address who may be called that. A row that fits two is rejected.

use super::known::{Holder, Known, Number, Organisation, Points, Who, comparable};
use super::row::{Council, Ready, Rejection, Somebody, Warning};
use super::said::{self, Said, Slot};
use crate::acting::Stamp;
use crate::appointment::AppointmentId;
use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::record::{Field, Point, Purpose};
use crate::words;
use jiff::civil::Date;

/// One step of what a row does.
#[derive(Clone, Debug)]
pub enum Act {
    Open { organisation: usize, is_member: bool },
    Record { person: usize },
    Field { who: Who, field: Field, before: Option<String>, after: String },
    Add { who: Who, point: Point },
    Replace { who: Who, id: ContactPointId, before: Point, after: Point },
    Start { person: usize, organisation: usize, role: String, starts_on: Date, ends_on: Option<Date> },
    End { person: usize, id: AppointmentId, before: Option<Date>, on: Date },
}

impl Act {
    /// The field's name, for counts.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Open { .. } => "organisation",
            Act::Record { .. } => "person",
            Act::Field { field, .. } => field.word(),
            Act::Add { point, .. } | Act::Replace { after: point, .. } => point.kind.word(),
            Act::Start { .. } => "appointment",
            Act::End { .. } => "end of an appointment",
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
    /// Kinds that may be opened there.
    pub kinds: &'a [String],
    /// Role and kind of organisation that go together.
    pub roles: &'a [(String, String)],
}

/// # Errors
/// Why the row cannot come in.
pub fn settle(known: &mut Known, rules: &Rules<'_>, row: &Ready, number: Number) -> Result<Settled, Rejection> {
    let link = known.links.get(&number).cloned();
    let said = link.as_ref().map(|l| l.said);
    let above = known.numbers.get(&number).copied().unwrap_or_default();
    let mut done = Settled { warnings: row.warnings.clone(), ..Settled::default() };
    // Only a number of the source's own says of two rows of one name that they are two.
    let own = row.id.as_ref().map(|_| number);
    if let Some(council) = &row.council {
        let linked = link.as_ref().and_then(|l| l.organisation).and_then(|id| known.organisation(id)).or(above.0);
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
    let is_another = |at: &usize| own.is_some() && known.organisations[*at].number.is_some_and(|n| Some(n) != own);
    let named: Vec<usize> = known.named(&council.name.key()).into_iter().filter(|at| !is_another(at)).collect();
    let district = council.district.as_deref().map(words::fold);
    let hash = council.district.as_deref().map(|d| said::district_hash(d, &rules.stamp.secret));
    let is_in = |at: &usize| {
        let one = &known.organisations[*at];
        let stands = |d: &String| one.district.as_deref().map(words::fold).as_ref() == Some(d) || one.above.contains(d);
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
        Some(kind) => candidates.iter().copied().filter(|at| known.organisations[*at].kind == *kind).collect(),
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
            let moved = |s: &Said| s.district(&rules.stamp.secret).is_some() && !s.still(Slot::District, &district, &rules.stamp.secret);
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
fn renamed(known: &mut Known, rules: &Rules<'_>, council: &Council, at: usize, said: Option<&Said>, done: &mut Settled) {
    let held = &known.organisations[at];
    let held_key = super::row::council::OrganisationName::read(&held.name).key();
    if held_key == council.name.key() {
        return;
    }
    if said.is_some_and(|s| s.still(Slot::OrganisationName, &held_key, &rules.stamp.secret)) {
        let after = council.name.full(Some(&held.kind));
        let before = Some(held.name.clone());
        done.acts.push(Act::Field { who: Who::Organisation(at), field: Field::Name, before, after: after.clone() });
        known.organisations[at].name = after;
    } else {
        done.warnings.push(Warning::Kept("name"));
    }
}

fn newcomer(known: &mut Known, rules: &Rules<'_>, council: &Council, done: &mut Settled) -> Result<usize, Rejection> {
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
        is_reached: true,
        number: None,
        points: Points::default(),
        holders: Vec::new(),
        loaded: true,
    };
    let at = known.add_organisation(new, &council.name.key());
    let is_member = council.member == Some(super::row::Member::Yes);
    done.acts.push(Act::Open { organisation: at, is_member });
    Ok(at)
}

fn the_person(
    known: &mut Known,
    rules: &Rules<'_>,
    row: &Ready,
    somebody: &Somebody,
    linked: Option<usize>,
    said: Option<&Said>,
    done: &mut Settled,
) -> Result<(), Rejection> {
    let today = rules.stamp.today;
    let has_left = row.council.is_some() && somebody.ends_on.is_some_and(|end| end < today);
    if let Some(at) = done.organisation {
        let kind = &known.organisations[at].kind;
        if !rules.roles.iter().any(|(role, k)| *role == somebody.role && k == kind) {
            done.warnings.push(Warning::RoleNotThere);
            return Ok(());
        }
    }
    let found = find_person(known, done.organisation, somebody, linked, said, rules, &mut done.warnings)?;
    if found.is_none() && has_left {
        return Ok(());
    }
    let other = done.organisation.and_then(|o| other_holder(known, o, somebody, found, today));
    if let (Some((at, index)), Some(o)) = (other, done.organisation) {
        let follows = said.is_some_and(|s| s.still(Slot::PersonName, &said::name(&known.people[at].name), &rules.stamp.secret));
        if !follows || has_left {
            done.warnings.push(Warning::OtherClerk);
            return Ok(());
        }
        end_holder(known, o, index, somebody.starts_on.unwrap_or(today).min(today), done);
    }
    let at = match found {
        Some(at) if known.people[at].is_deceased => return Err(Rejection::Deceased),
        Some(at) => at,
        None => {
            let at = known.add_person(None, somebody.name.clone(), false);
            done.acts.push(Act::Record { person: at });
            at
        }
    };
    done.person = Some(at);
    if row.council.is_none() {
        called_otherwise(known, rules, somebody, at, said, done);
    }
    points(known, rules.stamp, Who::Person(at), &somebody.points, Purpose::Home, said, done);
    for email in somebody.points.iter().filter(|p| p.kind == Kind::Email) {
        known.index_email(at, &email.folded());
    }
    if let Some(organisation) = done.organisation {
        appoint(known, today, organisation, at, somebody, done);
    }
    Ok(())
}

fn find_person(
    known: &Known,
    organisation: Option<usize>,
    somebody: &Somebody,
    linked: Option<usize>,
    said: Option<&Said>,
    rules: &Rules<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Option<usize>, Rejection> {
    use super::row::people::may_be_one;
    if let Some(at) = linked {
        let held = &known.people[at].name;
        let follows = || organisation.is_none() && said.is_some_and(|s| s.still(Slot::PersonName, &said::name(held), &rules.stamp.secret));
        if may_be_one(held, &somebody.name) || follows() {
            return Ok(Some(at));
        }
    }
    if let Some(at) = organisation {
        match known.holders(at, &somebody.role, &somebody.name, rules.stamp.today)[..] {
            [] => {}
            [one] => return Ok(Some(one)),
            ref several => return Err(Rejection::MatchesPeople(several.len())),
        }
    }
    let mut found: Vec<usize> = Vec::new();
    let mut others = false;
    for email in somebody.points.iter().filter(|p| p.kind == Kind::Email) {
        for at in known.with_email(&email.folded()) {
            match may_be_one(&known.people[at].name, &somebody.name) {
                true if !found.contains(&at) => found.push(at),
                true => {}
                false => others = true,
            }
        }
    }
    if others && found.is_empty() {
        warnings.push(Warning::EmailOfAnother);
    }
    match found[..] {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => Err(Rejection::MatchesPeople(found.len())),
    }
}

/// Somebody else who holds the role there, and the place among its holders.
fn other_holder(known: &Known, organisation: usize, somebody: &Somebody, found: Option<usize>, today: Date) -> Option<(usize, usize)> {
    let holds = |h: &Holder| h.role == somebody.role && h.ends_on.is_none_or(|end| end >= today);
    let holders = &known.organisations[organisation].holders;
    if holders.iter().any(|h| holds(h) && Some(h.person) == found) {
        return None;
    }
    holders.iter().enumerate().find(|(_, h)| holds(h) && Some(h.person) != found).map(|(index, h)| (h.person, index))
}

fn end_holder(known: &mut Known, organisation: usize, index: usize, on: Date, done: &mut Settled) {
    let holder = &mut known.organisations[organisation].holders[index];
    // Nobody leaves before they came: what is known of the beginning stands.
    let on = on.max(holder.starts_on);
    if let Some(id) = holder.id {
        done.acts.push(Act::End { person: holder.person, id, before: holder.ends_on, on });
    }
    holder.ends_on = Some(on.saturating_sub(jiff::Span::new().days(1)));
}

fn appoint(known: &mut Known, today: Date, organisation: usize, person: usize, somebody: &Somebody, done: &mut Settled) {
    let holders = &mut known.organisations[organisation].holders;
    let held = holders.iter_mut().find(|h| h.person == person && h.role == somebody.role && h.ends_on.is_none_or(|e| e >= today));
    match held {
        None => {
            let (role, ends_on) = (somebody.role.clone(), somebody.ends_on);
            let starts_on = somebody.starts_on.unwrap_or(today).min(ends_on.unwrap_or(Date::MAX));
            done.acts.push(Act::Start { person, organisation, role: role.clone(), starts_on, ends_on });
            holders.push(Holder { id: None, person, role, starts_on, ends_on });
        }
        Some(holder) => {
            let ends_on = somebody.ends_on.map(|on| on.max(holder.starts_on));
            if let Some(on) = ends_on.filter(|on| holder.ends_on != Some(*on)) {
                if let Some(id) = holder.id {
                    done.acts.push(Act::End { person, id, before: holder.ends_on, on });
                }
                holder.ends_on = Some(on);
            }
        }
    }
}

fn called_otherwise(known: &mut Known, rules: &Rules<'_>, somebody: &Somebody, at: usize, said: Option<&Said>, done: &mut Settled) {
    let held = known.people[at].name.clone();
    let fits = words::fold(&held.given) == words::fold(&somebody.name.given) && words::fold(&held.family) == words::fold(&somebody.name.family);
    if fits {
        return;
    }
    if said.is_some_and(|s| s.still(Slot::PersonName, &said::name(&held), &rules.stamp.secret)) {
        let parts = [(Field::GivenName, held.given, &somebody.name.given), (Field::FamilyName, held.family, &somebody.name.family)];
        for (field, before, after) in parts {
            if before != *after && !after.is_empty() {
                let before = Some(before).filter(|b| !b.is_empty());
                done.acts.push(Act::Field { who: Who::Person(at), field, before, after: after.clone() });
            }
        }
        known.people[at].name = somebody.name.clone();
    } else {
        done.warnings.push(Warning::Kept("name"));
    }
}

/// Blanks are filled; what the source said before follows what it says now; all else stays.
fn points(
    known: &mut Known,
    stamp: &Stamp,
    who: Who,
    wanted: &[ContactPoint],
    purpose: Purpose,
    said: Option<&Said>,
    done: &mut Settled,
) {
    for kind in [Kind::Email, Kind::Phone, Kind::Post] {
        let held: Vec<(ContactPointId, Point)> =
            who.points(known).held.iter().filter(|(_, p)| p.kind == kind && !p.is_over(stamp.today)).cloned().collect();
        let coming: Vec<u64> = who.points(known).coming.iter().filter(|(k, _)| *k == kind).map(|(_, h)| *h).collect();
        let was_blank = held.is_empty() && coming.is_empty();
        let slot = if purpose == Purpose::Office { Slot::Office(kind) } else { Slot::Own(kind) };
        for (nth, new) in wanted.iter().filter(|p| p.kind == kind).enumerate() {
            let text = comparable(new);
            let hash = known.hash(&text);
            if coming.contains(&hash) || held.iter().any(|(_, p)| comparable(&p.written()) == text) {
                continue;
            }
            let before = held.iter().find(|(_, p)| said.is_some_and(|s| s.still(slot, &comparable(&p.written()), &stamp.secret)));
            match before {
                _ if was_blank => done.acts.push(Act::Add { who, point: Point::of(new.clone(), purpose) }),
                Some((id, before)) if nth == 0 => {
                    let after = Point { purpose: before.purpose, preferred: before.preferred, ..Point::of(new.clone(), purpose) };
                    let after = Point { valid_from: before.valid_from, valid_until: before.valid_until, ..after };
                    done.acts.push(Act::Replace { who, id: *id, before: before.clone(), after });
                }
                _ => {
                    let what = Warning::Kept(match kind {
                        Kind::Email => "e-mail address",
                        Kind::Phone => "telephone number",
                        Kind::Post => "postal address",
                    });
                    if !done.warnings.contains(&what) {
                        done.warnings.push(what);
                    }
                    continue;
                }
            }
            who.points_mut(known).coming.push((kind, hash));
        }
    }
}
