//! What can go wrong in storage, in words that may be logged: never a bound value, never a row's content.

use std::fmt;
use std::sync::Arc;

#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error("no row where exactly one was expected")]
    NoRow,
    #[error("several rows where at most one was expected")]
    SeveralRows,
    #[error("{0}")]
    Engine(Arc<Failure>),
    #[error("column {column} holds {found}, wanted {wanted}")]
    Type { column: usize, wanted: &'static str, found: &'static str },
    #[error("parameter {parameter} is {found}, the statement wants {wanted}")]
    Parameter { parameter: usize, wanted: String, found: &'static str },
    #[error("the statement takes {wanted} parameters, {found} were given")]
    ParameterCount { wanted: usize, found: usize },
    /// A statement failed and the closure still answered `Ok`. Wrap what may fail in [`crate::Tx::attempt`].
    #[error("a statement of this transaction failed, so it cannot be committed")]
    Broken,
    #[error("the closure panicked; its transaction was rolled back")]
    Panicked,
    #[error("the database was closed")]
    Closed,
    #[error("committed, but the disk did not confirm it: {0}")]
    NotDurable(String),
    #[error("database address: {0}")]
    Address(String),
    #[error("migration: {0}")]
    Migration(String),
    #[error("no such blob")]
    NoBlob,
    #[error("blob: {0}")]
    Blob(String),
    #[error("job: {0}")]
    Job(String),
    #[error("file: {0}")]
    File(String),
}

/// What an engine answered. PostgreSQL's DETAIL (which quotes the row) is left out on purpose.
#[derive(Debug, Clone)]
pub struct Failure {
    pub kind: FailureKind,
    /// SQLSTATE, or SQLite's extended result code.
    pub code: String,
    pub message: String,
    /// PostgreSQL: the constraint's name. SQLite: `table.column, …`.
    pub constraint: Option<String>,
    /// The beginning of the statement; bound values are never part of it.
    pub sql: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    Unique,
    ForeignKey,
    NotNull,
    Check,
    /// Somebody else held what we wanted: a lock, a deadlock, a serialisation failure. Trying again may help.
    Busy,
    /// The server or the file could not be reached.
    Connection,
    Other,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.message, self.code)?;
        if let Some(sql) = &self.sql {
            write!(f, " in: {sql}")?;
        }
        Ok(())
    }
}

impl StoreError {
    pub fn kind(&self) -> Option<FailureKind> {
        match self {
            StoreError::Engine(failure) => Some(failure.kind),
            _ => None,
        }
    }
    pub fn is_unique_violation(&self) -> bool {
        self.kind() == Some(FailureKind::Unique)
    }
    pub fn is_foreign_key_violation(&self) -> bool {
        self.kind() == Some(FailureKind::ForeignKey)
    }
    pub fn is_busy(&self) -> bool {
        self.kind() == Some(FailureKind::Busy)
    }

    pub(crate) fn with_sql(self, sql: &str) -> StoreError {
        match self {
            StoreError::Engine(failure) => {
                let mut failure = Arc::unwrap_or_clone(failure);
                failure.sql.get_or_insert_with(|| beginning(sql));
                StoreError::Engine(Arc::new(failure))
            }
            other => other,
        }
    }
}

fn beginning(sql: &str) -> String {
    let words: Vec<&str> = sql.split_whitespace().collect();
    words.join(" ").chars().take(300).collect()
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        StoreError::Engine(Arc::new(failure))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ffi;
        let (code, message) = match &error {
            rusqlite::Error::SqliteFailure(code, message) => {
                (code.extended_code, message.clone().unwrap_or_else(|| code.to_string()))
            }
            rusqlite::Error::SqlInputError { error, msg, .. } => (error.extended_code, msg.clone()),
            other => (0, other.to_string()),
        };
        let kind = match code {
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID => FailureKind::Unique,
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => FailureKind::ForeignKey,
            ffi::SQLITE_CONSTRAINT_NOTNULL => FailureKind::NotNull,
            ffi::SQLITE_CONSTRAINT_CHECK => FailureKind::Check,
            _ => match code & 0xff {
                ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => FailureKind::Busy,
                ffi::SQLITE_CANTOPEN | ffi::SQLITE_NOTADB => FailureKind::Connection,
                _ => FailureKind::Other,
            },
        };
        let constraint = message.split_once("constraint failed: ").map(|(_, what)| what.to_owned());
        Failure { kind, code: code.to_string(), message, constraint, sql: None }.into()
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            let kind = if error.is_closed() { FailureKind::Connection } else { FailureKind::Other };
            // "error connecting to server" alone helps nobody: the cause says which port refused.
            let cause = std::error::Error::source(&error).map(|c| format!(": {c}")).unwrap_or_default();
            let message = format!("{error}{cause}");
            return Failure { kind, code: String::new(), message, constraint: None, sql: None }.into();
        };
        let code = answer.code().code();
        let kind = match code {
            "23505" => FailureKind::Unique,
            "23503" | "23001" => FailureKind::ForeignKey,
            "23502" => FailureKind::NotNull,
            "23514" => FailureKind::Check,
            "40001" | "40P01" | "55P03" | "57014" => FailureKind::Busy,
            _ if code.starts_with("08") || code.starts_with("57P") => FailureKind::Connection,
            _ => FailureKind::Other,
        };
        // Class 22 (data exception) quotes the value in its message.
        let message = if code.starts_with("22") {
            "a value does not fit its column or type".to_owned()
        } else {
            answer.message().to_owned()
        };
        let constraint = answer.constraint().map(str::to_owned);
        Failure { kind, code: code.to_owned(), message, constraint, sql: None }.into()
    }
}
