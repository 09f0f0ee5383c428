-- When somebody was last sent a link; lists of those with access go by it, by state.
ALTER TABLE account ADD COLUMN invited_at BIGINT;
UPDATE account SET invited_at = (SELECT max(i.created_at) FROM invitation i WHERE i.account_id = account.id);
CREATE INDEX account_state_invited ON account (state, (coalesce(invited_at, 0)), id);
CREATE INDEX account_state_signed_in ON account (state, (coalesce(signed_in_at, 0)), id);
