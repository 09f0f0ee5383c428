//! People and rights: who is in the federation, what they may do today, and the acts that change it.
//!
//! Folders stand in ranks; each imports only from those above it in this list, through their front door.

pub mod words;

pub mod sealing;

pub mod acting;

pub mod contact_point;
pub mod person;

pub mod organisation;

pub mod journal;
pub mod role;

pub mod appointment;
pub mod attainment;
pub mod membership;

pub mod account;

pub mod access;

pub mod installation;

pub mod demo;

#[cfg(any(test, feature = "testing"))]
pub mod testing;

use store::Migration;

/// The numbered list of this crate's migrations; the store's own come before.
pub const MIGRATIONS: &[Migration] = &[
    Migration::both(10, "organisations", include_str!("organisation/schema.sql")),
    Migration::both(11, "persons", include_str!("person/schema.sql")),
    Migration::both(12, "roles", include_str!("role/schema.sql")),
    Migration::both(13, "memberships", include_str!("membership/schema.sql")),
    Migration::each(
        14,
        "member search",
        include_str!("membership/search.sqlite.sql"),
        include_str!("membership/search.postgres.sql"),
    ),
    Migration::both(15, "accounts", include_str!("account/schema.sql")),
    Migration::both(16, "journal", include_str!("journal/schema.sql")),
];
