CREATE TABLE role (
  key TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  needs_mailbox BOOLEAN NOT NULL
);
CREATE TABLE role_organisation_kind (
  role TEXT NOT NULL REFERENCES role (key),
  kind TEXT NOT NULL REFERENCES organisation_kind (key),
  PRIMARY KEY (role, kind)
);
CREATE TABLE role_capability (
  role TEXT NOT NULL REFERENCES role (key),
  capability TEXT NOT NULL,
  scope TEXT NOT NULL,                    -- own | below | federation
  PRIMARY KEY (role, capability)
);
-- What a person must hold: training, a disclosure check, an agreement.
CREATE TABLE requirement (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- training | disclosure | agreement
  due_days BIGINT NOT NULL,               -- so many days before it expires it is due
  grace_days BIGINT NOT NULL,             -- so many days after it expired it still opens what it opened
  remedy TEXT NOT NULL                    -- where to do it, in words
);
CREATE TABLE role_requirement (
  role TEXT NOT NULL REFERENCES role (key),
  requirement TEXT NOT NULL REFERENCES requirement (key),
  PRIMARY KEY (role, requirement)
);
CREATE TABLE capability_requirement (
  capability TEXT NOT NULL,
  requirement TEXT NOT NULL REFERENCES requirement (key),
  PRIMARY KEY (capability, requirement)
);
CREATE TABLE appointment (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  role TEXT NOT NULL REFERENCES role (key),
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT,                           -- inclusive; null is open
  created_at BIGINT NOT NULL
);
CREATE INDEX appointment_person ON appointment (person_id);
CREATE INDEX appointment_organisation ON appointment (organisation_id, role);
-- Append-only (invariant 7): a newer valid one hides an older expired one.
CREATE TABLE attainment (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  requirement TEXT NOT NULL REFERENCES requirement (key),
  obtained_on TEXT NOT NULL,
  expires_on TEXT,                        -- last day that counts; null never expires
  pending BOOLEAN NOT NULL,               -- begun, not yet passed
  source TEXT NOT NULL,
  recorded_at BIGINT NOT NULL
);
CREATE INDEX attainment_person ON attainment (person_id, requirement);
