//! Does a label's text fit, and how large can it be? Lines stay whole: text shrinks, then is refused, with the
//! line that is to blame.

use super::geometry::Format;

/// What came of one label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// It fits at this size, in points.
    Fits { size: f64 },
    /// This line (from 0) is too wide even at the smallest size.
    TooWide { line: usize },
    /// So many lines do not fit one under the other; `most` would.
    TooTall { lines: usize, most: usize },
    /// No font here has this character.
    NoGlyph { line: usize, ch: char },
    /// There is nothing to print.
    Empty,
}

impl Fit {
    pub fn fits(self) -> bool {
        matches!(self, Self::Fits { .. })
    }
}

/// From baseline to baseline, and what a line needs above and below its baseline, as parts of the text size.
pub const LEADING: f64 = 1.25;
pub const ABOVE: f64 = 0.80;
pub const BELOW: f64 = 0.27;

/// Sizes step by a quarter of a point.
const STEP: f64 = 0.25;
const POINTS_PER_MM: f64 = 72.0 / 25.4;

pub fn points(mm: f64) -> f64 {
    mm * POINTS_PER_MM
}

/// Height of so many lines at size 1.
pub fn block(lines: usize) -> f64 {
    (lines.max(1) - 1) as f64 * LEADING + ABOVE + BELOW
}

/// The size for lines of these widths, given in thousandths of the em.
pub fn fit(format: &Format, widths: &[i32]) -> Fit {
    let Some((line, &widest)) = widths.iter().enumerate().max_by_key(|(_, w)| **w) else {
        return Fit::Empty;
    };
    let (room_x, room_y) =
        (points(format.width - 2.0 * format.inset), points(format.height - 2.0 * format.inset));
    if room_y / block(widths.len()) < format.smallest {
        let most = (1..widths.len()).rev().find(|n| room_y / block(*n) >= format.smallest).unwrap_or(0);
        return Fit::TooTall { lines: widths.len(), most };
    }
    let by_width = if widest > 0 { room_x * 1000.0 / f64::from(widest) } else { format.largest };
    let size = format.largest.min(by_width).min(room_y / block(widths.len()));
    let size = (size / STEP).floor() * STEP;
    if size < format.smallest { Fit::TooWide { line } } else { Fit::Fits { size } }
}
