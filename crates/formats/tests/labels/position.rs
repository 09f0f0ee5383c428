//! Ink on the page against the maker's grid, within 0.3 mm.

use formats::labels::{FORMATS, Words, calibration_sheet, find};

use super::*;

const DPI: u32 = 300;
const TOLERANCE: f64 = 0.3;

fn millimetres(pixels: usize) -> f64 {
    pixels as f64 * 25.4 / f64::from(DPI)
}

/// Leftmost and lowest ink of a rectangle given in millimetres, in millimetres on the page.
fn ink(picture: &(usize, usize, Vec<u8>), x: f64, y: f64, w: f64, h: f64) -> Option<(f64, f64)> {
    let (width, height, pixels) = picture;
    let pixel = |mm: f64| (mm * f64::from(DPI) / 25.4).round().max(0.0) as usize;
    let dark = |x: usize, y: usize| pixels[y * width + x] < 128;
    let columns = pixel(x)..pixel(x + w).min(*width);
    let rows = pixel(y)..pixel(y + h).min(*height);
    let left = columns.clone().find(|x| rows.clone().any(|y| dark(*x, y)))?;
    let bottom = rows.rev().find(|y| columns.clone().any(|x| dark(x, *y)))?;
    Some((millimetres(left), millimetres(bottom + 1)))
}

#[test]
fn text_stands_in_its_label_on_every_format_from_the_start_label_on() {
    let Some(fonts) = fonts(&["pdftoppm"]) else { return };
    for format in FORMATS {
        let nudge = Nudge::mm(1.5, -2.0).unwrap();
        let start = Start::at(format, 3).unwrap();
        // A stem that stands on the baseline: its ink tells where the line is.
        let label: &[&str] = &["H", "H", "H"];
        let labels = vec![label; format.per_page() - 2];
        let (written, sheet) = write(&fonts, Layout { format, start, nudge }, &labels);
        assert_eq!(written.pages, 1);
        let picture = sheet.picture(1, DPI);
        for slot in 0..format.per_page() {
            let place = format.place(slot, nudge);
            let found = ink(&picture, place.x, place.y, place.w, place.h);
            if slot < 2 {
                assert_eq!(found, None, "labels used before stay empty");
                continue;
            }
            let (left, bottom) = found.expect("ink");
            // Noto's H begins 0.098 em after its origin; three lines are 3.57 em high with 0.27 em under the last.
            let em = format.largest * 25.4 / 72.0;
            let expected =
                (place.x + format.inset + 0.098 * em, place.y + place.h / 2.0 + (3.57 / 2.0 - 0.27) * em);
            let off = (left - expected.0, bottom - expected.1);
            assert!(
                off.0.abs() < TOLERANCE && off.1.abs() < TOLERANCE,
                "{} label {slot}: {off:?} mm",
                format.code
            );
        }
    }
}

#[test]
fn outlines_of_the_calibration_sheet_lie_on_the_grid() {
    let Some(fonts) = fonts(&["pdftoppm"]) else { return };
    for format in FORMATS {
        let mut bytes = Vec::new();
        let words = Words { lines: &["x"], drawing: "Outlines" };
        calibration_sheet(&mut bytes, &about(), format, Nudge::default(), words, &fonts).unwrap();
        let sheet = Sheet::keep(&bytes);
        let picture = sheet.picture(1, DPI);
        for slot in [1, format.per_page() - 1] {
            let place = format.place(slot, Nudge::default());
            let (left, _) = ink(&picture, place.x - 0.5, place.y + 4.0, 3.0, 4.0).expect("left edge");
            let (_, bottom) =
                ink(&picture, place.x + 5.0, place.y + place.h - 0.5, 3.0, 1.0).expect("lower edge");
            assert!((left - place.x).abs() < TOLERANCE, "{}: {left}", format.code);
            assert!((bottom - place.y - place.h).abs() < TOLERANCE, "{}: {bottom}", format.code);
        }
    }
}

#[test]
fn words_begin_where_the_grid_says() {
    let Some(fonts) = fonts(&["pdftotext"]) else { return };
    let format = find("L7163").unwrap();
    let label: &[&str] = &["Llŷr", "1 High Street"];
    let (_, sheet) = write(&fonts, from_the_first(format), &vec![label; 14]);
    let boxes = sheet.text(&["-bbox"]);
    let lefts: Vec<f64> = boxes
        .lines()
        .filter(|l| l.ends_with(">Llŷr</word>"))
        .filter_map(|l| l.split("xMin=\"").nth(1)?.split('"').next()?.parse().ok())
        .collect();
    assert_eq!(lefts.len(), 14);
    for (slot, left) in lefts.iter().enumerate() {
        let place = format.place(slot, Nudge::default());
        let columns = [format.left, format.left + format.pitch_x].map(|x| x + format.inset);
        let nearest = columns.map(|x| (left * 25.4 / 72.0 - x).abs()).into_iter().fold(f64::MAX, f64::min);
        assert!(nearest < TOLERANCE, "label at {place:?}: {left}");
    }
}
