-- A letter to somebody without e-mail: a one-time code, of which only the hash is kept.
CREATE TABLE access_code (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  code_hash BYTEA NOT NULL UNIQUE,
  state TEXT NOT NULL,                    -- open | used | superseded | revoked
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  ends_at BIGINT NOT NULL
);
CREATE INDEX access_code_person ON access_code (person_id);
