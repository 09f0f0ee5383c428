//! SQL is written once, with `?1 ?2 …`; here it becomes PostgreSQL's `$1 $2 …`.
//!
//! What lies inside string literals, quoted names, dollar quotes and comments stays as it is, and so does a
//! `?` without a number (PostgreSQL's JSON operators). It runs once per statement and connection: the
//! prepared statement is kept under the original text.

pub(crate) fn to_postgres(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    for (piece, text) in pieces(sql) {
        match piece {
            Piece::Parameter => {
                out.push('$');
                out.push_str(&text[1..]);
            }
            _ => out.push_str(text),
        }
    }
    out
}

/// Type words of migrations, as each engine spells them.
pub(crate) fn translate_types(sql: &str, words: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(sql.len());
    for (piece, text) in pieces(sql) {
        let known = words.iter().find(|(from, _)| piece == Piece::Word && text == *from);
        out.push_str(known.map_or(text, |(_, to)| to));
    }
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Parameter,
    Word,
    /// Quoted or commented: not ours to touch.
    Sealed,
    Other,
}

fn pieces(sql: &str) -> impl Iterator<Item = (Piece, &str)> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, length) = next_piece(rest);
        let (text, after) = rest.split_at(length);
        rest = after;
        Some((piece, text))
    })
}

fn next_piece(s: &str) -> (Piece, usize) {
    let b = s.as_bytes();
    match b[0] {
        b'\'' => (Piece::Sealed, quoted(b, b'\'', 0)),
        b'"' => (Piece::Sealed, quoted(b, b'"', 0)),
        b'-' if b.get(1) == Some(&b'-') => (Piece::Sealed, s.find('\n').unwrap_or(s.len())),
        b'/' if b.get(1) == Some(&b'*') => (Piece::Sealed, block_comment(b)),
        b'$' => dollar_quote(s).map_or((Piece::Other, 1), |end| (Piece::Sealed, end)),
        b'?' => match run_of(&b[1..], |c| c.is_ascii_digit()) {
            0 => (Piece::Other, 1),
            digits => (Piece::Parameter, 1 + digits),
        },
        // E'…' is the one literal in which a backslash guards a quote.
        b'e' | b'E' if b.get(1) == Some(&b'\'') => (Piece::Sealed, escaped(b)),
        c if word_byte(c) => (Piece::Word, run_of(b, |c| word_byte(c) || c == b'$')),
        _ => (Piece::Other, run_of(b, |c| !word_byte(c) && !b"'\"-/$?".contains(&c)).max(1)),
    }
}

fn word_byte(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'_' || c >= 0x80
}

fn run_of(b: &[u8], keep: impl Fn(u8) -> bool) -> usize {
    b.iter().take_while(|c| keep(**c)).count()
}

/// Length of a quoted piece; a doubled quote needs no care, for it reads as two pieces side by side.
fn quoted(b: &[u8], quote: u8, from: usize) -> usize {
    b.iter().skip(from + 1).position(|c| *c == quote).map_or(b.len(), |i| from + i + 2)
}

fn escaped(b: &[u8]) -> usize {
    let mut i = 2;
    while i < b.len() {
        match b[i] {
            b'\\' => i += 2,
            b'\'' if b.get(i + 1) == Some(&b'\'') => i += 2,
            b'\'' => return i + 1,
            _ => i += 1,
        }
    }
    b.len()
}

/// PostgreSQL's block comments nest.
fn block_comment(b: &[u8]) -> usize {
    let (mut depth, mut i) = (0, 0);
    while i < b.len() {
        match b.get(i..i + 2) {
            Some(b"/*") => (depth, i) = (depth + 1, i + 2),
            Some(b"*/") => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    b.len()
}

fn dollar_quote(s: &str) -> Option<usize> {
    let tag_length = s[1..].find('$')?;
    let tag = &s[..tag_length + 2];
    let name = &tag[1..tag.len() - 1];
    if !name.bytes().all(word_byte) || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    Some(s[tag.len()..].find(tag).map_or(s.len(), |end| tag.len() * 2 + end))
}

#[cfg(test)]
#[path = "sql_tests.rs"]
mod tests;
