-- When something was last changed that is said of an organisation; null is since it was recorded.
ALTER TABLE organisation ADD COLUMN updated_at BIGINT;
