//! Values on their way in ([`ToValue`]) and out ([`FromValue`]): six plain kinds, the same on both engines.
//!
//! Times are whole microseconds since 1970 (BIGINT), days are ISO text, JSON is text. A column that holds
//! something else than the program wants is an error, never a panic and never a silent zero.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::StoreError;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
}

/// A value still lying in the engine's row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRef<'a> {
    Null,
    Int(i64),
    Real(f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Bool(bool),
}

impl ValueRef<'_> {
    pub fn kind(&self) -> &'static str {
        match self {
            ValueRef::Null => "null",
            ValueRef::Int(_) => "a whole number",
            ValueRef::Real(_) => "a real number",
            ValueRef::Text(_) => "text",
            ValueRef::Bytes(_) => "bytes",
            ValueRef::Bool(_) => "yes or no",
        }
    }
    /// The error for an implementation of [`FromValue`] that cannot use this value; the row adds the column.
    pub fn mismatch(&self, wanted: &'static str) -> StoreError {
        StoreError::Type { column: 0, wanted, found: self.kind() }
    }
}

impl Value {
    pub fn borrow(&self) -> ValueRef<'_> {
        match self {
            Value::Null => ValueRef::Null,
            Value::Int(v) => ValueRef::Int(*v),
            Value::Real(v) => ValueRef::Real(*v),
            Value::Text(v) => ValueRef::Text(v),
            Value::Bytes(v) => ValueRef::Bytes(v),
            Value::Bool(v) => ValueRef::Bool(*v),
        }
    }
}

pub trait ToValue {
    fn to_value(&self) -> Value;
}

pub trait FromValue: Sized {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError>;
}

impl ToValue for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}
impl FromValue for Value {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        Ok(match value {
            ValueRef::Null => Value::Null,
            ValueRef::Int(v) => Value::Int(v),
            ValueRef::Real(v) => Value::Real(v),
            ValueRef::Text(v) => Value::Text(v.to_owned()),
            ValueRef::Bytes(v) => Value::Bytes(v.to_owned()),
            ValueRef::Bool(v) => Value::Bool(v),
        })
    }
}

macro_rules! whole_numbers {
    ($($t:ty),*) => {$(
        impl ToValue for $t {
            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }
        }
        impl FromValue for $t {
            fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
                match value {
                    ValueRef::Int(v) => v.try_into().map_err(|_| value.mismatch(stringify!($t))),
                    other => Err(other.mismatch(stringify!($t))),
                }
            }
        }
    )*};
}
whole_numbers!(i64, i32, u32, i16, u16, u8);

impl ToValue for f64 {
    fn to_value(&self) -> Value {
        Value::Real(*self)
    }
}
impl FromValue for f64 {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Real(v) => Ok(v),
            ValueRef::Int(v) => Ok(v as f64),
            other => Err(other.mismatch("a real number")),
        }
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value {
        Value::Bool(*self)
    }
}
impl FromValue for bool {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Bool(v) => Ok(v),
            // SQLite keeps no booleans of its own.
            ValueRef::Int(0) => Ok(false),
            ValueRef::Int(1) => Ok(true),
            other => Err(other.mismatch("yes or no")),
        }
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}
impl ToValue for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}
impl ToValue for Cow<'_, str> {
    fn to_value(&self) -> Value {
        Value::Text(self.clone().into_owned())
    }
}
impl FromValue for String {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Text(v) => Ok(v.to_owned()),
            other => Err(other.mismatch("text")),
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_owned())
    }
}
impl ToValue for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Bytes(self.clone())
    }
}
impl<const N: usize> ToValue for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}
impl FromValue for Vec<u8> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Bytes(v) => Ok(v.to_owned()),
            other => Err(other.mismatch("bytes")),
        }
    }
}
impl<const N: usize> FromValue for [u8; N] {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Bytes(v) => v.try_into().map_err(|_| value.mismatch("bytes of a fixed length")),
            other => Err(other.mismatch("bytes")),
        }
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}
impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl ToValue for Timestamp {
    fn to_value(&self) -> Value {
        Value::Int(self.as_microsecond())
    }
}
impl FromValue for Timestamp {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Int(v) => {
                Timestamp::from_microsecond(v).map_err(|_| value.mismatch("a time in microseconds"))
            }
            other => Err(other.mismatch("a time in microseconds")),
        }
    }
}

impl ToValue for Date {
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}
impl FromValue for Date {
    fn from_value(value: ValueRef<'_>) -> Result<Self, StoreError> {
        match value {
            ValueRef::Text(v) => v.parse().map_err(|_| value.mismatch("a date (yyyy-mm-dd)")),
            other => Err(other.mismatch("a date (yyyy-mm-dd)")),
        }
    }
}
