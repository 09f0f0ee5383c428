//! A line of text → pieces of page description: direction, script, face, shape, and the operators that draw it.
//!
//! Text is described at size 1 (the page scales it), so a shaped word serves every label that holds it.
//! Simple words are cached by themselves, other lines whole: of 500,000 address lines most are made of known words.

use std::sync::Arc;

use harfrust::{Buffer, ClusterLevel, Direction, Script, ShapeOptions, ShapePlan, ShaperFont, unicode};
use unicode_bidi::BidiInfo;
use zeroize::Zeroize;

use super::{
    Error,
    cache::Cache,
    cids::Cids,
    drawing::{Segment, Spelling, draw},
    fonts::{self, Face, Fonts, LATIN, SOURCES, WIDEST},
    text,
};

/// Text in one face and one direction.
pub struct Piece {
    pub face: usize,
    pub language: Option<&'static str>,
    /// Where it begins in the line, in reading order.
    pub start: usize,
    /// Its text in reading order, where the glyphs do not tell it in that order.
    pub text: Option<Box<str>>,
    pub segments: Vec<Segment>,
    /// In thousandths of the em.
    pub width: i32,
}

impl Drop for Piece {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

/// Pieces from left to right, or the first character that no font has.
pub type Shaped = Result<Arc<[Piece]>, char>;

/// A line that can be drawn.
pub struct Line {
    pub parts: Vec<Arc<[Piece]>>,
    pub width: i32,
}

/// Sets lines for one job: holds the faces in use and what they have drawn so far.
pub struct Typesetter<'f> {
    fonts: &'f Fonts,
    faces: [Option<Used>; SOURCES.len()],
    cache: Cache<Shaped>,
    buffer: Option<Buffer>,
}

pub struct Used {
    pub face: Arc<Face>,
    pub cids: Cids,
    plans: Vec<ShapePlan>,
}

impl<'f> Typesetter<'f> {
    pub fn new(fonts: &'f Fonts) -> Self {
        Self { fonts, faces: Default::default(), cache: Cache::default(), buffer: Some(Buffer::new()) }
    }

    /// The faces that have drawn something.
    pub fn used(&self) -> impl Iterator<Item = (usize, &Used)> {
        self.faces.iter().enumerate().filter_map(|(n, used)| Some((n, used.as_ref()?)))
    }

    /// `line` as `text::clean` leaves it; the inner error is the first character without a glyph.
    pub fn line(&mut self, line: &str) -> Result<Result<Line, char>, Error> {
        let mut set = Line { parts: Vec::with_capacity(8), width: 0 };
        if text::is_simple(line) {
            for (n, word) in line.split(' ').enumerate() {
                if n > 0 && !set.push(self.shaped(" ")?) {
                    return Ok(Err(' '));
                }
                match self.shaped(word)? {
                    Err(ch) => return Ok(Err(ch)),
                    shaped => set.push(shaped),
                };
            }
        } else {
            match self.shaped(line)? {
                Err(ch) => return Ok(Err(ch)),
                shaped => set.push(shaped),
            };
        }
        Ok(Ok(set))
    }

    fn shaped(&mut self, text: &str) -> Result<Shaped, Error> {
        if let Some(shaped) = self.cache.get(text) {
            return Ok(shaped);
        }
        let shaped: Shaped = match self.shape(text)? {
            Ok(pieces) => Ok(pieces.into()),
            Err(ch) => Err(ch),
        };
        self.cache.put(text, shaped.clone());
        Ok(shaped)
    }

