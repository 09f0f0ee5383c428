-- What somebody wrote about a contact in their own words.
CREATE TABLE contact_note (
  id BYTEA PRIMARY KEY,
  subject_id BYTEA NOT NULL,              -- of a person or an organisation
  is_person BOOLEAN NOT NULL,
  text TEXT NOT NULL,
  source TEXT NOT NULL,                   -- the list that it came in with; blank when written here
  by_person BYTEA REFERENCES person (id),
  written_at BIGINT NOT NULL
);
CREATE INDEX contact_note_subject ON contact_note (subject_id, written_at);
-- A tag that came with an import goes with it.
ALTER TABLE tag ADD COLUMN run_id BYTEA REFERENCES import_run (id);
-- The last day of a membership counts, and one may lie ahead: what said otherwise is made anew.
UPDATE contact_entry SET due_on = '0001-01-01' WHERE subject_id IN (
  SELECT coalesce(person_id, member_organisation_id) FROM membership WHERE ended_on >= '2026-01-01');
