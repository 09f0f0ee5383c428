//! The content of one page: labels' lines, marked piece by piece, drawn at size 1 and scaled by the text matrix.

use zeroize::{Zeroize, Zeroizing};

use super::{
    fit::{ABOVE, LEADING, block, points},
    geometry::{Format, Place},
    pdf::{
        document::Element,
        syntax::{integer, number},
    },
    shaping::{Line, Piece},
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
        for (n, line) in lines.iter().enumerate() {
            self.line(line, n > 0);
        }
        self.elements.push(Element::Paragraph { pieces: lines.len() });
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

    fn line(&mut self, line: &Line, next: bool) {
        self.content.extend_from_slice(b"/P<</MCID ");
        integer(&mut self.content, self.pieces as i64);
        self.content.extend_from_slice(b">>BDC ");
        self.pieces += 1;
        if next {
            self.content.extend_from_slice(b"T* ");
        }
        let mut language = None;
        for piece in line.parts.iter().flat_map(|part| part.iter()) {
            self.piece(piece, &mut language);
        }
        self.end_array();
        self.speak(&mut language, None);
        self.content.extend_from_slice(b"EMC\n");
    }

    fn piece(&mut self, piece: &Piece, language: &mut Option<&'static str>) {
        if *language != piece.language || self.face != Some(piece.face) {
            self.end_array();
            self.speak(language, piece.language);
            self.choose(piece.face);
        }
        if !std::mem::replace(&mut self.array, true) {
            self.content.push(b'[');
        }
        self.content.extend_from_slice(&piece.operators);
    }

    fn end_array(&mut self) {
        if std::mem::take(&mut self.array) {
            self.content.extend_from_slice(b"]TJ ");
        }
    }

    fn speak(&mut self, now: &mut Option<&'static str>, language: Option<&'static str>) {
        if *now == language {
            return;
        }
        if now.is_some() {
            self.content.extend_from_slice(b"EMC ");
        }
        if let Some(language) = language {
            self.content.extend_from_slice(b"/Span<</Lang(");
            self.content.extend_from_slice(language.as_bytes());
            self.content.extend_from_slice(b")>>BDC ");
        }
        *now = language;
    }

    fn choose(&mut self, face: usize) {
        if self.face != Some(face) {
            self.content.extend_from_slice(b"/F");
            integer(&mut self.content, face as i64);
            self.content.extend_from_slice(b" 1 Tf ");
            self.face = Some(face);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Hands out the finished page and begins a new one.
    pub fn turn<R>(&mut self, write: impl FnOnce(&[u8], &[Element]) -> R) -> R {
        if !self.content.is_empty() {
            self.content.extend_from_slice(b"ET");
        }
        let written = write(&self.content, &self.elements);
        self.content.zeroize();
        self.elements.clear();
        (self.pieces, self.face) = (0, None);
        written
    }
}

/// From the top of the paper to the first baseline, in points.
pub fn first_baseline(place: Place, size: f64, lines: usize) -> f64 {
    points(place.y) + (points(place.h) - block(lines) * size) / 2.0 + ABOVE * size
}
