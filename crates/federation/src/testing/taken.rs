//! Files that were taken out, opened as whoever has the password opens them.

use crate::account::password::Known;
use crate::members_download::{FilePassword, Finished};
use formats::xlsx::opened;
use std::io::Read;
use std::path::PathBuf;

pub const FILE_PASSWORD: &str = "purple heron over marsh";

/// A folder that goes when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    #[expect(clippy::new_without_default, reason = "it makes a folder on the disk")]
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("download-{:032x}", rand::random::<u128>()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub fn file_password() -> FilePassword {
    FilePassword::choose(FILE_PASSWORD, &Known::default()).expect("a good password").0
}

pub fn bytes(mut finished: Finished) -> Vec<u8> {
    let mut bytes = Vec::new();
    finished.file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// The texts of a sheet's cells, row by row, the headings first.
pub fn rows(file: &[u8]) -> Vec<Vec<String>> {
    let package = opened::decrypted(file, FILE_PASSWORD).expect("it opens");
    let parts = opened::parts(&package);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last = String::new();
    for cell in opened::cells(&parts["xl/worksheets/sheet1.xml"]) {
        let row: String = cell.at.chars().filter(char::is_ascii_digit).collect();
        if row != last {
            rows.push(Vec::new());
            last = row;
        }
        rows.last_mut().unwrap().push(cell.text.or(cell.value).unwrap_or_default());
    }
    rows
}
