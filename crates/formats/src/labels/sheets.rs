//! The act: labels in, a protected file out, page by page.

use std::io::Write;

use super::{
    Checker, Error, Fit,
    geometry::{Format, Nudge, Start},
    page::Page,
    pdf::{
        document::{About, Document},
        protection::Protection,
        random,
    },
};

use super::fonts::Fonts;

/// Which sheet, from which label on, how far nudged.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    pub format: &'a Format,
    pub start: Start,
    pub nudge: Nudge,
}

/// What was written, and what was left out because it did not fit.
#[derive(Debug, Clone)]
pub struct Written {
    /// Labels printed.
    pub labels: u64,
    pub pages: u64,
    pub bytes: u64,
    pub sha256: [u8; 32],
    /// Labels left out, all of them.
    pub left_out: u64,
    /// The first of those, with the reason; at most `MOST_REPORTED`.
    pub not_fitting: Vec<NotFitting>,
}

pub const MOST_REPORTED: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NotFitting {
    /// Counted from 0 over all calls of `label`.
    pub label: u64,
    pub fit: Fit,
}

/// Writes a PDF that opens with `password` only. `fill` calls `label` for each address, in order.
///
/// `out` sees ciphertext only. An error leaves a broken file behind: throw it away.
pub fn write_protected<W: Write, E: From<Error>>(
    out: W,
    password: &str,
    about: &About,
    layout: Layout,
    fonts: &Fonts,
    fill: impl FnOnce(&mut Sheets<W>) -> Result<(), E>,
) -> Result<Written, E> {
    let protection = Protection::new(password, random)?;
    let document = Document::new(out, Some(protection), layout.format.paper)?;
    let (checker, page) = (Checker::new(fonts, layout.format), Page::default());
    let mut sheets = Sheets { document, checker, layout, page, asked: 0, labels: 0, not_fitting: Vec::new() };
    fill(&mut sheets)?;
    Ok(sheets.finish(about)?)
}

/// A file under way.
pub struct Sheets<'a, W: Write> {
    document: Document<W>,
    checker: Checker<'a>,
    layout: Layout<'a>,
    page: Page,
    asked: u64,
    labels: u64,
    not_fitting: Vec<NotFitting>,
}

impl<W: Write> Sheets<'_, W> {
    /// Prints one label, or leaves it out when it does not fit; the report says so again.
    pub fn label<L: AsRef<str>>(&mut self, lines: &[L]) -> Result<Fit, Error> {
        let (fit, lines) = self.checker.set(lines)?;
        self.asked += 1;
        let Fit::Fits { size } = fit else {
            if self.not_fitting.len() < MOST_REPORTED {
                self.not_fitting.push(NotFitting { label: self.asked - 1, fit });
            }
            return Ok(fit);
        };
        let Layout { format, start, nudge } = self.layout;
        let (page, slot) = start.locate(format, self.labels);
        if page > self.document.pages() {
            self.turn()?;
        }
        self.page.label(format, format.place(slot, nudge), size, &lines);
        self.labels += 1;
        Ok(fit)
    }

    fn turn(&mut self) -> Result<(), Error> {
        let document = &mut self.document;
        self.page.turn(|content, elements| document.page(content, &elements))
    }

    /// A file needs a page, be it empty: not every reader opens one without.
    fn finish(mut self, about: &About) -> Result<Written, Error> {
        if !self.page.is_empty() || self.document.pages() == 0 {
            self.turn()?;
        }
        let (pages, labels, left_out) = (self.document.pages(), self.labels, self.asked - self.labels);
        let (_, sealed) = self.document.finish(about, self.checker.typesetter())?;
        let not_fitting = self.not_fitting;
        Ok(Written { labels, pages, bytes: sealed.bytes, sha256: sealed.sha256, left_out, not_fitting })
    }
}
