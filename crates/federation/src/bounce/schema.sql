-- A report that a mail came back, once for each message: the same one again changes nothing.
CREATE TABLE bounce (
  id BYTEA PRIMARY KEY,
  message_hash BYTEA NOT NULL UNIQUE,     -- SHA-256 of the report
  mail_id BYTEA NOT NULL REFERENCES mail (id),
  address_hash BYTEA NOT NULL,            -- keyed hash of the folded address, so that the table names nobody
  kind TEXT NOT NULL,                     -- unknown | full | temporary | spam | refused | away | complaint | none
  status TEXT,                            -- RFC 3463: 5.1.1
  received_at BIGINT NOT NULL,
  answered_at BIGINT                      -- somebody said since that the address works
);
CREATE INDEX bounce_address ON bounce (address_hash, received_at);
CREATE INDEX bounce_mail ON bounce (mail_id);
-- Why a marked address is marked; it counts only while bounced_at is set.
ALTER TABLE contact_point ADD COLUMN bounced_because TEXT;
ALTER TABLE account ADD COLUMN bounced_at BIGINT;
ALTER TABLE account ADD COLUMN bounced_because TEXT;
CREATE INDEX contact_point_bounced ON contact_point (person_id) WHERE bounced_at IS NOT NULL;
