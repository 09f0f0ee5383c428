-- Contacts that somebody keeps together under a name.
CREATE TABLE saved_list (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id), -- whose it is
  name TEXT NOT NULL,
  shared BOOLEAN NOT NULL,                -- others who look after contacts see it too, and may add and take out
  created_at BIGINT NOT NULL
);
CREATE INDEX saved_list_person ON saved_list (person_id);
-- What was done to a list at once, so that it can be undone.
CREATE TABLE saved_list_act (
  id BYTEA PRIMARY KEY,
  list_id BYTEA NOT NULL REFERENCES saved_list (id),
  is_adding BOOLEAN NOT NULL,
  entries BIGINT NOT NULL,                -- how many came in or went
  by_person BYTEA NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL
);
CREATE INDEX saved_list_act_list ON saved_list_act (list_id, at);
CREATE INDEX saved_list_act_person ON saved_list_act (by_person);
CREATE TABLE saved_list_entry (
  id BYTEA PRIMARY KEY,
  list_id BYTEA NOT NULL REFERENCES saved_list (id),
  subject_id BYTEA NOT NULL,              -- of a person or an organisation
  is_person BOOLEAN NOT NULL,
  act_id BYTEA NOT NULL,                  -- what brought it in
  UNIQUE (list_id, subject_id)
);
CREATE INDEX saved_list_entry_subject ON saved_list_entry (subject_id);
CREATE INDEX saved_list_entry_act ON saved_list_entry (act_id);
-- What was taken out, for as long as that can be undone.
CREATE TABLE saved_list_gone (
  id BYTEA PRIMARY KEY,
  list_id BYTEA NOT NULL REFERENCES saved_list (id),
  subject_id BYTEA NOT NULL,
  is_person BOOLEAN NOT NULL,
  act_id BYTEA NOT NULL,                  -- what brought it in
  gone_by BYTEA NOT NULL                  -- what took it out
);
CREATE INDEX saved_list_gone_act ON saved_list_gone (gone_by);
CREATE INDEX saved_list_gone_subject ON saved_list_gone (subject_id);
