//! What a cell holds is what comes back, and is never a formula.

use proptest::prelude::*;

use super::opened::{Found, cells, parts};
use super::*;

fn sheet_of(fill: impl FnOnce(&mut Rows<'_>) -> Result<(), Error>) -> String {
    parts(&plain(fill).unwrap().1).remove("xl/worksheets/sheet1.xml").unwrap()
}

/// The first cell of the first row below the headings.
fn first(cell: Cell<'_>) -> Option<Found> {
    let sheet = sheet_of(|rows| rows.row(&[cell, Cell::Empty, Cell::Empty, Cell::Empty]));
    cells(&sheet).into_iter().nth(4)
}

/// Pieces that together make markup, escapes, controls and what merely looks like them.
fn awkward() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "_", "x", "_x", "00", "41", "5F", "005f", "_x0041", "_x005F_", "A", "é", "🐉", "<", ">", "&",
        "&amp;", "\"", "'", "]]>", "\u{0}", "\u{1}", "\u{1f}", "\u{7f}", "\r", "\n", "\t", " ", "\u{fffe}",
        "\u{ffff}", "\u{feff}", "\u{ffef}", "=", "+", "-", "@", "\u{85}", "\u{2028}",
    ]);
    prop::collection::vec(pieces, 1..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was(text in prop_oneof![any::<String>(), awkward()]) {
        let found = first(Cell::Text(&text)).and_then(|cell| cell.text).unwrap_or_default();
        prop_assert_eq!(found, text);
    }

    #[test]
    fn any_number_comes_back_as_it_was(value in any::<f64>().prop_filter("finite", |value| value.is_finite())) {
        let found = first(Cell::Number(value)).and_then(|cell| cell.value).unwrap_or_default();
        prop_assert_eq!(found.parse(), Ok(value));
    }
}

#[test]
fn what_begins_like_a_formula_is_quoted_text() {
    for text in ["=1+1", "+44 7700", "-", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"] {
        let cell = first(Cell::Text(text)).unwrap();
        assert_eq!((cell.style.as_str(), cell.text.as_deref()), ("2", Some(text)));
    }
    for text in ["a=1", "'=1", " =1", "0800"] {
        assert_eq!(first(Cell::Text(text)).unwrap().style, "1");
    }
}

#[test]
fn dates_are_numbers_of_days() {
    let day = |year, month, day| first(Cell::Date(date(year, month, day))).unwrap();
    for (found, serial) in
        [(day(1900, 3, 1), "61"), (day(2024, 2, 29), "45351"), (day(9999, 12, 31), "2958465")]
    {
        assert_eq!((found.style.as_str(), found.value.as_deref()), ("3", Some(serial)));
    }
    assert_eq!(day(1900, 2, 28).text.as_deref(), Some("28/02/1900"));
    assert_eq!(day(-1, 1, 1).value, None);
}

#[test]
fn an_empty_cell_is_left_out() {
    assert_eq!(first(Cell::Empty), None);
    assert_eq!(first(Cell::Text("")), None);
}

#[test]
fn a_row_that_does_not_fit_is_named_and_leaves_the_sheet_whole() {
    let long = "🐉".repeat(16_384);
    let sheet = sheet_of(|rows| {
        let empty = Cell::Empty;
        rows.row(&[Cell::Text("Łucja"), empty, empty, Cell::Text(&long[..4 * 16_383])])?;
        let refused = rows.row(&[Cell::Text("Mair"), empty, empty, Cell::Text(&long)]);
        assert!(matches!(refused, Err(Error::TextTooLong { row: 3, column: 4 })));
        let refused = rows.row(&[Cell::Text("Mair"), empty, Cell::Number(f64::NAN), empty]);
        assert!(matches!(refused, Err(Error::NotFinite { row: 3, column: 3 })));
        let refused = rows.row(&[Cell::Text("Mair"); 5]);
        assert!(matches!(refused, Err(Error::RowWidth { row: 3, expected: 4, got: 5 })));
        rows.row(&[Cell::Text("Siân"), empty, empty, empty])
    });
    let names: Vec<String> = cells(&sheet)
        .into_iter()
        .filter(|cell| cell.at.starts_with('A'))
        .filter_map(|cell| cell.text)
        .collect();
    assert_eq!(names, ["Name", "Łucja", "Siân"]);
    assert!(sheet.contains(r#"<autoFilter ref="A1:D3"/>"#));
}

#[test]
fn the_last_row_of_a_sheet_is_the_1_048_576th() {
    let columns = [Column { heading: "Name", width: 10, kind: Kind::Text }];
    let sheet = Sheet { name: "Members", columns: &columns };
    let book = Book { sheet, ..book() };
    let written = write_plain(std::io::sink(), &book, |rows| {
        for _ in 1..1_048_576 {
            rows.row(&[Cell::Empty])?;
        }
        assert!(matches!(rows.row(&[Cell::Empty]), Err(Error::TooManyRows)));
        Ok::<_, Error>(())
    });
    assert_eq!(written.unwrap().rows, 1_048_575);
}

#[test]
fn columns_are_lettered_past_z() {
    let columns = [Column { heading: "x", width: 0, kind: Kind::Text }; 16_385];
    let with = |count: usize| {
        let sheet = Sheet { name: "Members", columns: &columns[..count] };
        let mut out = Vec::new();
        write_plain(&mut out, &Book { sheet, ..book() }, |_| Ok::<_, Error>(()))?;
        Ok::<_, Error>(cells(&parts(&out)["xl/worksheets/sheet1.xml"]).pop().unwrap().at)
    };
    let last: Vec<String> = [1, 26, 27, 702, 703, 16_384].map(|count| with(count).unwrap()).into();
    assert_eq!(last, ["A1", "Z1", "AA1", "ZZ1", "AAA1", "XFD1"]);
    assert!(matches!(with(0), Err(Error::Columns(0))));
    assert!(matches!(with(16_385), Err(Error::Columns(16_385))));
}

#[test]
fn the_book_says_what_it_is() {
    let parts = parts(&plain(fill).unwrap().1);
    let core = &parts["docProps/core.xml"];
    assert!(core.contains("<dc:title>Members of Llanfair &amp; Betws &lt;group&gt;</dc:title>"));
    assert!(core.contains("<dc:language>en-GB</dc:language>") && core.contains(">2026-11-18T11:06:40Z<"));
    let workbook = &parts["xl/workbook.xml"];
    assert!(workbook.contains(r#"<sheet name="Members' list" sheetId="1""#));
    assert!(workbook.contains("'Members'' list'!$A$1:$D$4<"));
    let about = cells(&parts["xl/worksheets/sheet2.xml"]);
    let lines: Vec<&str> = about.iter().filter_map(|cell| cell.text.as_deref()).collect();
    assert_eq!(lines, ABOUT);
}

#[test]
fn a_name_that_no_sheet_may_have_is_refused() {
    let long = "n".repeat(32);
    for name in ["", "a/b", "a:b", "'a", "a'", "History", "about THIS file", "a\nb", &long] {
        let sheet = Sheet { name, columns: &COLUMNS };
        let refused = write_plain(std::io::sink(), &Book { sheet, ..book() }, fill);
        assert!(matches!(refused, Err(Error::SheetName(_))), "{name:?}");
    }
}
