//! A protected spreadsheet of any list: its columns, its rows as they stream in, and a second sheet that tells what the
//! file is and that it must go.

use super::column::Columns;
use super::meant::Meant;
use super::protection::FilePassword;
use super::purpose::Purpose;
use super::rows::{self, CellWords};
use super::survey::LeftOut;
use super::write::{DownloadError, KEPT_DAYS, Written};
use crate::words::dates;
use formats::xlsx::{About, Book, Column, Kind, Meta};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rand::rngs::SysRng;
use std::fs::File;
use store::Tx;
use web::text::Words;

pub struct Spreadsheet<'a> {
    pub t: &'a Words,
    pub title: String,
    /// The name of the sheet with the rows.
    pub sheet: String,
    /// Who is in it, in words.
    pub who: String,
    pub purpose: &'a Purpose,
    pub today: Date,
    pub now: Timestamp,
}

impl Spreadsheet<'_> {
    /// Writes the rows meant, a row at a time, so that nothing but ciphertext touches the disk.
    pub fn fill(
        &self,
        tx: &mut Tx<'_>,
        meant: &Meant,
        columns: &Columns,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError> {
        let headings: Vec<String> = columns.iter().map(|c| self.t.plain(c.words)).collect();
        let shape: Vec<Column<'_>> = columns
            .iter()
            .zip(&headings)
            .map(|(column, heading)| Column {
                heading,
                width: column.width.max(u8::try_from(heading.chars().count() + 3).unwrap_or(u8::MAX)),
                kind: if column.is_day() { Kind::Date } else { Kind::Text },
            })
            .collect();
        let (about, about_name) = (self.about(), self.t.plain("download-sheet-about"));
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        let book = Book {
            meta: Meta { title: &self.title, language: self.t.lang.tag(), created: self.now },
            sheet: formats::xlsx::Sheet { name: &self.sheet, columns: &shape },
            about: About { name: &about_name, lines: &about },
        };
        let words = CellWords::of(self.t);
        let fill = |sheet: &mut formats::xlsx::Rows<'_>| {
            rows::each(tx, meant, columns, &words, self.today, |cells| -> Result<(), DownloadError> {
                Ok(sheet.row(cells)?)
            })
        };
        let done = formats::xlsx::write_protected(file, password.as_str(), &mut SysRng, &book, fill)?;
        let (rows, left_out) = (u64::from(done.rows), LeftOut::default());
        Ok(Written { people: rows, pieces: rows, bytes: done.bytes, sha256: done.sha256, left_out })
    }

    fn about(&self) -> Vec<String> {
        let until = self.today.checked_add(KEPT_DAYS.days()).unwrap_or(self.today);
        let t = self.t;
        let day = |day| dates::day(day, t.lang);
        let reason = t.plain(self.purpose.reason.words);
        let why =
            t.text("download-about-why").put("reason", reason).put("words", self.purpose.words.as_str());
        vec![
            self.title.clone(),
            t.text("download-about-taken").put("date", day(self.today)).plain(),
            t.text("download-about-who").put("filter", self.who.as_str()).plain(),
            why.plain(),
            t.plain("download-about-only"),
            t.text("download-about-delete").put("date", day(until)).plain(),
        ]
    }
}
