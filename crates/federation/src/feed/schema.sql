-- Lists that come by themselves: from a folder, from an address of the web, from a database; and what became of each run.
ALTER TABLE feed ADD COLUMN header TEXT;                -- web: the token's header; none: "Authorization: Bearer"
ALTER TABLE feed ADD COLUMN token BYTEA;                -- web: sealed
ALTER TABLE feed ADD COLUMN etag TEXT;                  -- web: what the last data that came in was marked with
ALTER TABLE feed ADD COLUMN last_modified TEXT;
ALTER TABLE feed ADD COLUMN rows_off BIGINT;            -- so many rows stopped it, where last_rows were expected
ALTER TABLE feed ADD COLUMN claimed_until BIGINT;       -- a run is under way, and says so again before this
CREATE TABLE feed_run (
  id BYTEA PRIMARY KEY,
  feed_id BYTEA NOT NULL REFERENCES feed (id),
  asked_by BYTEA REFERENCES person (id),                -- none: the night
  started_at BIGINT NOT NULL,
  finished_at BIGINT,
  outcome TEXT NOT NULL,                                -- running | good | not-modified | stopped | cut-off
  reason TEXT,
  rows_done BIGINT NOT NULL,
  rows_all BIGINT NOT NULL,
  run_id BYTEA REFERENCES import_run (id)
);
CREATE INDEX feed_run_feed ON feed_run (feed_id, id);
-- The first look at a list's data, and its dry run, lie where uploads lie.
ALTER TABLE import_upload ADD COLUMN feed_id BYTEA REFERENCES feed (id);
