//! Stories of the store, each on SQLite and, where `CHAPTERHOUSE_TEST_POSTGRES` names a server, on PostgreSQL.

mod story {
    pub mod blobs;
    pub mod crashes;
    pub mod identifiers;
    pub mod jobs;
    pub mod migrations;
    #[cfg(feature = "s3")]
    pub mod s3;
    pub mod streams;
    pub mod transactions;
    pub mod values;
}
