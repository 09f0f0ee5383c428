-- What a unit proposes to change about one of its people. It waits until there is an outcome.
CREATE TABLE change_request (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id), -- whom it is about
  organisation_id BYTEA NOT NULL REFERENCES organisation (id), -- the unit that proposes it
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL,
  words TEXT NOT NULL,                    -- how the unit knows
  changes TEXT NOT NULL                   -- JSON: record::Change, a list
);
CREATE INDEX change_request_person ON change_request (person_id);
CREATE INDEX change_request_by ON change_request (by_person, at, id);
CREATE INDEX change_request_at ON change_request (at, id);
CREATE TABLE change_request_outcome (
  request_id BYTEA PRIMARY KEY REFERENCES change_request (id),
  outcome TEXT NOT NULL,                  -- approved | edited | rejected | withdrawn
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL,
  reason TEXT,                            -- why it was rejected, for whoever proposed it
  changed TEXT NOT NULL                   -- JSON: record::Changed, what was made of it
);
