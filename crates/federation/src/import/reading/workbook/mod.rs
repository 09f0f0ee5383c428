//! Workbooks into rows: XLSX and ODS are walked cell by cell, XLS is opened whole after its extent is known. All of it
//! runs on a thread of its own that hands rows over in batches: memory stays flat, a fault of a parser ends the reading
//! and nothing else, and whoever waits stops waiting after [`PATIENCE`].
//!
//! Before a file is opened its size is known to be bearable ([`guard`]): parts of a package are counted as they unpack,
//! whatever its directory promises; the extent of an XLS sheet is read from its records.

mod cell;
mod guard;
mod ods;
mod xls;
mod xlsx;

use super::{Input, Line, MOST_COLUMNS, ReadingError};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// The bytes of a workbook; larger ones are better saved as CSV, which is streamed.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
const MOST_ROWS: u64 = 1_100_000;
const MOST_CELLS: u64 = 30_000_000;
const LONGEST_CELL: usize = 32 * 1024;
const PATIENCE: Duration = Duration::from_secs(120);
const BATCH: usize = 256;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xlsx,
    Xls,
    Ods,
}

impl Format {
    pub fn word(self) -> &'static str {
        match self {
            Format::Xlsx => "XLSX",
            Format::Xls => "XLS",
            Format::Ods => "ODS",
        }
    }
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    /// Somebody hid it: it is not taken unless it is chosen by name.
    pub hidden: bool,
}

/// A workbook that may be opened.
#[derive(Clone)]
pub struct Workbook {
    pub format: Format,
    pub sheets: Vec<Sheet>,
    bytes: Arc<[u8]>,
}

/// Whether a file begins as a workbook does.
pub fn is_workbook(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04")
        || start.starts_with(b"PK\x05\x06")
        || start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

impl Workbook {
    /// Opens the file far enough to know its sheets.
    pub fn open(input: &Input) -> Result<Self, ReadingError> {
        let bytes = input.whole(MOST_BYTES)?;
        let format = guard::check(&bytes)?;
        let whole = Arc::clone(&bytes);
        let sheets = alone(move || match format {
            Format::Xlsx => xlsx::sheets(&whole),
            Format::Xls => xls::sheets(&whole),
            Format::Ods => ods::sheets(&whole),
        })?;
        if sheets.is_empty() {
            return Err(ReadingError::NoSheets);
        }
        Ok(Self { format, sheets, bytes })
    }

    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.bytes).into()
    }

    /// The rows of a sheet that hold anything, by their numbers in it.
    pub fn rows(&self, sheet: &str) -> Rows {
        let (sender, receiver) = sync_channel(4);
        let (format, bytes, sheet) = (self.format, Arc::clone(&self.bytes), sheet.to_owned());
        std::thread::spawn(move || {
            let mut out = Out::new(sender);
            let walked = match format {
                Format::Xlsx => xlsx::walk(&bytes, &sheet, &mut out),
                Format::Xls => xls::walk(&bytes, &sheet, &mut out),
                Format::Ods => ods::walk(&bytes, &sheet, &mut out),
            };
            out.end(walked);
        });
        Rows { receiver, batch: Vec::new().into_iter(), ended: false }
    }
}

/// Runs on a thread of its own, so that a parser that panics is an error and one that hangs is not waited for.
fn alone<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ReadingError> + Send + 'static,
) -> Result<T, ReadingError> {
    let (sender, receiver) = sync_channel(1);
    std::thread::spawn(move || {
        let _ = sender.send(work());
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(done) => done,
        Err(RecvTimeoutError::Timeout) => Err(ReadingError::TooSlow),
        Err(RecvTimeoutError::Disconnected) => Err(ReadingError::Damaged),
    }
}

enum Piece {
    Lines(Vec<Line>),
    End(Result<(), ReadingError>),
}

/// An iterator over the rows of a sheet.
pub struct Rows {
    receiver: Receiver<Piece>,
    batch: std::vec::IntoIter<Line>,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Result<Line, ReadingError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.batch.next() {
                return Some(Ok(line));
            }
            if self.ended {
                return None;
            }
            match self.receiver.recv_timeout(PATIENCE) {
                Ok(Piece::Lines(lines)) => self.batch = lines.into_iter(),
                Ok(Piece::End(Ok(()))) => self.ended = true,
                other => {
                    self.ended = true;
                    return Some(Err(match other {
                        Ok(Piece::End(Err(fault))) => fault,
                        Err(RecvTimeoutError::Timeout) => ReadingError::TooSlow,
                        _ => ReadingError::Damaged,
                    }));
                }
            }
        }
    }
}

/// Where a parser puts its cells; it stops at whatever is too much.
struct Out {
    sender: SyncSender<Piece>,
    batch: Vec<Line>,
    row: Vec<String>,
    /// Counted from 1; 0 is before the first.
    line: u64,
    rows: u64,
    cells: u64,
    began: Instant,
}

impl Out {
    fn new(sender: SyncSender<Piece>) -> Self {
        Self { sender, batch: Vec::new(), row: Vec::new(), line: 0, rows: 0, cells: 0, began: Instant::now() }
    }

    /// A cell that holds something, rows and columns counted from nought, in the order of the sheet.
    fn cell(&mut self, row: u64, column: usize, text: String) -> Result<(), ReadingError> {
        if row + 1 != self.line {
            if row + 1 < self.line {
                return Err(ReadingError::Damaged);
            }
            self.flush()?;
            self.line = row + 1;
        }
        if column >= MOST_COLUMNS {
            return Err(ReadingError::TooManyColumns { line: self.line, most: MOST_COLUMNS });
        }
        if self.row.len() <= column {
            self.cells += (column + 1 - self.row.len()) as u64;
            self.row.resize(column + 1, String::new());
        }
        self.row[column] = shortened(text);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), ReadingError> {
        if self.row.iter().all(|c| c.trim().is_empty()) {
            self.row.clear();
            return Ok(());
        }
        self.rows += 1;
        if self.rows > MOST_ROWS || self.cells > MOST_CELLS {
            return Err(ReadingError::TooMuch);
        }
        let width = self.row.len();
        let cells = std::mem::replace(&mut self.row, Vec::with_capacity(width));
        self.batch.push(Line { line: self.line, cells, breaks: 0 });
        if self.batch.len() == BATCH { self.send() } else { Ok(()) }
    }

    fn send(&mut self) -> Result<(), ReadingError> {
        if self.began.elapsed() > PATIENCE * 5 {
            return Err(ReadingError::TooSlow);
        }
        // Nobody listens any more: whoever asked has seen enough.
        self.sender.send(Piece::Lines(std::mem::take(&mut self.batch))).map_err(|_| ReadingError::Damaged)
    }

    fn end(mut self, walked: Result<(), ReadingError>) {
        let flushed = walked.and_then(|()| self.flush()).and_then(|()| self.send());
        let _ = self.sender.send(Piece::End(flushed));
    }
}

fn shortened(text: String) -> String {
    if text.len() <= LONGEST_CELL {
        return text;
    }
    let end = (0..=LONGEST_CELL).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[..end].to_owned()
}
