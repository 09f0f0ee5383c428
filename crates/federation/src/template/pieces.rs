//! A text cut at its fields, and what is filled in.

use super::fields::{Field, Fields};
use serde::{Deserialize, Serialize};

/// What is filled in for one recipient, by the name of the field. A blank value is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(Vec<(String, String)>);

impl Values {
    pub fn put(&mut self, field: &str, value: impl Into<String>) {
        let value = value.into();
        match self.0.iter_mut().find(|(name, _)| name == field) {
            Some(held) => held.1 = value,
            None => self.0.push((field.to_owned(), value)),
        }
    }

    pub fn with(mut self, field: &str, value: impl Into<String>) -> Self {
        self.put(field, value);
        self
    }

    pub fn get(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| name == field).map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }
}

/// A mail that is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub subject: String,
    pub text: String,
    /// A whole document.
    pub html: String,
}

#[derive(Clone, Debug)]
enum Piece {
    Literal(String),
    /// As plain text.
    Plain(Field),
    /// As words of a page; an address of the web becomes a link.
    Words(Field),
    /// As words of a link that is there already.
    Escaped(Field),
    /// As the whole address of a link.
    Address(Field),
}

#[derive(Clone, Debug)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    pub fn of_text(text: &str, fields: &Fields) -> Self {
        Self::cut(text, fields, |field, _| Piece::Plain(field))
    }

    pub fn of_html(html: &str, fields: &Fields) -> Self {
        Self::cut(html, fields, |field, before| {
            if before.ends_with("href=\"") {
                return Piece::Address(field);
            }
            // Typed marks are escaped, so that every "<a " is one of ours.
            match before.rfind("<a ").is_some_and(|at| !before[at..].contains("</a>")) {
                true => Piece::Escaped(field),
                false => Piece::Words(field),
            }
        })
    }

    fn cut(text: &str, fields: &Fields, piece: impl Fn(Field, &str) -> Piece) -> Self {
        let mut pieces = Vec::new();
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let Some(field) = fields.of(c) else { continue };
            pieces.push(Piece::Literal(text[from..at].to_owned()));
            pieces.push(piece(field.clone(), &text[..at]));
            from = at + c.len_utf8();
        }
        pieces.push(Piece::Literal(text[from..].to_owned()));
        Self(pieces)
    }

    /// How much the pieces that are always there need.
    pub fn room(&self) -> usize {
        self.0.iter().map(|piece| if let Piece::Literal(text) = piece { text.len() } else { 32 }).sum()
    }

    pub fn filled(&self, values: &Values) -> String {
        let mut out = String::with_capacity(self.room());
        self.fill(values, &mut out);
        out
    }

    pub fn fill(&self, values: &Values, out: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Plain(field) => out.push_str(value(field, values)),
                Piece::Escaped(field) => escape_into(value(field, values), out),
                Piece::Words(field) => words(value(field, values), out),
                Piece::Address(field) => {
                    let value = value(field, values);
                    escape_into(if is_address(value) { value } else { "" }, out);
                }
            }
        }
    }
}

fn value<'a>(field: &'a Field, values: &'a Values) -> &'a str {
    values.get(&field.name).or(field.instead.as_deref()).unwrap_or_default()
}

fn words(value: &str, out: &mut String) {
    if !is_address(value) {
        return escape_into(value, out);
    }
    out.push_str("<a href=\"");
    escape_into(value, out);
    out.push_str("\">");
    escape_into(value, out);
    out.push_str("</a>");
}

fn is_address(value: &str) -> bool {
    (value.starts_with("https://") || value.starts_with("http://")) && !value.contains(char::is_whitespace)
}

pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape_into(text, &mut out);
    out
}

fn escape_into(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// Marks that every mail program knows, and large letters; the language stands on the part.
pub(super) fn open_document(out: &mut String, title: &str) {
    out.push_str("<!DOCTYPE html>\n<html dir=\"auto\">\n<head><meta charset=\"utf-8\"><title>");
    escape_into(title, out);
    out.push_str(
        "</title></head>\n<body style=\"font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 38em\">\n",
    );
}

pub(super) const CLOSED: &str = "</body>\n</html>\n";
