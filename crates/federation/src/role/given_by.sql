-- Who appoints to a role besides the centre: centre (nobody) | holder | organisation. Null: not said yet.
ALTER TABLE role ADD COLUMN given_by TEXT;
