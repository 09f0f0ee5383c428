//! From keys to the pairs that are worth a look.

use super::{Profile, keys};

/// A block with more records than this is not compared: its records stand in finer ones as well.
pub const LARGEST_BLOCK: usize = 40;

/// Which records may be paired.
#[derive(Clone, Copy, Debug)]
pub enum Between {
    /// Any two.
    All,
    /// One of the first so many with one of the rest: two lists are joined.
    Lists(usize),
}

/// Pairs of positions, the smaller first, each once.
pub fn pairs(profiles: &[Profile], between: Between) -> Vec<(u32, u32)> {
    let mut held: Vec<(u64, u32)> = Vec::with_capacity(profiles.len() * 16);
    for (n, profile) in (0..).zip(profiles) {
        held.extend(keys(profile).into_iter().map(|key| (key, n)));
    }
    held.sort_unstable();
    let wanted = |a: u32, b: u32| match between {
        Between::All => true,
        Between::Lists(first) => (a as usize) < first && (b as usize) >= first,
    };
    let mut pairs = Vec::new();
    for block in held.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() <= LARGEST_BLOCK) {
        for (i, (_, a)) in block.iter().enumerate() {
            pairs.extend(block[i + 1..].iter().map(|(_, b)| (*a, *b)).filter(|(a, b)| wanted(*a, *b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
