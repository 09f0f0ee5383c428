//! Where the original mail begins in a prose report, and what its headers tell.

use super::parts::{Parts, fields};

/// Headers that nearly every mail has: three of them close together are a quoted mail.
const COMMON: [&str; 14] = [
    "received",
    "return-path",
    "message-id",
    "date",
    "from",
    "to",
    "subject",
    "mime-version",
    "content-type",
    "x-mailer",
    "dkim-signature",
    "reply-to",
    "sender",
    "content-transfer-encoding",
];

/// How servers announce what they quote, in lower case.
const ANNOUNCED: &[&str] = &[
    "below this line is a copy of",
    "message headers follow",
    "original message follows",
    "copy of the original message",
    "this is a copy of the message",
    "this is a copy of your message",
    "original message headers",
    "unsent message below",
    "message header follows",
    "message text follows",
    "---- original message",
    "message contents follow",
    "undelivered message is",
    "unsent message follows",
    "your original message",
    "begin of original message",
    "start of original message",
    "original message header",
];

/// Parts the report from the mail that it quotes.
pub fn split(text: &str) -> (&str, &str) {
    let starts: Vec<(usize, bool)> = lines_at(text)
        .filter(|(_, line)| !line.starts_with([' ', '\t']) || is_common(line))
        .map(|(at, line)| (at, is_common(line)))
        .collect();
    let quoted =
        lines_at(text).find(|(at, line)| *at > 0 && announces(line) && text[at + line.len()..].contains(':'));
    let (head, tail) = at_headers(text, &starts);
    match quoted {
        Some((at, line)) if at + line.len() <= head.len() => text.split_at(at + line.len()),
        _ => (head, tail),
    }
}

fn announces(line: &str) -> bool {
    let line = line.to_lowercase();
    line.len() < 120 && ANNOUNCED.iter().any(|a| line.contains(a))
}

fn at_headers<'t>(text: &'t str, starts: &[(usize, bool)]) -> (&'t str, &'t str) {
    for (n, (at, common)) in starts.iter().enumerate() {
        if *common && starts[n..].iter().take(8).filter(|(_, c)| *c).count() >= 3 {
            return text.split_at(*at);
        }
    }
    (text, "")
}

fn lines_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = at;
        at += line.len();
        (here, line)
    })
}

fn is_common(line: &str) -> bool {
    let line = unquoted(line);
    line.split_once(':').is_some_and(|(name, _)| COMMON.iter().any(|c| c.eq_ignore_ascii_case(name)))
}

/// A line without the signs that mark it as quoted.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>', '|'])
}

/// The Message-ID of the original.
pub fn message_id(original: &str) -> Option<String> {
    let text: String = original.lines().map(|line| quoted_kept_folded(line) + "\n").collect();
    let found =
        fields(&text).into_iter().find(|(name, value)| name == "message-id" && value.contains('@'))?;
    let id = found.1.trim_matches(|c: char| c == '<' || c == '>' || c.is_whitespace()).to_owned();
    (id.len() <= 500 && !id.contains(char::is_whitespace)).then_some(id)
}

fn quoted_kept_folded(line: &str) -> String {
    let bare = unquoted(line);
    let is_field =
        bare.split_once(':').is_some_and(|(n, _)| !n.is_empty() && n.chars().all(|c| c.is_ascii_graphic()));
    if is_field { bare.to_owned() } else { format!(" {bare}") }
}

/// To whom the original went, by its own headers.
pub fn recipients(original: &str) -> Vec<String> {
    let text: String = original.lines().map(|line| quoted_kept_folded(line) + "\n").collect();
    let to = fields(&text).into_iter().filter(|(name, _)| name == "to" || name == "x-receiver");
    to.flat_map(|(_, value)| super::prose::addresses(&value)).collect()
}

/// The addresses by which a report came home.
pub fn way_back(parts: &Parts) -> Vec<String> {
    const TOP: [&str; 7] =
        ["to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to", "cc"];
    let top = parts.top.iter().filter(|(name, _)| TOP.contains(&name.as_str())).map(|(_, v)| v.clone());
    let text: String = parts.original.lines().map(|line| quoted_kept_folded(line) + "\n").collect();
    let inner = fields(&text).into_iter().filter(|(n, _)| n == "return-path" || n == "x-envelope-from");
    let mut back: Vec<String> = Vec::new();
    for value in top.chain(inner.map(|(_, v)| v)) {
        for address in super::prose::addresses(&value) {
            if back.len() < 20 && !back.contains(&address) {
                back.push(address);
            }
        }
    }
    back
}
