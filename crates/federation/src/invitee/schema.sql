-- A roll-out brings many onto the portal, a batch of it one slice: "A-B".
CREATE TABLE rollout (
  id BYTEA PRIMARY KEY,
  organisation_id BYTEA NOT NULL REFERENCES organisation (id), -- where the right of whoever began it stands
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  owner_id BYTEA NOT NULL REFERENCES person (id),
  begun_at BIGINT NOT NULL,
  UNIQUE (organisation_id, name_folded)
);
CREATE TABLE rollout_batch (
  id BYTEA PRIMARY KEY,
  rollout_id BYTEA NOT NULL REFERENCES rollout (id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  owner_id BYTEA NOT NULL REFERENCES person (id),
  selection_id BYTEA NOT NULL,            -- the frozen selection that it was made of
  selected BIGINT NOT NULL,               -- and its count
  notice_run BYTEA,                       -- the run of mail that told them beforehand
  noticed BIGINT NOT NULL,                -- so many it told
  made_at BIGINT NOT NULL,
  UNIQUE (rollout_id, name_folded)
);
-- The tags that exclude from this batch.
CREATE TABLE rollout_batch_tag (
  batch_id BYTEA NOT NULL REFERENCES rollout_batch (id),
  tag_id BYTEA NOT NULL REFERENCES tag (id),
  PRIMARY KEY (batch_id, tag_id)
);
-- One invitee: a person with all the councils that brought them, or a council that brought nobody.
CREATE TABLE rollout_row (
  n ROWNUMBER,
  id BYTEA NOT NULL UNIQUE,
  batch_id BYTEA NOT NULL REFERENCES rollout_batch (id),
  person_id BYTEA REFERENCES person (id),
  organisation_id BYTEA REFERENCES organisation (id), -- of a row without a person
  kind TEXT NOT NULL,                     -- person, or the kind of organisation
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  councils TEXT NOT NULL,                 -- as shown
  sort_councils TEXT NOT NULL,
  email TEXT NOT NULL,                    -- when it was last looked at
  email_folded TEXT NOT NULL,
  state TEXT NOT NULL,                    -- draft | excluded | blocked | queued | sent | bounced | opened | accepted | expired | revoked
  reason TEXT NOT NULL,                   -- why excluded, blocked or revoked
  state_at BIGINT NOT NULL,
  findings BIGINT NOT NULL,               -- bits: what the checks found when it was last looked at
  furthest BIGINT NOT NULL,               -- 0 chosen, 1 invited, 2 delivered, 3 opened, 4 accepted
  keeps_address BOOLEAN NOT NULL,         -- of those with one address this one was chosen
  anyway BOOLEAN NOT NULL,                -- somebody said that the warnings are no obstacle
  act_id BYTEA,                           -- the confirmed act that it waits for
  sends BIGINT NOT NULL,                  -- links made so far
  sent_at BIGINT,                         -- when the newest was made
  reminded_at BIGINT                      -- when a reminder was last begun, whether or not one could leave
);
CREATE INDEX rollout_row_name ON rollout_row (batch_id, sort_name, n, state, findings);
CREATE INDEX rollout_row_kind ON rollout_row (batch_id, kind, sort_name, n, state, findings);
CREATE INDEX rollout_row_councils ON rollout_row (batch_id, sort_councils, sort_name, n, state, findings);
CREATE INDEX rollout_row_email ON rollout_row (batch_id, email_folded, sort_name, n, state, findings);
CREATE INDEX rollout_row_state ON rollout_row (batch_id, state, sort_name, n, findings);
CREATE INDEX rollout_row_person ON rollout_row (person_id);
CREATE INDEX rollout_row_organisation ON rollout_row (organisation_id);
CREATE INDEX rollout_row_due ON rollout_row (state, sent_at);
CREATE INDEX rollout_row_act ON rollout_row (act_id, n);
-- The councils that brought a person.
CREATE TABLE rollout_row_council (
  n ROWNUMBER,
  row_n BIGINT NOT NULL,
  organisation_id BYTEA NOT NULL REFERENCES organisation (id)
);
CREATE INDEX rollout_row_council_row ON rollout_row_council (row_n);
CREATE INDEX rollout_row_council_organisation ON rollout_row_council (organisation_id);
-- Each change of a state, with its date.
CREATE TABLE rollout_step (
  n ROWNUMBER,
  row_n BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_person BYTEA REFERENCES person (id), -- null: the program, or the invitee
  act_id BYTEA
);
CREATE INDEX rollout_step_row ON rollout_step (row_n, n);
-- How many rows stand where, so that no page counts.
CREATE TABLE rollout_tally (
  batch_id BYTEA NOT NULL REFERENCES rollout_batch (id),
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  furthest BIGINT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (batch_id, state, reason, furthest)
);
-- A confirmed act on many rows: what, whose, how many.
CREATE TABLE rollout_act (
  id BYTEA PRIMARY KEY,
  batch_id BYTEA NOT NULL REFERENCES rollout_batch (id),
  kind TEXT NOT NULL,                     -- invite | resend | revoke | again
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL,
  run_id BYTEA,                           -- the run of mail that its links leave in
  chosen BIGINT NOT NULL,
  done BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX rollout_act_batch ON rollout_act (batch_id, at);
-- Of a role the federation says whether holding it brings access to the portal; null was never said.
ALTER TABLE role ADD COLUMN brings_access BOOLEAN;
