-- Rows that wait for somebody's first day: the program looks at them again and again, and at no others.
CREATE INDEX rollout_row_not_yet ON rollout_row (n) WHERE state = 'blocked' AND reason = 'not-yet';
