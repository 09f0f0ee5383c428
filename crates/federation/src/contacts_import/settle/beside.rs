//! What a row says of tags, notes and membership. Pure.
//!
//! A tag is put on and never taken off, a note is added and never overwritten, a later end of a membership is another
//! term. What the record has otherwise stays, unless it is what the source said last.

use super::{Act, Rules, Settled};
use crate::contacts_import::known::{Known, Who};
use crate::contacts_import::row::{Member, Membership, Ready, Warning};
use crate::contacts_import::said::{self, Said, Slot};
use crate::membership::State;
use crate::membership::held::Held;
use crate::organisation::OrganisationId;
use crate::words;
use jiff::civil::Date;

pub fn beside(
    known: &mut Known,
    rules: &Rules<'_>,
    row: &Ready,
    who: Who,
    said: Option<&Said>,
    done: &mut Settled,
) {
    tags(known, row, who, done);
    if let Some(text) = &row.note {
        let hash = known.hash(text);
        let before = said.is_some_and(|s| s.still(Slot::Note, text, &rules.stamp.secret));
        if !before && !who.beside(known).notes.contains(&hash) {
            who.beside_mut(known).notes.push(hash);
            done.acts.push(Act::Note { who, text: text.clone() });
        }
    }
    if let Some(wanted) = &row.membership {
        membership(known, rules, wanted, who, said, done);
    }
}

fn tags(known: &mut Known, row: &Ready, who: Who, done: &mut Settled) {
    for name in &row.tags {
        let folded = words::fold(name);
        let hash = known.hash(&folded);
        if who.beside(known).tags.contains(&hash) {
            continue;
        }
        who.beside_mut(known).tags.push(hash);
        let is_new = !known.tags.contains(&folded);
        if is_new && !done.warnings.contains(&Warning::NewTag) {
            done.warnings.push(Warning::NewTag);
        }
        done.acts.push(Act::Tag { who, name: name.clone(), is_new });
    }
}

fn membership(
    known: &mut Known,
    rules: &Rules<'_>,
    wanted: &Membership,
    who: Who,
    said: Option<&Said>,
    done: &mut Settled,
) {
    let today = rules.stamp.today;
    let held = &who.beside(known).memberships;
    let current = held.iter().position(|(_, m)| m.state(today) == State::Current);
    let at = current.or(held.len().checked_sub(1));
    let follows = |slot, text: &str| said.is_some_and(|s| s.still(slot, text, &rules.stamp.secret));
    match (wanted.member, at, current) {
        (Member::No, _, None) => {}
        (Member::No, _, Some(at)) if follows(Slot::Member, Member::Yes.word()) => {
            let mut after = held[at].1.clone();
            let yesterday = today.yesterday().unwrap_or(today);
            let last = wanted.until.filter(|until| *until < today).unwrap_or(yesterday);
            let first = after.terms.iter().map(|(from, _)| *from).min().unwrap_or(last);
            after.ended = Some((last.max(first), "The list says so".to_owned()));
            change(known, who, at, after, done);
        }
        (Member::No, ..) => kept(done, "membership"),
        (Member::Yes, None, _) => join(known, rules, wanted, who, done),
        (Member::Yes, Some(at), _) => {
            let is_ended = held[at].1.state(today) == State::Ended;
            if is_ended && follows(Slot::Member, Member::No.word()) {
                join(known, rules, wanted, who, done);
            } else if is_ended {
                kept(done, "membership");
            } else {
                renew(known, rules, wanted, who, at, said, done);
            }
        }
    }
}

fn join(known: &mut Known, rules: &Rules<'_>, wanted: &Membership, who: Who, done: &mut Settled) {
    let Some(home) = home(known, rules, who) else {
        done.warnings.push(Warning::NoHome);
        return;
    };
    let from = wanted.from.unwrap_or(rules.stamp.today).min(wanted.until.unwrap_or(Date::MAX));
    let usual = if matches!(who, Who::Organisation(_)) { "Council" } else { "Individual" };
    let held = Held {
        home,
        category: wanted.category.clone().unwrap_or_else(|| usual.to_owned()),
        number: None,
        joined_on: Some(from),
        terms: vec![(from, wanted.until)],
        ended: None,
    };
    who.beside_mut(known).memberships.push((None, held.clone()));
    done.acts.push(Act::Join { who, held });
}

/// What an organisation stands under takes it in; a new one, and a person, where the mapping opens new ones.
fn home(known: &Known, rules: &Rules<'_>, who: Who) -> Option<OrganisationId> {
    let above = match who {
        Who::Organisation(at) => known.organisations[at].parent,
        Who::Person(_) => None,
    };
    let reached =
        |id: &OrganisationId| known.organisation(*id).is_some_and(|at| known.organisations[at].is_reached);
    above.filter(reached).or(rules.home.filter(reached))
}

fn renew(
    known: &mut Known,
    rules: &Rules<'_>,
    wanted: &Membership,
    who: Who,
    at: usize,
    said: Option<&Said>,
    done: &mut Settled,
) {
    let held = &who.beside(known).memberships[at].1;
    let mut after = held.clone();
    let follows = |slot, text: &str| said.is_some_and(|s| s.still(slot, text, &rules.stamp.secret));
    after.joined_on = held.joined_on.or(wanted.from);
    if let Some(category) = wanted.category.as_ref().filter(|c| words::fold(c) != words::fold(&held.category))
    {
        match follows(Slot::MemberCategory, &said::category(Some(&held.category)))
            || follows(Slot::MemberCategory, "")
        {
            true => after.category.clone_from(category),
            false => kept(done, "category of membership"),
        }
    }
    let until = (held.paid_until(), wanted.until);
    let brought = follows(Slot::Member, Member::Yes.word());
    match until {
        (Some(was), Some(until)) if until > was => {
            let next = was.tomorrow().unwrap_or(was);
            after.terms.push((
                wanted.from.filter(|from| *from > was && *from <= until).unwrap_or(next),
                Some(until),
            ));
        }
        (was, Some(until)) if was != Some(until) => {
            let last = after.terms.iter_mut().max_by_key(|(_, end)| end.unwrap_or(Date::MAX));
            match last.filter(|(from, _)| *from <= until) {
                // The end that the source gave before, or none when it brought the membership without one.
                Some(term) if brought && follows(Slot::MemberUntil, &said::day(was)) => term.1 = Some(until),
                _ => kept(done, "end of membership"),
            }
        }
        (Some(was), None) if was < rules.stamp.today => kept(done, "end of membership"),
        _ => {}
    }
    change(known, who, at, after, done);
}

fn change(known: &mut Known, who: Who, at: usize, mut after: Held, done: &mut Settled) {
    after.terms.sort();
    let (id, held) = &mut who.beside_mut(known).memberships[at];
    if *held != after {
        let before = std::mem::replace(held, after.clone());
        done.acts.push(Act::Membership { who, id: *id, before, after });
    }
}

fn kept(done: &mut Settled, what: &'static str) {
    done.warnings.push(Warning::Kept(what));
}
