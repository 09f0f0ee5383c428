//! The only source of chance here: a ChaCha8 stream, drawn from with arithmetic of our own, so that the same
//! seed gives the same people on every machine and after every upgrade of the `rand` crates.

use jiff::{ToSpan, civil::Date};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// Separate streams of one seed: more volunteers must not change who the members are.
#[derive(Clone, Copy)]
pub enum Stream {
    Organisations = 1,
    Cast = 2,
    Volunteers = 3,
    Members = 4,
    Councils = 5,
    Clerks = 6,
}

pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream as u64);
        Dice(rng)
    }

    /// 0 ≤ result < `n`, evenly (to one part in 2³²).
    pub fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    /// True in `n` of 1000 throws.
    pub fn per_mille(&mut self, n: u32) -> bool {
        self.below(1000) < n as usize
    }

    pub fn between(&mut self, from: i32, to: i32) -> i32 {
        from + self.below((to - from + 1) as usize) as i32
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Like `pick`, but what stands first in the list comes up more often, as names do.
    pub fn pick_early<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let n = from.len();
        &from[self.below(n).min(self.below(n))]
    }

    /// One of the values, each as often as its weight says.
    pub fn weigh<T: Copy>(&mut self, from: &[(u32, T)]) -> T {
        let total: u32 = from.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total as usize) as u32;
        for &(weight, value) in from {
            if left < weight {
                return value;
            }
            left -= weight;
        }
        from[from.len() - 1].1
    }

    /// A day from `from` to `to`, both possible; `from` when they are the wrong way round.
    pub fn day(&mut self, from: Date, to: Date) -> Date {
        let days = (to - from).get_days().max(0);
        plus_days(from, self.between(0, days))
    }
}

/// `date` moved by a number of days, which may be negative.
pub fn plus_days(date: Date, days: i32) -> Date {
    date.saturating_add(days.days())
}

/// `date` moved by a number of years; 29 February becomes 28 where it has to.
pub fn plus_years(date: Date, years: i32) -> Date {
    date.saturating_add(years.years())
}
