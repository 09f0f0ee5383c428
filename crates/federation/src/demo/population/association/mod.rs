//! The fictional county association: Marlshire, a county that no map has, with its parish, town and community
//! councils, parish meetings, clerks, chairs and the association's officers. Council mail sits on `.example`
//! domains; postcodes begin with MR, an area that does not exist.

mod cast;
mod clerks;
mod councils;
mod names;

use jiff::civil::Date;

pub use cast::CAST;

use super::{
    cast::At,
    dice::{Dice, Stream},
    organisation::{Organisation, OrganisationKey},
    people::{Person, maker::Maker},
};

pub const NAME: &str = "Marlshire Association of Local Councils";
pub const STRAPLINE: &str = "one voice for the parishes and towns of Marlshire";
pub const COUNTY: &str = "Marlshire";
/// Mail domain that the association runs; no sign-in identifier may sit on it.
pub const MAIL_DOMAIN: &str = "marlshire-alc.example";

/// The tree (association first, then the councils by name) and everybody in it, cast first.
pub fn made(seed: u64, today: Date, wanted: usize) -> (Vec<Organisation>, Vec<Person>) {
    let mut dice = Dice::new(seed, Stream::Councils);
    let mut tree = vec![councils::root()];
    tree.extend(councils::councils(&mut dice, wanted, today));
    let mut maker = Maker { dice: Dice::new(seed, Stream::Clerks), today, next_key: 1 };
    let find = |at| match at {
        At::Root => Some(OrganisationKey(0)),
        At::Council(n) => (n < wanted).then_some(OrganisationKey(n as u32 + 1)),
        At::Group(_) => None,
    };
    let mut people: Vec<Person> =
        CAST.iter().filter_map(|member| member.person(&mut maker, councils::place(0), find)).collect();
    let held = people.iter().flat_map(|person| &person.appointments).map(|held| held.organisation.0 as usize);
    let first_free = held.max().unwrap_or(0) + 1;
    people.extend(clerks::clerks(&mut maker, &tree, first_free));
    (tree, people)
}
