//! The password of a file that leaves: long enough for somebody who tries for years on a file they found. It is never
//! stored, never logged, and wiped from memory after use.

use crate::account::hashing::Password;
use crate::account::password::{self, Known, PasswordRefused, Strength};
use zeroize::Zeroizing;

/// A file can be tried at any speed, so it needs more than an account.
pub const LEAST: usize = 10;
/// What both kinds of file can hold in full (PDF: bytes).
pub const MOST: usize = formats::labels::LONGEST_PASSWORD;

#[derive(Clone)]
pub struct FilePassword(Zeroizing<String>);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilePasswordRefused {
    #[error("Choose a password for the file")]
    Missing,
    #[error("Use 10 characters or more")]
    TooShort,
    #[error("The password is longer than a file can hold")]
    TooLong,
    #[error("The password holds a sign that cannot be typed in other programs")]
    OddSign,
    #[error("This password is easy to guess. Use three or four words that do not belong together")]
    Guessable(PasswordRefused),
}

impl FilePassword {
    pub fn choose(typed: &str, known: &Known) -> Result<(Self, Strength), FilePasswordRefused> {
        match typed.chars().count() {
            0 => return Err(FilePasswordRefused::Missing),
            n if n < LEAST => return Err(FilePasswordRefused::TooShort),
            _ if typed.len() > MOST => return Err(FilePasswordRefused::TooLong),
            _ if typed.chars().any(char::is_control) => return Err(FilePasswordRefused::OddSign),
            _ => {}
        }
        let strength =
            password::check(&Password::new(typed), known).map_err(FilePasswordRefused::Guessable)?;
        Ok((Self(Zeroizing::new(typed.to_owned())), strength))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
