//! Where the columns of a mapping stand in a file. The separator or sheet is the one in which a row holds the mapping's
//! headings; that row is the heading, and what stands above it (titles, dates of the export) is passed over.

use super::source::{Rows, Source};
use super::{Input, ReadingError};
use crate::import::mapping::{Field, Mapping};

/// The heading stands within so many rows.
pub const HEADING_WITHIN: usize = 30;

/// How a file is to be read, found by walking it once.
#[derive(Clone, Debug)]
pub struct Layout {
    source: Source,
    sha256: [u8; 32],
    pub header_line: u64,
    /// For each column of the file the field it holds.
    pub columns: Vec<Option<Field>>,
    /// Headings that the mapping does not take.
    pub passed_over: Vec<String>,
    pub rows: u64,
}

impl Layout {
    pub fn find(input: &Input, mapping: &Mapping) -> Result<Self, ReadingError> {
        let (sha256, sources) = Source::all(input)?;
        let mut best: Option<Heading> = None;
        for source in sources {
            let heading = heading(input, source, mapping)?;
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
            source: best.source,
            sha256,
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
        self.sha256
    }

    pub fn encoding(&self) -> &'static str {
        self.source.word()
    }

    /// The rows below the heading, in order.
    pub fn read(&self, input: &Input) -> Result<Rows, ReadingError> {
        Ok(self.source.rows(input)?.below(self.header_line))
    }
}

struct Heading {
    source: Source,
    line: u64,
    cells: Vec<String>,
    known: usize,
    missing: Vec<String>,
}

/// The row that holds the most of the mapping's headings, read this way.
fn heading(input: &Input, source: Source, mapping: &Mapping) -> Result<Option<Heading>, ReadingError> {
    let mut best: Option<Heading> = None;
    for row in source.rows(input)?.take(HEADING_WITHIN) {
        let Ok(row) = row else { break };
        let missing: Vec<String> = mapping
            .columns
            .keys()
            .filter(|h| !row.cells.iter().any(|c| same(c, h)))
            .map(|h| cut(h))
            .collect();
        let known = mapping.columns.len() - missing.len();
        if best.as_ref().is_none_or(|b| known > b.known) {
            best = Some(Heading { source: source.clone(), line: row.line, cells: row.cells, known, missing });
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
