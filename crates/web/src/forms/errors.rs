use crate::components::{Content, ErrorSummary};
use crate::text::Words;

/// A sentence for each field whose entry will not do, in the order of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errors {
    lines: Vec<(String, Content)>,
}

impl Errors {
    /// `field` is the id of the control; an empty one makes a line without a link.
    pub fn add(&mut self, field: impl Into<String>, sentence: impl Into<Content>) {
        self.lines.push((field.into(), sentence.into()));
    }

    /// The first sentence at this field: `.error(errors.of("town"))`.
    pub fn of(&self, field: &str) -> Option<Content> {
        self.lines.iter().find(|(at, _)| at == field).map(|(_, sentence)| sentence.clone())
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub fn summary(&self, t: &Words) -> ErrorSummary {
        let start = ErrorSummary::new(t.plain("frame-problem"));
        self.lines.iter().fold(start, |summary, (field, sentence)| summary.line(sentence.clone(), field))
    }
}
