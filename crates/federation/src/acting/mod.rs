//! Who acts, through which door, and when. Every act takes a [`Stamp`], so that the clock, the randomness and the
//! person are arguments and a test sets them.

use crate::sealing::Secret;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::Ids;

store::id!(pub PersonId);

/// The way an act came in; the journal names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    Page,
    Api,
    Command,
    Import,
    Job,
    Demo,
}

impl Door {
    pub fn word(self) -> &'static str {
        match self {
            Door::Page => "page",
            Door::Api => "api",
            Door::Command => "command",
            Door::Import => "import",
            Door::Job => "job",
            Door::Demo => "demo",
        }
    }
}

/// What every changing act needs besides its own words.
#[derive(Clone)]
pub struct Stamp {
    /// None: the program itself, through `door`.
    pub by: Option<PersonId>,
    pub door: Door,
    pub now: Timestamp,
    /// The date in the federation's zone.
    pub today: Date,
    pub ids: Ids,
    pub secret: Secret,
}

impl Stamp {
    pub fn new(
        by: Option<PersonId>,
        door: Door,
        now: Timestamp,
        zone: &TimeZone,
        ids: &Ids,
        secret: &Secret,
    ) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        Self { by, door, now, today, ids: ids.clone(), secret: secret.clone() }
    }
}
