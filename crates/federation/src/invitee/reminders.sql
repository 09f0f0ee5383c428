-- When a reminder was last begun for a row, whether or not one could leave.
ALTER TABLE rollout_row ADD COLUMN reminded_at BIGINT;
