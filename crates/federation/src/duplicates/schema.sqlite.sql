-- The blocks that a contact stands in: hashes, derived from what it says. Two contacts with a key in common are compared.
CREATE TABLE duplicate_record (
  n ROWNUMBER,
  subject_kind TEXT NOT NULL,             -- person | organisation
  subject_id BYTEA NOT NULL,
  keys BYTEA NOT NULL,                    -- eight bytes each
  UNIQUE (subject_kind, subject_id)
);
CREATE TABLE duplicate_key (
  key BIGINT NOT NULL,
  n BIGINT NOT NULL,
  PRIMARY KEY (key, n)
) WITHOUT ROWID;
-- How many have a name or town: what is rare counts for more. The value 0 counts all.
CREATE TABLE duplicate_frequency (
  subject_kind TEXT NOT NULL,
  value BIGINT NOT NULL,
  records BIGINT NOT NULL,
  PRIMARY KEY (subject_kind, value)
);
CREATE TABLE duplicate_pair (
  id BYTEA PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  one_id BYTEA NOT NULL,                  -- the smaller of the two
  other_id BYTEA NOT NULL,
  score BIGINT NOT NULL,                  -- hundredths of a bit: 1000 is a thousand to one
  reasons TEXT NOT NULL,                  -- field:level:hundredths, by blanks, the weightiest first
  state TEXT NOT NULL,                    -- open | different | merged
  found_at BIGINT NOT NULL,
  decided_by BYTEA REFERENCES person (id),
  decided_at BIGINT,
  UNIQUE (one_id, other_id)
);
CREATE INDEX duplicate_pair_list ON duplicate_pair (state, subject_kind, score, id);
CREATE INDEX duplicate_pair_other ON duplicate_pair (other_id);
