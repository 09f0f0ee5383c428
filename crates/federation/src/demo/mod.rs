//! The demonstration: people who look real and are nobody.

pub mod loading;
pub mod population;
