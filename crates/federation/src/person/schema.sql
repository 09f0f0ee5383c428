CREATE TABLE household (
  id BYTEA PRIMARY KEY,
  created_at BIGINT NOT NULL
);
CREATE TABLE person (
  id BYTEA PRIMARY KEY,
  title TEXT,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  known_as TEXT,
  sort_name TEXT NOT NULL,                -- folded family name, then given name
  date_of_birth TEXT,
  language TEXT,                          -- BCP 47, the person's wish
  deceased_on TEXT,
  household_id BYTEA REFERENCES household (id),
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX person_sort ON person (sort_name, id);
CREATE INDEX person_household ON person (household_id);
CREATE TABLE contact_point (
  id BYTEA PRIMARY KEY,
  person_id BYTEA REFERENCES person (id),
  organisation_id BYTEA REFERENCES organisation (id),
  kind TEXT NOT NULL,                     -- email | phone | post
  purpose TEXT NOT NULL,                  -- home | office | public
  value TEXT NOT NULL,                    -- address as written; for post its lines, one a line, without the town
  folded TEXT NOT NULL,                   -- for comparing: e-mail case-folded, phone E.164, postcode without blanks
  town TEXT,
  county TEXT,
  postcode TEXT,
  country TEXT,                           -- ISO 3166-1, blank is the United Kingdom
  preferred BOOLEAN NOT NULL,
  valid_from TEXT,
  valid_until TEXT,
  verified_at BIGINT,
  bounced_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_point_person ON contact_point (person_id, kind);
CREATE INDEX contact_point_organisation ON contact_point (organisation_id, kind);
CREATE INDEX contact_point_folded ON contact_point (kind, folded);
-- What a person said about being contacted, and where that is known from. The newest row of a channel counts.
CREATE TABLE consent (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  channel TEXT NOT NULL,                  -- email | post | phone
  given BOOLEAN NOT NULL,
  source TEXT NOT NULL,
  recorded_on TEXT NOT NULL
);
CREATE INDEX consent_person ON consent (person_id, channel, recorded_on);
