-- Told beforehand: when, and by which mail, so that one that comes back is taken back. Of several notices the first counts.
ALTER TABLE rollout_row ADD COLUMN noticed_at BIGINT;
ALTER TABLE rollout_row ADD COLUMN noticed_mail BYTEA;
CREATE INDEX rollout_row_notice ON rollout_row (noticed_mail) WHERE noticed_mail IS NOT NULL;
-- The messages of a batch say which batch they are of.
ALTER TABLE rollout_batch DROP COLUMN notice_run;
-- A batch is searched by name, council and address: everything that is asked of a row stands here.
CREATE INDEX rollout_row_search ON rollout_row (batch_id, sort_name, n, state, findings, kind, sort_councils, email_folded);
