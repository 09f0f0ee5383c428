-- How accounts sign in besides their password.
CREATE TABLE passkey (
  id BYTEA PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES account (id),
  credential_id BYTEA NOT NULL UNIQUE,
  credential TEXT NOT NULL,               -- public key and counter, as JSON: nothing secret
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account_id, created_at);
-- A challenge that was answered is never answered again.
CREATE TABLE spent_challenge (
  hash BYTEA PRIMARY KEY,
  ends_at BIGINT NOT NULL
);
CREATE INDEX spent_challenge_ends ON spent_challenge (ends_at);
-- "Not now" to the offer of a passkey.
CREATE TABLE passkey_offer (
  account_id BYTEA PRIMARY KEY REFERENCES account (id),
  declined_at BIGINT NOT NULL
);
CREATE TABLE one_time_code (
  account_id BYTEA PRIMARY KEY REFERENCES account (id),
  sealed_key BYTEA NOT NULL,
  last_step BIGINT NOT NULL,              -- of the code that was used last: none is taken twice
  created_at BIGINT NOT NULL
);
CREATE TABLE recovery_code (
  account_id BYTEA NOT NULL REFERENCES account (id),
  hash BYTEA NOT NULL,                    -- keyed
  created_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (account_id, hash)
);
-- Browsers in which an account is not asked for a code.
CREATE TABLE trusted_device (
  id BYTEA PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES account (id),
  token_hash BYTEA NOT NULL UNIQUE,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX trusted_device_account ON trusted_device (account_id);
