//! A person as the generator hands them over: plain values, no ids of any database. Persons of one household come
//! one after the other.

pub mod address;
pub mod attainment;
pub mod contact;
pub mod household;
pub mod maker;
pub mod membership;
pub mod role;

use jiff::civil::Date;

pub use address::{Address, Flaw};
pub use attainment::{DisclosureCheck, Level, Outcome, Scheme, Training};
pub use contact::{Consent, Phone, PhoneKind};
pub use membership::{Category, Ended, EndedBecause, Membership, State};
pub use role::{Appointment, Role};

use super::{dice::plus_years, names::Culture, organisation::OrganisationKey};

#[derive(Clone, Debug)]
pub struct Person {
    /// 1, 2, 3 … in the order of the stream; unique within one population.
    pub key: u64,
    /// Persons with the same number live together at the same address.
    pub household: u64,
    /// Key of the cast member that this is (`CastMember::key`).
    pub cast: Option<&'static str>,
    /// "Mrs", "Dr" …; most people give none.
    pub title: Option<&'static str>,
    /// All forenames; empty for the few who have one name only (it is then the surname).
    pub forenames: String,
    pub surname: String,
    /// What to call them, when they told.
    pub known_as: Option<String>,
    /// The whole name in another script, when `forenames` and `surname` are in Latin letters.
    pub also_written: Option<OtherScript>,
    /// For counting in tests; it must never be stored about a person.
    pub culture: Culture,
    pub born: Option<Date>,
    pub died: Option<Date>,
    pub language: Language,
    /// Home organisation: a group, or a nation for those whom no group reaches; for clerks, the first council.
    pub home: OrganisationKey,
    pub address: Option<Address>,
    pub phones: Vec<Phone>,
    /// Contact addresses, the preferred one first. Couples may share one, so an address may come up twice.
    pub emails: Vec<String>,
    pub consent: Consent,
    pub membership: Option<Membership>,
    /// Roles now, before and to come.
    pub appointments: Vec<Appointment>,
    /// Data protection training, oldest first.
    pub trainings: Vec<Training>,
    pub disclosure: Option<DisclosureCheck>,
    pub account: Account,
}

impl Person {
    /// The eighteenth birthday; thirty years ago for those who did not tell theirs.
    pub fn adult_since(&self, today: Date) -> Date {
        self.born.map_or_else(|| plus_years(today, -30), |born| plus_years(born, 18)).min(today)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherScript {
    /// BCP 47 language tag: "bn", "ur", "zh", "ar", "el", "uk".
    pub language: &'static str,
    pub name: String,
}

/// The language somebody wants to be written to in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    English,
    Welsh,
}

/// How far somebody's sign-in is; the identifier is `emails[0]`, which no other account shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    Absent,
    /// Invited on that day, no password set yet.
    Invited(Date),
    Active,
    /// Ended with the last appointment, on that day.
    Closed(Date),
}
