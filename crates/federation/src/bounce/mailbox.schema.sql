-- How far the return mailbox was read, and what went wrong when it was last tried.
CREATE TABLE return_mailbox (
  place_hash BYTEA PRIMARY KEY,           -- keyed hash of its address: another mailbox begins anew
  validity BIGINT NOT NULL,               -- UIDVALIDITY (RFC 9051 2.3.1.1)
  last_uid BIGINT NOT NULL,
  looked_at BIGINT NOT NULL,
  failure TEXT                            -- a sentence without secrets
);
