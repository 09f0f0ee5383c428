//! The demonstration: people who look real and are nobody.

pub mod population;
