-- Somebody who serves several organisations acts for one of them at a time, in each browser.
ALTER TABLE session ADD COLUMN organisation_id BYTEA REFERENCES organisation (id);
