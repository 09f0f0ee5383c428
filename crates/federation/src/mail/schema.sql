-- The outbox. Bodies hold links that sign people in: sealed, and wiped when the mail has left.
CREATE TABLE mail (
  id BYTEA PRIMARY KEY,                   -- also the Message-ID
  unique_key TEXT NOT NULL UNIQUE,        -- the same mail asked for twice is one mail
  kind TEXT NOT NULL,                     -- invitation | password-reset | …
  person_id BYTEA REFERENCES person (id),
  sealed BYTEA,                           -- address, subject, body
  state TEXT NOT NULL,                    -- queued | sending | sent | maybe-sent | failed | captured
  failure TEXT,                           -- the relay's answer as a class and a code, never its words
  queued_at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX mail_state ON mail (state, queued_at);
CREATE INDEX mail_person ON mail (person_id);
