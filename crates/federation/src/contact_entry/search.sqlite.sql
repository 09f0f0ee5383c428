-- The terms of each entry: the tokenizer has nothing left to do but cut at blanks.
CREATE VIRTUAL TABLE contact_search USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 0'
);
