//! How labels are to be printed: which sheet, from which label on, how far nudged, one a household or one a person.

use formats::labels::{Format, Layout, Nudge, Start};

#[derive(Clone, Debug)]
pub struct Sheet {
    pub format: &'static Format,
    /// From 1, row by row.
    pub first: usize,
    /// Millimetres to the right and down.
    pub nudge: (f64, f64),
    pub each: Each,
}

/// Who gets a label of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Each {
    #[default]
    Household,
    Person,
}

impl Each {
    pub fn word(self) -> &'static str {
        if self == Each::Household { "household" } else { "person" }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Each::Household, Each::Person].into_iter().find(|e| e.word() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetRefused {
    #[error("There is no sheet of labels with the code {0}")]
    NoSuchFormat(String),
    #[error("The sheet has labels 1 to {0}")]
    NoSuchLabel(usize),
    #[error("Move by 3 millimetres or less")]
    TooFar,
}

impl Sheet {
    pub fn of(code: &str, first: usize, nudge: (f64, f64), each: Each) -> Result<Self, SheetRefused> {
        let format =
            formats::labels::find(code).ok_or_else(|| SheetRefused::NoSuchFormat(code.to_owned()))?;
        Start::at(format, first).ok_or(SheetRefused::NoSuchLabel(format.per_page()))?;
        Nudge::mm(nudge.0, nudge.1).ok_or(SheetRefused::TooFar)?;
        Ok(Self { format, first, nudge, each })
    }

    /// The commonest sheet, whole, where it should lie.
    pub fn usual() -> Self {
        Self { format: &formats::labels::FORMATS[0], first: 1, nudge: (0.0, 0.0), each: Each::Household }
    }

    pub fn start(&self) -> Start {
        Start::at(self.format, self.first).unwrap_or_default()
    }

    pub fn nudge(&self) -> Nudge {
        Nudge::mm(self.nudge.0, self.nudge.1).unwrap_or_default()
    }

    pub(super) fn layout(&self) -> Layout<'static> {
        Layout { format: self.format, start: self.start(), nudge: self.nudge() }
    }

    /// Row and column of the first label, from 1.
    pub fn first_place(&self) -> (usize, usize) {
        ((self.first - 1) / self.format.columns + 1, (self.first - 1) % self.format.columns + 1)
    }
}
