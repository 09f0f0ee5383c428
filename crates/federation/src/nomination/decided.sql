-- When a nomination had its outcome: what waits is counted by an index of its own, not out of all years.
ALTER TABLE nomination ADD COLUMN decided_at BIGINT;
UPDATE nomination SET decided_at = (SELECT d.at FROM nomination_outcome d WHERE d.nomination_id = nomination.id);
CREATE INDEX nomination_waiting ON nomination (at, id, organisation_id) WHERE decided_at IS NULL;
