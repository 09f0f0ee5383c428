-- What the federation decided otherwise than usual about what organisations and people may change in their own records.
CREATE TABLE field_policy (
  subject TEXT NOT NULL,                  -- organisation | person
  field TEXT NOT NULL,
  may TEXT NOT NULL,                      -- at-once | propose | see | hidden
  PRIMARY KEY (subject, field)
);
