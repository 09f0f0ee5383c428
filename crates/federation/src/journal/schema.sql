CREATE TABLE journal (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  by_person BYTEA,                        -- null: the program itself, named in `door`
  door TEXT NOT NULL,                     -- page | command | import | job | demo
  act TEXT NOT NULL,                      -- members.downloaded
  subject_kind TEXT NOT NULL,
  subject_id BYTEA,
  organisation_id BYTEA,
  key_person BYTEA,                       -- whose key seals the payload; null: the payload is not personal
  payload BYTEA NOT NULL,
  previous BYTEA NOT NULL,
  hash BYTEA NOT NULL
);
CREATE INDEX journal_subject ON journal (subject_kind, subject_id, seq);
CREATE INDEX journal_person ON journal (by_person, seq);
-- A person's key, itself sealed by the installation's. Erasure empties it: the payloads stay, unreadable, and the chain verifies.
CREATE TABLE person_key (
  person_id BYTEA PRIMARY KEY REFERENCES person (id),
  sealed_key BYTEA,
  destroyed_at BIGINT
);
