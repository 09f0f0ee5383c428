//! Tags of a page (ISO 32000-2, 14.7 and 14.8): paragraphs, words in other languages within them, figures.

use std::{io::Write, ops::Range};

use zeroize::Zeroizing;

use super::{
    File,
    syntax::{integer, number, reference, text},
};
use crate::labels::{Error, fit::points, geometry::Paper};

/// A tagged element of a page. Marked pieces are numbered over the page.
pub enum Element<'a> {
    Paragraph(Vec<Kid>),
    /// A drawing as large as the page, one marked piece, and the words in place of it.
    Figure {
        alternative: &'a str,
        piece: usize,
    },
}

/// What a paragraph is made of, in reading order.
pub enum Kid {
    Pieces(Range<usize>),
    /// Words in another language; `text` has them in reading order where the glyphs do not.
    Span {
        language: Option<&'static str>,
        text: Option<Zeroizing<String>>,
        pieces: Range<usize>,
    },
}

pub struct Tag {
    pub id: u32,
    pub parent: u32,
    pub page: u32,
}

/// Writes a paragraph and the spans in it; notes who owns which marked piece.
pub fn paragraph<W: Write>(
    file: &mut File<W>,
    tag: &Tag,
    kids: &[Kid],
    owners: &mut Vec<u32>,
) -> Result<(), Error> {
    let mut list = Vec::new();
    for kid in kids {
        match kid {
            Kid::Pieces(pieces) => {
                own(owners, pieces.clone(), tag.id);
                numbers(&mut list, pieces.clone());
            }
            Kid::Span { language, text: words, pieces } => {
                let id = file.reserve();
                own(owners, pieces.clone(), id);
                reference(&mut list, id);
                list.push(b' ');
                let span = Tag { id, parent: tag.id, page: tag.page };
                file.object(id, |out| {
                    begin(out, "Span", &span);
                    if let Some(language) = language {
                        out.extend_from_slice(format!("/Lang({language})").as_bytes());
                    }
                    if let Some(words) = words {
                        out.extend_from_slice(b"/ActualText");
                        text(out, words);
                    }
                    out.extend_from_slice(b"/K[");
                    numbers(out, pieces.clone());
                    out.extend_from_slice(b"]>>");
                })?;
            }
        }
    }
    file.object(tag.id, |out| {
        begin(out, "P", tag);
        out.extend_from_slice(b"/K[");
        out.extend_from_slice(&list);
        out.extend_from_slice(b"]>>");
    })
}

pub fn figure<W: Write>(
    file: &mut File<W>,
    tag: &Tag,
    alternative: &str,
    paper: Paper,
    piece: usize,
) -> Result<(), Error> {
    file.object(tag.id, |out| {
        begin(out, "Figure", tag);
        out.extend_from_slice(b"/Alt");
        text(out, alternative);
        out.extend_from_slice(b"/A<</O/Layout/BBox");
        whole(out, paper);
        out.extend_from_slice(format!(">>/K {piece}>>").as_bytes());
    })
}

fn begin(out: &mut Vec<u8>, kind: &str, tag: &Tag) {
    out.extend_from_slice(b"<</S/");
    out.extend_from_slice(kind.as_bytes());
    out.extend_from_slice(b"/P ");
    reference(out, tag.parent);
    out.extend_from_slice(b"/Pg ");
    reference(out, tag.page);
}

pub fn own(owners: &mut Vec<u32>, pieces: Range<usize>, id: u32) {
    if owners.len() < pieces.end {
        owners.resize(pieces.end, id);
    }
    owners[pieces].fill(id);
}

fn numbers(out: &mut Vec<u8>, pieces: Range<usize>) {
    for piece in pieces {
        integer(out, piece as i64);
        out.push(b' ');
    }
}

/// The rectangle of the whole page.
pub fn whole(out: &mut Vec<u8>, paper: Paper) {
    out.extend_from_slice(b"[0 0 ");
    number(out, points(paper.width));
    out.push(b' ');
    number(out, points(paper.height));
    out.push(b']');
}
