-- Somebody named for a role by the people of an organisation. It waits until there is an outcome.
CREATE TABLE nomination (
  id BYTEA PRIMARY KEY,
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL REFERENCES role (key),
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  starts_on TEXT NOT NULL,
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL
);
CREATE INDEX nomination_organisation ON nomination (organisation_id);
CREATE INDEX nomination_at ON nomination (at, id);
CREATE INDEX nomination_by ON nomination (by_person);
CREATE TABLE nomination_outcome (
  nomination_id BYTEA PRIMARY KEY REFERENCES nomination (id),
  outcome TEXT NOT NULL,                  -- confirmed | rejected | withdrawn
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL,
  reason TEXT,                            -- why not, for whoever named them
  person_id BYTEA REFERENCES person (id)  -- whom they turned out to be
);
-- Somebody said when they stop. The appointment has its last day; this is what else they said.
CREATE TABLE leaving (
  id BYTEA PRIMARY KEY,
  appointment_id BYTEA NOT NULL,          -- no reference: an appointment made by mistake is taken out
  person_id BYTEA NOT NULL REFERENCES person (id),
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  role TEXT NOT NULL REFERENCES role (key),
  last_day TEXT NOT NULL,
  follows TEXT NOT NULL,                  -- named | nobody | unknown
  nomination_id BYTEA REFERENCES nomination (id),
  changed TEXT NOT NULL,                  -- JSON: record::Changed, to take it back
  said_on TEXT NOT NULL,                  -- that day it can be taken back
  at BIGINT NOT NULL,
  taken_back_at BIGINT
);
CREATE INDEX leaving_appointment ON leaving (appointment_id);
CREATE INDEX leaving_person ON leaving (person_id);
CREATE INDEX leaving_organisation ON leaving (organisation_id, last_day);
-- Who begins in a role.
CREATE INDEX appointment_role ON appointment (role, starts_on);
