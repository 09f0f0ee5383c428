//! The directory ([MS-CFB] 2.6). Its eleven entries never change, so the trees that order siblings (by length of
//! name, then letters) are written down here, balanced and coloured.

use super::{FREE, Layout, MINI, SECTOR, data_spaces};

const ENTRY: usize = 128;
/// Eleven entries and one unused, four to a sector.
pub const SECTORS: u32 = 3;

const NONE: u32 = FREE;
const STORAGE: u8 = 1;
const STREAM: u8 = 2;
const ROOT: u8 = 5;
const RED: u8 = 0;
const BLACK: u8 = 1;

struct Entry {
    name: &'static str,
    kind: u8,
    colour: u8,
    /// Left sibling, right sibling, child.
    links: [u32; 3],
    start: u32,
    bytes: u64,
}

pub fn sectors(layout: &Layout, streams: &[Vec<u8>; 5]) -> Vec<u8> {
    let mini_bytes: usize = streams.iter().map(|stream| stream.len().next_multiple_of(MINI)).sum();
    let mut next_mini = 0;
    let places = streams.each_ref().map(|stream| {
        let start = next_mini;
        next_mini += stream.len().div_ceil(MINI) as u32;
        (start, stream.len() as u64)
    });
    let [version, map, definition, transform, info] = places;
    let entries = [
        entry("Root Entry", ROOT, BLACK, [NONE, NONE, 10], (layout.mini_start(), mini_bytes as u64)),
        entry("EncryptedPackage", STREAM, BLACK, [NONE, NONE, NONE], (0, layout.package_bytes)),
        storage("\u{6}DataSpaces", BLACK, [NONE, NONE, 4]),
        entry("Version", STREAM, BLACK, [NONE, NONE, NONE], version),
        entry("DataSpaceMap", STREAM, BLACK, [3, 5, NONE], map),
        storage("DataSpaceInfo", BLACK, [NONE, 7, 6]),
        entry("StrongEncryptionDataSpace", STREAM, BLACK, [NONE, NONE, NONE], definition),
        storage("TransformInfo", RED, [NONE, NONE, 8]),
        storage(data_spaces::TRANSFORM, BLACK, [NONE, NONE, 9]),
        entry("\u{6}Primary", STREAM, BLACK, [NONE, NONE, NONE], transform),
        entry("EncryptionInfo", STREAM, BLACK, [2, 1, NONE], info),
    ];
    let mut bytes: Vec<u8> = entries.iter().flat_map(Entry::bytes).collect();
    bytes.extend(entry("", 0, RED, [NONE, NONE, NONE], (0, 0)).bytes());
    debug_assert_eq!(bytes.len(), SECTORS as usize * SECTOR);
    bytes
}

fn storage(name: &'static str, colour: u8, links: [u32; 3]) -> Entry {
    entry(name, STORAGE, colour, links, (0, 0))
}

fn entry(name: &'static str, kind: u8, colour: u8, links: [u32; 3], place: (u32, u64)) -> Entry {
    Entry { name, kind, colour, links, start: place.0, bytes: place.1 }
}

impl Entry {
    fn bytes(&self) -> Vec<u8> {
        let mut name: Vec<u8> = self.name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let name_bytes = if name.is_empty() { 0 } else { name.len() as u16 + 2 };
        name.resize(64, 0);
        let mut bytes = Vec::with_capacity(ENTRY);
        bytes.extend(name);
        bytes.extend(name_bytes.to_le_bytes());
        bytes.extend([self.kind, self.colour]);
        bytes.extend(self.links.iter().flat_map(|link| link.to_le_bytes()));
        // No class, no state, no times.
        bytes.extend([0; 36]);
        bytes.extend(self.start.to_le_bytes());
        bytes.extend(self.bytes.to_le_bytes());
        bytes
    }
}
