//! The verbs of a transaction on SQLite. Statements are prepared once per connection.

use rusqlite::types::{ToSqlOutput, ValueRef as Lite};
use rusqlite::{CachedStatement, Connection, ToSql};

use crate::row::Source;
use crate::{Row, StoreError, ToValue, Value};

pub(crate) fn each<E: From<StoreError>>(
    conn: &Connection,
    sql: &str,
    p: &[&dyn ToValue],
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = prepared(conn, sql, p.len())?;
    bind_all(&mut statement, p)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        each(&Row(Source::Sqlite(row)))?;
    }
    Ok(())
}

pub(crate) fn run(conn: &Connection, sql: &str, p: &[&dyn ToValue]) -> Result<u64, StoreError> {
    let mut statement = prepared(conn, sql, p.len())?;
    bind_all(&mut statement, p)?;
    Ok(statement.raw_execute()? as u64)
}

pub(crate) fn batch<R: AsRef<[Value]>>(
    conn: &Connection,
    sql: &str,
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let wanted = statement.parameter_count();
    let mut touched = 0;
    for row in rows {
        let row = row.as_ref();
        expect_count(wanted, row.len())?;
        for (i, value) in row.iter().enumerate() {
            statement.raw_bind_parameter(i + 1, Bound(value))?;
        }
        touched += statement.raw_execute()? as u64;
    }
    Ok(touched)
}

pub(crate) fn load<R: AsRef<[Value]>>(
    conn: &Connection,
    table: &str,
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> Result<u64, StoreError> {
    let places: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
    let sql =
        format!("INSERT INTO \"{table}\" (\"{}\") VALUES ({})", columns.join("\",\""), places.join(","));
    batch(conn, &sql, rows)
}

fn prepared<'c>(
    conn: &'c Connection,
    sql: &str,
    parameters: usize,
) -> Result<CachedStatement<'c>, StoreError> {
    let statement = conn.prepare_cached(sql)?;
    expect_count(statement.parameter_count(), parameters)?;
    Ok(statement)
}

fn expect_count(wanted: usize, found: usize) -> Result<(), StoreError> {
    if wanted == found { Ok(()) } else { Err(StoreError::ParameterCount { wanted, found }) }
}

fn bind_all(statement: &mut CachedStatement<'_>, p: &[&dyn ToValue]) -> Result<(), StoreError> {
    for (i, value) in p.iter().enumerate() {
        statement.raw_bind_parameter(i + 1, Bound(&value.to_value()))?;
    }
    Ok(())
}

struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => Lite::Null,
            Value::Int(v) => Lite::Integer(*v),
            Value::Real(v) => Lite::Real(*v),
            Value::Text(v) => Lite::Text(v.as_bytes()),
            Value::Bytes(v) => Lite::Blob(v),
            Value::Bool(v) => Lite::Integer(i64::from(*v)),
        }))
    }
}
