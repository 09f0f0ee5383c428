//! ODS (OpenDocument 1.3, part 3), read from its content as it streams by: calamine would build the whole sheet first,
//! and one cell that says it is repeated a million times is enough to fill the memory.

use super::{Out, Sheet, cell};
use crate::import::reading::ReadingError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

const LONGEST_TAG: usize = 4 * 1024 * 1024;
const MOST_SHEETS: usize = 1_000;

/// Walks the content, handing each event to `see` until it says stop.
fn each(
    bytes: &[u8],
    mut see: impl FnMut(&Event<'_>) -> Result<bool, ReadingError>,
) -> Result<(), ReadingError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadingError::Damaged)?;
    let part = archive.by_name("content.xml").map_err(|_| ReadingError::NoWorkbook)?;
    let mut reader: Reader<Box<dyn BufRead + '_>> = Reader::from_reader(Box::new(BufReader::new(part)));
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|_| ReadingError::Damaged)?;
        if matches!(event, Event::Eof) || !see(&event)? {
            return Ok(());
        }
        if buffer.len() > LONGEST_TAG {
            return Err(ReadingError::TooMuch);
        }
        buffer.clear();
    }
}

pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadingError> {
    let mut sheets = Vec::new();
    let mut hidden_styles = Vec::new();
    let mut style = String::new();
    each(bytes, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            match tag.name().as_ref() {
                "style:style" => style = attribute(tag, "style:name").unwrap_or_default(),
                "style:table-properties" if attribute(tag, "table:display").as_deref() == Some("false") => {
                    hidden_styles.push(std::mem::take(&mut style));
                }
                "table:table" => {
                    let hidden =
                        attribute(tag, "table:style-name").is_some_and(|s| hidden_styles.contains(&s));
                    sheets.push(Sheet { name: attribute(tag, "table:name").unwrap_or_default(), hidden });
                }
                _ => {}
            }
        }
        Ok(sheets.len() < MOST_SHEETS)
    })?;
    Ok(sheets)
}

pub fn walk(bytes: &[u8], sheet: &str, out: &mut Out) -> Result<(), ReadingError> {
    let mut table = Table { wanted: sheet, ..Table::default() };
    each(bytes, |event| table.see(event, out))?;
    if table.found { Ok(()) } else { Err(ReadingError::NoSuchSheet) }
}

#[derive(Default)]
struct Table<'a> {
    wanted: &'a str,
    inside: bool,
    found: bool,
    /// Tables within tables (a cell may hold one), annotations, shapes: passed over.
    depth: usize,
    row: u64,
    /// How often the row at hand stands.
    rows: u64,
    column: usize,
    cells: Vec<(usize, usize, String)>,
    cell: Option<Cell>,
}

struct Cell {
    repeated: usize,
    /// What its value says, where that is better than its text.
    value: Option<String>,
    text: String,
    paragraphs: usize,
}

impl Table<'_> {
    fn see(&mut self, event: &Event<'_>, out: &mut Out) -> Result<bool, ReadingError> {
        match event {
            Event::Start(tag) => self.begins(tag),
            Event::Empty(tag) => {
                self.begins(tag);
                return self.ends(tag.name().as_ref(), out);
            }
            Event::End(tag) => return self.ends(tag.name().as_ref(), out),
            Event::Text(text) => {
                let words = text.xml10_content();
                self.say(&words);
            }
            Event::CData(text) => self.say(text),
            Event::GeneralRef(name) => {
                let sign = match name.resolve_char_ref() {
                    Ok(Some(sign)) => Some(sign.to_string()),
                    _ => quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned),
                };
                self.say(&sign.unwrap_or_default());
            }
            _ => {}
        }
        Ok(true)
    }

    fn say(&mut self, words: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|c| c.paragraphs > 0 && self.depth == 0)
            && cell.text.len() < super::LONGEST_CELL
        {
            cell.text.push_str(words);
        }
    }

    fn begins(&mut self, tag: &BytesStart<'_>) {
        match tag.name().as_ref() {
            "table:table" if !self.inside => {
                self.inside = attribute(tag, "table:name").as_deref() == Some(self.wanted) && !self.found;
                self.found |= self.inside;
            }
            _ if !self.inside => {}
            "table:table" | "office:annotation" | "draw:frame" | "table:shapes" => self.depth += 1,
            _ if self.depth > 0 => {}
            "table:table-row" => {
                self.rows = repeated(tag, "table:number-rows-repeated");
                (self.column, self.cells) = (0, Vec::new());
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell = Some(Cell {
                    repeated: usize::try_from(repeated(tag, "table:number-columns-repeated")).unwrap_or(1),
                    value: value(tag),
                    text: String::new(),
                    paragraphs: 0,
                });
            }
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:s" => {
                let n = repeated(tag, "text:c").min(100) as usize;
                self.say(&" ".repeat(n));
            }
            "text:tab" => self.say("\t"),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
    }

    /// False when the sheet is over.
    fn ends(&mut self, name: &str, out: &mut Out) -> Result<bool, ReadingError> {
        match name {
            _ if !self.inside => {}
            "table:table" if self.depth == 0 => return Ok(false),
            "table:table" | "office:annotation" | "draw:frame" | "table:shapes" => self.depth -= 1,
            _ if self.depth > 0 => {}
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(true) };
                let text = cell.value.unwrap_or(cell.text);
                if !text.is_empty() {
                    self.cells.push((self.column, cell.repeated, text));
                }
                self.column = self.column.saturating_add(cell.repeated);
            }
            "table:table-row" => self.row_ends(out)?,
            _ => {}
        }
        Ok(true)
    }

    fn row_ends(&mut self, out: &mut Out) -> Result<(), ReadingError> {
        let cells = std::mem::take(&mut self.cells);
        if !cells.is_empty() {
            for again in 0..self.rows {
                for (column, times, text) in &cells {
                    for at in 0..*times {
                        out.cell(self.row + again, column + at, text.clone())?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.rows);
        Ok(())
    }
}

/// Days, truths and percentages by their value; all else as it is shown.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    match attribute(tag, "office:value-type")?.as_str() {
        "date" => attribute(tag, "office:date-value").map(|d| cell::iso(&d)),
        "boolean" => attribute(tag, "office:boolean-value").map(|b| cell::boolean(b == "true").to_owned()),
        _ => None,
    }
}

fn repeated(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|a| AsRef::<str>::as_ref(&a.key) == name)?;
    let raw = found.value;
    quick_xml::escape::unescape(&raw).ok().map(|text| text.into_owned())
}
