-- Those who may be reminded: by how often a link was sent, and when the last was.
CREATE INDEX rollout_row_remind ON rollout_row (state, sends, sent_at);
