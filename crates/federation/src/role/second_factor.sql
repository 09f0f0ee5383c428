ALTER TABLE role ADD COLUMN second_factor TEXT NOT NULL DEFAULT 'optional'; -- optional | required
