//! Where a page goes on: opaque to programs, nothing but the key of the last row to us.

use super::problem::Problem;
use serde_json::{Value, json};

pub fn encode(key: &[u8]) -> String {
    web::secret::encode(key)
}

/// # Errors
/// It is none that was given out with this list.
pub fn decode<const N: usize>(text: Option<&str>) -> Result<Option<[u8; N]>, Problem> {
    let Some(text) = text else { return Ok(None) };
    let key = web::secret::decode(text).and_then(|bytes| bytes.try_into().ok());
    key.map(Some).ok_or_else(|| Problem::meaningless("cursor", "This is no cursor of this list."))
}

/// A page of rows, of which one more than `limit` was fetched as a sign that there is more.
pub fn page<T>(
    mut rows: Vec<T>,
    limit: usize,
    key: impl Fn(&T) -> Vec<u8>,
    show: impl Fn(&T) -> Value,
) -> Value {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| encode(&key(last)));
    json!({ "items": rows.iter().map(show).collect::<Vec<_>>(), "next": next })
}
