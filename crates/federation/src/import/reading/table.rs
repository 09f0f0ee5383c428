//! A table in a file that no mapping knows yet: which sheet, which separator, which row holds the headings. All of it is a
//! guess that people see and may change ([`Choice`]), with what is odd about the file said in words.

use super::sheet::HEADING_WITHIN;
use super::source::{Rows, Source};
use super::{Input, Line, ReadingError, Sheet};

/// What somebody chose instead of the guess.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    pub sheet: Option<String>,
    /// 0: the table has no headings; the first row is data.
    pub header_line: Option<u64>,
}

/// Something about a file that whoever imports it should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Oddity {
    HiddenSheets(Vec<String>),
    /// So many rows stand above the headings.
    RowsAbove(u64),
    NoHeading,
    TwiceTheSameHeading(String),
    HeadingWithoutWords(usize),
    NotUtf8(&'static str),
}

#[derive(Clone, Debug)]
pub struct Table {
    source: Source,
    pub sha256: [u8; 32],
    pub sheets: Vec<Sheet>,
    /// The sheet that is read; None for a CSV file.
    pub sheet: Option<String>,
    pub header_line: u64,
    pub headings: Vec<String>,
    /// The rows from the first on, titles and headings among them.
    pub first: Vec<Line>,
    pub oddities: Vec<Oddity>,
}

impl Table {
    /// `known` tells whether a heading is one that an import understands.
    pub fn look(input: &Input, choice: &Choice, known: impl Fn(&str) -> bool) -> Result<Self, ReadingError> {
        let (sha256, sources) = Source::all(input)?;
        let sheets = sources.iter().find_map(Source::sheets).unwrap_or_default();
        let sources = match &choice.sheet {
            Some(name) => {
                vec![sources.into_iter().find_map(|s| s.on(name)).ok_or(ReadingError::NoSuchSheet)?]
            }
            None => sources,
        };
        let mut best: Option<(usize, Source, Vec<Line>)> = None;
        for source in sources {
            let first: Vec<Line> = match source.rows(input)?.take(HEADING_WITHIN * 2).collect() {
                Ok(first) => first,
                Err(fault) if best.is_none() => return Err(fault),
                Err(_) => continue,
            };
            let score = table_score(&first, &known);
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                best = Some((score, source, first));
            }
        }
        let (_, source, first) = best.ok_or(ReadingError::Empty)?;
        if first.is_empty() {
            return Err(source
                .sheet()
                .map_or(ReadingError::Empty, |name| ReadingError::EmptySheet(name.to_owned())));
        }
        let header_line = choice.header_line.unwrap_or_else(|| heading_line(&first, &known));
        let mut table = Self {
            sheet: source.sheet().map(str::to_owned),
            headings: headings(&first, header_line),
            oddities: Vec::new(),
            source,
            sha256,
            sheets,
            header_line,
            first,
        };
        table.oddities = table.odd();
        Ok(table)
    }

    /// "windows-1252", "XLSX".
    pub fn encoding(&self) -> &'static str {
        self.source.word()
    }

    /// The rows below the headings.
    pub fn rows(&self, input: &Input) -> Result<Rows, ReadingError> {
        Ok(self.source.rows(input)?.below(self.header_line))
    }

    /// Whether a row further down is the headings once more, as in a table printed page by page.
    pub fn is_heading(&self, line: &Line) -> bool {
        let cells = line.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
        self.header_line > 0 && cells.eq(self.headings.iter().map(|h| h.trim()).filter(|h| !h.is_empty()))
    }

    fn odd(&self) -> Vec<Oddity> {
        let mut odd = Vec::new();
        let hidden: Vec<String> = self.sheets.iter().filter(|s| s.hidden).map(|s| s.name.clone()).collect();
        if !hidden.is_empty() {
            odd.push(Oddity::HiddenSheets(hidden));
        }
        let above = self.first.iter().filter(|l| l.line < self.header_line).count() as u64;
        match (self.header_line, above) {
            (0, _) => odd.push(Oddity::NoHeading),
            (_, 0) => {}
            _ => odd.push(Oddity::RowsAbove(above)),
        }
        let same = |a: &str, b: &str| a.trim().to_lowercase() == b.trim().to_lowercase();
        let named = || self.headings.iter().enumerate().filter(|(_, h)| !h.trim().is_empty());
        let twice = named().find(|(at, h)| self.headings[..*at].iter().any(|other| same(other, h)));
        odd.extend(twice.map(|(_, h)| Oddity::TwiceTheSameHeading(h.trim().to_owned())));
        let blank = self.headings.iter().filter(|h| h.trim().is_empty()).count();
        if blank > 0 && self.header_line > 0 {
            odd.push(Oddity::HeadingWithoutWords(blank));
        }
        if let Source::Text { nature, .. } = &self.source
            && nature.encoding.name() != "UTF-8"
        {
            odd.push(Oddity::NotUtf8(nature.encoding.name()));
        }
        odd
    }
}

