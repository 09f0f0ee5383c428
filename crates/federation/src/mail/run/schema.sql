-- A run: one text to many people, each with a mail of their own.
CREATE TABLE mail_run (
  id BYTEA PRIMARY KEY,
  kind TEXT NOT NULL,                     -- message | invitation | reminder | …
  class TEXT NOT NULL,                    -- service | marketing
  texts TEXT NOT NULL,                    -- JSON: the fields, subject and body by language; nobody's data
  reply_to TEXT,
  pace BIGINT,                            -- mails a minute to one domain; none: as quick as the relay takes them
  state TEXT NOT NULL,                    -- going | paused | cancelled | done
  starts_at BIGINT NOT NULL,
  paused_at BIGINT,
  mails BIGINT NOT NULL,                  -- all of it, however far they have come
  made_by BYTEA REFERENCES person (id),
  made_at BIGINT NOT NULL,
  ended_at BIGINT
);
-- How many mails of a run have come to which end; what is missing waits.
CREATE TABLE mail_run_count (
  run_id BYTEA NOT NULL REFERENCES mail_run (id),
  state TEXT NOT NULL,
  mails BIGINT NOT NULL,
  PRIMARY KEY (run_id, state)
);
ALTER TABLE mail ADD COLUMN run_id BYTEA REFERENCES mail_run (id);
ALTER TABLE mail ADD COLUMN due_at BIGINT;
ALTER TABLE mail ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
CREATE INDEX mail_run_due ON mail (run_id, due_at, id) WHERE state = 'queued';
CREATE INDEX mail_run_state ON mail (run_id, state, id);
