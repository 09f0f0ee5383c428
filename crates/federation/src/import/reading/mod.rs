//! Files into rows: CSV of any encoding, separator and line end, streamed, so that memory stays flat however long the
//! file is. A file is walked once before anything is written ([`Layout::find`]); one that cannot be read is refused
//! with a sentence. Workbooks (XLSX, ODS) come in beside [`sheet`], behind the same [`Layout`] and [`Line`].

mod sheet;
mod text;

pub use sheet::{Layout, Rows};

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

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
    #[error("This is a workbook (XLSX, ODS or XLS), not a CSV file. Save the sheet as CSV and import that.")]
    Workbook,
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
