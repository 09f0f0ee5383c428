//! Files into rows: CSV of any encoding, separator and line end, and the sheets of XLSX, XLS and ODS workbooks. Rows are
//! streamed, so that memory stays flat however long the file is. A file is walked once before anything is written
//! ([`Layout::find`] by the headings of a mapping, [`Table::look`] without one); one that cannot be read is refused with a
//! sentence.

mod sheet;
mod source;
mod table;
mod text;
mod workbook;

pub use sheet::Layout;
pub use source::Rows;
pub use table::{Choice, Oddity, Table};
pub use workbook::Sheet;

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// More columns than this are no table of people or councils.
const MOST_COLUMNS: usize = 2_000;

type Open = dyn Fn() -> std::io::Result<Box<dyn Read + Send>> + Send + Sync;

/// A file that can be opened as often as needed.
#[derive(Clone)]
pub struct Input {
    pub name: String,
    open: Arc<Open>,
}

impl Input {
    pub fn file(path: &Path) -> Self {
        let (name, path) =
            (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path.to_owned());
        Self { name, open: Arc::new(move || Ok(Box::new(std::fs::File::open(&path)?))) }
    }

    pub fn bytes(name: &str, bytes: Vec<u8>) -> Self {
        let bytes: Arc<[u8]> = bytes.into();
        Self {
            name: name.to_owned(),
            open: Arc::new(move || Ok(Box::new(std::io::Cursor::new(Arc::clone(&bytes))))),
        }
    }

    /// A file that is kept elsewhere; `open` gives its bytes from the beginning, as often as asked.
    pub fn kept(
        name: &str,
        open: impl Fn() -> std::io::Result<Box<dyn Read + Send>> + Send + Sync + 'static,
    ) -> Self {
        Self { name: name.to_owned(), open: Arc::new(open) }
    }

    /// Its bytes from the beginning.
    pub fn read(&self) -> std::io::Result<Box<dyn Read + Send>> {
        (self.open)()
    }

    /// All bytes, if they are no more than `most`.
    fn whole(&self, most: usize) -> Result<Arc<[u8]>, ReadingError> {
        let mut bytes = Vec::new();
        let source = self.open()?;
        source.take(most as u64 + 1).read_to_end(&mut bytes).map_err(ReadingError::Read)?;
        if bytes.len() > most { Err(ReadingError::TooLarge) } else { Ok(bytes.into()) }
    }

    fn begins_as_workbook(&self) -> Result<bool, ReadingError> {
        let mut start = [0; 8];
        let mut source = self.open()?;
        let n = source.read(&mut start).map_err(ReadingError::Read)?;
        Ok(workbook::is_workbook(&start[..n]))
    }

    fn open(&self) -> Result<Box<dyn Read + Send>, ReadingError> {
        (self.open)().map_err(|e| ReadingError::Open(self.name.clone(), e))
    }
}

/// One row as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1 as a text editor does; a row that runs over several lines is named by its first.
    pub line: u64,
    pub cells: Vec<String>,
    /// Line breaks inside it.
    pub breaks: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum ReadingError {
    #[error("{0} cannot be opened: {1}")]
    Open(String, std::io::Error),
    #[error("The file cannot be read to its end: {0}")]
    Read(std::io::Error),
    #[error("The file is empty.")]
    Empty,
    #[error(
        "The workbook is damaged: it cannot be read to its end. Open it in a spreadsheet program and save it anew."
    )]
    Damaged,
    #[error("The workbook is protected by a password. Save it without one and import that.")]
    Protected,
    #[error(
        "This is a package of files, but no XLSX or ODS workbook; XLS, XLSX, ODS and CSV can be imported."
    )]
    NoWorkbook,
    #[error("This is a binary workbook (XLSB). Save it as XLSX and import that.")]
    BinaryWorkbook,
    #[error("The workbook has no sheet with a table.")]
    NoSheets,
    #[error("The workbook has no sheet of that name.")]
    NoSuchSheet,
    #[error("The workbook is larger than 64 MB. Save the sheet as CSV and import that.")]
    TooLarge,
    #[error(
        "The workbook unpacks to far more than its size, as nothing made by a spreadsheet program does. It was not opened."
    )]
    Bomb,
    #[error(
        "The sheet spans more cells than an import takes. Save only the part with the table, or save it as CSV."
    )]
    TooMuch,
    #[error("Reading the workbook takes too long; it was given up.")]
    TooSlow,
    #[error("The sheet \"{0}\" is empty.")]
    EmptySheet(String),
    #[error("This is no text file: it is full of signs that no text has.")]
    NotText,
    #[error(
        "No row has the headings of the mapping. Missing: {missing}. The file's first row holds: {found}."
    )]
    NoHeader { missing: String, found: String },
    #[error("Line {line}: the row is longer than a megabyte. A quotation mark is probably not closed there.")]
    RowTooLong { line: u64 },
    #[error("Line {line}: the row has more than {most} cells.")]
    TooManyColumns { line: u64, most: usize },
}
