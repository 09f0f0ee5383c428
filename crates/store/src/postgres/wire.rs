//! Our six kinds of value as PostgreSQL's binary formats, both ways.

use std::error::Error;

use bytes::{BufMut, BytesMut};
use tokio_postgres::types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};

use super::numeric;
use crate::{Value, ValueRef};

type Answer<T> = Result<T, Box<dyn Error + Sync + Send>>;

/// Microseconds between 1970 (ours) and 2000 (PostgreSQL's).
const EPOCH: i64 = 946_684_800_000_000;

#[derive(Debug)]
pub(crate) struct Bound<'a>(pub(crate) &'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Answer<IsNull> {
        encode(self.0, ty, out)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
    to_sql_checked!();
}

/// Writes `value` as `ty`; refuses what does not fit. The words of a refusal hold the types, never the value.
pub(crate) fn encode(value: &Value, ty: &Type, out: &mut BytesMut) -> Answer<IsNull> {
    if let Kind::Domain(inner) = ty.kind() {
        return encode(value, inner, out);
    }
    match (value, ty) {
        (Value::Null, _) => return Ok(IsNull::Yes),
        (Value::Bool(v), &Type::BOOL) => out.put_u8(u8::from(*v)),
        (Value::Int(v), &Type::INT8) => out.put_i64(*v),
        (Value::Int(v), &Type::INT4) => out.put_i32(fitting(*v, ty)?),
        (Value::Int(v), &Type::INT2) => out.put_i16(fitting(*v, ty)?),
        (Value::Int(v), &Type::OID) => out.put_u32(fitting(*v, ty)?),
        (Value::Int(v), &Type::FLOAT8) => out.put_f64(*v as f64),
        (Value::Int(v), &Type::FLOAT4) => out.put_f32(*v as f32),
        (Value::Int(v), &Type::NUMERIC) => numeric::encode(&v.to_string(), out),
        (Value::Int(v), &Type::TIMESTAMPTZ) => out.put_i64(v.saturating_sub(EPOCH)),
        (Value::Real(v), &Type::FLOAT8) => out.put_f64(*v),
        (Value::Real(v), &Type::FLOAT4) => out.put_f32(*v as f32),
        (Value::Real(v), &Type::NUMERIC) if v.is_finite() => numeric::encode(&v.to_string(), out),
        (Value::Bytes(v), &Type::BYTEA) => out.put_slice(v),
        (Value::Bytes(v), &Type::UUID) if v.len() == 16 => out.put_slice(v),
        (Value::Text(v), &Type::JSONB) => {
            out.put_u8(1);
            out.put_slice(v.as_bytes());
        }
        (Value::Text(v), ty) if is_text(ty) => out.put_slice(v.as_bytes()),
        _ => return Err(format!("{} does not fit {}", value.borrow().kind(), ty.name()).into()),
    }
    Ok(IsNull::No)
}

fn fitting<T: TryFrom<i64>>(v: i64, ty: &Type) -> Answer<T> {
    T::try_from(v).map_err(|_| format!("the number is too large for {}", ty.name()).into())
}

fn is_text(ty: &Type) -> bool {
    matches!(*ty, Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON | Type::UNKNOWN)
        || matches!(ty.kind(), Kind::Enum(_))
        || ty.name() == "citext"
}

/// A column's value, borrowed from the row.
pub(crate) struct Cell<'a>(pub(crate) ValueRef<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Answer<Cell<'a>> {
        decode(ty, raw).map(Cell)
    }
    fn from_sql_null(_: &Type) -> Answer<Cell<'a>> {
        Ok(Cell(ValueRef::Null))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

fn decode<'a>(ty: &Type, raw: &'a [u8]) -> Answer<ValueRef<'a>> {
    if let Kind::Domain(inner) = ty.kind() {
        return decode(inner, raw);
    }
    Ok(match *ty {
        Type::BOOL => ValueRef::Bool(raw == [1]),
        Type::INT8 => ValueRef::Int(i64::from_be_bytes(raw.try_into()?)),
        Type::INT4 => ValueRef::Int(i32::from_be_bytes(raw.try_into()?).into()),
        Type::INT2 => ValueRef::Int(i16::from_be_bytes(raw.try_into()?).into()),
        Type::OID => ValueRef::Int(u32::from_be_bytes(raw.try_into()?).into()),
        Type::FLOAT8 => ValueRef::Real(f64::from_be_bytes(raw.try_into()?)),
        Type::FLOAT4 => ValueRef::Real(f32::from_be_bytes(raw.try_into()?).into()),
        Type::NUMERIC => numeric::decode(raw)?,
        Type::TIMESTAMPTZ => ValueRef::Int(i64::from_be_bytes(raw.try_into()?).saturating_add(EPOCH)),
        Type::BYTEA | Type::UUID => ValueRef::Bytes(raw),
        Type::JSONB => ValueRef::Text(std::str::from_utf8(raw.get(1..).unwrap_or_default())?),
        Type::VOID => ValueRef::Null,
        _ if is_text(ty) || *ty == Type::CHAR => ValueRef::Text(std::str::from_utf8(raw)?),
        _ => return Err(format!("a column of type {} needs a CAST", ty.name()).into()),
    })
}
