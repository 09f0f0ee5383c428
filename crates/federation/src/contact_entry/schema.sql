-- One row a person and one an organisation, as the list of contacts shows it: written by contact_entry alone, so that a
-- page reads one index and nothing else. What hangs on the date is as of due_on's day before.
CREATE TABLE contact_entry (
  n ROWNUMBER,
  subject_id BYTEA NOT NULL UNIQUE,       -- of a person or an organisation
  is_person BOOLEAN NOT NULL,
  name TEXT NOT NULL,                     -- as shown: "Burton, Fiona (Fi)", "Felsham Parish Council"
  sort_name TEXT NOT NULL,
  letter TEXT NOT NULL,                   -- A to Z, or # for all else
  kind TEXT NOT NULL,                     -- person, or the kind of organisation
  place TEXT NOT NULL,                    -- where they serve or belong; what an organisation stands under
  sort_place TEXT NOT NULL,
  roles TEXT NOT NULL,                    -- held now, as shown
  category TEXT NOT NULL,
  membership TEXT NOT NULL,               -- current | lapsed | ended; blank for none
  access TEXT NOT NULL,                   -- state of the account; blank for none
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  town TEXT NOT NULL,
  sort_town TEXT NOT NULL,
  postcode TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  due_on TEXT NOT NULL,                   -- the day on which it has to be made anew by itself; 9999-12-31 for never
  bits BIGINT NOT NULL,                   -- the terms in short: what lacks a bit asked for is passed over unread
  terms TEXT NOT NULL                     -- marks and words, a blank before and after each: what a filter asks of it
);
CREATE INDEX contact_entry_name ON contact_entry (sort_name, n, bits);
CREATE INDEX contact_entry_kind ON contact_entry (kind, sort_name, n, bits);
CREATE INDEX contact_entry_place ON contact_entry (sort_place, sort_name, n, bits);
CREATE INDEX contact_entry_roles ON contact_entry (roles, sort_name, n, bits);
CREATE INDEX contact_entry_category ON contact_entry (category, sort_name, n, bits);
CREATE INDEX contact_entry_membership ON contact_entry (membership, sort_name, n, bits);
CREATE INDEX contact_entry_access ON contact_entry (access, sort_name, n, bits);
CREATE INDEX contact_entry_email ON contact_entry (email, sort_name, n, bits);
CREATE INDEX contact_entry_town ON contact_entry (sort_town, sort_name, n, bits);
CREATE INDEX contact_entry_postcode ON contact_entry (postcode, sort_name, n, bits);
CREATE INDEX contact_entry_changed ON contact_entry (changed_at, sort_name, n, bits);
CREATE INDEX contact_entry_due ON contact_entry (due_on);
-- How many entries stand under each letter.
CREATE TABLE contact_tally (
  letter TEXT PRIMARY KEY,
  entries BIGINT NOT NULL
);
-- What the centre calls a group of contacts, and why somebody is in it.
CREATE TABLE tag (
  id BYTEA PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  excludes BOOLEAN NOT NULL,              -- whoever bears it is left out of messages and invitations
  created_at BIGINT NOT NULL
);
CREATE TABLE contact_tag (
  id BYTEA PRIMARY KEY,
  tag_id BYTEA NOT NULL REFERENCES tag (id),
  subject_id BYTEA NOT NULL,              -- of a person or an organisation
  is_person BOOLEAN NOT NULL,
  reason TEXT NOT NULL,
  by_person BYTEA REFERENCES person (id),
  tagged_at BIGINT NOT NULL,
  UNIQUE (tag_id, subject_id)
);
CREATE INDEX contact_tag_subject ON contact_tag (subject_id);
