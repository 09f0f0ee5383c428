-- Names in their order: what begins as somebody types is one range, and all names can be looked through without the rows.
CREATE INDEX organisation_name ON organisation (sort_name COLLATE "C", id);
