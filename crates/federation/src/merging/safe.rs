//! The kind of merge that needs no eyes on each: everything that both say is the same, and neither has anything that a
//! decision hangs on.

use super::{account, choices};
use crate::contact::Subject;
use store::{StoreError, Tx};

/// Why a pair is left for somebody to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unsafe {
    /// Not a person, or not there any more.
    NotPersons,
    /// The names or the day of birth are not the same in every letter, or no day is known.
    NotAllTheSame,
    /// One died and the other, it seems, did not.
    OneDied,
    /// Both have an account.
    TwoAccounts,
    /// One holds or held an appointment.
    Appointment,
}

impl Unsafe {
    pub fn word(self) -> &'static str {
        match self {
            Unsafe::NotPersons => "not-persons",
            Unsafe::NotAllTheSame => "not-all-the-same",
            Unsafe::OneDied => "one-died",
            Unsafe::TwoAccounts => "two-accounts",
            Unsafe::Appointment => "appointment",
        }
    }
}

/// None: they may be merged in bulk.
pub fn unsafe_because(tx: &mut Tx<'_>, a: Subject, b: Subject) -> Result<Option<Unsafe>, StoreError> {
    let (Subject::Person(one), Subject::Person(other)) = (a, b) else { return Ok(Some(Unsafe::NotPersons)) };
    let Some(choices) = choices(tx, a, b)? else { return Ok(Some(Unsafe::NotPersons)) };
    let of = |field: &str| choices.iter().find(|c| c.field == field);
    if of("deceased_on").is_some_and(|c| c.winner != c.loser) {
        return Ok(Some(Unsafe::OneDied));
    }
    let needed = ["given_name", "family_name", "date_of_birth"];
    let same = |field: &&str| {
        of(field).is_some_and(|c| {
            let fold = |v: &Option<String>| v.as_deref().map(crate::words::fold);
            c.winner.is_some() && fold(&c.winner) == fold(&c.loser)
        })
    };
    let contested = choices.iter().any(|c| c.is_contested() && !needed.contains(&c.field));
    if !needed.iter().all(same) || contested {
        return Ok(Some(Unsafe::NotAllTheSame));
    }
    if account::of(tx, one)?.is_some() && account::of(tx, other)?.is_some() {
        return Ok(Some(Unsafe::TwoAccounts));
    }
    let served: Option<(i64,)> =
        tx.maybe("SELECT 1 FROM appointment WHERE person_id IN (?1, ?2) LIMIT 1", &[&one, &other])?;
    Ok(served.map(|_| Unsafe::Appointment))
}
