//! The content of one page: labels' lines, marked piece by piece, drawn at size 1 and scaled by the text matrix.

use zeroize::{Zeroize, Zeroizing};

use super::{
    drawing::{Segment, Spelling},
    fit::{ABOVE, LEADING, block, points},
    geometry::{Format, Place},
    pdf::{
        syntax::{integer, number},
        tags::{Element, Kid},
    },
    shaping::Line,
};

/// Content under way; wiped when it is begun anew or dropped.
#[derive(Default)]
pub struct Page {
    content: Zeroizing<Vec<u8>>,
    elements: Vec<Element<'static>>,
    pieces: usize,
    face: Option<usize>,
    /// Inside the array of a TJ.
    array: bool,
    /// Inside a marked piece.
    marked: bool,
}

impl Page {
    /// A label: its lines flush left, as one block halfway down the label.
    pub fn label(&mut self, format: &Format, place: Place, size: f64, lines: &[Line]) {
        let x = points(place.x + format.inset);
        let y = points(format.paper.height) - first_baseline(place, size, lines.len());
        self.paragraph((x, y), size, lines);
    }

    /// Lines whose first baseline begins at a point, in points from the lower left corner.
    pub fn paragraph(&mut self, (x, y): (f64, f64), size: f64, lines: &[Line]) {
        if self.content.is_empty() {
            self.content.extend_from_slice(b"BT\n");
            number(&mut self.content, LEADING);
            self.content.extend_from_slice(b" TL\n");
        }
        self.matrix(size, x, y);
        self.elements.push(Element::Paragraph(Vec::with_capacity(1)));
        for (n, line) in lines.iter().enumerate() {
            self.line(line, n > 0);
        }
    }

    fn matrix(&mut self, size: f64, x: f64, y: f64) {
        number(&mut self.content, size);
        self.content.extend_from_slice(b" 0 0 ");
        for n in [size, x, y] {
            number(&mut self.content, n);
            self.content.push(b' ');
        }
        self.content.extend_from_slice(b"Tm\n");
    }

    /// Words in the language of the sheet are one marked piece; others are marked, and named, one by one.
    fn line(&mut self, line: &Line, next: bool) {
        if next {
            self.content.extend_from_slice(b"T* ");
        }
        let mut kids: Vec<(usize, Kid)> = Vec::with_capacity(1);
        for (at, piece) in line.pieces() {
            let first = self.pieces;
            if piece.language.is_none() && piece.text.is_none() {
                if !self.marked {
                    self.mark(None);
                    kids.push((at, Kid::Pieces(first..first + 1)));
                }
                piece.segments.iter().for_each(|segment| self.show(piece.face, segment));
                continue;
            }
            self.unmark();
            for segment in &piece.segments {
                self.mark(match &segment.spelling {
                    Spelling::AsDrawn => None,
                    Spelling::Spelt(text) => Some(text),
                });
                self.show(piece.face, segment);
                self.unmark();
            }
            let text = piece.text.as_ref().map(|text| Zeroizing::new(text.to_string()));
            kids.push((at, Kid::Span { language: piece.language, text, pieces: first..self.pieces }));
        }
        self.unmark();
        kids.sort_by_key(|(at, _)| *at);
        self.adopt(kids.into_iter().map(|(_, kid)| kid));
    }

    fn adopt(&mut self, kids: impl Iterator<Item = Kid>) {
        let Some(Element::Paragraph(family)) = self.elements.last_mut() else { return };
        for kid in kids {
            match (family.last_mut(), kid) {
                (Some(Kid::Pieces(known)), Kid::Pieces(more)) if known.end == more.start => {
                    known.end = more.end
                }
                (_, kid) => family.push(kid),
            }
        }
    }

    fn mark(&mut self, spelt: Option<&[u8]>) {
        self.content.extend_from_slice(b"/Span<</MCID ");
        integer(&mut self.content, self.pieces as i64);
        if let Some(text) = spelt {
            self.content.extend_from_slice(b"/ActualText<FEFF");
            self.content.extend_from_slice(text);
            self.content.push(b'>');
        }
        self.content.extend_from_slice(b">>BDC ");
        self.pieces += 1;
        self.marked = true;
    }

    fn unmark(&mut self) {
        self.end_array();
        if std::mem::take(&mut self.marked) {
            self.content.extend_from_slice(b"EMC\n");
        }
    }

    fn show(&mut self, face: usize, segment: &Segment) {
        if self.face != Some(face) {
            self.end_array();
            self.choose(face);
        }
        if !std::mem::replace(&mut self.array, true) {
            self.content.push(b'[');
        }
        self.content.extend_from_slice(&segment.operators);
    }

    fn end_array(&mut self) {
        if std::mem::take(&mut self.array) {
            self.content.extend_from_slice(b"]TJ ");
        }
    }

    fn choose(&mut self, face: usize) {
        self.content.extend_from_slice(b"/F");
        integer(&mut self.content, face as i64);
        self.content.extend_from_slice(b" 1 Tf ");
        self.face = Some(face);
    }

    /// How many pieces are marked: the number of the next.
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Hands out the finished page and begins a new one.
    pub fn turn<'e, R>(&mut self, write: impl FnOnce(&[u8], Vec<Element<'e>>) -> R) -> R {
        if !self.content.is_empty() {
            self.content.extend_from_slice(b"ET");
        }
        let written = write(&self.content, std::mem::take(&mut self.elements));
        self.content.zeroize();
        (self.pieces, self.face) = (0, None);
        written
    }
}

/// From the top of the paper to the first baseline, in points.
pub fn first_baseline(place: Place, size: f64, lines: usize) -> f64 {
    points(place.y) + (points(place.h) - block(lines) * size) / 2.0 + ABOVE * size
}
