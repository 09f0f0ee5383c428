//! What servers say, as tables of phrases (`phrases.txt`), and the text in which they are looked for.

use super::Kind;
use super::codes::{Status, reply_code};
use std::sync::LazyLock;

/// So far apart may the halves of a phrase stand, in bytes.
const GAP: usize = 60;
/// So much of a text is looked at: a server says its reason at once.
const MOST: usize = 6 * 1024;

struct Table {
    name: &'static str,
    phrases: Vec<&'static str>,
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| tables(include_str!("phrases.txt")));

/// What the tables mean, by their headings. The others are asked by name.
const MEANING: &[(&str, Kind)] = &[
    ("mailbox full", Kind::MailboxFull),
    ("too big", Kind::OtherRefusal),
    ("fault on the way", Kind::OtherRefusal),
    ("too much at once", Kind::Temporary),
    ("the sender", Kind::SpamRefusal),
    ("nobody there", Kind::AddressUnknown),
    ("policy", Kind::SpamRefusal),
    ("nobody there, said also of other things", Kind::AddressUnknown),
    ("later", Kind::Temporary),
];

fn tables(text: &'static str) -> Vec<Table> {
    let mut all: Vec<Table> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match (line.strip_prefix("== "), all.last_mut()) {
            (Some(name), _) => all.push(Table { name, phrases: Vec::new() }),
            (None, Some(table)) => table.phrases.push(line),
            (None, None) => {}
        }
    }
    all
}

/// What a text means, when it holds a phrase that is known. The text comes from [`plain`].
pub fn kind(text: &str) -> Option<Kind> {
    let meaning = |table: &Table| MEANING.iter().find(|(name, _)| *name == table.name).map(|(_, kind)| *kind);
    let mut meant = TABLES.iter().filter_map(|table| Some((table, meaning(table)?)));
    meant.find(|(table, _)| table.phrases.iter().any(|p| holds(text, p))).map(|(_, kind)| kind)
}

/// A report that a mail arrived.
pub fn arrived(text: &str) -> bool {
    is_in("arrived", text)
}

/// What a text hints at when nothing else is known: that somebody did not want it.
pub fn weak(text: &str) -> Option<Kind> {
    is_in("a hint of refusal", text).then_some(Kind::SpamRefusal)
}

fn is_in(table: &str, text: &str) -> bool {
    TABLES.iter().filter(|t| t.name == table).any(|t| t.phrases.iter().any(|p| holds(text, p)))
}

fn holds(text: &str, phrase: &str) -> bool {
    let Some((before, after)) = phrase.split_once(" * ") else { return has(text, phrase) };
    text.match_indices(before).any(|(at, _)| {
        let rest = &text[at + before.len()..];
        super::parts::cut(rest, GAP + after.len()).contains(after)
    })
}

/// Short words count only as words: "ube" is not a part of "tube".
fn has(text: &str, phrase: &str) -> bool {
    if phrase.len() > 5 || !phrase.is_ascii() {
        return text.contains(phrase);
    }
    let part = |c: char| c.is_alphanumeric();
    text.match_indices(phrase)
        .any(|(at, _)| !text[..at].ends_with(part) && !text[at + phrase.len()..].starts_with(part))
}

/// A text in lower case, on one line, without codes, addresses and links: they part the words of a phrase.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MOST));
    for word in super::parts::cut(text, MOST).split_whitespace() {
        let bare = word.trim_matches(|c: char| "<>()[]\"',;:.".contains(c));
        let tied = bare.split('-').next().unwrap_or(bare);
        let is_code = reply_code(bare).is_some() || Status::of(bare).is_some();
        let is_tied_code = reply_code(tied).is_some() && bare.len() == tied.len() + 1;
        let is_link = ["http://", "https://", "www."].iter().any(|start| bare.starts_with(start));
        if bare.is_empty() || is_code || is_tied_code || is_link || bare.contains('@') {
            continue;
        }
        // "550-5.1.1" was a code; "550-Mailbox" holds a word.
        let word =
            if reply_code(tied).is_some() { word.split_once('-').map_or(word, |(_, w)| w) } else { word };
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.replace('’', "'").chars().flat_map(char::to_lowercase));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_asked_and_every_phrase_can_be_found() {
        for table in TABLES.iter() {
            let asked = MEANING.iter().any(|(name, _)| *name == table.name)
                || ["arrived", "a hint of refusal"].contains(&table.name);
            assert!(asked, "{}", table.name);
            for phrase in &table.phrases {
                assert!(
                    holds(&plain(&phrase.replace(" * ", " ")), phrase),
                    "{phrase} cannot be found in a text"
                );
            }
        }
        assert!(MEANING.iter().all(|(name, _)| TABLES.iter().any(|t| t.name == *name)));
    }
}
