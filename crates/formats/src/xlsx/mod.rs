//! Password-protected spreadsheets, written row by row.
//!
//! Who: a volunteer who may take members' details away in a file. Why our own writer: the rows are personal data,
//! so their plain form must never touch a disk, not even a library's temporary file, and memory must stay flat for
//! 100,000 rows. So everything streams, each stage handing at most a buffer to the next:
//!
//! rows → sheet XML (`sheet`, `text`) → ZIP package (`parts`, `zip`) → AES-256 segments (`agile`, `protected`) →
//! compound file (`compound`) → the caller's spool.
//!
//! The spool only ever sees ciphertext. Sizes and the integrity code are known at the end only, so the spool is
//! sought and read back once: that one pass takes the integrity HMAC and the SHA-256 that goes into a register.
//! The result is ECMA-376 agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15), which Excel and LibreOffice open.
//!
//! What may go wrong is in [`Error`]: a row that does not fit (said before a byte of it is written, so the caller
//! may leave it out and carry on), limits of the format, the spool, the source of randomness. After any error that
//! ends a call the spool's content is of no use and is the caller's to delete.

mod agile;
mod compound;
mod error;
mod ink;
/// For tests, also of those who write with this.
#[cfg(any(test, feature = "testing"))]
pub mod opened;
mod package;
mod parts;
mod protected;
mod sheet;
mod text;
mod zip;

#[cfg(test)]
mod tests;

use std::io::{Read, Seek, Write};

pub use error::Error;
use jiff::Timestamp;
use jiff::civil::Date;
use rand::TryCryptoRng;
pub use sheet::Rows;

/// What a finished file says about itself to a reader and to a screen reader.
#[derive(Debug, Clone, Copy)]
pub struct Meta<'a> {
    pub title: &'a str,
    /// BCP 47, such as `en-GB` or `cy`.
    pub language: &'a str,
    pub created: Timestamp,
}

/// The sheet that holds the rows.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    pub name: &'a str,
    pub columns: &'a [Column<'a>],
}

#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    pub heading: &'a str,
    /// In characters, as Excel counts it.
    pub width: u8,
    pub kind: Kind,
}

/// How empty cells of a column behave when somebody types into them; filled cells carry their own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Date,
    Number,
}

/// The second sheet: who took the file, why and when, and that it must be deleted. The first line is its heading.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    pub name: &'a str,
    pub lines: &'a [&'a str],
}

#[derive(Debug, Clone, Copy)]
pub struct Book<'a> {
    pub meta: Meta<'a>,
    pub sheet: Sheet<'a>,
    pub about: About<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Stays text whatever it begins with: `=HYPERLINK(…)` is shown, never run.
    Text(&'a str),
    /// A real date, shown as dd/mm/yyyy. Before 1 March 1900 it is written as that text (see `sheet::serial`).
    Date(Date),
    Number(f64),
    Empty,
}

/// A finished file. `sha256` is of the file as it lies in the spool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Without the heading row.
    pub rows: u32,
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// Writes `book` into the empty `spool`, from its start, so that only `password` opens it. `fill` brings the rows.
pub fn write_protected<S, R, E>(
    spool: &mut S,
    password: &str,
    random: &mut R,
    book: &Book<'_>,
    fill: impl FnOnce(&mut Rows<'_>) -> Result<(), E>,
) -> Result<Written, E>
where
    S: Read + Write + Seek,
    R: TryCryptoRng,
    E: From<Error>,
{
    package::check(book)?;
    let keys = agile::Keys::draw(password, random)?;
    let mut sealed = protected::begin(spool, &keys).map_err(Error::from)?;
    let rows = package::write(&mut sealed, book, fill)?;
    let (bytes, sha256) = sealed.finish()?;
    Ok(Written { rows, bytes, sha256 })
}

/// The same book without encryption. For tests and for measuring what encryption costs; nothing that leaves
/// Chapterhouse may be written with it.
pub fn write_plain<W, E>(
    out: W,
    book: &Book<'_>,
    fill: impl FnOnce(&mut Rows<'_>) -> Result<(), E>,
) -> Result<Written, E>
where
    W: Write,
    E: From<Error>,
{
    package::check(book)?;
    let mut out = protected::Hashed::new(out);
    let rows = package::write(&mut out, book, fill)?;
    let (bytes, sha256) = out.finish().map_err(Error::from)?;
    Ok(Written { rows, bytes, sha256 })
}
