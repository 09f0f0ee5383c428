-- The tree of organisations. Kinds are data: which may stand under which, and whether people are members there.
CREATE TABLE organisation_kind (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_plural TEXT NOT NULL,
  has_members BOOLEAN NOT NULL,           -- people are members of the federation through it
  needs_membership BOOLEAN NOT NULL       -- it is a member itself, and its roles count only while it is
);
CREATE TABLE organisation_kind_parent (
  kind TEXT NOT NULL REFERENCES organisation_kind (key),
  parent_kind TEXT NOT NULL REFERENCES organisation_kind (key),
  PRIMARY KEY (kind, parent_kind)
);
CREATE TABLE organisation (
  id BYTEA PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,          -- short, for search tokens and addresses of pages
  kind TEXT NOT NULL REFERENCES organisation_kind (key),
  parent_id BYTEA REFERENCES organisation (id),
  name TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  category TEXT,
  opened_on TEXT,
  closed_on TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX organisation_parent ON organisation (parent_id, sort_name);
-- Every organisation is its own descendant at depth 0.
CREATE TABLE organisation_path (
  ancestor_id BYTEA NOT NULL REFERENCES organisation (id),
  descendant_id BYTEA NOT NULL REFERENCES organisation (id),
  depth BIGINT NOT NULL,
  PRIMARY KEY (ancestor_id, descendant_id)
);
CREATE INDEX organisation_path_up ON organisation_path (descendant_id, depth);
-- What the federation itself is: its name, zone, mail domains. One row a setting, JSON values.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
