//! Storage: one SQL text over SQLite and PostgreSQL.