/// How much the first rows look like a table: rows of the same width count, and headings that are understood.
fn table_score(first: &[Line], known: &impl Fn(&str) -> bool) -> usize {
    let widths: Vec<usize> = first.iter().map(width).collect();
    let most = widths.iter().copied().max().unwrap_or_default();
    let commonest = (2..=most.min(200)).max_by_key(|w| widths.iter().filter(|x| *x == w).count());
    let Some(wide) = commonest else { return usize::from(!first.is_empty()) };
    let like = widths.iter().filter(|w| **w == wide).count();
    let understood =
        first.iter().take(HEADING_WITHIN).map(|l| understood(l, known)).max().unwrap_or_default();
    understood * 1_000 + like * wide.min(20) + 2
}

fn width(line: &Line) -> usize {
    line.cells.iter().rposition(|c| !c.trim().is_empty()).map_or(0, |at| at + 1)
}

fn understood(line: &Line, known: &impl Fn(&str) -> bool) -> usize {
    line.cells.iter().filter(|c| known(c)).count()
}

/// The line of the row that holds the headings: the one of which most is understood; failing that the first that is
/// nearly full of words and has no figures. 0: there is none.
fn heading_line(first: &[Line], known: &impl Fn(&str) -> bool) -> u64 {
    let near = &first[..first.len().min(HEADING_WITHIN)];
    let best = near.iter().rev().max_by_key(|l| understood(l, known));
    if let Some(best) =
        best.filter(|l| understood(l, known) >= 2 || (understood(l, known) == 1 && width(l) == 1))
    {
        return best.line;
    }
    let wide = first.iter().map(filled).max().unwrap_or_default();
    let is_heading = |l: &&Line| {
        filled(l) * 10 >= wide * 6 && l.cells.iter().filter(|c| !c.trim().is_empty()).all(|c| is_words(c))
    };
    near.iter().find(is_heading).map_or(0, |l| l.line)
}

fn filled(line: &Line) -> usize {
    line.cells.iter().filter(|c| !c.trim().is_empty()).count()
}

/// As a heading is: short, and neither a number, a date nor an address.
fn is_words(cell: &str) -> bool {
    let cell = cell.trim();
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.len() <= 80
        && !cell.contains('@')
        && digits * 3 < cell.chars().count()
        && cell.chars().any(char::is_alphabetic)
}

fn headings(first: &[Line], header_line: u64) -> Vec<String> {
    if let Some(line) = first.iter().find(|l| l.line == header_line) {
        return line.cells.iter().map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    }
    let wide = first.iter().map(width).max().unwrap_or_default();
    (0..wide).map(|at| format!("Column {}", letters(at))).collect()
}

/// A, B, … Z, AA: as spreadsheets name columns.
fn letters(at: usize) -> String {
    let last = char::from(b'A' + (at % 26) as u8);
    if at < 26 { last.to_string() } else { format!("{}{last}", letters(at / 26 - 1)) }
}

impl std::fmt::Display for Oddity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Oddity::HiddenSheets(names) => write!(f, "The workbook has hidden sheets: {}.", names.join(", ")),
            Oddity::RowsAbove(1) => f.write_str("A row stands above the headings; it is passed over."),
            Oddity::RowsAbove(n) => write!(f, "{n} rows stand above the headings; they are passed over."),
            Oddity::NoHeading => f.write_str("No row looks like headings; the columns are named by letters."),
            Oddity::TwiceTheSameHeading(heading) => {
                write!(f, "Two columns have the same heading: {heading}.")
            }
            Oddity::HeadingWithoutWords(1) => f.write_str("A column has no heading."),
            Oddity::HeadingWithoutWords(n) => write!(f, "{n} columns have no heading."),
            Oddity::NotUtf8(encoding) => write!(f, "The text was read as {encoding}."),
        }
    }
}
