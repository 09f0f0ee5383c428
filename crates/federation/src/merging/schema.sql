-- Two contacts that were made one: what was changed is kept sealed, so that all of it can be undone.
CREATE TABLE contact_merge (
  id BYTEA PRIMARY KEY,
  subject_kind TEXT NOT NULL,             -- person | organisation
  winner_id BYTEA NOT NULL,
  loser_id BYTEA NOT NULL,
  by_person BYTEA REFERENCES person (id),
  at BIGINT NOT NULL,
  sealed BYTEA,                           -- empty when undone
  undone_at BIGINT
);
CREATE INDEX contact_merge_winner ON contact_merge (winner_id, at);
-- Where the old address of a contact that was merged leads.
CREATE TABLE contact_alias (
  alias_id BYTEA PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  slug TEXT,                              -- of an organisation
  subject_id BYTEA NOT NULL,              -- the winner, who may be an alias by now
  merge_id BYTEA NOT NULL REFERENCES contact_merge (id)
);
CREATE INDEX contact_alias_slug ON contact_alias (slug);
CREATE INDEX contact_alias_subject ON contact_alias (subject_id);
-- A key outlives the row of its person: what the journal holds about somebody who was merged stays readable.
CREATE TABLE person_key_kept (
  person_id BYTEA PRIMARY KEY,
  sealed_key BYTEA,
  destroyed_at BIGINT
);
INSERT INTO person_key_kept (person_id, sealed_key, destroyed_at)
  SELECT person_id, sealed_key, destroyed_at FROM person_key;
DROP TABLE person_key;
ALTER TABLE person_key_kept RENAME TO person_key;
