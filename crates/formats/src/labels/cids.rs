//! The characters of one embedded font: a number (CID) for every glyph *and the text it stands for*.
//!
//! The same dotless shape stands for several Arabic letters; were a CID only a glyph, copying and searching would
//! find the wrong one. The map from CID to glyph goes into the file beside the font.

use std::collections::HashMap;

use subsetter::GlyphRemapper;

#[derive(Default)]
pub struct Cids {
    /// Glyph in the whole font → its numbers, seldom more than one.
    known: HashMap<u16, Vec<u16>>,
    list: Vec<Cid>,
    glyphs: GlyphRemapper,
}

pub struct Cid {
    /// Glyph in the subset.
    pub glyph: u16,
    /// In thousandths of the em.
    pub width: i32,
    pub text: Box<str>,
}

impl Cids {
    /// Nothing when the font has run out of numbers.
    pub fn number(&mut self, glyph: u16, text: &str, width: i32) -> Option<u16> {
        let known = self.known.entry(glyph).or_default();
        if let Some(cid) = known.iter().find(|cid| &*self.list[usize::from(**cid) - 1].text == text) {
            return Some(*cid);
        }
        let cid = u16::try_from(self.list.len() + 1).ok()?;
        self.list.push(Cid { glyph: self.glyphs.remap(glyph), width, text: text.into() });
        known.push(cid);
        Some(cid)
    }

    /// In the order of their numbers, which begin at 1 (0 is "no glyph").
    pub fn list(&self) -> &[Cid] {
        &self.list
    }

    pub fn glyphs(&self) -> &GlyphRemapper {
        &self.glyphs
    }
}
