//! Workbooks: those that people made, those that break parsers, and those that somebody made to break us.

use crate::import::reading::{Choice, Input, Oddity, ReadingError, Table};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use zip::write::SimpleFileOptions;

fn look(bytes: Vec<u8>) -> Result<Table, ReadingError> {
    Table::look(&Input::bytes("book", bytes), &Choice::default(), |_| false)
}

fn cells(bytes: Vec<u8>) -> Result<Vec<Vec<String>>, ReadingError> {
    let input = Input::bytes("book", bytes);
    let table = Table::look(&input, &Choice { sheet: None, header_line: Some(0) }, |_| false)?;
    table.rows(&input)?.map(|line| line.map(|l| l.cells)).collect()
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    package(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{package_relations}\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"People\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{package_relations}\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>")),
    ])
}

fn ods(body: &str) -> Vec<u8> {
    package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "content.xml",
            &format!(
                "<office:document-content><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
            ),
        ),
    ])
}

#[test]
fn a_package_that_unpacks_to_a_thousand_times_its_size_is_not_opened() {
    let began = Instant::now();
    let sheet = format!("<sheetData>{}</sheetData>", " ".repeat(200 * 1024 * 1024));
    let bomb = xlsx(&sheet);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert!(matches!(look(bomb), Err(ReadingError::Bomb)));
    assert!(began.elapsed().as_secs() < 60);
}

#[test]
fn two_cells_at_the_far_ends_of_a_sheet_fill_no_memory() {
    let far = |at: &str| {
        format!(
            "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"{at}1048576\"><v>2</v></c></row></sheetData>"
        )
    };
    assert!(matches!(look(xlsx(&far("XFD"))), Err(ReadingError::TooManyColumns { line: 1_048_576, .. })));
    assert_eq!(cells(xlsx(&far("B"))).unwrap(), [vec!["1".to_owned()], vec![String::new(), "2".to_owned()]]);
}

#[test]
fn a_cell_that_says_it_is_repeated_a_million_times_is_refused() {
    let wide = "<table:table table:name=\"T\"><table:table-row><table:table-cell table:number-columns-repeated=\"1000000\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert!(matches!(look(ods(wide)), Err(ReadingError::TooManyColumns { .. })));
    let long = "<table:table table:name=\"T\"><table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"900\"><text:p>x</text:p></table:table-cell></table:table-row></table:table>";
    assert!(matches!(cells(ods(long)), Err(ReadingError::TooMuch)));
    let blank = "<table:table table:name=\"T\"><table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell/></table:table-row><table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-31T00:00:00\"><text:p>31. March</text:p></table:table-cell><table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>50%</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(cells(ods(blank)).unwrap(), [["2026-03-31", "50%"]]);
}

#[test]
fn what_is_merged_downwards_stands_in_each_row_and_errors_have_their_names() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>Babergh</v></c><c r=\"B1\" t=\"str\"><v>Assington</v></c></row>\
                 <row r=\"2\"><c r=\"B2\" t=\"e\"><v>#REF!</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells>";
    assert_eq!(cells(xlsx(sheet)).unwrap(), [vec!["Babergh", "Assington"], vec!["Babergh", "#REF!", "TRUE"]]);
}

#[test]
fn packages_that_are_no_workbook_are_told_apart() {
    assert!(matches!(look(package(&[("word/document.xml", "<x/>")])), Err(ReadingError::NoWorkbook)));
    assert!(matches!(look(package(&[("xl/workbook.bin", "")])), Err(ReadingError::BinaryWorkbook)));
    assert!(matches!(look(xlsx("<sheetData/>")), Err(ReadingError::EmptySheet(name)) if name == "People"));
    let mut cut = xlsx("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>");
    cut.truncate(cut.len() / 2);
    assert!(matches!(look(cut), Err(ReadingError::Damaged)));
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// Everything that was collected reads, with what is odd about it said, or is refused with a sentence.
#[test]
fn every_file_that_was_collected_reads_or_is_refused_with_a_sentence() {
    let Some(shared) = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: CHAPTERHOUSE_SHARED_DATA is not set");
        return;
    };
    let mut all = Vec::new();
    for folder in ["04-contact-imports", "01-organisations"] {
        files(&shared.join(folder), &mut all);
    }
    all.sort();
    let (mut read, mut odd, mut refused, mut slowest) = (0, 0, 0, (0, PathBuf::new()));
    let mut sentences = std::collections::BTreeMap::<String, Vec<String>>::new();
    for path in &all {
        let began = Instant::now();
        let input = Input::file(path);
        let name = path.strip_prefix(&shared).unwrap().display().to_string();
        let whole = Table::look(&input, &Choice::default(), |_| false).and_then(|table| {
            let rows = table.rows(&input)?.try_fold(0_u64, |n, row| row.map(|_| n + 1))?;
            Ok((table, rows))
        });
        match whole {
            Ok((table, rows)) => {
                read += 1;
                odd += usize::from(!table.oddities.is_empty());
                println!(
                    "{name}: {}, {rows} rows, heading in line {}, {:?}",
                    table.encoding(),
                    table.header_line,
                    table.oddities
                );
            }
            Err(fault) => {
                refused += 1;
                assert!(fault.to_string().ends_with('.'), "{name}: {fault}");
                sentences.entry(fault.to_string()).or_default().push(name);
            }
        }
        slowest = slowest.max((began.elapsed().as_millis(), path.clone()));
    }
    println!(
        "{} files: {read} read ({odd} with something odd), {refused} refused; slowest {slowest:?}",
        all.len()
    );
    for (sentence, names) in &sentences {
        println!("{sentence} {names:?}");
    }
    let empty = sentences
        .iter()
        .filter(|(s, _)| s.ends_with("is empty."))
        .map(|(_, names)| names.len())
        .sum::<usize>();
    assert!(refused - empty < all.len() / 10 && read > 500 && slowest.0 < 60_000);
}

#[test]
fn titles_above_the_headings_and_tables_without_any_are_seen() {
    let titled = look(
        b"Councils of the county\nas of today\n\nName,E-mail,Town\nFelsham,clerk@felsham.example,Felsham\n"
            .to_vec(),
    )
    .unwrap();
    assert_eq!((titled.header_line, titled.headings.len()), (4, 3));
    assert_eq!(titled.oddities, [Oddity::RowsAbove(2)]);
    let bare = look(b"1,2026-01-02,a@b.example\n2,2026-01-03,c@d.example\n".to_vec()).unwrap();
    assert_eq!((bare.header_line, bare.headings[2].as_str()), (0, "Column C"));
    assert_eq!(bare.oddities, [Oddity::NoHeading]);
}
