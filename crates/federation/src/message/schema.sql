-- Texts that are kept under a name, in the languages they were written in.
CREATE TABLE message_template (
  id BYTEA PRIMARY KEY,
  owner_id BYTEA NOT NULL REFERENCES person (id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  shared BOOLEAN NOT NULL,                -- whoever may write to contacts uses and edits it
  texts TEXT NOT NULL,                    -- JSON: subject and body by language
  version BIGINT NOT NULL,
  changed_by BYTEA NOT NULL REFERENCES person (id),
  changed_at BIGINT NOT NULL
);
CREATE INDEX message_template_name ON message_template (name_folded);
-- One text to many: a draft, then what became of it.
CREATE TABLE message (
  id BYTEA PRIMARY KEY,
  owner_id BYTEA NOT NULL REFERENCES person (id),
  state TEXT NOT NULL,                    -- draft | waiting | preparing | leaving | cancelled | stopped
  title TEXT NOT NULL,                    -- the subject, its fields as dots
  texts TEXT NOT NULL,                    -- JSON: subject and body by language
  class TEXT,                             -- service | marketing; none: not asked yet
  basis TEXT,
  brings TEXT,                            -- the role whose holders an organisation brings; none: its own address
  each_gets_one BOOLEAN NOT NULL,         -- of those who share an address
  selection_id BYTEA NOT NULL,            -- what was selected; its rows are kept here, selections are thrown away
  selected BIGINT NOT NULL,
  again_of BYTEA REFERENCES message (id),
  version BIGINT NOT NULL,
  settled_at BIGINT,                      -- when the recipients were worked out
  out_of_reach BIGINT NOT NULL,
  mails BIGINT NOT NULL,
  pace BIGINT,                            -- mails a minute to one domain
  starts_at BIGINT,
  confirmed_at BIGINT,
  run_id BYTEA REFERENCES mail_run (id),
  stopped_because TEXT,
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX message_latest ON message (changed_at, id);
CREATE INDEX message_owner ON message (owner_id, changed_at, id);
CREATE INDEX message_run ON message (run_id);
-- Who was selected.
CREATE TABLE message_subject (
  message_id BYTEA NOT NULL REFERENCES message (id),
  subject_id BYTEA NOT NULL,
  is_person BOOLEAN NOT NULL,
  PRIMARY KEY (message_id, subject_id)
);
-- Who is looked at while recipients are worked out; empty otherwise.
CREATE TABLE message_candidate (
  message_id BYTEA NOT NULL,
  subject_id BYTEA NOT NULL,
  is_person BOOLEAN NOT NULL,
  brought BOOLEAN NOT NULL,               -- by an organisation, and not selected themselves
  PRIMARY KEY (message_id, subject_id)
);
-- What becomes of each: a mail, a part in somebody else's, or none and why.
CREATE TABLE message_recipient (
  id BYTEA PRIMARY KEY,
  message_id BYTEA NOT NULL REFERENCES message (id),
  place BIGINT NOT NULL,                  -- in the order of names
  person_id BYTEA REFERENCES person (id),
  organisation_id BYTEA REFERENCES organisation (id),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,                   -- name and address, as they are searched
  through TEXT NOT NULL,                  -- the organisations that bring them
  address TEXT NOT NULL,
  language TEXT NOT NULL,
  outcome TEXT NOT NULL,                  -- mail | shared | left
  reason TEXT NOT NULL,                   -- of being left out
  detail TEXT NOT NULL,                   -- the tag, the fields, with whom a mail is shared
  filled TEXT,                            -- JSON: values of fields; wiped when the mail is made
  mail_id BYTEA REFERENCES mail (id)
);
CREATE INDEX message_recipient_place ON message_recipient (message_id, place);
CREATE INDEX message_recipient_outcome ON message_recipient (message_id, outcome, reason, place);
CREATE INDEX message_recipient_person ON message_recipient (person_id);
CREATE INDEX message_recipient_organisation ON message_recipient (organisation_id);
CREATE INDEX message_recipient_mail ON message_recipient (mail_id);
CREATE TABLE message_tally (
  message_id BYTEA NOT NULL REFERENCES message (id),
  outcome TEXT NOT NULL,
  reason TEXT NOT NULL,
  recipients BIGINT NOT NULL,
  PRIMARY KEY (message_id, outcome, reason)
);
-- Who said no to a class of message, from when to when. Known by a keyed hash of the address, so that the no of an
-- address holds when nobody is known any more to have it.
CREATE TABLE unsubscription (
  id BYTEA PRIMARY KEY,
  address_hash BYTEA NOT NULL,
  person_id BYTEA REFERENCES person (id),
  organisation_id BYTEA REFERENCES organisation (id),
  class TEXT NOT NULL,
  source TEXT NOT NULL,                   -- one-press | page
  mail_id BYTEA,                          -- the one whose link was used
  since BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX unsubscription_address ON unsubscription (address_hash);
CREATE INDEX unsubscription_person ON unsubscription (person_id);
CREATE INDEX unsubscription_organisation ON unsubscription (organisation_id);
-- Whoever manages contacts wrote to them by other means until now.
INSERT INTO role_capability (role, capability, scope)
  SELECT role, 'messages.send', scope FROM role_capability WHERE capability = 'contacts.manage';
INSERT INTO capability_requirement (capability, requirement)
  SELECT 'messages.send', requirement FROM capability_requirement WHERE capability = 'contacts.manage';
