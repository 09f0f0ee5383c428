//! A file for each thing that programs ask for: the request, the right, the act, the answer.

pub mod appointments;
pub mod contacts;
pub mod imports;
pub mod journal;
pub mod organisations;
pub mod points;
pub mod wishes;

use super::problem::Problem;
use std::str::FromStr;

/// An id of an address. What is none names nothing that is there.
fn id<T: FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// A blank says nothing.
fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
