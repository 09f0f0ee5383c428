//! Memberships: a person is a member of the federation through a home organisation, in a category, for terms.
//!
//! [`enrol`] is the one act that makes members, for one of them or for a hundred thousand: pages, imports and the
//! demonstration call it. It writes the rows in bulk and keeps the list entries ([`entry`]) right.

mod enrolment;
pub mod entry;
pub mod held;
pub mod marks;

pub use enrolment::{Enrolled, Enrolment, Wish, enrol, record_contact_points};

use crate::acting::Stamp;
use crate::changed;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use std::fmt;
use store::{Identifier as _, StoreError, ToValue, Tx, Value};

store::id!(pub MembershipId);
store::id!(TermId);
store::id!(pub ConsentId);

/// Where a membership stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Current,
    Lapsed,
    Ended,
}

impl State {
    pub const ALL: [State; 3] = [State::Current, State::Lapsed, State::Ended];

    pub fn word(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Lapsed => "lapsed",
            State::Ended => "ended",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The last day of the last term; none is for life. Last days still count (invariant 2).
pub fn state(ended_on: Option<Date>, paid_until: Option<Date>, today: Date) -> State {
    match (ended_on, paid_until) {
        (Some(end), _) if end < today => State::Ended,
        (_, Some(until)) if until < today => State::Lapsed,
        _ => State::Current,
    }
}

fn values<const N: usize>(fields: [&dyn ToValue; N]) -> [Value; N] {
    fields.map(ToValue::to_value)
}

/// A membership for somebody who is recorded already.
pub struct Joining<'a> {
    pub organisation: OrganisationId,
    pub category: &'a str,
    pub number: Option<&'a str>,
    pub joined_on: Option<Date>,
    pub term: (Date, Option<Date>),
}

/// Makes a person a member. Whoever calls it calls [`entry::refresh`] when all is written.
pub fn join(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    new: &Joining<'_>,
) -> Result<MembershipId, StoreError> {
    let id = stamp.ids.next::<MembershipId>();
    tx.run(
        "INSERT INTO membership (id, person_id, organisation_id, category, number, joined_on, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[&id, &person, &new.organisation, &new.category, &new.number, &new.joined_on, &stamp.now],
    )?;
    tx.run(
        "INSERT INTO membership_term (id, membership_id, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4)",
        &[&stamp.ids.next::<TermId>(), &id, &new.term.0, &new.term.1],
    )?;
    changed::due(tx, stamp.now, [("person", person.bytes())])?;
    Ok(id)
}

/// Makes an organisation (a council) a member, through the organisation that took it in.
pub fn enrol_organisation(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    member: OrganisationId,
    home: OrganisationId,
    category: &str,
    term: (Date, Option<Date>),
) -> Result<MembershipId, StoreError> {
    let id = stamp.ids.next::<MembershipId>();
    tx.run(
        "INSERT INTO membership (id, member_organisation_id, organisation_id, category, joined_on, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&id, &member, &home, &category, &term.0, &stamp.now],
    )?;
    tx.run(
        "INSERT INTO membership_term (id, membership_id, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4)",
        &[&stamp.ids.next::<TermId>(), &id, &term.0, &term.1],
    )?;
    changed::due(tx, stamp.now, [("organisation", member.bytes())])?;
    Ok(id)
}

/// Ends a person's membership with a last day and the reason. The list entry follows, of a day to come when it is past.
pub fn end(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    membership: MembershipId,
    on: Date,
    because: &str,
) -> Result<(), StoreError> {
    tx.run(
        "UPDATE membership SET ended_on = ?2, ended_because = ?3 WHERE id = ?1",
        &[&membership, &on, &because],
    )?;
    let (person,): (PersonId,) = tx.one("SELECT person_id FROM membership WHERE id = ?1", &[&membership])?;
    changed::due(tx, stamp.now, [("person", person.bytes())])?;
    entry::refresh(tx, stamp.today, person)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod state_tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_term_counts_to_its_last_day_and_for_life_never_lapses() {
        let today = date(2026, 11, 22);
        assert_eq!(state(None, Some(today), today), State::Current);
        assert_eq!(state(None, Some(date(2026, 11, 21)), today), State::Lapsed);
        assert_eq!(state(None, None, today), State::Current);
        assert_eq!(state(Some(date(2026, 11, 21)), None, today), State::Ended);
        assert_eq!(state(Some(today), None, today), State::Current, "their last day");
        assert_eq!(state(Some(date(2026, 12, 1)), None, today), State::Current);
    }
}
