-- The words of each list entry, folded before, and its marks: the tokenizer has nothing left to do but cut at blanks.
CREATE VIRTUAL TABLE member_search USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
