//! One row of an answer, still lying in the engine, and how a type is made from it.

use crate::postgres::wire::Cell;
use crate::{FromValue, StoreError, ValueRef};

pub struct Row<'a>(pub(crate) Source<'a>);

pub(crate) enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// Column `i` (from 0) as a `T`.
    pub fn get<T: FromValue>(&self, i: usize) -> Result<T, StoreError> {
        T::from_value(self.value(i)?).map_err(|error| match error {
            StoreError::Type { wanted, found, .. } => StoreError::Type { column: i, wanted, found },
            other => other,
        })
    }

    /// Column `i` without a copy: for exports that only pass text on.
    pub fn value(&self, i: usize) -> Result<ValueRef<'_>, StoreError> {
        match &self.0 {
            Source::Sqlite(row) => sqlite_value(row, i),
            Source::Postgres(row) => {
                if i >= row.len() {
                    return Err(no_such_column(i));
                }
                Ok(row.try_get::<_, Cell<'_>>(i)?.0)
            }
        }
    }
}

fn sqlite_value<'r>(row: &'r rusqlite::Row<'_>, i: usize) -> Result<ValueRef<'r>, StoreError> {
    use rusqlite::types::ValueRef as Lite;
    Ok(match row.get_ref(i).map_err(|_| no_such_column(i))? {
        Lite::Null => ValueRef::Null,
        Lite::Integer(v) => ValueRef::Int(v),
        Lite::Real(v) => ValueRef::Real(v),
        Lite::Blob(v) => ValueRef::Bytes(v),
        Lite::Text(v) => match std::str::from_utf8(v) {
            Ok(text) => ValueRef::Text(text),
            Err(_) => {
                return Err(StoreError::Type { column: i, wanted: "text", found: "text that is not UTF-8" });
            }
        },
    })
}

fn no_such_column(column: usize) -> StoreError {
    StoreError::Type { column, wanted: "a column", found: "no such column" }
}

pub trait FromRow: Sized {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError>;
}

macro_rules! tuples {
    ($(($($t:ident $i:tt),+);)+) => {$(
        impl<$($t: FromValue),+> FromRow for ($($t,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
                Ok(($(row.get::<$t>($i)?,)+))
            }
        }
    )+};
}
tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14, P 15);
}

/// Makes a type that comes from one value also the whole row: `tx.one::<i64>("SELECT count(*) …")`.
#[macro_export]
macro_rules! single_column {
    ($($t:ty),* $(,)?) => {$(
        impl $crate::FromRow for $t {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::StoreError> {
                row.get(0)
            }
        }
    )*};
}
single_column!(i64, i32, u32, bool, f64, String, Vec<u8>, jiff::Timestamp, jiff::civil::Date, crate::Value);

impl<T: FromValue> FromRow for Option<T> {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        row.get(0)
    }
}
