//! What rows come from: the text of a CSV file under one separator, or one sheet of a workbook.

use super::text::{Nature, Text, TooLong, nature};
use super::workbook::{self, Workbook};
use super::{Input, Line, MOST_COLUMNS, ReadingError, Sheet};
use csv::{Reader, ReaderBuilder, StringRecord};
use std::cell::Cell;
use std::rc::Rc;

pub const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

#[derive(Clone)]
pub enum Source {
    Text { nature: Nature, separator: u8 },
    Sheet { workbook: Workbook, name: String },
}

impl Source {
    /// Every way in which the file can be read, the likeliest first, and the hash of its bytes. Hidden sheets are not
    /// among them unless there is no other.
    pub fn all(input: &Input) -> Result<([u8; 32], Vec<Source>), ReadingError> {
        if !input.begins_as_workbook()? {
            let nature = nature(input)?;
            let sources = SEPARATORS.map(|separator| Source::Text { nature, separator });
            return Ok((nature.sha256, sources.into()));
        }
        let workbook = Workbook::open(input)?;
        let sha256 = workbook.sha256();
        let all_hidden = workbook.sheets.iter().all(|s| s.hidden);
        let open = workbook.sheets.iter().filter(|s| all_hidden || !s.hidden);
        let sources = open.map(|s| Source::Sheet { workbook: workbook.clone(), name: s.name.clone() });
        Ok((sha256, sources.collect()))
    }

    pub fn rows(&self, input: &Input) -> Result<Rows, ReadingError> {
        let from = match self {
            Source::Text { nature, separator } => {
                From::Text(Box::new(TextRows::open(input, *nature, *separator)?))
            }
            Source::Sheet { workbook, name } => From::Sheet(workbook.rows(name)),
        };
        Ok(Rows { from, below: 0 })
    }

    /// All sheets of the workbook; None for a text.
    pub fn sheets(&self) -> Option<Vec<Sheet>> {
        match self {
            Source::Text { .. } => None,
            Source::Sheet { workbook, .. } => Some(workbook.sheets.clone()),
        }
    }

    pub fn sheet(&self) -> Option<&str> {
        match self {
            Source::Text { .. } => None,
            Source::Sheet { name, .. } => Some(name),
        }
    }

    /// The same workbook, another sheet of it.
    pub fn on(self, sheet: &str) -> Option<Source> {
        match self {
            Source::Sheet { workbook, .. } if workbook.sheets.iter().any(|s| s.name == sheet) => {
                Some(Source::Sheet { workbook, name: sheet.to_owned() })
            }
            _ => None,
        }
    }

    /// The encoding of a text, the kind of a workbook.
    pub fn word(&self) -> &'static str {
        match self {
            Source::Text { nature, .. } => nature.encoding.name(),
            Source::Sheet { workbook, .. } => workbook.format.word(),
        }
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// An iterator over the rows of a file.
pub struct Rows {
    from: From,
    below: u64,
}

enum From {
    Text(Box<TextRows>),
    Sheet(workbook::Rows),
}

impl Rows {
    /// Only those below a line.
    pub fn below(self, line: u64) -> Self {
        Self { below: line, ..self }
    }
}

impl Iterator for Rows {
    type Item = Result<Line, ReadingError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = match &mut self.from {
                From::Text(rows) => rows.next(),
                From::Sheet(rows) => rows.next(),
            };
            match next {
                Some(Ok(line)) if line.line <= self.below => {}
                next => return next,
            }
        }
    }
}

/// The rows of a CSV file; keeps one in memory.
struct TextRows {
    reader: Reader<Text>,
    record: StringRecord,
    since_row: Rc<Cell<usize>>,
    failed: bool,
}

impl TextRows {
    fn open(input: &Input, nature: Nature, separator: u8) -> Result<Self, ReadingError> {
        let since_row = Rc::new(Cell::new(0));
        let text = Text::new(input.open()?, nature.encoding, Rc::clone(&since_row));
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
        Ok(Self { reader, record: StringRecord::new(), since_row, failed: false })
    }

    fn next_line(&mut self) -> Result<Option<Line>, ReadingError> {
        self.since_row.set(0);
        let before = self.reader.position().line();
        if !self.reader.read_record(&mut self.record).map_err(|e| unreadable(e, before))? {
            return Ok(None);
        }
        let breaks =
            self.record.iter().map(|c| c.bytes().filter(|b| *b == b'\n').count() as u64).sum::<u64>();
        // Blank lines are skipped before a row; its own line is known from where it ended.
        let line = (self.reader.position().line().saturating_sub(breaks + 1)).max(before);
        if self.record.len() > MOST_COLUMNS {
            return Err(ReadingError::TooManyColumns { line, most: MOST_COLUMNS });
        }
        let cells = self.record.iter().map(str::to_owned).collect();
        Ok(Some(Line { line, cells, breaks }))
    }
}

impl Iterator for TextRows {
    type Item = Result<Line, ReadingError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let row = self.next_line();
        self.failed = row.is_err();
        row.transpose()
    }
}

fn unreadable(error: csv::Error, line: u64) -> ReadingError {
    match error.into_kind() {
        csv::ErrorKind::Io(e) if e.get_ref().is_some_and(|inner| inner.is::<TooLong>()) => {
            ReadingError::RowTooLong { line }
        }
        csv::ErrorKind::Io(e) => ReadingError::Read(e),
        other => ReadingError::Read(std::io::Error::other(format!("{other:?}"))),
    }
}
