//! Memberships with their latest yearly term: most run, some have lapsed, some were ended.

use jiff::civil::Date;

use crate::demo::population::dice::{Dice, plus_days, plus_years};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    Individual,
    Joint,
    Family,
    Life,
    Concession,
    /// Councils pay by the number of their electors.
    ElectorsUpTo500,
    ElectorsUpTo2500,
    ElectorsUpTo10000,
    ElectorsOver10000,
}

impl Category {
    pub fn key(self) -> &'static str {
        match self {
            Category::Individual => "individual",
            Category::Joint => "joint",
            Category::Family => "family",
            Category::Life => "life",
            Category::Concession => "concession",
            Category::ElectorsUpTo500 => "electors-500",
            Category::ElectorsUpTo2500 => "electors-2500",
            Category::ElectorsUpTo10000 => "electors-10000",
            Category::ElectorsOver10000 => "electors-over-10000",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Category::Individual => "Individual",
            Category::Joint => "Joint",
            Category::Family => "Family",
            Category::Life => "Life",
            Category::Concession => "Concession",
            Category::ElectorsUpTo500 => "Up to 500 electors",
            Category::ElectorsUpTo2500 => "501 to 2,500 electors",
            Category::ElectorsUpTo10000 => "2,501 to 10,000 electors",
            Category::ElectorsOver10000 => "Over 10,000 electors",
        }
    }

    pub fn of_electorate(electors: u32) -> Category {
        match electors {
            0..=500 => Category::ElectorsUpTo500,
            501..=2_500 => Category::ElectorsUpTo2500,
            2_501..=10_000 => Category::ElectorsUpTo10000,
            _ => Category::ElectorsOver10000,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Unique in the federation, as printed on the card.
    pub number: String,
    pub category: Category,
    pub joined: Date,
    /// The latest term, both days inclusive; a life membership has no end.
    pub term_start: Date,
    pub term_end: Option<Date>,
    /// Ended by an act, which a lapse is not.
    pub ended: Option<Ended>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Last day of the membership.
    pub on: Date,
    pub because: EndedBecause,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndedBecause {
    Resigned,
    Died,
    MovedAbroad,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    Current,
    Lapsed,
    Ended,
}

impl Membership {
    pub fn state(&self, today: Date) -> State {
        if self.ended.is_some_and(|ended| ended.on < today) {
            return State::Ended;
        }
        if self.term_end.is_some_and(|end| end < today) {
            return State::Lapsed;
        }
        State::Current
    }

    /// A membership of somebody who could have joined from `earliest` on: 88 % current, 8 % lapsed, 4 % ended.
    pub fn of(dice: &mut Dice, number: String, category: Category, earliest: Date, today: Date) -> Self {
        let years_ago = dice.below(26).min(dice.below(26)) as i32;
        let joined = plus_days(plus_years(today, -years_ago), -dice.between(0, 364));
        let joined = if joined < earliest { dice.day(earliest, today) } else { joined };
        let mut membership = Membership::since(number, category, joined, today);
        match dice.below(100) {
            0..8 => membership.lapse(dice),
            8..12 => membership.end(dice, today),
            _ => {}
        }
        membership
    }

    /// Somebody in the same household who joined together with the first.
    pub fn beside(first: &Membership, number: String) -> Self {
        Membership { number, ..first.clone() }
    }

    /// A current membership whose terms are renewed on the day of joining.
    pub fn since(number: String, category: Category, joined: Date, today: Date) -> Self {
        let mut years = i32::from(today.year() - joined.year());
        if plus_years(joined, years) > today {
            years -= 1;
        }
        let (term_start, term_end) = match category {
            Category::Life => (joined, None),
            _ => (plus_years(joined, years), Some(plus_days(plus_years(joined, years + 1), -1))),
        };
        Membership { number, category, joined, term_start, term_end, ended: None }
    }

    /// Nobody renewed the latest term; possible only for those who have been members for more than a year.
    fn lapse(&mut self, dice: &mut Dice) {
        let Some(_) = self.term_end else { return };
        let years_of_membership = i32::from(self.term_start.year() - self.joined.year());
        let missed = dice.between(1, 2).min(years_of_membership);
        if missed > 0 {
            self.term_start = plus_years(self.joined, years_of_membership - missed);
            self.term_end = Some(plus_days(plus_years(self.joined, years_of_membership - missed + 1), -1));
        }
    }

    fn end(&mut self, dice: &mut Dice, today: Date) {
        let yesterday = plus_days(today, -1);
        if self.joined > yesterday {
            return;
        }
        let on = dice.day(plus_years(yesterday, -4).max(self.joined), yesterday);
        let because = dice.weigh(&[(7, EndedBecause::Resigned), (1, EndedBecause::MovedAbroad)]);
        self.end_on(on, because);
    }

    /// Ends it on that day, in the term that ran then.
    pub fn end_on(&mut self, on: Date, because: EndedBecause) {
        let number = std::mem::take(&mut self.number);
        *self = Membership::since(number, self.category, self.joined.min(on), on);
        self.ended = Some(Ended { on, because });
    }
}
