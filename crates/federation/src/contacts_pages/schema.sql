-- A set of filters that somebody gave a name.
CREATE TABLE contact_filter (
  id BYTEA PRIMARY KEY,
  person_id BYTEA NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  shared BOOLEAN NOT NULL,                -- others who look after contacts see it too
  address TEXT NOT NULL,                  -- what stands after the ? of the list's address
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_filter_person ON contact_filter (person_id);
