//! Whether a workbook may be opened at all. A package (XLSX, ODS) may unpack to a thousand times its size: its directory
//! is asked first, and because a directory can lie, the parts are unpacked once into nothing and counted.

use super::Format;
use crate::import::reading::ReadingError;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A single part of a package, unpacked.
const MOST_PART: u64 = 512 * 1024 * 1024;
/// What a reader keeps in memory: texts that cells share, styles.
const MOST_KEPT: u64 = 96 * 1024 * 1024;
const MOST_WHOLE: u64 = 1024 * 1024 * 1024;
const MOST_PARTS: usize = 5_000;
/// A sheet of a million like rows is packed about a hundred times smaller.
const MOST_RATIO: u64 = 400;
/// Cells that an XLS sheet spans; it is opened as one block.
const MOST_SPAN: u64 = 4_000_000;

pub fn check(bytes: &[u8]) -> Result<Format, ReadingError> {
    if bytes.starts_with(b"PK") { package(bytes) } else { compound(bytes) }
}

fn package(bytes: &[u8]) -> Result<Format, ReadingError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadingError::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(ReadingError::TooMuch);
    }
    let (mut promised, mut packed) = (0_u64, 0_u64);
    let mut format = None;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(|_| ReadingError::Damaged)?;
        if part.encrypted() {
            return Err(ReadingError::Protected);
        }
        promised = promised.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
        format = format.or(
            match part
                .name()
                .unwrap_or_default()
                .trim_start_matches('/')
                .replace('\\', "/")
                .to_lowercase()
                .as_str()
            {
                "content.xml" => Some(Format::Ods),
                name if name.ends_with("workbook.xml") => Some(Format::Xlsx),
                name if name.ends_with("workbook.bin") => return Err(ReadingError::BinaryWorkbook),
                _ => None,
            },
        );
    }
    if promised > MOST_WHOLE || (promised > 64 * 1024 * 1024 && promised / packed.max(1) > MOST_RATIO) {
        return Err(ReadingError::Bomb);
    }
    let format = format.ok_or(ReadingError::NoWorkbook)?;
    let mut whole = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| ReadingError::Damaged)?;
        let name = part.name().unwrap_or_default().to_lowercase();
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let most =
            if name.contains("sharedstrings") || name.contains("styles") { MOST_KEPT } else { MOST_PART };
        let counted = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let counted = counted.map_err(|_| ReadingError::Damaged)?;
        whole += counted;
        if counted > most || whole > MOST_WHOLE {
            return Err(ReadingError::Bomb);
        }
    }
    Ok(format)
}

/// XLS, or a workbook with a password, which is wrapped in the same kind of file.
fn compound(bytes: &[u8]) -> Result<Format, ReadingError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadingError::Damaged)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(ReadingError::Protected);
    }
    let name = ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find(|n| file.is_stream(n));
    let name = name.ok_or(ReadingError::NoWorkbook)?;
    let stream = file.open_stream(name).map_err(|_| ReadingError::Damaged)?;
    let mut records = Vec::new();
    stream.take(super::MOST_BYTES as u64).read_to_end(&mut records).map_err(|_| ReadingError::Damaged)?;
    span(&records)?;
    Ok(Format::Xls)
}

/// Walks the records of a BIFF stream: how far apart the cells of each sheet stand ([MS-XLS] 2.1.4).
fn span(mut records: &[u8]) -> Result<(), ReadingError> {
    const BEGIN: u16 = 0x0809;
    const PASSWORD: u16 = 0x002f;
    const CELLS: [u16; 12] =
        [0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x0207, 0x027e, 0x0003, 0x0004, 0x0005];
    let (mut rows, mut columns) = ((u16::MAX, 0_u16), (u16::MAX, 0_u16));
    while let [k0, k1, n0, n1, rest @ ..] = records {
        let (kind, length) = (u16::from_le_bytes([*k0, *k1]), usize::from(u16::from_le_bytes([*n0, *n1])));
        match (kind, rest) {
            (PASSWORD, _) => return Err(ReadingError::Protected),
            (BEGIN, _) => (rows, columns) = ((u16::MAX, 0), (u16::MAX, 0)),
            // Other records share these numbers within charts; a sheet has no more than 256 columns.
            (kind, [r0, r1, c0, 0, ..]) if CELLS.contains(&kind) => {
                let (row, column) = (u16::from_le_bytes([*r0, *r1]), u16::from(*c0));
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(column));
            }
            _ => {}
        }
        let span = |(least, most): (u16, u16)| u64::from(most.saturating_sub(least)) + 1;
        if span(rows) * span(columns) > MOST_SPAN {
            return Err(ReadingError::TooMuch);
        }
        records = rest.get(length..).unwrap_or_default();
    }
    Ok(())
}
