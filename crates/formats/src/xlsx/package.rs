//! The parts of a workbook put together, in the order in which they become known: the filter's area and so the
//! workbook part only after the last row.

use std::io::Write;

use super::zip::Zip;
use super::{Book, Error, Rows, parts, sheet};

pub fn check(book: &Book<'_>) -> Result<(), Error> {
    parts::check_sheet_names(book)?;
    sheet::check_columns(book.sheet.columns)
}

/// Returns the number of rows, headings not counted.
pub fn write<W, E>(
    out: W,
    book: &Book<'_>,
    fill: impl FnOnce(&mut Rows<'_>) -> Result<(), E>,
) -> Result<u32, E>
where
    W: Write,
    E: From<Error>,
{
    let mut zip = Zip::new(out);
    first_parts(&mut zip)?;
    let mut entry = zip.begin("xl/worksheets/sheet1.xml").map_err(Error::from)?;
    let mut rows = Rows::begin(&mut entry, book.sheet.columns)?;
    fill(&mut rows)?;
    let last_row = rows.finish()?;
    entry.finish().map_err(Error::from)?;
    last_parts(zip, book, last_row)?;
    Ok(last_row - 1)
}

fn first_parts<W: Write>(zip: &mut Zip<W>) -> Result<(), Error> {
    zip.store("[Content_Types].xml", parts::CONTENT_TYPES.as_bytes())?;
    zip.store("_rels/.rels", parts::RELATIONS.as_bytes())?;
    zip.store("xl/_rels/workbook.xml.rels", parts::WORKBOOK_RELATIONS.as_bytes())?;
    zip.store("xl/styles.xml", parts::STYLES.as_bytes())?;
    Ok(())
}

fn last_parts<W: Write>(mut zip: Zip<W>, book: &Book<'_>, last_row: u32) -> Result<(), Error> {
    let mut entry = zip.begin("xl/worksheets/sheet2.xml")?;
    sheet::about(&mut entry, &book.about)?;
    entry.finish()?;
    zip.store("xl/workbook.xml", parts::workbook(book, last_row).as_bytes())?;
    zip.store("docProps/core.xml", parts::core_properties(&book.meta).as_bytes())?;
    Ok(zip.finish()?)
}
