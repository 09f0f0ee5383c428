-- The words of each list entry, folded before; 'simple' cuts at blanks and changes nothing.
CREATE TABLE member_search (
  n BIGINT PRIMARY KEY,
  words TSVECTOR NOT NULL
);
CREATE INDEX member_search_words ON member_search USING gin (words);
