-- Entries of one act, newest first, without looking through all others.
CREATE INDEX journal_act ON journal (act, seq);
