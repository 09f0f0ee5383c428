-- Word that the program sends to the programs of others.
CREATE TABLE webhook (
  id BYTEA PRIMARY KEY,
  account_id BYTEA NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,                     -- what its owner calls it
  address BYTEA NOT NULL,                 -- sealed: many hold a key of their own
  secret BYTEA NOT NULL,                  -- sealed: what signatures are made with
  state TEXT NOT NULL,                    -- running | paused | stopped
  because TEXT,                           -- of a stopped one: failing | gone | right
  read_to BIGINT NOT NULL,                -- the journal's entry up to which it was told
  created_at BIGINT NOT NULL
);
CREATE INDEX webhook_account ON webhook (account_id);
CREATE INDEX webhook_running ON webhook (read_to) WHERE state = 'running';
CREATE TABLE webhook_kind (
  webhook_id BYTEA NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,                     -- contact.changed
  PRIMARY KEY (webhook_id, kind)
);
-- What is to be told, or was. Kept for 14 days; names ids alone.
CREATE TABLE webhook_delivery (
  id BYTEA PRIMARY KEY,
  webhook_id BYTEA NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,                    -- JSON: at most 100 pairs of what it is and its id
  state TEXT NOT NULL,                    -- waiting | delivered | failed
  tries BIGINT NOT NULL,
  answer BIGINT,                          -- status of the last answer
  failure TEXT,                           -- why there was none
  made_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  tried_at BIGINT
);
CREATE INDEX webhook_delivery_of ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_old ON webhook_delivery (made_at);
