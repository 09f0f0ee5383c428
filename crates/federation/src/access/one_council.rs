//! "One council each": a federation may say that a person acts for one organisation, however many they serve. It is the
//! one that they have served longest in a role that brings access; of two from the same day the one recorded first. It is
//! worked out each time from appointments, like all access: when the first ends the next one counts, and when the
//! federation takes the option back everything is as it was.
//!
//! Roles that reach beyond one organisation are left alone: whoever leads a county keeps it.

use super::Held;
use super::actor::appointments;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::role::Scope;
use jiff::civil::Date;
use std::collections::HashMap;
use store::{StoreError, Tx};

/// For how many of the organisations that they serve somebody acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CouncilsEach {
    #[default]
    All,
    One,
}

const KEY: &str = "councils-each";

impl CouncilsEach {
    fn word(self) -> &'static str {
        match self {
            CouncilsEach::All => "all",
            CouncilsEach::One => "one",
        }
    }
}

/// What the federation said.
pub fn councils_each(tx: &mut Tx<'_>) -> Result<CouncilsEach, StoreError> {
    let said: Option<(String,)> = tx.maybe("SELECT value FROM setting WHERE key = ?1", &[&KEY])?;
    let one = said.is_some_and(|(word,)| word == CouncilsEach::One.word());
    Ok(if one { CouncilsEach::One } else { CouncilsEach::All })
}

pub fn say_councils_each(tx: &mut Tx<'_>, each: CouncilsEach) -> Result<(), StoreError> {
    tx.run(
        "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        &[&KEY, &each.word()],
    )
    .map(drop)
}

/// Of these people the organisation that comes first: where they hold, today, a role that brings access and reaches no
/// further than there, and that is a member if its kind has to be.
pub fn first_councils(
    tx: &mut Tx<'_>,
    people: &[PersonId],
    today: Date,
) -> Result<HashMap<PersonId, OrganisationId>, StoreError> {
    let sql = format!(
        "SELECT a.person_id, a.organisation_id
         FROM appointment a CROSS JOIN role CROSS JOIN organisation o CROSS JOIN organisation_kind kind
         WHERE a.person_id IN ({{list}}) AND role.key = a.role AND role.brings_access
           AND o.id = a.organisation_id AND kind.key = o.kind
           AND a.starts_on <= '{today}' AND (a.ends_on IS NULL OR a.ends_on >= '{today}')
           AND NOT EXISTS (SELECT 1 FROM role_capability rc WHERE rc.role = a.role AND rc.scope <> 'own')
           AND (NOT kind.needs_membership OR EXISTS (
             SELECT 1 FROM membership m CROSS JOIN membership_term term
             WHERE m.member_organisation_id = o.id AND term.membership_id = m.id AND term.starts_on <= '{today}'
               AND (term.ends_on IS NULL OR term.ends_on >= '{today}') AND (m.ended_on IS NULL OR m.ended_on >= '{today}')))
         ORDER BY a.starts_on, a.id"
    );
    let mut first = HashMap::new();
    for (person, organisation) in tx.all_within::<(PersonId, OrganisationId)>(&sql, &[], people)? {
        first.entry(person).or_insert(organisation);
    }
    Ok(first)
}

/// Marks what does not count, for somebody with roles in several organisations. The one place where the option holds.
pub(super) fn narrow(
    tx: &mut Tx<'_>,
    person: PersonId,
    held: &mut [Held],
    today: Date,
) -> Result<(), StoreError> {
    let mut counting = held.iter().filter(|h| h.counts(today)).map(|h| h.organisation);
    let any = counting.next();
    let several = counting.any(|other| Some(other) != any);
    if !several || councils_each(tx)? == CouncilsEach::All {
        return Ok(());
    }
    if let Some(first) = first_councils(tx, &[person], today)?.get(&person) {
        leave_out(held, *first, today);
    }
    Ok(())
}

/// Everything but the first, of roles that reach no further than their organisation.
pub(super) fn leave_out(held: &mut [Held], first: OrganisationId, today: Date) {
    let Some(name) = held.iter().find(|h| h.organisation == first).map(|h| h.organisation_name.clone())
    else {
        return;
    };
    let own = |h: &Held| h.grants.iter().all(|(_, scope)| *scope == Scope::Own);
    for other in held.iter_mut().filter(|h| h.organisation != first && own(h) && h.counts(today)) {
        other.instead = Some(name.clone());
    }
}

/// An organisation that somebody serves without acting for it, and the one for which they act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub organisation: OrganisationId,
    pub name: String,
    pub instead: String,
}

/// Each once, of appointments as they were loaded.
pub fn left_out_of(held: &[Held]) -> Vec<LeftOut> {
    let mut all: Vec<LeftOut> = Vec::new();
    for one in held {
        let Some(instead) = one.instead.clone() else { continue };
        if all.iter().all(|other| other.organisation != one.organisation) {
            all.push(LeftOut {
                organisation: one.organisation,
                name: one.organisation_name.clone(),
                instead,
            });
        }
    }
    all
}

/// The same of anybody, whether or not they have an account.
pub fn left_out(tx: &mut Tx<'_>, person: PersonId, today: Date) -> Result<Vec<LeftOut>, StoreError> {
    Ok(left_out_of(&appointments(tx, person, today)?))
}
