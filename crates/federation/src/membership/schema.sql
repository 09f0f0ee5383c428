CREATE TABLE membership (
  id BYTEA PRIMARY KEY,
  person_id BYTEA REFERENCES person (id), -- the member: a person …
  member_organisation_id BYTEA REFERENCES organisation (id), -- … or an organisation, never both
  organisation_id BYTEA NOT NULL REFERENCES organisation (id), -- the home: through which they are a member
  category TEXT NOT NULL,
  number TEXT,
  joined_on TEXT,
  ended_on TEXT,                          -- resigned, moved away or died; lapsing is read from the terms
  ended_because TEXT,
  created_at BIGINT NOT NULL,
  CHECK ((person_id IS NULL) <> (member_organisation_id IS NULL))
);
CREATE INDEX membership_organisation_member ON membership (member_organisation_id);
CREATE INDEX membership_person ON membership (person_id);
CREATE INDEX membership_number ON membership (number);
CREATE TABLE membership_term (
  id BYTEA PRIMARY KEY,
  membership_id BYTEA NOT NULL REFERENCES membership (id),
  starts_on TEXT NOT NULL,
  ends_on TEXT                            -- inclusive; null is for life
);
CREATE INDEX membership_term_membership ON membership_term (membership_id, starts_on);

-- One row a membership, as the members list shows it: written by membership::entry alone, so that a page reads
-- one index and nothing else. What is derived from the date (current, lapsed) is not in it.
CREATE TABLE member_entry (
  n ROWNUMBER,
  membership_id BYTEA NOT NULL UNIQUE REFERENCES membership (id),
  person_id BYTEA NOT NULL REFERENCES person (id),
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  ended BOOLEAN NOT NULL,
  category TEXT NOT NULL,
  name TEXT NOT NULL,                     -- as shown: "Burton, Fiona (Fi)"
  sort_name TEXT NOT NULL,
  letter TEXT NOT NULL,                   -- A to Z, or # for all else
  town TEXT NOT NULL,                     -- blank when not known
  sort_town TEXT NOT NULL,
  postcode_area TEXT NOT NULL,            -- "LS" of "LS6 2AB"
  joined_on TEXT NOT NULL,                -- blank when not known
  paid_until TEXT NOT NULL,               -- end of the last term; 9999-12-31 for life
  contact TEXT NOT NULL,                  -- the preferred contact point, as shown
  has_email BOOLEAN NOT NULL,
  by_email BOOLEAN NOT NULL,              -- wishes about being contacted
  by_post BOOLEAN NOT NULL,
  by_phone BOOLEAN NOT NULL
);
CREATE INDEX member_entry_name ON member_entry (organisation_id, ended, sort_name, n);
CREATE INDEX member_entry_town ON member_entry (organisation_id, ended, sort_town, sort_name, n);
CREATE INDEX member_entry_joined ON member_entry (organisation_id, ended, joined_on, sort_name, n);
CREATE INDEX member_entry_category ON member_entry (organisation_id, ended, category, sort_name, n);
-- Holds every field that a filter asks for, so that counting reads the index alone.
CREATE INDEX member_entry_paid ON member_entry (
  organisation_id, ended, paid_until, sort_name, n,
  category, postcode_area, joined_on, letter, has_email, by_email, by_post, by_phone
);
CREATE INDEX member_entry_all_name ON member_entry (ended, sort_name, n);
CREATE INDEX member_entry_all_town ON member_entry (ended, sort_town, sort_name, n);
CREATE INDEX member_entry_all_joined ON member_entry (ended, joined_on, sort_name, n);
CREATE INDEX member_entry_all_category ON member_entry (ended, category, sort_name, n);
CREATE INDEX member_entry_all_paid ON member_entry (ended, paid_until, sort_name, n);
CREATE INDEX member_entry_all_area ON member_entry (ended, postcode_area, sort_name, n);
CREATE INDEX member_entry_person ON member_entry (person_id);
-- How many entries stand under each letter, for the organisation and everything below it.
CREATE TABLE member_tally (
  organisation_id BYTEA NOT NULL REFERENCES organisation (id),
  ended BOOLEAN NOT NULL,
  letter TEXT NOT NULL,
  entries BIGINT NOT NULL,
  PRIMARY KEY (organisation_id, ended, letter)
);
