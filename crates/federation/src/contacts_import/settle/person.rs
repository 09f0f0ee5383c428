//! Whom a row means by the person that it names, and what it changes in them. Pure.

use super::points::points;
use super::{Act, Rules, Settled};
use crate::contact_point::Kind;
use crate::contacts_import::known::{Holder, Known, Who};
use crate::contacts_import::row::people::may_be_one;
use crate::contacts_import::row::{Ready, Rejection, Somebody, Warning};
use crate::contacts_import::said::{self, Said, Slot};
use crate::record::{Field, Purpose};
use crate::words;
use jiff::civil::Date;

pub fn the_person(
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
    if found.is_none() && has_left || !is_clerk(known, rules, row, somebody, done.organisation, found) {
        return Ok(());
    }
    let other = done.organisation.and_then(|o| other_holder(known, o, somebody, found, today));
    if let (Some((at, index)), Some(o)) = (other, done.organisation) {
        let follows = said.is_some_and(|s| {
            s.still(Slot::PersonName, &said::name(&known.people[at].name), &rules.stamp.secret)
        });
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

/// A row that names somebody and says that there is no clerk appoints nobody; who serves there already stays.
fn is_clerk(
    known: &Known,
    rules: &Rules<'_>,
    row: &Ready,
    somebody: &Somebody,
    organisation: Option<usize>,
    found: Option<usize>,
) -> bool {
    let Some(at) = organisation.filter(|_| row.warnings.contains(&Warning::NoClerk)) else { return true };
    let holders = known.holders(at, &somebody.role, &somebody.name, rules.stamp.today);
    found.is_some_and(|person| holders.contains(&person))
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
    if let Some(at) = linked {
        let held = &known.people[at].name;
        let follows = || {
            organisation.is_none()
                && said.is_some_and(|s| s.still(Slot::PersonName, &said::name(held), &rules.stamp.secret))
        };
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
fn other_holder(
    known: &Known,
    organisation: usize,
    somebody: &Somebody,
    found: Option<usize>,
    today: Date,
) -> Option<(usize, usize)> {
    let holds = |h: &Holder| h.role == somebody.role && h.ends_on.is_none_or(|end| end >= today);
    let holders = &known.organisations[organisation].holders;
    if holders.iter().any(|h| holds(h) && Some(h.person) == found) {
        return None;
    }
    holders
        .iter()
        .enumerate()
        .find(|(_, h)| holds(h) && Some(h.person) != found)
        .map(|(index, h)| (h.person, index))
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

fn appoint(
    known: &mut Known,
    today: Date,
    organisation: usize,
    person: usize,
    somebody: &Somebody,
    done: &mut Settled,
) {
    let holders = &mut known.organisations[organisation].holders;
    let held = holders
        .iter_mut()
        .find(|h| h.person == person && h.role == somebody.role && h.ends_on.is_none_or(|e| e >= today));
    match held {
        None => {
            let (role, ends_on) = (somebody.role.clone(), somebody.ends_on);
            let starts_on = somebody.starts_on.unwrap_or(today).min(ends_on.unwrap_or(Date::MAX));
            let then = |h: &Holder| {
                h.ends_on.is_none_or(|e| e >= starts_on) && ends_on.is_none_or(|e| e >= h.starts_on)
            };
            if holders.iter().any(|h| h.person == person && h.role == role && then(h)) {
                return;
            }
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

fn called_otherwise(
    known: &mut Known,
    rules: &Rules<'_>,
    somebody: &Somebody,
    at: usize,
    said: Option<&Said>,
    done: &mut Settled,
) {
    let held = known.people[at].name.clone();
    let fits = words::fold(&held.given) == words::fold(&somebody.name.given)
        && words::fold(&held.family) == words::fold(&somebody.name.family);
    if fits {
        return;
    }
    if said.is_some_and(|s| s.still(Slot::PersonName, &said::name(&held), &rules.stamp.secret)) {
        let parts = [
            (Field::GivenName, held.given, &somebody.name.given),
            (Field::FamilyName, held.family, &somebody.name.family),
        ];
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
