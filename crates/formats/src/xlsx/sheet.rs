//! The two worksheets. Cells are inline strings: typed as text, and nothing has to be remembered for later.

use std::fmt::Arguments;
use std::io::{self, Write};

use jiff::civil::{Date, date};

use super::ink::Ink;
use super::parts::style;
use super::{About, Cell, Column, Error, Kind, text};

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;

const BEGIN: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>"#
);
const FROZEN_FIRST_ROW: &str = concat!(
    r#"<sheetViews><sheetView tabSelected="1" workbookViewId="0">"#,
    r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#,
    r#"<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>"#
);
const PAGE: &str = concat!(
    r#"<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>"#,
    r#"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>"#
);

/// Takes the rows, one call each, top to bottom.
pub struct Rows<'a> {
    ink: Ink<'a>,
    /// "A", "B" … "AA".
    letters: Vec<String>,
    /// Rows so far with the heading row, which makes it also the number of the last row.
    written: u32,
}

pub fn check_columns(columns: &[Column<'_>]) -> Result<(), Error> {
    match columns.len() {
        1..=MOST_COLUMNS => Ok(()),
        other => Err(Error::Columns(other)),
    }
}

/// `A1:O100001`, with `$` before each part when `absolute` is "$".
pub fn area(columns: usize, last_row: u32, absolute: &str) -> String {
    format!("{absolute}A{absolute}1:{absolute}{}{absolute}{last_row}", letters(columns.saturating_sub(1)))
}

impl<'a> Rows<'a> {
    pub(super) fn begin(out: &'a mut dyn Write, columns: &[Column<'_>]) -> Result<Rows<'a>, Error> {
        let letters = (0..columns.len()).map(letters).collect();
        let mut rows = Rows { ink: Ink::new(out), letters, written: 0 };
        rows.ink.put_str(BEGIN)?;
        rows.ink.put_str(FROZEN_FIRST_ROW)?;
        rows.ink.put_str(r#"<sheetFormatPr defaultRowHeight="15"/><cols>"#)?;
        for (index, column) in columns.iter().enumerate() {
            rows.ink.put_str(&column_xml(index + 1, column))?;
        }
        rows.ink.put_str("</cols><sheetData>")?;
        for (index, column) in columns.iter().enumerate() {
            if text::too_long(column.heading) {
                return Err(Error::TextTooLong { row: 1, column: index + 1 });
            }
        }
        rows.line(columns.len(), |rows, index, number| {
            rows.text_cell(index, number, style::HEADING, columns[index].heading)
        })?;
        Ok(rows)
    }

    /// Refuses a row that does not fit before it writes any of it.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Error> {
        self.check(cells)?;
        self.line(cells.len(), |rows, index, number| match cells[index] {
            Cell::Empty | Cell::Text("") => Ok(()),
            Cell::Text(text) if text::could_be_formula(text) => {
                rows.text_cell(index, number, style::QUOTED, text)
            }
            Cell::Text(text) => rows.text_cell(index, number, style::TEXT, text),
            Cell::Date(date) => rows.date_cell(index, number, date),
            Cell::Number(value) => rows.number_cell(index, number, value),
        })?;
        Ok(())
    }

    /// The last row's number.
    pub(super) fn finish(mut self) -> Result<u32, Error> {
        let area = area(self.letters.len(), self.written, "");
        self.ink.put_str(&format!(r#"</sheetData><autoFilter ref="{area}"/>{PAGE}"#))?;
        // Telephone and membership numbers are text on purpose: no green triangles.
        self.ink.put_str(&format!(
            r#"<ignoredErrors><ignoredError sqref="{area}" numberStoredAsText="1" twoDigitTextYear="1"/></ignoredErrors>"#
        ))?;
        self.ink.put_str("</worksheet>")?;
        self.ink.finish()?;
        Ok(self.written)
    }

    fn check(&self, cells: &[Cell<'_>]) -> Result<(), Error> {
        let row = self.written + 1;
        if row > MOST_ROWS {
            return Err(Error::TooManyRows);
        }
        if cells.len() != self.letters.len() {
            return Err(Error::RowWidth { row, expected: self.letters.len(), got: cells.len() });
        }
        for (index, cell) in cells.iter().enumerate() {
            let column = index + 1;
            match cell {
                Cell::Text(text) if text::too_long(text) => return Err(Error::TextTooLong { row, column }),
                Cell::Number(value) if !value.is_finite() => return Err(Error::NotFinite { row, column }),
                _ => {}
            }
        }
        Ok(())
    }

    fn line(
        &mut self,
        cells: usize,
        mut cell: impl FnMut(&mut Self, usize, &str) -> io::Result<()>,
    ) -> io::Result<()> {
        let number = (self.written + 1).to_string();
        self.ink.put_str("<row r=\"")?;
        self.ink.put_str(&number)?;
        self.ink.put_str("\">")?;
        for index in 0..cells {
            cell(self, index, &number)?;
        }
        self.ink.put_str("</row>")?;
        self.written += 1;
        Ok(())
    }

    fn text_cell(&mut self, index: usize, row: &str, style: &str, text: &str) -> io::Result<()> {
        self.open_cell(index, row, style)?;
        put_text(&mut self.ink, text)
    }

    fn date_cell(&mut self, index: usize, row: &str, date: Date) -> io::Result<()> {
        match serial(date) {
            Some(serial) => self.value_cell(index, row, style::DATE, format_args!("{serial}")),
            None => self.text_cell(index, row, style::TEXT, &date.strftime("%d/%m/%Y").to_string()),
        }
    }

    fn number_cell(&mut self, index: usize, row: &str, value: f64) -> io::Result<()> {
        match value.abs() < 1e15 {
            true => self.value_cell(index, row, style::NUMBER, format_args!("{value}")),
            false => self.value_cell(index, row, style::NUMBER, format_args!("{value:e}")),
        }
    }

    fn value_cell(&mut self, index: usize, row: &str, style: &str, value: Arguments<'_>) -> io::Result<()> {
        self.open_cell(index, row, style)?;
        write!(self.ink, "\"><v>{value}</v></c>")
    }

    fn open_cell(&mut self, index: usize, row: &str, style: &str) -> io::Result<()> {
        self.ink.put_str("<c r=\"")?;
        self.ink.put_str(&self.letters[index])?;
        self.ink.put_str(row)?;
        self.ink.put_str("\" s=\"")?;
        self.ink.put_str(style)
    }
}

/// The sheet that tells what the file is.
pub fn about(out: &mut dyn Write, about: &About<'_>) -> Result<(), Error> {
    let mut ink = Ink::new(out);
    ink.put_str(BEGIN)?;
    ink.put_str(r#"<sheetViews><sheetView workbookViewId="0"/></sheetViews>"#)?;
    ink.put_str(
        r#"<sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="1" width="100" customWidth="1"/></cols>"#,
    )?;
    ink.put_str("<sheetData>")?;
    for (number, line) in (1u32..).zip(about.lines) {
        if text::too_long(line) {
            return Err(Error::TextTooLong { row: number, column: 1 });
        }
        let style = if number == 1 { style::TITLE } else { style::PROSE };
        ink.put_str(&format!("<row r=\"{number}\"><c r=\"A{number}\" s=\"{style}"))?;
        put_text(&mut ink, line)?;
        ink.put_str("</row>")?;
    }
    ink.put_str("</sheetData>")?;
    ink.put_str(PAGE)?;
    ink.put_str("</worksheet>")?;
    Ok(ink.finish()?)
}

/// Days as Excel counts them. It believes in 29 February 1900, LibreOffice does not, so before 1 March 1900 the same
/// number is two different days: such a date has no serial here.
fn serial(day: Date) -> Option<i64> {
    const DAY: i64 = 86_400;
    let serial = day.duration_since(date(1899, 12, 30)).as_secs() / DAY;
    (serial >= 61).then_some(serial)
}

fn put_text(ink: &mut Ink<'_>, text: &str) -> io::Result<()> {
    let preserve = text::needs_preserve(text);
    ink.put_str(r#"" t="inlineStr"><is><t"#)?;
    ink.put_str(if preserve { r#" xml:space="preserve">"# } else { ">" })?;
    text::escaped(ink, text)?;
    ink.put_str("</t></is></c>")
}

fn column_xml(number: usize, column: &Column<'_>) -> String {
    let style = match column.kind {
        Kind::Text => style::TEXT,
        Kind::Date => style::DATE,
        Kind::Number => style::NUMBER,
    };
    let width = column.width.max(1);
    format!(r#"<col min="{number}" max="{number}" width="{width}" style="{style}" customWidth="1"/>"#)
}

/// 0 is "A", 25 "Z", 26 "AA".
fn letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        match (index / 26).checked_sub(1) {
            Some(next) => index = next,
            None => return letters.iter().rev().collect(),
        }
    }
}
