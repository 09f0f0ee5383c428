use proptest::prelude::*;

use super::{
    fit::{block, fit, points},
    fonts::SOURCES,
    text::{clean, is_simple},
    *,
};

#[test]
fn the_first_format_is_the_common_one_of_21_labels() {
    let format = &FORMATS[0];
    assert_eq!((format.code, format.per_page()), ("J8160", 21));
    let last = format.place(20, Nudge::default());
    assert!((last.x + last.w - 202.78).abs() < 1e-9);
    assert!((last.y + last.h - 281.85).abs() < 1e-9);
    let fifth = format.place(4, Nudge::default());
    assert!((fifth.x - 73.24).abs() < 1e-9 && (fifth.y - 53.25).abs() < 1e-9);
}

#[test]
fn a_format_is_found_by_any_makers_code() {
    for (code, ours) in [("l7160", "J8160"), ("KF 26051", "J8160"), ("J8163", "L7163"), ("L7651", "L7651")] {
        assert_eq!(find(code).unwrap().code, ours);
    }
    assert!(find("L0000").is_none());
}

#[test]
fn labels_per_sheet_are_what_the_box_says() {
    let counts: Vec<_> = FORMATS.iter().map(|f| f.per_page()).collect();
    assert_eq!(counts, [21, 24, 18, 16, 14, 12, 8, 65]);
}

#[test]
fn a_half_used_sheet_is_continued_at_the_label_chosen() {
    let format = &FORMATS[0];
    let start = Start::at(format, 20).unwrap();
    assert_eq!(
        [0, 1, 2, 22, 23].map(|n| start.locate(format, n)),
        [(0, 19), (0, 20), (1, 0), (1, 20), (2, 0)]
    );
    assert_eq!([0, 1, 2, 3, 23, 24].map(|n| start.pages(format, n)), [0, 1, 1, 2, 2, 3]);
    assert_eq!((Start::at(format, 0), Start::at(format, 22)), (None, None));
}

#[test]
fn a_nudge_is_three_millimetres_at_most() {
    assert!(Nudge::mm(3.0, -3.0).is_some());
    for (x, y) in [(3.1, 0.0), (0.0, -3.1), (f64::NAN, 0.0), (f64::INFINITY, 0.0)] {
        assert!(Nudge::mm(x, y).is_none());
    }
}

proptest! {
    #[test]
    fn labels_lie_on_the_paper_and_apart(
        f in 0..FORMATS.len(), a in 0usize..65, b in 0usize..65, x in -3.0..=3.0, y in -3.0..=3.0,
    ) {
        let (format, nudge) = (&FORMATS[f], Nudge::mm(x, y).unwrap());
        let (a, b) = (a % format.per_page(), b % format.per_page());
        let (p, q, still) = (format.place(a, nudge), format.place(b, nudge), format.place(a, Nudge::default()));
        prop_assert!(p.x > 0.0 && p.y > 0.0);
        prop_assert!(p.x + p.w < format.paper.width && p.y + p.h < format.paper.height);
        prop_assert!((p.x - still.x - x).abs() < 1e-9 && (p.y - still.y - y).abs() < 1e-9);
        let apart = p.x + p.w <= q.x + 1e-9 || q.x + q.w <= p.x + 1e-9 || p.y + p.h <= q.y + 1e-9 || q.y + q.h <= p.y + 1e-9;
        prop_assert!(a == b || apart);
    }

    #[test]
    fn text_that_fits_stays_inside_its_label(f in 0..FORMATS.len(), widths in prop::collection::vec(0i32..60_000, 0..12)) {
        let format = &FORMATS[f];
        match fit(format, &widths) {
            Fit::Fits { size } => {
                prop_assert!((format.smallest..=format.largest).contains(&size));
                let widest = f64::from(*widths.iter().max().unwrap()) / 1000.0;
                prop_assert!(widest * size <= points(format.width - 2.0 * format.inset) + 1e-6);
                prop_assert!(block(widths.len()) * size <= points(format.height - 2.0 * format.inset) + 1e-6);
            }
            Fit::TooWide { line } => prop_assert_eq!(Some(&widths[line]), widths.iter().max()),
            Fit::TooTall { lines, most } => prop_assert!(most < lines && lines == widths.len()),
            Fit::Empty => prop_assert!(widths.is_empty()),
            Fit::NoGlyph { .. } => prop_assert!(false),
        }
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(line in "\\PC*[ \\t\u{202e}\u{200f}éŵ]{0,4}\\PC*") {
        let once = clean(&line);
        prop_assert_eq!(&*clean(&once), &*once);
        prop_assert!(!once.starts_with(' ') && !once.ends_with(' ') && !once.contains("  "));
    }
}

#[test]
fn lines_are_composed_and_rid_of_what_turns_text_around() {
    assert_eq!(&*clean("  Ty\u{302}\t \r\n gwyn "), "Tŷ gwyn");
    assert_eq!(&*clean("evil\u{202e}txt\u{200f}"), "eviltxt");
    assert_eq!(&*clean("e\u{200e}\u{301}"), "é");
    assert_eq!(&*clean(" \u{a0} "), "");
}

#[test]
fn only_letters_from_left_to_right_are_set_word_by_word() {
    assert!(["LS1 4AP", "Tŷ’r Łódź", "Ἀθῆναι", "Ковальчук"].into_iter().all(is_simple));
    assert!(!["محمد", "Flat ב", "李", "নুসরাত", "e\u{301}x"].into_iter().any(is_simple));
}

/// The assets build copies what `assets/fonts.json` lists; what is read here must be on that list.
#[test]
fn every_font_file_is_on_the_list_of_assets() {
    let list = include_str!("../../../../assets/fonts.json");
    for source in &SOURCES {
        assert!(list.contains(&format!("\"{}\"", source.file)), "{} is not on the list", source.file);
        for script in source.scripts {
            assert!(list.contains(&format!("\"{}\"", String::from_utf8_lossy(&script[..]))));
        }
    }
}
