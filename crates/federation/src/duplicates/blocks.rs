//! The table of blocks: which record stands under which key.

use super::Kind;
use crate::matching::LARGEST_BLOCK;
use std::collections::HashMap;
use store::{Engine, StoreError, Tx, Value};

/// A record's number, and its keys as they stand in the table.
pub struct Held {
    pub n: i64,
    pub keys: Vec<u8>,
}

pub fn held(tx: &mut Tx<'_>, kind: Kind, ids: &[[u8; 16]]) -> Result<HashMap<[u8; 16], Held>, StoreError> {
    let sql = format!(
        "SELECT subject_id, n, keys FROM duplicate_record WHERE subject_kind = '{}' AND subject_id IN ({{list}})",
        kind.word()
    );
    let rows: Vec<([u8; 16], i64, Vec<u8>)> = tx.all_within(&sql, &[], ids)?;
    Ok(rows.into_iter().map(|(id, n, keys)| (id, Held { n, keys })).collect())
}

pub fn packed(keys: &[u64]) -> Vec<u8> {
    keys.iter().flat_map(|key| key.to_be_bytes()).collect()
}

pub fn unpacked(bytes: &[u8]) -> impl Iterator<Item = i64> {
    bytes.as_chunks::<8>().0.iter().map(|key| i64::from_be_bytes(*key))
}

/// Takes records out of the blocks they stood in.
pub fn clear(tx: &mut Tx<'_>, held: &[&Held]) -> Result<(), StoreError> {
    let rows = held.iter().flat_map(|h| unpacked(&h.keys).map(|key| [Value::Int(key), Value::Int(h.n)]));
    tx.batch("DELETE FROM duplicate_key WHERE key = ?1 AND n = ?2", rows).map(drop)
}

/// Puts records into blocks. Sorted, so that neighbours in the table are written one after another.
pub fn fill(tx: &mut Tx<'_>, records: impl Iterator<Item = (i64, Vec<u8>)>) -> Result<(), StoreError> {
    let mut rows: Vec<(i64, i64)> = Vec::new();
    for (n, keys) in records {
        rows.extend(unpacked(&keys).map(|key| (key, n)));
    }
    rows.sort_unstable();
    let rows = rows.into_iter().map(|(key, n)| [Value::Int(key), Value::Int(n)]);
    tx.load("duplicate_key", &["key", "n"], rows).map(drop)
}

/// Who stands under each key. A block that is too large is empty: its records stand in finer ones.
pub fn members(tx: &mut Tx<'_>, keys: &[i64]) -> Result<HashMap<i64, Vec<i64>>, StoreError> {
    let mut found: HashMap<i64, Vec<i64>> = HashMap::with_capacity(keys.len());
    let most = LARGEST_BLOCK as i64 + 1;
    match tx.engine() {
        Engine::Sqlite => {
            for key in keys {
                let rows: Vec<(i64,)> =
                    tx.all("SELECT n FROM duplicate_key WHERE key = ?1 LIMIT ?2", &[key, &most])?;
                found.insert(*key, rows.into_iter().map(|(n,)| n).collect());
            }
        }
        // One question for many keys: each way to the server and back costs more than the look-up.
        Engine::Postgres => {
            let sql = format!(
                "SELECT asked.key, block.n FROM (SELECT DISTINCT key FROM unnest(CAST(ARRAY[{{list}}] AS BIGINT[])) v (key)) asked,
                 LATERAL (SELECT n FROM duplicate_key d WHERE d.key = asked.key LIMIT {most}) block"
            );
            for (key, n) in tx.all_within::<(i64, i64)>(&sql, &[], keys)? {
                found.entry(key).or_default().push(n);
            }
        }
    }
    found.values_mut().filter(|block| block.len() > LARGEST_BLOCK).for_each(Vec::clear);
    Ok(found)
}
