//! Files that nobody made by mistake, and some that somebody did.

use super::*;
use crate::import::reading::{Layout, ReadingError};

fn layout(bytes: Vec<u8>) -> Result<Layout, ReadingError> {
    Layout::find(&Input::bytes("x.csv", bytes), &Mapping::parse(SMALL).unwrap())
}

fn cells(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let input = Input::bytes("x.csv", bytes.clone());
    layout(bytes).unwrap().read(&input).unwrap().map(|r| r.unwrap().cells).collect()
}

#[test]
fn encodings_separators_and_line_ends_are_told_apart() {
    let text = format!("{SMALL_HEADING}\n1,Zoë,Brontë,,,,,,,Ynys Môn,\n");
    let wide = |order: fn(u16) -> [u8; 2], mark: bool| {
        let mark = mark.then_some('\u{feff}');
        let text: String = mark.into_iter().chain(text.chars()).collect();
        text.encode_utf16().flat_map(order).collect::<Vec<u8>>()
    };
    let narrow = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let all = [
        ("utf-8", text.clone().into_bytes()),
        ("utf-8 with a mark", marked),
        ("windows-1252", narrow),
        ("utf-16 le", wide(u16::to_le_bytes, true)),
        ("utf-16 be", wide(u16::to_be_bytes, true)),
        ("utf-16 le without a mark", wide(u16::to_le_bytes, false)),
        ("utf-16 be without a mark", wide(u16::to_be_bytes, false)),
        ("semicolons", text.replace(',', ";").into_bytes()),
        ("tabs, old Macintosh", text.replace(',', "\t").replace('\n', "\r").into_bytes()),
        ("bars, no line end at the end", text.replace(',', "|").trim_end().into()),
        ("a title above", format!("Members as of today\r\n\r\n{text}").into_bytes()),
    ];
    for (what, bytes) in all {
        let rows = cells(bytes);
        assert_eq!((rows.len(), &rows[0][1..3]), (1, &["Zoë".to_owned(), "Brontë".to_owned()][..]), "{what}");
    }
}

#[test]
fn a_file_that_is_no_table_is_refused_with_a_sentence() {
    let sentence = |bytes: Vec<u8>| layout(bytes).unwrap_err().to_string();
    assert_eq!(sentence(Vec::new()), "The file is empty.");
    assert!(sentence(b"PK\x03\x04...".to_vec()).starts_with("The workbook is damaged"));
    assert!(
        sentence((0..40_000_u32).map(|i| (i * 7 % 251) as u8 * (i % 3 != 0) as u8).collect())
            .starts_with("This is no text file")
    );
    let other = sentence(b"name,town\nFiona,Leeds\n".to_vec());
    assert!(
        other.starts_with("No row has the headings of the mapping. Missing: ")
            && other.ends_with("The file's first row holds: name, town."),
        "{other}"
    );
    let endless = format!("{SMALL_HEADING}\n1,\"Fi{}", ",x\n".repeat(700_000));
    assert_eq!(
        sentence(endless.into_bytes()),
        "Line 2: the row is longer than a megabyte. A quotation mark is probably not closed there."
    );
    let wide = format!("{SMALL_HEADING}\n{}\n", ",".repeat(500_000));
    assert_eq!(sentence(wide.into_bytes()), "Line 2: the row has more than 2000 cells.");
    let one_cell = format!("{SMALL_HEADING}\n{}\n", "x".repeat(5_000_000));
    assert!(sentence(one_cell.into_bytes()).starts_with("Line 2: the row is longer than a megabyte"));
}

#[tokio::test]
async fn a_quotation_mark_that_is_not_closed_costs_its_own_rows_only() {
    let db = store::testing::fresh_sqlite().await;
    let story = testing::story(&db).await;
    let mut rows = vec![",Ann,Lee,,,,,,,Leeds,".to_owned(), ",\"Bo,Diaz,,,,,,,Leeds,".to_owned()];
    rows.extend((0..30).map(|i| format!(",Row{i},Lost,,,,,,,Leeds,")));
    rows.push(",\"Cy\",Day,,,,,,,Leeds,".to_owned());
    rows.push(",Di,Eve,,,,,,,Leeds,".to_owned());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let report = bring(&db, story.gareth, SMALL_HEADING, &rows).await.unwrap();
    assert_eq!(report.counts.rows(), report.rows);
    assert!(report.notes.iter().any(|n| n.line == 3 && n.text.contains("quotation mark")), "{report:?}");
    assert_eq!(number_of(&db, "SELECT count(*) FROM person WHERE family_name = 'Eve'").await, 1);
}
