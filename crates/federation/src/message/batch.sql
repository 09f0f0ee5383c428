-- A message that tells the people of a batch beforehand.
ALTER TABLE message ADD COLUMN batch_id BYTEA REFERENCES rollout_batch (id);
CREATE INDEX message_batch ON message (batch_id, made_at) WHERE batch_id IS NOT NULL;
-- Of somebody who has a part in another's mail: the place of that other.
ALTER TABLE message_recipient ADD COLUMN shared_place BIGINT;
CREATE INDEX message_recipient_shared ON message_recipient (message_id, shared_place) WHERE shared_place IS NOT NULL;
