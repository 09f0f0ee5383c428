//! Why a spreadsheet could not be written. No message repeats a cell's content: it would be personal data in a log.

use std::io;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the password is empty")]
    PasswordEmpty,
    #[error("the password is longer than the 255 characters that spreadsheet programs accept")]
    PasswordTooLong,
    #[error("the source of randomness failed")]
    Random,
    #[error("{0:?} cannot be the name of a sheet")]
    SheetName(String),
    #[error("a sheet needs between 1 and 16,384 columns, not {0}")]
    Columns(usize),
    #[error("row {row} has {got} cells where the sheet has {expected} columns")]
    RowWidth { row: u32, expected: usize, got: usize },
    #[error("the text in row {row}, column {column} is longer than the 32,767 characters of a cell")]
    TextTooLong { row: u32, column: usize },
    #[error("the number in row {row}, column {column} is not finite")]
    NotFinite { row: u32, column: usize },
    #[error("a sheet holds at most 1,048,576 rows including its headings")]
    TooManyRows,
    #[error("the file is larger than its format allows")]
    TooLarge,
    #[error("writing the file failed")]
    Io(#[source] io::Error),
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Error::TooLarge,
            _ => Error::Io(error),
        }
    }
}
