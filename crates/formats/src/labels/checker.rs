//! Says before anything is written whether labels fit. Remembers words, so that 100,000 labels take under a second.

use super::{
    Error, Fit,
    fit::fit,
    fonts::Fonts,
    geometry::Format,
    shaping::{Line, Typesetter},
    text,
};

/// In bytes: more does not fit on any label at any size, and need not be set to know.
const LONGEST_LINE: usize = 1000;

pub struct Checker<'f> {
    typesetter: Typesetter<'f>,
    format: &'f Format,
    widths: Vec<i32>,
}

impl<'f> Checker<'f> {
    pub fn new(fonts: &'f Fonts, format: &'f Format) -> Self {
        Self { typesetter: Typesetter::new(fonts), format, widths: Vec::new() }
    }

    /// Fails only when a font file cannot be read.
    pub fn check<L: AsRef<str>>(&mut self, lines: &[L]) -> Result<Fit, Error> {
        Ok(self.set(lines)?.0)
    }

    /// Blank lines are left out; numbers of lines in the answer count them still.
    pub(super) fn set<L: AsRef<str>>(&mut self, lines: &[L]) -> Result<(Fit, Vec<Line>), Error> {
        let mut set = Vec::with_capacity(lines.len());
        let mut numbers = [0; 32];
        self.widths.clear();
        for (number, line) in lines.iter().enumerate() {
            let line = text::clean(line.as_ref());
            if line.is_empty() {
                continue;
            }
            if line.len() > LONGEST_LINE {
                return Ok((Fit::TooWide { line: number }, set));
            }
            match self.typesetter.line(&line)? {
                Ok(line) => {
                    if let Some(place) = numbers.get_mut(set.len()) {
                        *place = number;
                    }
                    self.widths.push(line.width);
                    set.push(line);
                }
                Err(ch) => return Ok((Fit::NoGlyph { line: number, ch }, set)),
            }
        }
        let fit = match fit(self.format, &self.widths) {
            Fit::TooWide { line } => Fit::TooWide { line: numbers.get(line).copied().unwrap_or(line) },
            fit => fit,
        };
        Ok((fit, set))
    }

    pub(super) fn typesetter(&self) -> &Typesetter<'f> {
        &self.typesetter
    }
}
