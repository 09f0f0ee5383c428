-- The words of each list entry, folded before, and its marks.
CREATE TABLE member_search (
  n BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX member_search_words ON member_search USING gin (words);
-- Folded words are sorted by their signs, as the program and SQLite sort them, whatever language the server speaks.
ALTER TABLE member_entry
  ALTER COLUMN sort_name TYPE TEXT COLLATE "C",
  ALTER COLUMN sort_town TYPE TEXT COLLATE "C",
  ALTER COLUMN category TYPE TEXT COLLATE "C",
  ALTER COLUMN postcode_area TYPE TEXT COLLATE "C",
  ALTER COLUMN joined_on TYPE TEXT COLLATE "C",
  ALTER COLUMN paid_until TYPE TEXT COLLATE "C";
