-- Lists of organisations and people come in as members' lists do: a run, its rows, what a source said last.
ALTER TABLE import_run ADD COLUMN target TEXT NOT NULL DEFAULT 'members'; -- members | contacts
ALTER TABLE import_run ADD COLUMN undone_at BIGINT;
ALTER TABLE import_run ADD COLUMN undone_by BYTEA REFERENCES person (id);
ALTER TABLE import_run ADD COLUMN kept BIGINT NOT NULL DEFAULT 0;         -- changes that somebody edited before the undoing
ALTER TABLE import_row ADD COLUMN organisation_id BYTEA REFERENCES organisation (id);
ALTER TABLE import_row ADD COLUMN done BYTEA;                             -- sealed: each change with before and after
CREATE INDEX import_row_organisation ON import_row (organisation_id);
-- Whom a row of a source stands for, and what it said last. Number and fingerprint are keyed hashes.
CREATE TABLE contact_link (
  source TEXT NOT NULL,
  number BYTEA NOT NULL,
  organisation_id BYTEA REFERENCES organisation (id),
  person_id BYTEA REFERENCES person (id),
  fingerprint BYTEA NOT NULL,
  said BYTEA NOT NULL,
  run_id BYTEA NOT NULL REFERENCES import_run (id),
  PRIMARY KEY (source, number)
);
CREATE INDEX contact_link_fingerprint ON contact_link (source, fingerprint);
CREATE INDEX contact_link_organisation ON contact_link (organisation_id);
CREATE INDEX contact_link_person ON contact_link (person_id);
-- What a source's columns mean, as somebody said last.
CREATE TABLE contact_mapping (
  source TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,                  -- JSON
  updated_at BIGINT NOT NULL
);
-- A file on its way in, from the upload to the run. Its pieces are sealed; they go when the run is done or given up.
CREATE TABLE import_upload (
  id BYTEA PRIMARY KEY,
  by_person BYTEA NOT NULL REFERENCES person (id),
  file_name TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  state TEXT NOT NULL,                    -- uploaded | trying | tried | applying | applied | failed
  mapping TEXT,                           -- JSON
  rows_done BIGINT NOT NULL,
  rows_all BIGINT NOT NULL,
  report BYTEA,                           -- sealed
  fault TEXT,
  run_id BYTEA REFERENCES import_run (id),
  created_at BIGINT NOT NULL
);
CREATE TABLE import_piece (
  upload_id BYTEA NOT NULL REFERENCES import_upload (id),
  n BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (upload_id, n)
);
-- A source that is read every night.
CREATE TABLE feed (
  id BYTEA PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,                     -- folder | sqlite
  place TEXT NOT NULL,                    -- a file within a watched folder, or a database
  query TEXT,                             -- for a database
  mapping TEXT NOT NULL,                  -- JSON
  at TEXT NOT NULL,                       -- HH:MM, in the federation's zone
  by_person BYTEA NOT NULL REFERENCES person (id),
  state TEXT NOT NULL,                    -- running | stopped
  stopped_because TEXT,
  last_run_at BIGINT,
  last_good_at BIGINT,
  last_rows BIGINT,
  report BYTEA,                           -- sealed: of the last run
  created_at BIGINT NOT NULL
);
