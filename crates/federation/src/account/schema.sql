CREATE TABLE account (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL UNIQUE REFERENCES person (id),
  identifier TEXT NOT NULL,               -- as typed
  identifier_folded TEXT NOT NULL UNIQUE, -- NFKC, case-folded (invariant 1)
  password_hash TEXT,                     -- PHC string
  password_changed_at BIGINT,
  state TEXT NOT NULL,                    -- invited | active | suspended | closed
  signed_in_at BIGINT,
  closed_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE TABLE session (
  token_hash BYTEA PRIMARY KEY,           -- SHA-256 of the cookie's token
  id BYTEA NOT NULL UNIQUE,               -- what pages call it
  account_id BYTEA NOT NULL REFERENCES account (id),
  device TEXT NOT NULL,                   -- "Firefox on Windows": read off the browser's own words
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  idle_ends_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX session_account ON session (account_id);
CREATE TABLE invitation (
  id BYTEA PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES account (id),
  token_hash BYTEA NOT NULL UNIQUE,
  state TEXT NOT NULL,                    -- open | accepted | superseded | revoked; the mail knows whether it was sent
  created_at BIGINT NOT NULL,
  accepted_at BIGINT,
  superseded_at BIGINT,
  ends_at BIGINT NOT NULL
);
CREATE INDEX invitation_account ON invitation (account_id, created_at);
CREATE TABLE password_reset (
  id BYTEA PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES account (id),
  token_hash BYTEA NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  ends_at BIGINT NOT NULL
);
CREATE INDEX password_reset_account ON password_reset (account_id);
-- Tries at signing in, counted for a pair of account and place, a place, an account, a browser.
CREATE TABLE sign_in_attempt (
  key BYTEA PRIMARY KEY,                  -- keyed hash, so that the table names nobody
  tries BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  blocked_until BIGINT NOT NULL
);
