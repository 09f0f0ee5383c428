//! Letters, one to a page: the address where the window of a DL or C5 envelope shows it, then paragraphs. Protected like
//! sheets of labels, with the same fonts for every script.

use std::io::Write;

use super::{
    Error,
    fit::points,
    fonts::Fonts,
    geometry::A4,
    page::Page,
    pdf::{
        document::{About, Document},
        protection::Protection,
        random,
    },
    shaping::{Line, Typesetter},
    text,
};

/// Where the address stands, in mm from the upper left corner: seen through a window of 35 × 90 mm that lies 20 mm from
/// the left and 18 mm from the bottom of the envelope, however the folded sheet slips in it.
pub const ADDRESS: (f64, f64) = (25.0, 57.0);
/// So many lines can be seen, this far apart.
pub const ADDRESS_LINES: usize = 6;
const ADDRESS_STEP: f64 = 4.0;
const ADDRESS_SIZE: f64 = 10.0;
const ADDRESS_WIDTH: f64 = 80.0;

const LEFT: f64 = 25.0;
const WIDTH: f64 = 160.0;
/// Below the first fold.
const TOP: f64 = 105.0;
const BOTTOM: f64 = 272.0;
/// From line to line, as a part of the size.
const LEADING: f64 = 1.4;

/// Some words of a letter; lines are broken between words.
#[derive(Debug, Clone)]
pub struct Paragraph {
    pub text: String,
    /// In points.
    pub size: f64,
}

impl Paragraph {
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), size: 11.0 }
    }

    /// What the eye should find first.
    pub fn large(text: impl Into<String>) -> Self {
        Self { text: text.into(), size: 20.0 }
    }
}

/// What came of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Set {
    Printed,
    /// The address is wider or longer than the window.
    AddressTooLarge,
    /// The words fill more than a page.
    TooLong,
    NoGlyph(char),
}

#[derive(Debug, Clone)]
pub struct Posted {
    pub letters: u64,
    pub bytes: u64,
    pub sha256: [u8; 32],
}

/// Writes a PDF of letters that opens with `password` only. `fill` calls `letter` for each, in order.
///
/// `out` sees ciphertext only. An error leaves a broken file behind: throw it away.
pub fn write_letters<W: Write, E: From<Error>>(
    out: W,
    password: &str,
    about: &About,
    fonts: &Fonts,
    fill: impl FnOnce(&mut Letters<W>) -> Result<(), E>,
) -> Result<Posted, E> {
    let protection = Protection::new(password, random)?;
    let document = Document::new(out, Some(protection), A4).map_err(E::from)?;
    let mut letters =
        Letters { document, typesetter: Typesetter::new(fonts), page: Page::default(), letters: 0 };
    fill(&mut letters)?;
    Ok(letters.finish(about)?)
}

/// A file under way.
pub struct Letters<'a, W: Write> {
    document: Document<W>,
    typesetter: Typesetter<'a>,
    page: Page,
    letters: u64,
}

impl<W: Write> Letters<'_, W> {
    /// Prints one letter, or says why it cannot be printed; nothing is ever cut.
    pub fn letter<L: AsRef<str>>(&mut self, address: &[L], body: &[Paragraph]) -> Result<Set, Error> {
        let mut blocks: Vec<(f64, f64, Vec<Line>)> = Vec::new();
        let (mut y, room) = (ADDRESS.1, points(ADDRESS_WIDTH) * 1000.0 / ADDRESS_SIZE);
        let shown: Vec<_> =
            address.iter().map(|l| text::clean(l.as_ref())).filter(|l| !l.is_empty()).collect();
        if shown.len() > ADDRESS_LINES {
            return Ok(Set::AddressTooLarge);
        }
        for line in &shown {
            match self.typesetter.line(line)? {
                Ok(line) if f64::from(line.width) > room => return Ok(Set::AddressTooLarge),
                Ok(line) => blocks.push((y, ADDRESS_SIZE, vec![line])),
                Err(ch) => return Ok(Set::NoGlyph(ch)),
            }
            y += ADDRESS_STEP;
        }
        y = TOP;
        for paragraph in body {
            for line in match self.wrapped(paragraph)? {
                Ok(lines) => lines,
                Err(ch) => return Ok(Set::NoGlyph(ch)),
            } {
                y += millimetres(paragraph.size * LEADING);
                blocks.push((y, paragraph.size, vec![line]));
            }
            y += millimetres(paragraph.size * 0.8);
        }
        if y > BOTTOM {
            return Ok(Set::TooLong);
        }
        for (at, size, lines) in &blocks {
            let x = if *at < TOP { ADDRESS.0 } else { LEFT };
            self.page.paragraph((points(x), points(A4.height - at)), *size, lines);
        }
        self.turn()?;
        self.letters += 1;
        Ok(Set::Printed)
    }

    /// The lines of a paragraph, as many words in each as have room; the character that no font has, if any.
    fn wrapped(&mut self, paragraph: &Paragraph) -> Result<Result<Vec<Line>, char>, Error> {
        let room = points(WIDTH) * 1000.0 / paragraph.size;
        let mut lines = Vec::new();
        for part in paragraph.text.lines() {
            let mut held = String::new();
            for word in part.split_whitespace() {
                let longer = if held.is_empty() { word.to_owned() } else { format!("{held} {word}") };
                match self.typesetter.line(&text::clean(&longer))? {
                    Err(ch) => return Ok(Err(ch)),
                    Ok(line) if f64::from(line.width) > room && !held.is_empty() => {
                        match self.typesetter.line(&text::clean(&held))? {
                            Ok(line) => lines.push(line),
                            Err(ch) => return Ok(Err(ch)),
                        }
                        held = word.to_owned();
                    }
                    Ok(_) => held = longer,
                }
            }
            if !held.is_empty() {
                match self.typesetter.line(&text::clean(&held))? {
                    Ok(line) => lines.push(line),
                    Err(ch) => return Ok(Err(ch)),
                }
            }
        }
        Ok(Ok(lines))
    }

    fn turn(&mut self) -> Result<(), Error> {
        let document = &mut self.document;
        self.page.turn(|content, elements| document.page(content, &elements))
    }

    fn finish(mut self, about: &About) -> Result<Posted, Error> {
        if self.document.pages() == 0 {
            self.turn()?;
        }
        let (_, sealed) = self.document.finish(about, &self.typesetter)?;
        Ok(Posted { letters: self.letters, bytes: sealed.bytes, sha256: sealed.sha256 })
    }
}

fn millimetres(points: f64) -> f64 {
    points * 25.4 / 72.0
}
