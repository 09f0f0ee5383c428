//! The small parts of the package: what it holds, how cells look, its names and properties.

use super::sheet::area;
use super::text::xml;
use super::{Book, Error, Meta};

/// Positions in the `cellXfs` list of [`STYLES`].
pub mod style {
    pub const NUMBER: &str = "0";
    pub const TEXT: &str = "1";
    /// Text that begins like a formula: it stays text even when somebody edits the cell.
    pub const QUOTED: &str = "2";
    pub const DATE: &str = "3";
    pub const HEADING: &str = "4";
    pub const TITLE: &str = "5";
    pub const PROSE: &str = "6";
}

pub const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/xl/workbook.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
    r#"<Override PartName="/xl/worksheets/sheet1.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
    r#"<Override PartName="/xl/worksheets/sheet2.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
    r#"<Override PartName="/xl/styles.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" "#,
    r#"ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"</Types>"#
);

pub const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Target="xl/workbook.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>"#,
    r#"<Relationship Id="rId2" Target="docProps/core.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"/>"#,
    r#"</Relationships>"#
);

pub const WORKBOOK_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Target="worksheets/sheet1.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>"#,
    r#"<Relationship Id="rId2" Target="worksheets/sheet2.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>"#,
    r#"<Relationship Id="rId3" Target="styles.xml" "#,
    r#"Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>"#,
    r#"</Relationships>"#
);

/// Format 49 is "@", text: what is typed into such a cell stays as typed, with its leading zeros.
pub const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#,
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>"#,
    r#"<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="11"/><color rgb="FF000000"/><name val="Calibri"/><family val="2"/></font>"#,
    r#"<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts>"#,
    r#"<fills count="3"><fill><patternFill patternType="none"/></fill>"#,
    r#"<fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFD9E2EC"/><bgColor indexed="64"/></patternFill></fill></fills>"#,
    r#"<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>"#,
    r#"<border><left/><right/><top/><bottom style="medium"><color rgb="FF000000"/></bottom><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>"#,
    r#"<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" quotePrefix="1" applyNumberFormat="1" "#,
    r#"applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" "#,
    r#"applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" "#,
    r#"applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#
);

// These parts are stored uncompressed. With the headers of all seven parts they keep every package above 4,096 bytes,
// below which a compound file would have to put it into its mini stream.
const _: () = assert!(
    CONTENT_TYPES.len() + RELATIONS.len() + WORKBOOK_RELATIONS.len() + STYLES.len() + 7 * super::zip::HEADERS
        >= super::compound::CUTOFF
);

pub fn workbook(book: &Book<'_>, last_row: u32) -> String {
    let (sheet, about) = (xml(book.sheet.name), xml(book.about.name));
    let quoted = xml(&book.sheet.name.replace('\'', "''"));
    let area = area(book.sheet.columns.len(), last_row, "$");
    [
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" "#,
        r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">"#,
        r#"<bookViews><workbookView activeTab="0"/></bookViews>"#,
        &format!(r#"<sheets><sheet name="{sheet}" sheetId="1" r:id="rId1"/>"#),
        &format!(r#"<sheet name="{about}" sheetId="2" r:id="rId2"/></sheets><definedNames>"#),
        r#"<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">"#,
        &format!("'{quoted}'!{area}</definedName>"),
        &format!(r#"<definedName name="_xlnm.Print_Titles" localSheetId="0">'{quoted}'!$1:$1</definedName>"#),
        "</definedNames></workbook>",
    ]
    .concat()
}

pub fn core_properties(meta: &Meta<'_>) -> String {
    let created = meta.created.strftime("%Y-%m-%dT%H:%M:%SZ");
    [
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties "#,
        r#"xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
        r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
        r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
        &format!("<dc:title>{}</dc:title>", xml(meta.title)),
        &format!(r#"<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>"#),
        &format!(r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{created}</dcterms:modified>"#),
        &format!("<dc:language>{}</dc:language></cp:coreProperties>", xml(meta.language)),
    ]
    .concat()
}

/// Excel's rules: up to 31 characters, none of `[]:*?/\`, no apostrophe at the ends, not "History".
pub fn check_sheet_names(book: &Book<'_>) -> Result<(), Error> {
    let names = [book.sheet.name, book.about.name];
    let same = names[0].to_lowercase() == names[1].to_lowercase();
    match names.iter().find(|name| same || !sheet_name_is_good(name)) {
        Some(name) => Err(Error::SheetName((*name).to_owned())),
        None => Ok(()),
    }
}

fn sheet_name_is_good(name: &str) -> bool {
    let forbidden =
        |character: char| "[]:*?/\\\u{fffe}\u{ffff}".contains(character) || character.is_control();
    (1..=31).contains(&name.encode_utf16().count())
        && !name.contains(forbidden)
        && !name.starts_with('\'')
        && !name.ends_with('\'')
        && !name.eq_ignore_ascii_case("history")
}
