-- One run of an import: who brought which file in, by which mapping, and how far it came. It holds no personal data.
CREATE TABLE import_run (
  id BYTEA PRIMARY KEY,
  source TEXT NOT NULL,                   -- the mapping's name for where the file comes from
  file_name TEXT NOT NULL,
  file_hash BYTEA NOT NULL,               -- SHA-256
  mapping_hash BYTEA NOT NULL,
  by_person BYTEA NOT NULL REFERENCES person (id),
  state TEXT NOT NULL,                    -- running | finished
  lines_done BIGINT NOT NULL,             -- the last line that is in; a run that was cut off goes on after it
  imported BIGINT NOT NULL,
  merged BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX import_run_file ON import_run (source, file_hash, started_at);
-- What became of each row: no cell of it is kept, only a keyed hash, by which the same row is known again.
CREATE TABLE import_row (
  run_id BYTEA NOT NULL REFERENCES import_run (id),
  line BIGINT NOT NULL,
  outcome TEXT NOT NULL,                  -- imported | merged | unchanged | rejected
  rule TEXT,                              -- by which a merged row was matched
  changed TEXT,                           -- which fields it filled or changed, by name
  reason TEXT,                            -- why it was rejected
  warnings TEXT,                          -- sentences, one a line
  person_id BYTEA REFERENCES person (id),
  fingerprint BYTEA NOT NULL,
  PRIMARY KEY (run_id, line)
);
CREATE INDEX import_row_fingerprint ON import_row (fingerprint);
CREATE INDEX import_row_person ON import_row (person_id);
-- Whom a source's own number stands for, and what it said last (keyed hashes, one a field): a field follows the source
-- for as long as nobody else changed it.
CREATE TABLE import_link (
  source TEXT NOT NULL,
  number TEXT NOT NULL,
  person_id BYTEA NOT NULL REFERENCES person (id),
  fingerprint BYTEA NOT NULL,
  said BYTEA NOT NULL,
  PRIMARY KEY (source, number)
);
CREATE INDEX import_link_person ON import_link (person_id);
