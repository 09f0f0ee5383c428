-- Whether people act for one of their councils or for all: said where roll-outs are set up, asked wherever access is worked out.
INSERT INTO setting (key, value)
  SELECT 'councils-each', 'one' FROM setting WHERE key = 'rollout' AND value LIKE '%"one_council":true%';
