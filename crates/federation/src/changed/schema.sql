-- Contacts that changed and that the search for duplicates has not seen since.
CREATE TABLE contact_changed (
  subject_kind TEXT NOT NULL,             -- person | organisation
  subject_id BYTEA NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (subject_kind, subject_id)
);
-- Who is here already is looked at once.
INSERT INTO contact_changed (subject_kind, subject_id, at) SELECT 'person', id, created_at FROM person;
INSERT INTO contact_changed (subject_kind, subject_id, at) SELECT 'organisation', id, created_at FROM organisation;
-- Contacts whose entry in the list of contacts is to be made anew.
CREATE TABLE contact_due (
  subject_id BYTEA PRIMARY KEY,
  subject_kind TEXT NOT NULL              -- person | organisation
);
INSERT INTO contact_due (subject_id, subject_kind) SELECT id, 'person' FROM person;
INSERT INTO contact_due (subject_id, subject_kind) SELECT id, 'organisation' FROM organisation;
