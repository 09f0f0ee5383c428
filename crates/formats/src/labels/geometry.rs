//! Where labels lie on the sheet: the maker's geometry as data, in millimetres from the top left corner.

/// A sheet of labels as the maker cuts it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Format {
    pub code: &'static str,
    /// The same cut under other makers' codes.
    pub also: &'static [&'static str],
    pub paper: Paper,
    pub columns: usize,
    pub rows: usize,
    pub width: f64,
    pub height: f64,
    pub left: f64,
    pub top: f64,
    pub pitch_x: f64,
    pub pitch_y: f64,
    /// Kept free inside every edge of a label: printers feed paper a millimetre or two off.
    pub inset: f64,
    /// Text starts at the largest size and shrinks to the smallest that can still be read, in points.
    pub largest: f64,
    pub smallest: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paper {
    pub width: f64,
    pub height: f64,
}

pub const A4: Paper = Paper { width: 210.0, height: 297.0 };

/// A rectangle on a page, in millimetres from the top left corner of the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

/// The formats on offer; the first one is what we suggest.
pub const FORMATS: &[Format] = &[
    cut("J8160", &["L7160", "KF26051"], 3, 7, (63.5, 38.1), (7.2, 15.15), (66.04, 38.1)),
    cut("L7159", &[], 3, 8, (64.0, 33.86), (6.46, 13.06), (66.54, 33.86)),
    cut("L7161", &[], 3, 6, (63.5, 46.56), (7.21, 8.82), (66.04, 46.56)),
    cut("L7162", &[], 2, 8, (99.06, 33.87), (4.67, 13.02), (101.6, 33.87)),
    cut("L7163", &["J8163"], 2, 7, (99.06, 38.1), (4.67, 15.15), (101.6, 38.1)),
    cut("L7164", &[], 3, 4, (63.5, 71.97), (7.21, 4.57), (66.04, 71.97)),
    cut("L7165", &[], 2, 4, (99.06, 67.73), (4.67, 13.04), (101.6, 67.73)),
    cut("L7651", &[], 5, 13, (38.1, 21.17), (4.67, 10.9), (40.64, 21.17)),
];

const fn cut(
    code: &'static str,
    also: &'static [&'static str],
    columns: usize,
    rows: usize,
    (width, height): (f64, f64),
    (left, top): (f64, f64),
    (pitch_x, pitch_y): (f64, f64),
) -> Format {
    let (inset, largest, smallest) = match width {
        w if w < 50.0 => (2.0, 8.0, 7.0),
        w if w < 80.0 => (3.0, 11.0, 8.0),
        _ => (4.0, 12.0, 8.0),
    };
    let paper = A4;
    Format {
        code,
        also,
        paper,
        columns,
        rows,
        width,
        height,
        left,
        top,
        pitch_x,
        pitch_y,
        inset,
        largest,
        smallest,
    }
}

/// The format of this code, whoever's code it is; case and spaces do not matter.
pub fn find(code: &str) -> Option<&'static Format> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    FORMATS.iter().find(|f| [f.code].iter().chain(f.also).any(|c| c.eq_ignore_ascii_case(&code)))
}

impl Format {
    pub const fn per_page(&self) -> usize {
        self.columns * self.rows
    }

    /// The place of a label, counted row by row from 0, nudged.
    ///
    /// Panics when `slot` is not on the sheet: slots come from `Start` and `per_page`.
    pub fn place(&self, slot: usize, nudge: Nudge) -> Place {
        assert!(slot < self.per_page(), "slot {slot} is not on the sheet");
        let (row, column) = (slot / self.columns, slot % self.columns);
        Place {
            x: self.left + column as f64 * self.pitch_x + nudge.x,
            y: self.top + row as f64 * self.pitch_y + nudge.y,
            w: self.width,
            h: self.height,
        }
    }
}

/// Every label of a sheet, row by row: what a picture preview draws.
pub fn positions(format: &Format, nudge: Nudge) -> impl Iterator<Item = Place> {
    (0..format.per_page()).map(move |slot| format.place(slot, nudge))
}

/// The first label to print on, so that a half-used sheet is not wasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Start(usize);

impl Start {
    /// `label` counts from 1, row by row; nothing when the sheet has no such label.
    pub fn at(format: &Format, label: usize) -> Option<Self> {
        (1..=format.per_page()).contains(&label).then(|| Self(label - 1))
    }

    /// Page and slot, both from 0, of the `n`th label printed (from 0).
    pub fn locate(self, format: &Format, n: u64) -> (u64, usize) {
        let per_page = format.per_page() as u64;
        let n = n + self.0 as u64;
        (n / per_page, (n % per_page) as usize)
    }

    pub fn pages(self, format: &Format, labels: u64) -> u64 {
        if labels == 0 { 0 } else { self.locate(format, labels - 1).0 + 1 }
    }
}

/// Moves everything to match a printer that feeds off centre; right and down are positive.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nudge {
    x: f64,
    y: f64,
}

impl Nudge {
    /// The farthest that a nudge may go, in millimetres.
    pub const MOST: f64 = 3.0;

    /// Nothing when either is farther than `MOST`, or not a number.
    pub fn mm(x: f64, y: f64) -> Option<Self> {
        (x.abs() <= Self::MOST && y.abs() <= Self::MOST).then_some(Self { x, y })
    }
}
