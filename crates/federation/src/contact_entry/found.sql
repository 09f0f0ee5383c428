-- What a page of a search needs of every entry that was found: its letter and its place in the order of names.
CREATE INDEX contact_entry_found ON contact_entry (n, letter, sort_name);
