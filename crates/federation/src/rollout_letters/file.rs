//! The file: letters, or labels of the same people.

use super::rows::Letter;
use crate::access::{self, Denied, GrantAccess, ManageContacts, Right};
use crate::account::{Letterhead, code};
use crate::members_download::{
    DownloadError, FilePassword, LeftOut, Outgoing, Purpose, Sheet, Taken, Why, Written,
};
use crate::rollout::{self, Batch};
use crate::words::dates;
use formats::labels::{About, Fonts, Layout, Paragraph, Set, write_letters, write_protected};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use store::Tx;
use web::text::Words;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Letters,
    Labels,
}

/// What somebody asked for.
pub struct Job {
    pub t: Words,
    pub head: Letterhead,
    pub right: Right<GrantAccess>,
    pub batch: Batch,
    pub purpose: Purpose,
    pub form: Form,
    pub letters: Vec<Letter>,
    pub fonts: PathBuf,
    pub today: Date,
    pub now: Timestamp,
}

impl Outgoing for Job {
    fn fill(
        &self,
        tx: &mut Tx<'_>,
        password: &FilePassword,
        file: &mut File,
    ) -> Result<Written, DownloadError> {
        let actor = access::actor(tx, self.right.actor, self.today)?.ok_or(Denied::Invisible)?;
        let right = access::right_anywhere::<GrantAccess>(tx, &actor)?;
        access::right_over_all::<ManageContacts>(tx, &actor)?;
        rollout::batch(tx, &right, self.batch.id)?.ok_or(Denied::Invisible)?;
        let fonts = Fonts::open(&self.fonts)?;
        let title = self.title();
        let about = About { title: &title, language: self.t.lang.tag(), created: self.now };
        let mut out = BufWriter::with_capacity(64 * 1024, file);
        let written = match self.form {
            Form::Letters => self.letters(&mut out, password, &about, &fonts)?,
            Form::Labels => self.labels(&mut out, password, &about, &fonts)?,
        };
        out.flush()?;
        Ok(written)
    }

    fn taken(&self) -> Taken<'_> {
        Taken {
            act: "rollout.letters_downloaded",
            by: self.right.actor,
            organisation: self.right.organisation.id,
            purpose: &self.purpose,
            filter: vec![("batch", self.batch.id.to_string())],
            filter_words: self.title(),
            format: if self.form == Form::Letters { "letters" } else { "labels" },
            columns: ["forenames", "surname", "street", "town", "postcode"].map(str::to_owned).to_vec(),
        }
    }

    fn name(&self) -> (String, &'static str) {
        let what = if self.form == Form::Letters { "letters" } else { "labels" };
        (format!("{}-{what}-{}.pdf", self.right.organisation.slug, self.today), "application/pdf")
    }
}

impl Job {
    fn title(&self) -> String {
        self.t
            .text("letters-file")
            .put("rollout", self.batch.rollout_name.as_str())
            .put("batch", self.batch.name.as_str())
            .plain()
    }

    fn letters(
        &self,
        out: &mut impl Write,
        password: &FilePassword,
        about: &About<'_>,
        fonts: &Fonts,
    ) -> Result<Written, DownloadError> {
        let mut left_out = LeftOut::default();
        let done = write_letters(out, password.as_str(), about, fonts, |pages| {
            for letter in &self.letters {
                if letter.address.is_empty() {
                    left_out.add(letter.person, Why::NoAddress);
                    continue;
                }
                match pages.letter(&addressed(letter), &self.body(letter))? {
                    Set::Printed => {}
                    Set::NoGlyph(_) => left_out.add(letter.person, Why::OddSign),
                    Set::AddressTooLarge | Set::TooLong => left_out.add(letter.person, Why::TooLong),
                }
            }
            Ok::<_, DownloadError>(())
        })?;
        let (people, sha256) = (done.letters, done.sha256);
        Ok(Written { people, pieces: done.letters, bytes: done.bytes, sha256, left_out })
    }

    /// The words of a letter, in the language of whoever gets it.
    fn body(&self, letter: &Letter) -> Vec<Paragraph> {
        let t = self.t.in_lang(letter.language);
        let federation = self.head.federation.as_str();
        let ends = self.now.saturating_add(code::VALID).unwrap_or(self.now);
        let site = format!("{}/code", self.head.base_url);
        vec![
            Paragraph::plain(dates::day(self.today, letter.language)),
            Paragraph::plain(t.text("letters-dear").put("name", letter.name.spoken()).plain()),
            Paragraph::plain(
                t.text("letters-why")
                    .put("federation", federation)
                    .put("councils", letter.councils.as_str())
                    .plain(),
            ),
            Paragraph::plain(t.text("letters-step-open").put("address", site).plain()),
            Paragraph::plain(t.plain("letters-step-code")),
            Paragraph::large(letter.code.shown()),
            Paragraph::plain(t.plain("letters-step-choose")),
            Paragraph::plain(
                t.text("letters-until")
                    .put("day", dates::day_of(ends, &self.head.zone, letter.language))
                    .plain(),
            ),
            Paragraph::plain(federation),
        ]
    }

    fn labels(
        &self,
        out: &mut impl Write,
        password: &FilePassword,
        about: &About<'_>,
        fonts: &Fonts,
    ) -> Result<Written, DownloadError> {
        let (sheet, mut left_out) = (Sheet::usual(), LeftOut::default());
        let layout = Layout { format: sheet.format, start: sheet.start(), nudge: sheet.nudge() };
        let done = write_protected(out, password.as_str(), about, layout, fonts, |sheets| {
            for letter in &self.letters {
                if letter.address.is_empty() {
                    left_out.add(letter.person, Why::NoAddress);
                } else if !sheets.label(&addressed(letter))?.fits() {
                    left_out.add(letter.person, Why::TooLong);
                }
            }
            Ok::<_, DownloadError>(())
        })?;
        let (people, sha256) = (done.labels, done.sha256);
        Ok(Written { people, pieces: done.labels, bytes: done.bytes, sha256, left_out })
    }
}

fn addressed(letter: &Letter) -> Vec<String> {
    std::iter::once(letter.name.addressed()).chain(letter.address.iter().cloned()).collect()
}
