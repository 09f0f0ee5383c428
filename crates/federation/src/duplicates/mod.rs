//! Contacts that are held twice. In the background, whatever changed is compared with what shares a key with it
//! ([`study`]); pairs that may be one and the same wait in a list with a score and reasons. An officer compares them side
//! by side and merges them, or says that they are not the same, which is remembered. A pair goes by itself when one of the
//! two changes so that they no longer match.
//!
//! What may go wrong: two people of one household, or one clerk's councils, look like one (the comparison knows about
//! them); a pair is decided while another officer looks at it (they are told); somebody may not merge people who may do
//! more than themselves (refused in words, by `merging`).

mod blocks;
pub mod bulk;
mod job;
mod list;
mod pages;
mod pair;
mod profiles;
mod shown;
mod study;

pub use job::{JOB, jobs, run};
pub use list::surest;
pub use pages::{reasons, routes};
pub use pair::{Pair, PairId, State, Strength, by_hand, by_id, different, note_merged, reopen};
pub use shown::{Shown, of as shown};
pub use study::{Memory, Studied, study};

#[cfg(test)]
mod tests;

/// Which kind of contact: persons are compared with persons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Person,
    Organisation,
}

impl Kind {
    pub const ALL: [Kind; 2] = [Kind::Person, Kind::Organisation];

    pub fn word(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Organisation => "organisation",
        }
    }
}
