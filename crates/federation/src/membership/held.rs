//! A membership as one whole, for what changes it and may be taken back: category, terms and end with before and after.

use super::{MembershipId, State, TermId, entry, state};
use crate::acting::Stamp;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Identifier as _, StoreError, Tx};

/// Who is a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Person(PersonId),
    Organisation(OrganisationId),
}

impl Whose {
    fn column(self) -> &'static str {
        match self {
            Whose::Person(_) => "person_id",
            Whose::Organisation(_) => "member_organisation_id",
        }
    }

    fn bytes(self) -> [u8; 16] {
        match self {
            Whose::Person(id) => id.bytes(),
            Whose::Organisation(id) => id.bytes(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub home: OrganisationId,
    pub category: String,
    pub number: Option<String>,
    pub joined_on: Option<Date>,
    /// First and last day of each, by the first; no last day is for life.
    pub terms: Vec<(Date, Option<Date>)>,
    /// The last day, and why.
    pub ended: Option<(Date, String)>,
}

impl Held {
    /// The last day of the last term; none is for life.
    pub fn paid_until(&self) -> Option<Date> {
        self.terms.iter().map(|(_, end)| end.unwrap_or(Date::MAX)).max().filter(|d| *d != Date::MAX)
    }

    pub fn state(&self, today: Date) -> State {
        state(self.ended.as_ref().map(|(day, _)| *day), self.paid_until(), today)
    }
}

/// Every membership of somebody, oldest first.
pub fn of(tx: &mut Tx<'_>, whose: Whose) -> Result<Vec<(MembershipId, Held)>, StoreError> {
    type Line =
        (MembershipId, OrganisationId, String, Option<String>, Option<Date>, Option<Date>, Option<String>);
    let sql = format!(
        "SELECT id, organisation_id, category, number, joined_on, ended_on, ended_because
         FROM membership WHERE {} = ?1 ORDER BY id",
        whose.column()
    );
    let lines: Vec<Line> = tx.all(&sql, &[&whose.bytes()])?;
    let mut all = Vec::with_capacity(lines.len());
    for (id, home, category, number, joined_on, ended_on, because) in lines {
        let mut terms: Vec<(Date, Option<Date>)> = tx.all(
            "SELECT starts_on, ends_on FROM membership_term WHERE membership_id = ?1 ORDER BY starts_on, id",
            &[&id],
        )?;
        terms.sort();
        let ended = ended_on.map(|day| (day, because.unwrap_or_default()));
        all.push((id, Held { home, category, number, joined_on, terms, ended }));
    }
    Ok(all)
}

/// Makes a membership what it is to be, or with none takes it out as if it had never been. Whoever calls it says that
/// the contact was touched.
pub fn put(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    whose: Whose,
    id: MembershipId,
    held: Option<&Held>,
) -> Result<(), StoreError> {
    if let (Whose::Person(person), None) = (whose, held) {
        entry::take_out(tx, person)?;
    }
    tx.run("DELETE FROM membership_term WHERE membership_id = ?1", &[&id])?;
    let Some(held) = held else {
        return tx.run("DELETE FROM membership WHERE id = ?1", &[&id]).map(drop);
    };
    let (ended_on, because) = held.ended.clone().unzip();
    let sql = format!(
        "INSERT INTO membership (id, {}, organisation_id, category, number, joined_on, ended_on, ended_because, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET organisation_id = excluded.organisation_id, category = excluded.category,
           number = excluded.number, joined_on = excluded.joined_on, ended_on = excluded.ended_on,
           ended_because = excluded.ended_because",
        whose.column()
    );
    tx.run(
        &sql,
        &[
            &id,
            &whose.bytes(),
            &held.home,
            &held.category,
            &held.number,
            &held.joined_on,
            &ended_on,
            &because,
            &stamp.now,
        ],
    )?;
    for (starts_on, ends_on) in &held.terms {
        tx.run(
            "INSERT INTO membership_term (id, membership_id, starts_on, ends_on) VALUES (?1, ?2, ?3, ?4)",
            &[&stamp.ids.next::<TermId>(), &id, starts_on, ends_on],
        )?;
    }
    Ok(())
}
