//! Shaped glyphs → what stands inside a `[…] TJ`, at size 1, with the text they stand for.
//!
//! Where glyphs and characters do not go hand in hand, readers are told the text in the way that they understand:
//! * from left to right, the word is spelt out beside its glyphs (ActualText, ISO 32000-2, 14.9.4);
//! * from right to left, where readers turn each glyph's text around by themselves, the letter carries the text of
//!   the marks on it, and the marks are drawn afterwards, standing for nothing. (Poppler still finds a pointed letter's
//!   marks before the letter; readers that go by the tags have the whole text in order, see `pdf::tags`.)

use harfrust::{Buffer, Direction, GlyphInfo};
use zeroize::Zeroize;

use super::{cids::Cids, fonts::Face, pdf::syntax};

/// Of glyphs whose text another glyph carries.
const NO_TEXT: &str = "\u{2060}";

/// A few glyphs and how readers learn their text.
pub struct Segment {
    /// The inside of an array, or of several with operators in between.
    pub operators: Vec<u8>,
    pub spelling: Spelling,
}

pub enum Spelling {
    /// Each glyph tells its own text.
    AsDrawn,
    /// The text, as hexadecimal UTF-16; it may be empty.
    Spelt(Vec<u8>),
}

impl Drop for Segment {
    fn drop(&mut self) {
        self.operators.zeroize();
        if let Spelling::Spelt(text) = &mut self.spelling {
            text.zeroize();
        }
    }
}

/// The segments and the width; or the character that has no glyph.
pub fn draw(text: &str, shaped: &Buffer, face: &Face, cids: &mut Cids) -> Result<(Vec<Segment>, i32), char> {
    let (glyphs, width) = placed(text, shaped, face)?;
    let mut pen = Pen { done: Vec::new(), out: Vec::new(), cids, at: 0, rise: 0, open: false };
    if shaped.direction() == Direction::RightToLeft {
        pen.letters_then_marks(&glyphs)?;
    } else {
        for word in glyphs.split_inclusive(|g| g.text == " ") {
            pen.word(text, word)?;
        }
    }
    pen.rise_to(0);
    pen.move_to(width);
    pen.close_string();
    match pen.done.last_mut() {
        Some(last) if !pen.out.contains(&b'<') => last.operators.append(&mut pen.out),
        _ => pen.end_segment(Spelling::AsDrawn),
    }
    Ok((pen.done, width))
}

/// A glyph at its place on the line, in thousandths.
struct Glyph<'t> {
    id: u16,
    x: i32,
    y: i32,
    natural: i32,
    /// Where its cluster begins, and the text of it.
    cluster: u32,
    text: &'t str,
}

fn placed<'t>(text: &'t str, shaped: &Buffer, face: &Face) -> Result<(Vec<Glyph<'t>>, i32), char> {
    let infos = shaped.glyph_infos();
    let metrics = face.font.glyph_metrics();
    let mut x = 0;
    let mut glyphs = Vec::with_capacity(infos.len());
    for (info, position) in infos.iter().zip(shaped.glyph_positions()) {
        let own = &text[info.cluster as usize..cluster_end(text, infos, info.cluster)];
        let missing = own.chars().next().unwrap_or(' ');
        glyphs.push(Glyph {
            id: u16::try_from(info.glyph_id).ok().filter(|g| *g != 0).ok_or(missing)?,
            x: x + face.thousandths(position.x_offset),
            y: face.thousandths(position.y_offset),
            natural: face.thousandths(metrics.h_advance(info.glyph_id.into()).round() as i32),
            cluster: info.cluster,
            text: own,
        });
        x += face.thousandths(position.x_advance);
    }
    Ok((glyphs, x))
}

/// A cluster is named by where its text begins; it ends where the next one, in reading order, begins.
fn cluster_end(text: &str, infos: &[GlyphInfo], start: u32) -> usize {
    infos.iter().map(|i| i.cluster).filter(|c| *c > start).min().map_or(text.len(), |next| next as usize)
}

fn spelt_out(text: &str) -> Spelling {
    let mut hex = Vec::new();
    syntax::utf16_hex(&mut hex, text);
    Spelling::Spelt(hex)
}

struct Pen<'a> {
    done: Vec<Segment>,
    out: Vec<u8>,
    cids: &'a mut Cids,
    at: i32,
    rise: i32,
    /// Inside a hexadecimal string.
    open: bool,
}

impl Pen<'_> {
    fn word(&mut self, line: &str, word: &[Glyph]) -> Result<(), char> {
        let plain = word.windows(2).all(|pair| pair[0].cluster != pair[1].cluster && pair[1].y == 0);
        let spelt = !plain || word.windows(2).any(|pair| pair[1].x < pair[0].x + pair[0].natural / 2);
        if spelt {
            self.end_segment(Spelling::AsDrawn);
        }
        let mut before = None;
        for glyph in word {
            let text = if before == Some(glyph.cluster) { NO_TEXT } else { glyph.text };
            before = Some(glyph.cluster);
            self.glyph(glyph, text)?;
        }
        if spelt {
            let first = word.iter().map(|g| g.cluster as usize).min().unwrap_or(0);
            let last = word.iter().map(|g| g.cluster as usize + g.text.len()).max().unwrap_or(line.len());
            self.end_segment(spelt_out(&line[first..last]));
        }
        Ok(())
    }

    fn letters_then_marks(&mut self, glyphs: &[Glyph]) -> Result<(), char> {
        let mut marks = Vec::new();
        for cluster in glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            let letter = (0..cluster.len()).max_by_key(|n| (cluster[*n].natural, *n)).unwrap_or(0);
            self.glyph(&cluster[letter], cluster[letter].text)?;
            marks.extend(cluster.iter().enumerate().filter(|(n, _)| *n != letter).map(|(_, mark)| mark));
        }
        if marks.is_empty() {
            return Ok(());
        }
        self.end_segment(Spelling::AsDrawn);
        for mark in marks {
            self.glyph(mark, NO_TEXT)?;
        }
        self.rise_to(0);
        self.end_segment(spelt_out(""));
        Ok(())
    }

    fn end_segment(&mut self, spelling: Spelling) {
        self.close_string();
        if !self.out.is_empty() {
            self.done.push(Segment { operators: std::mem::take(&mut self.out), spelling });
        }
    }

    fn glyph(&mut self, glyph: &Glyph, text: &str) -> Result<(), char> {
        let full = || glyph.text.chars().next().unwrap_or(' ');
        let cid = self.cids.number(glyph.id, text, glyph.natural).ok_or_else(full)?;
        self.rise_to(glyph.y);
        self.move_to(glyph.x);
        if !self.open {
            self.out.push(b'<');
            self.open = true;
        }
        syntax::hex(&mut self.out, &cid.to_be_bytes());
        self.at += glyph.natural;
        Ok(())
    }

    /// In a TJ array a number moves to the left.
    fn move_to(&mut self, x: i32) {
        if x != self.at {
            self.close_string();
            syntax::integer(&mut self.out, i64::from(self.at - x));
            self.at = x;
        }
    }

    fn rise_to(&mut self, y: i32) {
        if y != self.rise {
            self.rise = y;
            self.operator(|out| {
                syntax::thousandths(out, i64::from(y));
                out.extend_from_slice(b" Ts");
            });
        }
    }

    /// Leaves the array for an operator and opens the next.
    fn operator(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.close_string();
        self.out.extend_from_slice(b"]TJ ");
        write(&mut self.out);
        self.out.push(b'[');
    }

    fn close_string(&mut self) {
        if self.open {
            self.out.push(b'>');
            self.open = false;
        }
    }
}
