//! The demonstration: people who look real and are nobody.

pub mod loading;
pub mod population;

/// The password of everybody in the demonstration who has one: it is printed on the front page.
pub const PASSWORD: &str = "larkmoor lanterns at dusk";
