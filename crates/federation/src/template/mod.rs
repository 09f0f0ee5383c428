//! Texts with blanks, as people write them for a mail or a letter: a subject and a body in simple Markdown, with merge
//! fields such as `{{given name}}` that are filled for each recipient.
//!
//! * A field that must be known stops a mail which lacks it ([`Template::missing`]); `{{town | your area}}` says what
//!   stands there instead, and stops nothing.
//! * A text is read once and filled many times: filling is putting pieces together.
//! * What is filled in can never become a mark or lead elsewhere: it is escaped, and a field is a link only as a whole.
//! * The plain text and the HTML part come from the same reading, so that they never differ. Nothing is fetched: there
//!   are no pictures, and typed HTML is shown as it was typed.

mod fields;
mod markdown;
mod pieces;

#[cfg(test)]
mod tests;

pub use pieces::{Filled, Values};

use fields::Fields;
use pieces::Pieces;

/// A text that is ready to be filled.
#[derive(Clone, Debug)]
pub struct Template {
    subject: Pieces,
    text: Pieces,
    html: Pieces,
    fields: Fields,
}

/// What is wrong with a text, for the person who writes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("Enter a subject")]
    NoSubject,
    #[error("Enter a text")]
    NoBody,
    #[error("The field “{{{{{0}}}}}” is not known. Known are: {1}")]
    Unknown(String, String),
    #[error("A field that begins with “{{{{” is not closed by “}}}}”: “{0}”")]
    Open(String),
    #[error("The text is longer than {MOST} characters")]
    TooLong,
}

/// A mail longer than this is a document.
pub const MOST: usize = 50_000;

impl Template {
    /// Reads a text. `known` are the fields that can be filled; all faults are told at once.
    pub fn read(subject: &str, body: &str, known: &[&str]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        if subject.trim().is_empty() {
            faults.push(Fault::NoSubject);
        }
        if body.trim().is_empty() {
            faults.push(Fault::NoBody);
        }
        if subject.len() + body.len() > MOST {
            return Err(vec![Fault::TooLong]);
        }
        let mut fields = Fields::new(known);
        let subject = fields.marked(&subject.split_whitespace().collect::<Vec<_>>().join(" "), &mut faults);
        let body = fields.marked(&body.replace("\r\n", "\n"), &mut faults);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (text, html) = markdown::read(&body);
        Ok(Self {
            subject: Pieces::of_text(&subject, &fields),
            text: Pieces::of_text(&text, &fields),
            html: Pieces::of_html(&html, &fields),
            fields,
        })
    }

    /// The fields that must be known for each recipient, in the order of their first use.
    pub fn required(&self) -> impl Iterator<Item = &str> {
        self.fields.required()
    }

    /// Those of them that these values lack.
    pub fn missing(&self, values: &Values) -> Vec<&str> {
        self.required().filter(|field| values.get(field).is_none()).collect()
    }

    /// The mail for one recipient. A required field that is not known is left blank: ask [`Template::missing`] before.
    pub fn fill(&self, values: &Values) -> Filled {
        let subject = self.subject.filled(values);
        let mut html = String::with_capacity(self.html.room() + 512);
        pieces::open_document(&mut html, &subject);
        self.html.fill(values, &mut html);
        html.push_str(pieces::CLOSED);
        Filled { text: self.text.filled(values), html, subject }
    }

    /// The body alone as HTML, for a preview within a page.
    pub fn preview(&self, values: &Values) -> String {
        self.html.filled(values)
    }
}
