//! What a form sent: entries kept as they were typed, and sentences about those that will not do.
//!
//! A handler takes [`Form`] as its last argument; the token is checked before it gets there. It reads
//! `form.get("town")`, collects [`Errors`], and when there are any answers with the same page again:
//! `frame.errors(&errors)` and `.value(form.get("town")).error(errors.of("town"))` at each field.

mod body;
mod errors;
#[cfg(test)]
mod tests;
mod upload;

pub use body::Form;
pub use errors::Errors;
pub use upload::Upload;
