-- A proposal about an organisation by its own people; person_id is then whoever proposes.
ALTER TABLE change_request ADD COLUMN about_organisation_id BYTEA REFERENCES organisation (id);
