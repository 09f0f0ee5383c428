//! Storage for everything above: one SQL text over SQLite (embedded) and PostgreSQL (at scale).
//!
//! Domain code runs inside a closure and is synchronous there; only the doors of [`Db`] are async:
//!
//! ```
//! # use store::{Db, StoreError};
//! # async fn story(db: Db) -> Result<(), StoreError> {
//! let name: String = db.read(|tx| tx.one("SELECT name FROM organisation WHERE code = ?1", &[&"leeds"])).await?;
//! db.write(move |tx| tx.run("UPDATE organisation SET name = ?1 WHERE code = 'leeds'", &[&name])).await?;
//! # Ok(()) }
//! ```
//!
//! What may go wrong, and what happens then:
//! * The closure answers `Err` or panics: its transaction is rolled back, nobody else's.
//! * A statement fails and the closure answers `Ok` all the same: refused ([`StoreError::Broken`]), because
//!   PostgreSQL would quietly commit nothing. What may fail goes into [`Tx::attempt`].
//! * The power goes: what was committed is consistent, and the last moments may be missing unless the
//!   transaction was [`Tx::durable`].
//! * A parameter whose type PostgreSQL cannot infer (`SELECT ?1`) needs a `CAST(?1 AS BIGINT)`.
//! * SQLite: a foreign key declared DEFERRABLE INITIALLY DEFERRED fails only at the commit, which several
//!   transactions share. Do not declare one.

pub mod blobs;
mod clock;
mod db;
pub mod elsewhere;
mod error;
mod id;
pub mod jobs;
mod migrate;
mod postgres;
mod row;
mod sql;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod value;
mod work;

#[doc(hidden)]
pub use serde;

pub use blobs::{BlobId, Blobs, SealKey};
pub use clock::Clock;
pub use db::{Db, Engine};
pub use error::{Failure, FailureKind, StoreError};
pub use id::{Identifier, Ids, NotAnId, format_uuid, parse_uuid, uuid_v7};
pub use jobs::MIGRATIONS;
pub use migrate::Migration;
pub use row::{FromRow, Row};
pub use tx::Tx;
pub use value::{FromValue, ToValue, Value, ValueRef};
