-- An import looks for people by birthday and name at once.
CREATE INDEX person_birth ON person ((date_of_birth || ' ' || sort_name));
