//! A SQLite file of somebody else.

use super::{Limits, Refused, Taker, columns, kept};
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Statement};
use std::time::{Duration, Instant};

/// So many steps of SQLite's machine between two looks at the clock.
const STEPS: i32 = 10_000;

pub(super) fn ask(path: &str, query: &str, limits: Limits, taker: &mut dyn Taker) -> Result<(), Refused> {
    let conn = open(path.strip_prefix("//").unwrap_or(path), limits).map_err(|_| Refused::Unreachable)?;
    let mut statement = conn.prepare(query).map_err(|e| refused(&e))?;
    if !statement.readonly() {
        return Err(Refused::NotReading);
    }
    let names = statement.column_names().map(str::to_owned).collect::<Vec<_>>();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    columns(&names, limits, taker)?;
    rows(&mut statement, &names, taker)
}

fn rows(statement: &mut Statement<'_>, names: &[&str], taker: &mut dyn Taker) -> Result<(), Refused> {
    let mut texts = vec![String::new(); names.len()];
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(|e| refused(&e))? {
        for (at, text) in texts.iter_mut().enumerate() {
            text.clear();
            let value = row.get_ref(at).map_err(|e| refused(&e))?;
            write_text(value, text).ok_or_else(|| Refused::NotText(names[at].to_owned()))?;
        }
        let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
        kept(taker.row(&cells))?;
    }
    Ok(())
}

fn write_text(value: ValueRef<'_>, text: &mut String) -> Option<()> {
    use std::fmt::Write;
    match value {
        ValueRef::Null => Some(()),
        ValueRef::Integer(n) => write!(text, "{n}").ok(),
        ValueRef::Real(n) => write!(text, "{n:?}").ok(),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            text.push_str(std::str::from_utf8(bytes).ok()?);
            Some(())
        }
    }
}

fn open(path: &str, limits: Limits) -> rusqlite::Result<Connection> {
    let mut conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.busy_timeout(Duration::from_secs(30))?;
    conn.execute_batch("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192;")?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(limits.value).unwrap_or(i32::MAX))?;
    let until = Instant::now() + limits.time;
    conn.progress_handler(STEPS, Some(move || Instant::now() > until))?;
    conn.authorizer(Some(only_reading))?;
    Ok(conn)
}

fn only_reading(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Function { function_name } if !function_name.eq_ignore_ascii_case("load_extension") => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}

fn refused(error: &Error) -> Refused {
    match error {
        Error::MultipleStatement => Refused::Several,
        Error::SqliteFailure(failure, words) => match failure.code {
            ErrorCode::AuthorizationForStatementDenied | ErrorCode::ReadOnly => Refused::NotReading,
            ErrorCode::OperationInterrupted => Refused::TooSlow,
            ErrorCode::CannotOpen | ErrorCode::NotADatabase => Refused::Unreachable,
            _ => Refused::Query(words.clone().unwrap_or_else(|| failure.to_string())),
        },
        Error::SqlInputError { msg, .. } => Refused::Query(msg.clone()),
        other => Refused::Query(other.to_string()),
    }
}