    /// Unicode's bidirectional algorithm, then script by script.
    fn shape(&mut self, text: &str) -> Result<Result<Vec<Piece>, char>, Error> {
        let mut pieces = Vec::new();
        let bidi = BidiInfo::new(text, None);
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let rtl = levels[run.start].is_rtl();
                let mut stretches = match self.stretches(&text[run.clone()], run.start)? {
                    Ok(stretches) => stretches,
                    Err(ch) => return Ok(Err(ch)),
                };
                if rtl {
                    stretches.reverse();
                }
                for stretch in stretches {
                    let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
                    match self.piece(&stretch, direction) {
                        Ok(piece) => pieces.push(piece),
                        Err(ch) => return Ok(Err(ch)),
                    }
                }
            }
        }
        Ok(Ok(pieces))
    }

    /// Cuts a run where face or script change. Digits, spaces and punctuation stay with what is before them.
    fn stretches<'t>(
        &mut self,
        run: &'t str,
        offset: usize,
    ) -> Result<Result<Vec<Stretch<'t>>, char>, Error> {
        let first = run.chars().filter_map(own_script).find_map(|s| Some((fonts::for_script(s)?, Some(s))));
        let (mut face, mut script) = first.unwrap_or((LATIN, None));
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut start = 0;
        for (at, c) in run.char_indices() {
            let next = match own_script(c) {
                Some(own) => fonts::for_script(own).map(|face| (face, Some(own))),
                None => Some(match [face, LATIN, WIDEST].into_iter().find(|f| self.has(*f, c)) {
                    Some(f) if f == face => (face, script),
                    Some(f) => (f, None),
                    None => return Ok(Err(c)),
                }),
            };
            let Some(next) = next else { return Ok(Err(c)) };
            self.used_or_load(next.0)?;
            if !self.has(next.0, c) && !ignorable(c) {
                return Ok(Err(c));
            }
            if next != (face, script) {
                if at > start {
                    stretches.push(Stretch { text: &run[start..at], start: offset + start, face, script });
                    start = at;
                }
                (face, script) = next;
            }
        }
        stretches.push(Stretch { text: &run[start..], start: offset + start, face, script });
        Ok(Ok(stretches))
    }

    fn has(&mut self, face: usize, c: char) -> bool {
        matches!(self.used_or_load(face), Ok(Some(used)) if used.face.has(c))
    }

    fn used_or_load(&mut self, n: usize) -> Result<Option<&mut Used>, Error> {
        if self.faces[n].is_none() {
            let face = self.fonts.face(n)?;
            self.faces[n] = face.map(|face| Used { face, cids: Cids::default(), plans: Vec::new() });
        }
        Ok(self.faces[n].as_mut())
    }

    fn piece(&mut self, stretch: &Stretch, direction: Direction) -> Result<Piece, char> {
        let nothing = stretch.text.chars().next().unwrap_or(' ');
        let used = self.faces[stretch.face].as_mut().ok_or(nothing)?;
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.reset();
        buffer.set_cluster_level(ClusterLevel::MonotoneGraphemes);
        buffer.push_str(stretch.text);
        buffer.set_direction(direction);
        buffer.set_script(stretch.script);
        let plan = used.plan(direction, stretch.script);
        let options = ShapeOptions::new().plan(Some(&used.plans[plan]));
        let font = ShaperFont::new(&used.face.font);
        let shaped = harfrust::shape(&font, &mut buffer, options).map_err(|_| nothing);
        let drawn = shaped.and_then(|()| draw(stretch.text, &buffer, &used.face, &mut used.cids));
        buffer.reset();
        self.buffer = Some(buffer);
        let (segments, width) = drawn?;
        let told = direction == Direction::LeftToRight
            && segments.iter().all(|s| matches!(s.spelling, Spelling::AsDrawn));
        Ok(Piece {
            face: stretch.face,
            language: fonts::language_of(stretch.face, stretch.script),
            start: stretch.start,
            text: (!told).then(|| stretch.text.into()),
            segments,
            width,
        })
    }
}

impl Used {
    /// Plans are dear and few: one for each script and direction.
    fn plan(&mut self, direction: Direction, script: Option<Script>) -> usize {
        let known = self.plans.iter().position(|p| p.direction() == direction && p.script() == script);
        known.unwrap_or_else(|| {
            self.plans.push(ShapePlan::new(&self.face.font, direction, script, None, &[]));
            self.plans.len() - 1
        })
    }
}

struct Stretch<'t> {
    text: &'t str,
    start: usize,
    face: usize,
    script: Option<Script>,
}

impl Line {
    /// Pieces from left to right, each with its place in reading order.
    pub fn pieces(&self) -> impl Iterator<Item = (usize, &Piece)> {
        // Parts are words in reading order, or there is only one.
        let many = |part| part * 0x1_0000;
        self.parts
            .iter()
            .enumerate()
            .flat_map(move |(n, part)| part.iter().map(move |p| (many(n) + p.start, p)))
    }

    fn push(&mut self, shaped: Shaped) -> bool {
        let Ok(pieces) = shaped else { return false };
        self.width += pieces.iter().map(|p| p.width).sum::<i32>();
        self.parts.push(pieces);
        true
    }
}

/// The script a character belongs to; nothing for those shared by all (digits, spaces, marks).
fn own_script(c: char) -> Option<Script> {
    let script = unicode::script(c.into());
    (![b"Zyyy", b"Zinh"].iter().any(|shared| script.tag().to_be_bytes() == **shared)).then_some(script)
}

/// Joiners and variation selectors say how to draw their neighbours and have no shape themselves.
fn ignorable(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}')
}
