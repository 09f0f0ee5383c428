//! XLS, opened whole: its extent was measured before.

use super::xlsx::{Filling, Merged};
use super::{Out, Sheet, cell};
use crate::import::reading::ReadingError;
use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

fn open(bytes: &[u8]) -> Result<Xls<Cursor<&[u8]>>, ReadingError> {
    Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadingError::Protected,
        _ => ReadingError::Damaged,
    })
}

pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, ReadingError> {
    let workbook = open(bytes)?;
    let tables = workbook.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet);
    Ok(tables.map(|s| Sheet { name: s.name.clone(), hidden: s.visible != SheetVisible::Visible }).collect())
}

pub fn walk(bytes: &[u8], sheet: &str, out: &mut Out) -> Result<(), ReadingError> {
    let mut workbook = open(bytes)?;
    let merged = Merged::of(workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default());
    let range = workbook.worksheet_range(sheet).map_err(|_| ReadingError::NoSuchSheet)?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut filling = Filling::new(merged);
    for (row, column, value) in range.used_cells() {
        if let Some(text) = cell::owned(value).filter(|t| !t.is_empty()) {
            filling.cell(out, first_row + row as u32, first_column + column as u32, text)?;
        }
    }
    filling.end(out)
}
