-- The terms of each entry.
CREATE TABLE contact_search (
  n BIGINT PRIMARY KEY,
  terms TSVECTOR NOT NULL
);
CREATE INDEX contact_search_terms ON contact_search USING gin (terms);
-- Folded words are sorted by their signs, as the program and SQLite sort them, whatever language the server speaks.
ALTER TABLE contact_entry
  ALTER COLUMN sort_name TYPE TEXT COLLATE "C",
  ALTER COLUMN kind TYPE TEXT COLLATE "C",
  ALTER COLUMN sort_place TYPE TEXT COLLATE "C",
  ALTER COLUMN roles TYPE TEXT COLLATE "C",
  ALTER COLUMN category TYPE TEXT COLLATE "C",
  ALTER COLUMN membership TYPE TEXT COLLATE "C",
  ALTER COLUMN access TYPE TEXT COLLATE "C",
  ALTER COLUMN email TYPE TEXT COLLATE "C",
  ALTER COLUMN sort_town TYPE TEXT COLLATE "C",
  ALTER COLUMN postcode TYPE TEXT COLLATE "C",
  ALTER COLUMN due_on TYPE TEXT COLLATE "C";
