//! People and rights.

pub mod demo;
