//! The fictional health charity: Larkmoor, "for everyone living with a long-term condition". Which condition is
//! nobody's business here, and no real charity is meant.
//!
//! First come the named cast, then the volunteers (some of them members), then members by households, until the
//! number of memberships asked for is reached. Nothing is kept but the household at hand, so a million people take
//! no more memory than ten.

mod cast;
pub mod groups;
mod volunteers;

use std::collections::VecDeque;

use jiff::civil::Date;

pub use cast::CAST;

use super::{
    Sizes,
    cast::At,
    dice::{Dice, Stream, plus_days},
    organisation::{Nation, OrganisationKey},
    people::{
        Account, Category, EndedBecause, Membership, Person, State, household::household, maker::Maker,
    },
    towns::{TOWNS, Town},
};

pub const NAME: &str = "Larkmoor";
pub const STRAPLINE: &str = "for everyone living with a long-term condition";
/// Mail domain that the federation itself runs; no sign-in identifier may sit on it.
pub const MAIL_DOMAIN: &str = "larkmoor.example";

/// Printed on the card: "LM" and seven digits.
pub fn member_number(key: u64) -> String {
    format!("LM{key:07}")
}

/// The stream of all persons.
pub struct People {
    sizes: Sizes,
    maker: Maker,
    seed: u64,
    stage: Stage,
    waiting: VecDeque<Person>,
    members_left: u64,
    /// Each group as often as its weight, so that one draw finds a home.
    homes: Vec<OrganisationKey>,
}

enum Stage {
    Cast,
    Volunteers { next: u32, left: u32 },
    Members,
}

impl People {
    pub fn new(seed: u64, today: Date, sizes: Sizes) -> Self {
        People {
            sizes,
            maker: Maker { dice: Dice::new(seed, Stream::Cast), today, next_key: 1 },
            seed,
            stage: Stage::Cast,
            waiting: VecDeque::new(),
            members_left: sizes.members,
            homes: homes(sizes.groups),
        }
    }

    fn fill(&mut self) {
        match self.stage {
            Stage::Cast => {
                self.cast();
                let left = self.sizes.volunteers.saturating_sub(self.waiting.len() as u32);
                self.stage =
                    Stage::Volunteers { next: 0, left: if self.sizes.groups == 0 { 0 } else { left } };
                self.maker.dice = Dice::new(self.seed, Stream::Volunteers);
            }
            Stage::Volunteers { left: 0, .. } => {
                self.stage = Stage::Members;
                self.maker.dice = Dice::new(self.seed, Stream::Members);
            }
            Stage::Volunteers { next, left } => {
                self.waiting.push_back(volunteers::volunteer(&mut self.maker, next, self.sizes.groups));
                self.stage = Stage::Volunteers { next: next + 1, left: left - 1 };
            }
            Stage::Members => self.members(),
        }
    }

    fn cast(&mut self) {
        let groups = self.sizes.groups;
        let find = |at| match at {
            At::Root => Some(groups::CENTRE),
            At::Group(town) => groups::group_of(town, groups),
            At::Council(_) => None,
        };
        for member in &CAST {
            let town =
                member.posts.iter().find_map(|post| find(post.at)).filter(|key| *key != groups::CENTRE);
            let place = town.map_or(&TOWNS[0], groups::town).place();
            self.waiting.extend(member.person(&mut self.maker, place, find));
        }
    }

    /// One more household of members.
    fn members(&mut self) {
        let (town, home) = self.home();
        let (people, category) = household(&mut self.maker, town.place(), home);
        let mut first: Option<Membership> = None;
        for mut person in people {
            let membership = self.membership(&mut person, category, first.as_ref());
            first.get_or_insert_with(|| membership.clone());
            person.membership = Some(membership);
            self.waiting.push_back(person);
        }
    }

    /// In a joint or family membership most joined with the `first` of their household.
    fn membership(
        &mut self,
        person: &mut Person,
        category: Category,
        first: Option<&Membership>,
    ) -> Membership {
        let (dice, today) = (&mut self.maker.dice, self.maker.today);
        let (number, adult) = (member_number(person.key), person.adult_since(today));
        let together = first.filter(|first| {
            matches!(category, Category::Joint | Category::Family)
                && first.joined >= adult
                && first.ended.is_none()
        });
        let mut membership = match together {
            Some(first) if dice.per_mille(880) => Membership::beside(first, number),
            _ => Membership::of(dice, number, category, adult, today),
        };
        if dice.per_mille(9) {
            bury(dice, person, &mut membership, today);
        }
        membership
    }

    /// A group, or for four in a hundred just the nation: nobody runs a group near them.
    fn home(&mut self) -> (&'static Town, OrganisationKey) {
        if self.homes.is_empty() {
            return (&TOWNS[0], groups::nation_key(Nation::England));
        }
        let group = *self.maker.dice.pick(&self.homes);
        let town = groups::town(group);
        let home = if self.maker.dice.per_mille(40) { groups::nation_key(town.nation) } else { group };
        (town, home)
    }
}

impl Iterator for People {
    type Item = Person;

    fn next(&mut self) -> Option<Person> {
        while self.waiting.is_empty() {
            if matches!(self.stage, Stage::Members) && self.members_left == 0 {
                return None;
            }
            self.fill();
        }
        let mut person = self.waiting.pop_front()?;
        if self.members_left == 0 {
            // The last household may be one too many; volunteers may be more than members were asked for.
            if matches!(self.stage, Stage::Members) && person.appointments.is_empty() {
                return None;
            }
            person.membership = None;
        }
        self.members_left -= u64::from(person.membership.is_some());
        Some(person)
    }
}

fn homes(groups: u32) -> Vec<OrganisationKey> {
    let mut homes = Vec::new();
    for n in 0..groups {
        let key = OrganisationKey(groups::BEFORE_GROUPS + n);
        let round = n / TOWNS.len() as u32;
        homes.extend(std::iter::repeat_n(key, (groups::town(key).weight / (round + 1)).max(4) as usize));
    }
    homes
}

/// A member has died and somebody told the charity.
fn bury(dice: &mut Dice, person: &mut Person, membership: &mut Membership, today: Date) {
    let yesterday = plus_days(today, -1);
    if membership.state(today) == State::Ended || membership.joined > yesterday {
        return;
    }
    let on = dice.day(plus_days(yesterday, -500).max(membership.joined), yesterday);
    membership.end_on(on, EndedBecause::Died);
    person.died = Some(on);
    person.account = Account::Absent;
    person.consent = Default::default();
    if membership.category == Category::Joint {
        membership.category = Category::Individual;
    }
}
