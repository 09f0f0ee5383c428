//! The act itself: a protected file, and its row in the register before anybody gets it.

use super::addressee::{self, Addressee, Wanted};
use super::ask::{self, Ask, Form};
use super::meant::{self, Meant};
use super::protection::FilePassword;
use super::record::{self, DownloadId, Taken};
use super::sheet::Sheet;
use super::spreadsheet::Spreadsheet;
use super::survey::{LeftOut, household_words, lines};
use crate::access::{Denied, DownloadMembers, Right};
use crate::acting::{Door, Stamp};
use crate::installation::Installation;
use crate::journal::JournalError;
use crate::sealing::spool;
use formats::labels::{Checker, Fonts};
use jiff::Timestamp;
use jiff::civil::Date;
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
    #[error(transparent)]
    Denied(#[from] Denied),
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

/// The media type of a spreadsheet.
pub const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Days after which somebody is asked whether the file was deleted.
pub const KEPT_DAYS: i64 = 14;

/// A file that can be made: of members, of contacts, whatever a list holds.
pub trait Outgoing: Send + 'static {
    /// Fills the file. Whoever can lose their right while they wait for a turn is asked again here.
    fn fill(
        &self,
        tx: &mut Tx<'_>,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError>;
    /// What the register keeps of it.
    fn taken(&self) -> Taken<'_>;
    /// Its name and media type.
    fn name(&self) -> (String, &'static str);
}

/// Makes the file when it is its turn, and gives it out once its row stands in the register.
pub async fn give_out<O: Outgoing>(
    house: &Installation,
    stamp: Stamp,
    out: O,
    password: FilePassword,
) -> Result<Finished, DownloadError> {
    let spool = house.settings.spool.clone();
    let turn = turn().await;
    let (out, file, written) = house
        .db
        .read_apart(move |tx| -> Result<_, DownloadError> {
            meant::prepare(tx)?;
            let mut file = spool::open(&spool)?;
            let written = out.fill(tx, &password, &mut file)?;
            file.seek(SeekFrom::Start(0))?;
            Ok((out, file, written))
        })
        .await?;
    drop(turn);
    if written.pieces == 0 {
        return Err(DownloadError::Nobody);
    }
    let (name, media_type) = out.name();
    let done = written.clone();
    let id = house
        .db
        .write(move |tx| -> Result<DownloadId, DownloadError> {
            // The register is right about what left, also when the machine fails the next moment.
            tx.durable();
            Ok(record::insert(tx, &stamp, &out.taken(), &done)?)
        })
        .await?;
    tracing::info!(download.id = %id, pieces = written.pieces, "a file was downloaded");
    Ok(Finished { id, file, name, media_type, written })
}

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
    let fonts = house.settings.fonts.clone();
    let job = Job { t: t.clone(), right: right.clone(), ask, today: stamp.today, now: stamp.now, fonts };
    give_out(house, stamp, job, password).await
}

struct Job {
    t: Words,
    right: Right<DownloadMembers>,
    ask: Ask,
    today: Date,
    now: Timestamp,
    fonts: std::path::PathBuf,
}

impl Outgoing for Job {
    fn fill(
        &self,
        tx: &mut Tx<'_>,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError> {
        let meant = Meant::of(tx, &self.right, &self.ask.whose, self.today);
        match &self.ask.form {
            Form::Spreadsheet(columns) => self.spreadsheet().fill(tx, &meant, columns, password, file),
            Form::Labels(sheet) => self.labels(tx, &meant, sheet, password, file),
        }
    }

    fn taken(&self) -> Taken<'_> {
        Taken {
            act: "members.downloaded",
            by: self.right.actor,
            organisation: self.right.organisation.id,
            purpose: &self.ask.purpose,
            filter: ask::pairs(&self.ask.whose),
            filter_words: ask::in_words(&self.ask.whose, &self.t),
            format: self.ask.form.word(),
            columns: self.ask.form.settings(),
        }
    }

    fn name(&self) -> (String, &'static str) {
        let (slug, today) = (&self.right.organisation.slug, self.today);
        match self.ask.form {
            Form::Spreadsheet(_) => (format!("{slug}-members-{today}.xlsx"), SPREADSHEET),
            Form::Labels(_) => (format!("{slug}-labels-{today}.pdf"), "application/pdf"),
        }
    }
}

impl Job {
    fn spreadsheet(&self) -> Spreadsheet<'_> {
        Spreadsheet {
            t: &self.t,
            title: self.title(),
            sheet: self.t.plain("download-sheet-members"),
            who: ask::in_words(&self.ask.whose, &self.t),
            purpose: &self.ask.purpose,
            today: self.today,
            now: self.now,
        }
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
        let about = formats::labels::About { title: &title, language: self.t.lang.tag(), created: self.now };
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
}
