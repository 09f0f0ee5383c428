-- What left: one row a file, written before the file is given out. Never changed, never deleted.
CREATE TABLE download (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id), -- who took it
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  at BIGINT NOT NULL,
  door TEXT NOT NULL,                     -- page | command
  reason TEXT NOT NULL,                   -- key of the list
  words TEXT NOT NULL,                    -- what exactly for
  filter TEXT NOT NULL,                   -- JSON: key and value pairs, as a list's address has them
  filter_words TEXT NOT NULL,             -- the same as the person read it
  format TEXT NOT NULL,                   -- spreadsheet | labels
  columns TEXT NOT NULL,                  -- JSON: keys of columns; for labels the settings of the sheet
  people BIGINT NOT NULL,                 -- whose data is in it
  pieces BIGINT NOT NULL,                 -- rows or labels
  left_out TEXT NOT NULL,                 -- JSON: person and reason, at most a thousand
  left_out_count BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  sha256 BYTEA NOT NULL
);
CREATE INDEX download_at ON download (at, id);
CREATE INDEX download_organisation ON download (organisation_id, at, id);
CREATE INDEX download_person ON download (person_id, at, id);
-- "I have deleted it": said by whoever took it.
CREATE TABLE download_deletion (
  download_id BYTEA PRIMARY KEY REFERENCES download (id),
  person_id BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL
);
-- A download being prepared: what was chosen so far, of one person. Pruned after a day.
CREATE TABLE download_draft (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  created_at BIGINT NOT NULL,
  choices TEXT NOT NULL
);
CREATE INDEX download_draft_age ON download_draft (created_at);
