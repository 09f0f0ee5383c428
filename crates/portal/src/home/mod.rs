//! Home: what this person can do now, what needs doing, and what is locked with the reason and the way to open it.

mod board;
mod pages;

#[cfg(test)]
mod tests;

use federation::visit::{Routes, Who};

pub fn routes() -> Routes {
    Routes::new().get("/", Who::SignedIn, pages::home)
}
