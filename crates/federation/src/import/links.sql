-- Numbers are looked for by person within one source; with the person alone, SQLite walks all of the source.
DROP INDEX import_link_person;
CREATE INDEX import_link_person_source ON import_link (person_id, source);
