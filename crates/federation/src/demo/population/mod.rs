//! Two believable federations made of nothing but a seed, some sizes and a date: a health charity with groups all
//! over the United Kingdom, and a county association of parish and town councils.
//!
//! Whoever demonstrates, measures or tests Chapterhouse needs people that look like people (names from many
//! cultures, shared mailboxes, training that ran out, addresses that do not fit a label) and are nobody: phones come
//! from the ranges kept for drama, mail goes to reserved domains only, streets are invented. Nothing here touches a
//! database; a loader takes `organisations` and then `people()`, household by household, and writes them.
//!
//! The same seed, sizes and `today` give the same people for ever (a test holds a hash). All dates are relative to
//! `today`, so that a demonstration started next year still has training that ran out nine weeks ago. Changing a word
//! list changes the people and the hash; that is allowed, the named cast must stay.

pub mod association;
mod cast;
pub mod charity;
mod dice;
pub mod names;
pub mod organisation;
pub mod people;
#[cfg(test)]
mod tests;
mod towns;

use jiff::civil::Date;

pub use cast::CastMember;
pub use organisation::{Kind, Nation, Organisation, OrganisationKey};
pub use people::{Account, Appointment, Language, OtherScript, Person, Role};

/// How large the charity is.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Persons with a membership, volunteers among them included; the population has exactly so many.
    pub members: u64,
    /// Groups, beside the centre and four nations.
    pub groups: u32,
    /// Persons with an appointment, the cast included.
    pub volunteers: u32,
}

impl Sizes {
    /// What the demonstration shows.
    pub const DEMO: Sizes = Sizes { members: 6_000, groups: 40, volunteers: 300 };

    /// `organisations` counts the centre and the nations; volunteers come to about seven a group.
    pub fn of(members: u64, organisations: u32) -> Self {
        let groups = organisations.saturating_sub(charity::groups::BEFORE_GROUPS);
        Sizes { members, groups, volunteers: groups.saturating_mul(7).max(20) }
    }
}

/// A federation ready to be written down.
pub struct Population {
    pub name: &'static str,
    pub strapline: &'static str,
    /// Mail domain that the federation runs; sign-in identifiers never sit on it.
    pub mail_domain: &'static str,
    /// The root first, parents before children; `OrganisationKey` is the position.
    pub organisations: Vec<Organisation>,
    /// Everybody who can be signed in with one click, in the order of the front page.
    pub cast: &'static [CastMember],
    people: Source,
}

enum Source {
    Charity { seed: u64, today: Date, sizes: Sizes },
    Association(Vec<Person>),
}

impl Population {
    pub fn charity(seed: u64, today: Date, sizes: Sizes) -> Self {
        Population {
            name: charity::NAME,
            strapline: charity::STRAPLINE,
            mail_domain: charity::MAIL_DOMAIN,
            organisations: charity::groups::organisations(sizes.groups),
            cast: &charity::CAST,
            people: Source::Charity { seed, today, sizes },
        }
    }

    /// The county association with so many councils (450 in the demonstration).
    pub fn association(seed: u64, today: Date, councils: u32) -> Self {
        let (organisations, people) = association::made(seed, today, councils as usize);
        Population {
            name: association::NAME,
            strapline: association::STRAPLINE,
            mail_domain: association::MAIL_DOMAIN,
            organisations,
            cast: &association::CAST,
            people: Source::Association(people),
        }
    }

    /// Everybody, cast first. Persons of one household follow one another. Each call starts again from the first.
    pub fn people(&self) -> Box<dyn Iterator<Item = Person> + Send + '_> {
        match &self.people {
            Source::Charity { seed, today, sizes } => Box::new(charity::People::new(*seed, *today, *sizes)),
            Source::Association(people) => Box::new(people.iter().cloned()),
        }
    }
}
