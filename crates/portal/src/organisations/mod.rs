//! The organisations that somebody may know of: for the centre and the officers of an association all of them, for a
//! volunteer their own. A door to the members of each, where the right reaches.

mod pages;
mod queries;

#[cfg(test)]
mod tests;

use federation::visit::{Routes, Who};

pub fn routes() -> Routes {
    Routes::new().get("/organisations", Who::SignedIn, pages::list)
}
