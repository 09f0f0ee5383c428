//! The store's own tables: numbers 1 to 9.

use crate::Migration;

pub const MIGRATIONS: &[Migration] = &[Migration::both(
    1,
    "jobs",
    "CREATE TABLE job (
         id ROWNUMBER,
         kind TEXT NOT NULL,
         payload TEXT NOT NULL,
         state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'dead')),
         run_at BIGINT NOT NULL,
         attempts BIGINT NOT NULL,
         max_attempts BIGINT NOT NULL,
         locked_until BIGINT,
         last_error TEXT,
         unique_key TEXT,
         created_at BIGINT NOT NULL,
         finished_at BIGINT
     );
     CREATE UNIQUE INDEX job_waiting_key ON job (unique_key) WHERE state = 'queued';
     CREATE INDEX job_key ON job (unique_key) WHERE unique_key IS NOT NULL;
     CREATE INDEX job_due ON job (run_at, id) WHERE state = 'queued';
     CREATE INDEX job_lease ON job (locked_until) WHERE state = 'running';
     CREATE INDEX job_finished ON job (state, finished_at) WHERE finished_at IS NOT NULL;",
)];
