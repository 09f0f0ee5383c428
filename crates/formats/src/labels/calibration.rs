//! A sheet to print on plain paper and hold against the labels: outlines, cross-hairs, a ruler of 100 mm.
//!
//! It holds nobody's data and is not encrypted.

use std::io::Write;

use super::{
    Checker, Error, Fit,
    fit::points,
    fonts::Fonts,
    geometry::{Format, Nudge, Place, positions},
    page::Page,
    pdf::{
        document::{About, Document},
        syntax::number,
        tags::Element,
    },
};

/// The words on the sheet, in the reader's language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Set in the first label: which sheet this is, "print at 100 %", what to measure.
    pub lines: &'a [&'a str],
    /// What a screen reader says in place of the drawing.
    pub drawing: &'a str,
}

/// Writes the sheet; words that do not fit into a label are refused rather than cut.
pub fn calibration_sheet<W: Write>(
    out: W,
    about: &About,
    format: &Format,
    nudge: Nudge,
    words: Words,
    fonts: &Fonts,
) -> Result<(), Error> {
    let mut checker = Checker::new(fonts, format);
    let mut page = Page::default();
    let (fit, lines) = checker.set(words.lines)?;
    let Fit::Fits { size } = fit else { return Err(Error::WordsDoNotFit(fit)) };
    page.label(format, format.place(0, nudge), size, &lines);
    let ruler = ruler(format, nudge);
    for mm in [0, 50, 100] {
        let (_, number) = checker.set(&[mm.to_string()])?;
        let at = (ruler.0 + f64::from(mm) + 0.5, format.paper.height - ruler.1 + 4.5);
        page.paragraph((points(at.0), points(at.1)), NUMBERS, &number);
    }
    let mut document = Document::new(out, None, format.paper)?;
    let piece = page.pieces();
    page.turn(|text, mut elements| {
        let mut content = text.to_vec();
        content.extend_from_slice(format!("\n/Figure<</MCID {piece}>>BDC\n").as_bytes());
        draw(&mut content, format, nudge, ruler);
        content.extend_from_slice(b"EMC");
        elements.push(Element::Figure { alternative: words.drawing, piece });
        document.page(&content, &elements)
    })?;
    document.finish(about, checker.typesetter())?;
    Ok(())
}

const RULER: f64 = 100.0;
/// Size of the numbers on the ruler, in points.
const NUMBERS: f64 = 8.0;

/// Where the ruler begins: across the middle of the sheet, low in the second row, clear of the words in the first.
fn ruler(format: &Format, nudge: Nudge) -> (f64, f64) {
    let second = format.place(format.columns, nudge);
    ((format.paper.width - RULER) / 2.0, second.y + second.h - 2.0)
}

/// Outlines, a cross-hair in the middle of each label but the first, and one on the outer corners.
fn draw(out: &mut Vec<u8>, format: &Format, nudge: Nudge, ruler: (f64, f64)) {
    let mut pen = Pen { out, height: format.paper.height };
    pen.width(0.25);
    for (slot, place) in positions(format, nudge).enumerate() {
        pen.outline(place);
        if slot > 0 {
            pen.cross(place.x + place.w / 2.0, place.y + place.h / 2.0, 2.0);
        }
    }
    let (first, last) = (format.place(0, nudge), format.place(format.per_page() - 1, nudge));
    pen.cross(first.x, first.y, 4.0);
    pen.cross(last.x + last.w, last.y + last.h, 4.0);
    pen.width(0.5);
    pen.ruler(ruler.0, ruler.1);
}

struct Pen<'a> {
    out: &'a mut Vec<u8>,
    height: f64,
}

impl Pen<'_> {
    fn numbers<const N: usize>(&mut self, numbers: [f64; N], operator: &str) {
        for n in numbers {
            number(self.out, n);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator.as_bytes());
        self.out.push(b'\n');
    }

    fn width(&mut self, points: f64) {
        self.numbers([points], "w");
    }

    fn outline(&mut self, at: Place) {
        let bottom = self.height - at.y - at.h;
        self.numbers([at.x, bottom, at.w, at.h].map(points), "re S");
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.numbers([from.0, self.height - from.1].map(points), "m");
        self.numbers([to.0, self.height - to.1].map(points), "l S");
    }

    fn cross(&mut self, x: f64, y: f64, arm: f64) {
        self.line((x - arm, y), (x + arm, y));
        self.line((x, y - arm), (x, y + arm));
    }

    /// A tick for each millimetre, longer for five and ten.
    fn ruler(&mut self, x: f64, y: f64) {
        self.line((x, y), (x + RULER, y));
        for mm in 0..=RULER as usize {
            let tick = match mm {
                mm if mm % 10 == 0 => 4.0,
                mm if mm % 5 == 0 => 3.0,
                _ => 2.0,
            };
            self.line((x + mm as f64, y), (x + mm as f64, y - tick));
        }
    }
}
