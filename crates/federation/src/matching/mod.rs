//! Whether two records tell of the same person. Pure: no database, no clock.
//!
//! Records that share a [`keys`] entry are compared (never all with all); [`compare`] says field by field how far two
//! agree; [`Weights`] turns that into bits of evidence, and the fields that spoke into reasons.
//!
//! The model is the one of Fellegi and Sunter with a third class. Two records are of the same person, of strangers, or
//! **of people who live together**: those share surname, address, telephone and often the mailbox, and must not be
//! taken for one person on account of it. What is rare counts for more than what is common: agreement is weighed by
//! how often its value occurs.
//!
//! What may go wrong: too many records share a key (a form's example address). Such a block is not compared; its
//! records stand in finer blocks as well.

mod blocks;
mod compare;
mod keys;
mod nickname;

mod profile;
mod resolve;
mod text;
mod weigh;

pub use blocks::{Between, LARGEST_BLOCK, pairs};
pub use compare::{Agreement, Field, Level, compare};
pub use keys::keys;
pub use profile::{Place, Profile};
pub use resolve::{groups, one_to_one};
pub use text::digest;
pub use weigh::{Frequencies, Reason, Scored, Weights, common_values};

#[cfg(test)]
mod tests;
