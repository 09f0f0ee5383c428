//! XLSX, cell by cell.

use super::{Out, Sheet, cell};
use crate::import::reading::ReadingError;
use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::HashMap;
use std::io::Cursor;

const MOST_MERGED: usize = 50_000;

fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, ReadingError> {
    Xlsx::new(Cursor::new(bytes)).map_err(fault)
}

pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadingError> {
    let workbook = open(bytes)?;
    let tables = workbook.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    Ok(tables.map(|s| Sheet { name: s.name.clone(), hidden: s.visible != SheetVisible::Visible }).collect())
}

pub fn walk(bytes: &[u8], sheet: &str, out: &mut Out) -> Result<(), ReadingError> {
    let mut workbook = open(bytes)?;
    let merged = Merged::of(workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(fault)?;
    let mut filling = Filling::new(merged);
    while let Some((found, style)) = reader.next_cell_with_style_id().map_err(fault)? {
        let (row, column) = found.get_position();
        let style = reader.styles().get(style);
        let format = style.and_then(|s| s.number_format.as_ref()).map(|f| f.format_code.as_str());
        if let Some(text) = cell::text(found.get_value(), format).filter(|t| !t.is_empty()) {
            filling.cell(out, row, column, text)?;
        }
    }
    filling.end(out)
}

fn fault(error: XlsxError) -> ReadingError {
    match error {
        XlsxError::Password => ReadingError::Protected,
        XlsxError::WorksheetNotFound(_) => ReadingError::NoSuchSheet,
        _ => ReadingError::Damaged,
    }
}

/// Cells that are merged downwards say the same for each of their rows.
pub struct Merged(HashMap<u32, Vec<(u32, u32)>>);

impl Merged {
    pub fn of(regions: Vec<calamine::Dimensions>) -> Self {
        let mut columns: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        for region in regions.into_iter().take(MOST_MERGED) {
            if region.start.1 == region.end.1 && region.end.0 > region.start.0 {
                columns.entry(region.start.1).or_default().push((region.start.0, region.end.0));
            }
        }
        Self(columns)
    }
}

/// Repeats a merged cell in the rows that it covers.
pub struct Filling {
    merged: Merged,
    row: Option<u32>,
    /// Column, last row, text.
    open: Vec<(u32, u32, String)>,
}

impl Filling {
    pub fn new(merged: Merged) -> Self {
        Self { merged, row: None, open: Vec::new() }
    }

    pub fn cell(&mut self, out: &mut Out, row: u32, column: u32, text: String) -> Result<(), ReadingError> {
        if self.row != Some(row) {
            self.finish_row(out)?;
            self.row = Some(row);
            self.open.retain(|(_, last, _)| *last >= row);
        }
        let region = self.merged.0.get(&column).and_then(|r| r.iter().find(|(first, _)| *first == row));
        if let Some((_, last)) = region {
            self.open.push((column, *last, text.clone()));
        }
        out.cell(u64::from(row), column as usize, text)
    }

    /// Only rows that hold something of their own are rows.
    fn finish_row(&mut self, out: &mut Out) -> Result<(), ReadingError> {
        let Some(row) = self.row else { return Ok(()) };
        for (column, last, text) in &self.open {
            let is_blank = out.row.get(*column as usize).is_none_or(String::is_empty);
            if *last >= row && is_blank {
                out.cell(u64::from(row), *column as usize, text.clone())?;
            }
        }
        Ok(())
    }

    pub fn end(mut self, out: &mut Out) -> Result<(), ReadingError> {
        self.finish_row(out)
    }
}
