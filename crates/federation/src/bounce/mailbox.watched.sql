-- How the reading of the return mailbox goes. `failure` holds one word from now on, which pages put into a sentence.
ALTER TABLE return_mailbox ADD COLUMN read_at BIGINT;        -- when it was last read to its end
ALTER TABLE return_mailbox ADD COLUMN failing_since BIGINT;  -- null while it works
ALTER TABLE return_mailbox ADD COLUMN told_at BIGINT;        -- when a mail told of this failing
UPDATE return_mailbox SET failure = NULL;
