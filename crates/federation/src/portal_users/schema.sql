-- A confirmed act on people of the list: what, whose, how many.
CREATE TABLE portal_act (
  id BYTEA PRIMARY KEY,
  kind TEXT NOT NULL,                     -- resend | revoke
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL,
  selection_id BYTEA NOT NULL,            -- what was confirmed: it is done once
  run_id BYTEA,                           -- the run of mail that its links leave in
  chosen BIGINT NOT NULL,
  done BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,              -- looked at, and left as they are
  ended_at BIGINT,
  UNIQUE (selection_id, kind)
);
CREATE INDEX portal_act_latest ON portal_act (at, id);
-- Whom it concerns, and what came of each.
CREATE TABLE portal_act_person (
  n ROWNUMBER,
  act_id BYTEA NOT NULL REFERENCES portal_act (id),
  person_id BYTEA NOT NULL REFERENCES person (id),
  outcome TEXT NOT NULL                   -- blank: waits; done; or the word of why they were left as they are
);
CREATE INDEX portal_act_person_outcome ON portal_act_person (act_id, outcome, n);
CREATE INDEX portal_act_person_person ON portal_act_person (person_id);
