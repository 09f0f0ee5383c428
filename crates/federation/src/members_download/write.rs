//! The act itself: a protected file, and its row in the register before anybody gets it.

use super::addressee::{self, Addressee, Wanted};
use super::ask::{self, Ask, Form};
use super::column::Columns;
use super::meant::{self, Meant};
use super::protection::FilePassword;
use super::record::{self, DownloadId, Taken};
use super::rows::{self, CellWords};
use super::sheet::Sheet;
use super::spool;
use super::survey::{LeftOut, household_words, lines};
use crate::access::{DownloadMembers, Right};
use crate::acting::{Door, Stamp};
use crate::installation::Installation;
use crate::journal::JournalError;
use crate::words::dates;
use formats::labels::{Checker, Fonts};
use formats::xlsx::{About, Book, Column, Kind, Meta};
use jiff::ToSpan;
use rand::rngs::SysRng;
use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use store::{StoreError, Tx};
use tokio::sync::{Semaphore, SemaphorePermit};
use web::text::Words;

#[derive(Debug, thiserror::Error)]
pub enum DownloadError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error("the spreadsheet: {0}")]
    Spreadsheet(#[from] formats::xlsx::Error),
    #[error("the labels: {0}")]
    Labels(#[from] formats::labels::Error),
    #[error("the folder for files under way: {0}")]
    Spool(#[from] std::io::Error),
    #[error("Nobody matches, or nobody can get a label, so there is nothing to download")]
    Nobody,
}

/// What the file holds.
#[derive(Clone, Debug)]
pub struct Written {
    /// Whose data is in it.
    pub people: u64,
    /// Rows or labels.
    pub pieces: u64,
    pub bytes: u64,
    pub sha256: [u8; 32],
    pub left_out: LeftOut,
}

/// A file that may be given out: it is in the register.
#[derive(Debug)]
pub struct Finished {
    pub id: DownloadId,
    /// Ciphertext, at its start. It has no name on the disk and goes when it is closed.
    pub file: File,
    /// "leeds-members-2026-11-22.xlsx"
    pub name: String,
    pub media_type: &'static str,
    pub written: Written,
}

/// So many files are made side by side; whoever comes next waits. Each takes a processor and some memory.
static LANES: Semaphore = Semaphore::const_new(2);

/// A turn to go through many members. Held while it lasts.
pub async fn turn() -> Option<SemaphorePermit<'static>> {
    LANES.acquire().await.ok()
}

/// Days after which somebody is asked whether the file was deleted.
pub const KEPT_DAYS: i64 = 14;

/// Writes what is asked for, of the members that `right` reaches, so that only `password` opens it. One and the same
/// for pages and the command line.
pub async fn write(
    house: &Installation,
    t: &Words,
    right: &Right<DownloadMembers>,
    door: Door,
    ask: Ask,
    password: FilePassword,
) -> Result<Finished, DownloadError> {
    let stamp = house.stamp(Some(right.actor), door);
    let job = Job {
        t: t.clone(),
        right: right.clone(),
        ask,
        stamp,
        spool: house.settings.spool.clone(),
        fonts: house.settings.fonts.clone(),
    };
    let turn = turn().await;
    let (job, file, written) = house
        .db
        .read_apart(move |tx| -> Result<_, DownloadError> {
            let (file, written) = job.fill(tx, &password)?;
            Ok((job, file, written))
        })
        .await?;
    drop(turn);
    if written.pieces == 0 {
        return Err(DownloadError::Nobody);
    }
    let (name, media_type) = job.name();
    let done = written.clone();
    let id = house
        .db
        .write(move |tx| -> Result<DownloadId, DownloadError> {
            // The register is right about what left, also when the machine fails the next moment.
            tx.durable();
            let filter_words = ask::in_words(&job.ask.whose, &job.t);
            let taken = Taken { right: &job.right, ask: &job.ask, filter_words, written: &done };
            Ok(record::insert(tx, &job.stamp, &taken)?)
        })
        .await?;
    tracing::info!(download.id = %id, pieces = written.pieces, "members were downloaded");
    Ok(Finished { id, file, name, media_type, written })
}

struct Job {
    t: Words,
    right: Right<DownloadMembers>,
    ask: Ask,
    stamp: Stamp,
    spool: std::path::PathBuf,
    fonts: std::path::PathBuf,
}

impl Job {
    fn fill(&self, tx: &mut Tx<'_>, password: &FilePassword) -> Result<(File, Written), DownloadError> {
        meant::prepare(tx)?;
        let meant = Meant::of(tx, &self.right, &self.ask.whose, self.stamp.today);
        let mut file = spool::open(&self.spool)?;
        let written = match &self.ask.form {
            Form::Spreadsheet(columns) => self.spreadsheet(tx, &meant, columns, password, &mut file)?,
            Form::Labels(sheet) => self.labels(tx, &meant, sheet, password, &mut file)?,
        };
        file.seek(SeekFrom::Start(0))?;
        Ok((file, written))
    }

    fn spreadsheet(
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
        let about = self.about();
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        let (sheet_name, about_name) =
            (self.t.plain("download-sheet-members"), self.t.plain("download-sheet-about"));
        let title = self.title();
        let book = Book {
            meta: Meta { title: &title, language: self.t.lang.tag(), created: self.stamp.now },
            sheet: formats::xlsx::Sheet { name: &sheet_name, columns: &shape },
            about: About { name: &about_name, lines: &about },
        };
        let words = CellWords::of(&self.t);
        let fill = |sheet: &mut formats::xlsx::Rows<'_>| {
            rows::each(tx, meant, columns, &words, self.stamp.today, |cells| -> Result<(), DownloadError> {
                Ok(sheet.row(cells)?)
            })
        };
        let done = formats::xlsx::write_protected(file, password.as_str(), &mut SysRng, &book, fill)?;
        let rows = u64::from(done.rows);
        Ok(Written {
            people: rows,
            pieces: rows,
            bytes: done.bytes,
            sha256: done.sha256,
            left_out: LeftOut::default(),
        })
    }

    fn labels(
        &self,
        tx: &mut Tx<'_>,
        meant: &Meant,
        sheet: &Sheet,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError> {
        let fonts = Fonts::open(&self.fonts)?;
        // Shaping remembers words, so that looking first whether a label fits costs little.
        let mut checker = Checker::new(&fonts, sheet.format);
        let (mut left_out, mut people) = (LeftOut::default(), 0);
        let whole = household_words(&self.t);
        let wanted = Wanted { each: sheet.each, post: self.ask.purpose.reason.post, whole: &whole };
        let title = self.title();
        let about =
            formats::labels::About { title: &title, language: self.t.lang.tag(), created: self.stamp.now };
        let mut out = BufWriter::with_capacity(64 * 1024, file);
        let done = formats::labels::write_protected(
            &mut out,
            password.as_str(),
            &about,
            sheet.layout(),
            &fonts,
            |sheets| {
                addressee::each(tx, meant, &wanted, |addressee| -> Result<(), DownloadError> {
                    match addressee {
                        Addressee::LeftOut(person, why) => left_out.add(person, why),
                        Addressee::Label(label) => match lines(&mut checker, &label)? {
                            Ok(lines) => {
                                sheets.label(&lines)?;
                                people += label.people as u64;
                            }
                            Err(why) => left_out.add(label.person, why),
                        },
                    }
                    Ok(())
                })
            },
        )?;
        out.flush()?;
        Ok(Written { people, pieces: done.labels, bytes: done.bytes, sha256: done.sha256, left_out })
    }

    fn title(&self) -> String {
        let key = match self.ask.form {
            Form::Spreadsheet(_) => "download-title-spreadsheet",
            Form::Labels(_) => "download-title-labels",
        };
        self.t.text(key).put("organisation", self.right.organisation.name.as_str()).plain()
    }

    /// The sheet that tells what the file is and that it must go.
    fn about(&self) -> Vec<String> {
        let Stamp { today, .. } = self.stamp;
        let until = today.checked_add(KEPT_DAYS.days()).unwrap_or(today);
        let t = &self.t;
        let day = |day| dates::day(day, t.lang);
        let reason = t.plain(self.ask.purpose.reason.words);
        vec![
            self.title(),
            t.text("download-about-taken").put("date", day(today)).plain(),
            t.text("download-about-who").put("filter", ask::in_words(&self.ask.whose, t)).plain(),
            t.text("download-about-why")
                .put("reason", reason)
                .put("words", self.ask.purpose.words.as_str())
                .plain(),
            t.plain("download-about-only"),
            t.text("download-about-delete").put("date", day(until)).plain(),
        ]
    }

    fn name(&self) -> (String, &'static str) {
        let (slug, today) = (&self.right.organisation.slug, self.stamp.today);
        match self.ask.form {
            Form::Spreadsheet(_) => (
                format!("{slug}-members-{today}.xlsx"),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            Form::Labels(_) => (format!("{slug}-labels-{today}.pdf"), "application/pdf"),
        }
    }
}
