//! A question to somebody else's database: one statement that reads, its rows as text, one after the other.
//!
//! The operator names the database; whoever types the query may not be trusted with more than its rows. So nothing can be
//! written, nothing else be opened, one statement is one statement, and it ends in time:
//!
//! * SQLite: opened for reading only, an authorizer lets nothing pass but reading, no other file can be attached, values
//!   have a greatest length, and a clock interrupts.
//! * PostgreSQL: a cursor (which only a query can have) in a READ ONLY transaction with a time limit. What the account of
//!   the connection may read is the operator's choice. The connection is not encrypted, as that of [`crate::Db`].

mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;

use std::time::Duration;

/// What may be used up by one question.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub time: Duration,
    /// Bytes of one value.
    pub value: usize,
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { time: Duration::from_secs(30 * 60), value: 1024 * 1024, columns: 500 }
    }
}

/// Why there is no answer, in sentences for whoever typed the query. They hold no value of a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("The database cannot be reached.")]
    Unreachable,
    #[error("The database cannot be reached: its address begins neither with sqlite: nor with postgres:.")]
    Address,
    #[error("The query is more than one statement. Leave all but one out.")]
    Several,
    #[error("The query would do more than read. Only one SELECT may run.")]
    NotReading,
    #[error("The query is blank or gives no columns.")]
    NoColumns,
    #[error("The query gives more than {0} columns.")]
    TooManyColumns(usize),
    #[error("The column \"{0}\" holds bytes that are no text. Leave it out or convert it in the query.")]
    NotText(String),
    #[error("The query took too long and was stopped.")]
    TooSlow,
    #[error("The database refused the query: {0}")]
    Query(String),
    #[error("What the query gave cannot be kept: {0}")]
    Taking(String),
}

/// What takes the answer: first the names of the columns, then each row. NULL is blank.
pub trait Taker {
    fn columns(&mut self, names: &[&str]) -> std::io::Result<()>;
    fn row(&mut self, cells: &[&str]) -> std::io::Result<()>;
}

/// Asks and waits: call it from a thread that may.
///
/// # Errors
/// See [`Refused`]; what was taken until then is not the whole answer.
pub fn ask(address: &str, query: &str, limits: Limits, taker: &mut dyn Taker) -> Result<(), Refused> {
    if let Some(path) = address.strip_prefix("sqlite:") {
        sqlite::ask(path, query, limits, taker)
    } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
        postgres::ask(address, query, limits, taker)
    } else {
        Err(Refused::Address)
    }
}

fn kept(result: std::io::Result<()>) -> Result<(), Refused> {
    result.map_err(|e| Refused::Taking(e.to_string()))
}

fn columns(names: &[&str], limits: Limits, taker: &mut dyn Taker) -> Result<(), Refused> {
    match names.len() {
        0 => Err(Refused::NoColumns),
        n if n > limits.columns => Err(Refused::TooManyColumns(limits.columns)),
        _ => kept(taker.columns(names)),
    }
}
