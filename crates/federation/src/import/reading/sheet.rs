//! The rows of a CSV file, and where its columns stand. The separator is the one under which a row holds the mapping's
//! headings; that row is the heading, and what stands above it (titles, dates of the export) is passed over.

use super::text::{Nature, Text, TooLong, nature};
use super::{Input, Line, ReadingError};
use crate::import::mapping::{Field, Mapping};
use csv::{Reader, ReaderBuilder, StringRecord};
use std::cell::Cell;
use std::rc::Rc;

const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The heading stands within so many rows.
const HEADING_WITHIN: usize = 30;
const MOST_COLUMNS: usize = 2_000;

/// How a file is to be read, found by walking it once.
#[derive(Clone, Debug)]
pub struct Layout {
    nature: Nature,
    separator: u8,
    pub header_line: u64,
    /// For each column of the file the field it holds.
    pub columns: Vec<Option<Field>>,
    /// Headings that the mapping does not take.
    pub passed_over: Vec<String>,
    pub rows: u64,
}

impl Layout {
    pub fn find(input: &Input, mapping: &Mapping) -> Result<Self, ReadingError> {
        let nature = nature(input)?;
        let mut best: Option<Heading> = None;
        for separator in SEPARATORS {
            let heading = heading(input, nature, separator, mapping)?;
            if heading.as_ref().map_or(0, |h| h.known) > best.as_ref().map_or(0, |h| h.known)
                || best.is_none()
            {
                best = heading.or(best);
            }
        }
        let best = best.ok_or(ReadingError::Empty)?;
        if !best.missing.is_empty() {
            let found = best.cells.iter().map(|c| cut(c)).take(40).collect::<Vec<_>>().join(", ");
            return Err(ReadingError::NoHeader { missing: best.missing.join(", "), found });
        }
        let mut layout = Self {
            nature,
            separator: best.separator,
            header_line: best.line,
            columns: best.cells.iter().map(|c| field_of(c, mapping)).collect(),
            passed_over: best
                .cells
                .iter()
                .filter(|c| !c.trim().is_empty() && field_of(c, mapping).is_none())
                .map(|c| cut(c))
                .collect(),
            rows: 0,
        };
        for row in layout.read(input)? {
            row?;
            layout.rows += 1;
        }
        Ok(layout)
    }

    pub fn sha256(&self) -> [u8; 32] {
        self.nature.sha256
    }

    pub fn encoding(&self) -> &'static str {
        self.nature.encoding.name()
    }

    /// The rows below the heading, in order.
    pub fn read(&self, input: &Input) -> Result<Rows, ReadingError> {
        let mut rows = Rows::open(input, self.nature, self.separator)?;
        rows.below = self.header_line;
        Ok(rows)
    }
}

struct Heading {
    separator: u8,
    line: u64,
    cells: Vec<String>,
    known: usize,
    missing: Vec<String>,
}

/// The row that holds the most of the mapping's headings under this separator.
fn heading(
    input: &Input,
    nature: Nature,
    separator: u8,
    mapping: &Mapping,
) -> Result<Option<Heading>, ReadingError> {
    let mut best: Option<Heading> = None;
    for row in Rows::open(input, nature, separator)?.take(HEADING_WITHIN) {
        let Ok(row) = row else { break };
        let missing: Vec<String> = mapping
            .columns
            .keys()
            .filter(|h| !row.cells.iter().any(|c| same(c, h)))
            .map(|h| cut(h))
            .collect();
        let known = mapping.columns.len() - missing.len();
        if best.as_ref().is_none_or(|b| known > b.known) {
            best = Some(Heading { separator, line: row.line, cells: row.cells, known, missing });
        }
        if best.as_ref().is_some_and(|b| b.missing.is_empty()) {
            break;
        }
    }
    Ok(best)
}

fn field_of(heading: &str, mapping: &Mapping) -> Option<Field> {
    mapping.columns.iter().find(|(h, _)| same(h, heading)).map(|(_, f)| *f)
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn cut(heading: &str) -> String {
    heading.chars().filter(|c| !c.is_control()).take(60).collect::<String>().trim().to_owned()
}

/// An iterator over rows that keeps one in memory.
pub struct Rows {
    reader: Reader<Text>,
    record: StringRecord,
    since_row: Rc<Cell<usize>>,
    below: u64,
    failed: bool,
}

impl Rows {
    fn open(input: &Input, nature: Nature, separator: u8) -> Result<Self, ReadingError> {
        let since_row = Rc::new(Cell::new(0));
        let text = Text::new(input.open()?, nature.encoding, Rc::clone(&since_row));
        let reader =
            ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text);
        Ok(Self { reader, record: StringRecord::new(), since_row, below: 0, failed: false })
    }

    fn next_line(&mut self) -> Result<Option<Line>, ReadingError> {
        loop {
            self.since_row.set(0);
            let before = self.reader.position().line();
            if !self.reader.read_record(&mut self.record).map_err(|e| unreadable(e, before))? {
                return Ok(None);
            }
            let breaks =
                self.record.iter().map(|c| c.bytes().filter(|b| *b == b'\n').count() as u64).sum::<u64>();
            // Blank lines are skipped before a row; its own line is known from where it ended.
            let line = (self.reader.position().line().saturating_sub(breaks + 1)).max(before);
            if line <= self.below {
                continue;
            }
            if self.record.len() > MOST_COLUMNS {
                return Err(ReadingError::TooManyColumns { line, most: MOST_COLUMNS });
            }
            let cells = self.record.iter().map(str::to_owned).collect();
            return Ok(Some(Line { line, cells, breaks }));
        }
    }
}

impl Iterator for Rows {
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
