-- What somebody has selected in a list: kept here, so that it survives paging, sorting and Back.
CREATE TABLE selection (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  list TEXT NOT NULL,                     -- which list: "members" and the organisation
  frozen_at BIGINT,                       -- null while it can still change
  entries BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX selection_person ON selection (person_id, list, changed_at);
CREATE TABLE selection_entry (
  selection_id BYTEA NOT NULL REFERENCES selection (id),
  subject_id BYTEA NOT NULL,              -- a membership, a contact: whatever the list is of
  PRIMARY KEY (selection_id, subject_id)
);
