-- A program that acts for somebody: the table holds the hash of its token alone.
CREATE TABLE api_token (
  id BYTEA PRIMARY KEY,
  token_hash BYTEA NOT NULL UNIQUE,       -- SHA-256
  account_id BYTEA NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,                     -- what its owner calls it
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX api_token_account ON api_token (account_id);
CREATE TABLE api_token_scope (
  token_id BYTEA NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
  scope TEXT NOT NULL,                    -- contacts.read
  PRIMARY KEY (token_id, scope)
);
-- What a program was answered under a key of its own, so that the same request sent twice acts once. Kept for a day.
CREATE TABLE api_answer (
  token_id BYTEA NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
  key BYTEA NOT NULL,                     -- keyed hash
  asked BYTEA NOT NULL,                   -- keyed hash of address and body
  answer BYTEA NOT NULL,                  -- sealed
  answered_at BIGINT NOT NULL,
  PRIMARY KEY (token_id, key)
);
