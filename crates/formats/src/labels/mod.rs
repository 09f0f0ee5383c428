//! Sheets of address labels as a PDF that opens with a password only.
//!
//! Who: a coordinator who sends something by post, with half a sheet of labels left from last time and a printer
//! that feeds a little off centre. Names come in many scripts; a sheet may hold 21 labels or an order 100,000.
//!
//! What may go wrong, and what we do about it:
//! * An address is too long. Its text shrinks to a size that can still be read; then the label is left out and
//!   reported (`Checker` says so before, `Written` after). Nothing is ever cut.
//! * A character has no font. The label is reported; no empty boxes are printed.
//! * A name runs from right to left. Every line is laid out by itself, so that the street stays as it is.
//! * The printer scales the page. The file asks for 100 %; `calibration_sheet` shows whether it was heeded.
//! * The file is lost. It is AES-256 throughout, and what goes to disk is ciphertext only. Our own buffers are
//!   wiped; those inside the compressor and the shaper are not ours to wipe.
//!
//! The file is tagged (PDF 2.0): a screen reader reads a section per sheet, a paragraph per label.

mod cache;
mod calibration;
mod checker;
mod cids;
mod drawing;
mod fit;
mod fonts;
mod geometry;
mod letters;
mod page;
mod pdf;
mod shaping;
mod sheets;
mod text;

use std::path::PathBuf;

pub use calibration::{Words, calibration_sheet};
pub use checker::Checker;
pub use fit::Fit;
pub use fonts::Fonts;
pub use geometry::{A4, FORMATS, Format, Nudge, Paper, Place, Start, find, positions};
pub use letters::{ADDRESS, ADDRESS_LINES, Letters, Paragraph, Posted, Set, write_letters};
pub use pdf::{document::About, protection::LONGEST_PASSWORD};
pub use sheets::{Layout, MOST_REPORTED, NotFitting, Sheets, Written, write_protected};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("writing the file")]
    Io(#[from] std::io::Error),
    #[error("no fonts in {0}")]
    NoFonts(PathBuf),
    #[error("the font {0} cannot be used")]
    BadFont(&'static str),
    #[error("the system gives no random numbers")]
    NoRandomness,
    #[error("a password is needed")]
    NoPassword,
    #[error("the password is longer than {LONGEST_PASSWORD} bytes")]
    PasswordTooLong,
    #[error("the password holds control characters")]
    PasswordHasControls,
    #[error("the words of the calibration sheet do not fit: {0:?}")]
    WordsDoNotFit(Fit),
}

#[cfg(test)]
mod tests;
