//! The compound file at every size.

use super::compound::Layout;
use super::opened::{compound, decrypted, parts};
use super::*;

/// So many bytes, of which every sector's tell its position.
fn content(bytes: usize) -> Vec<u8> {
    let mut content: Vec<u8> = (0..bytes.div_ceil(4) as u32).flat_map(u32::to_le_bytes).collect();
    content.truncate(bytes);
    content
}

/// A file around a package.
fn around(package: &[u8]) -> Vec<u8> {
    let info = vec![7; 1300];
    let layout = Layout::of(package.len() as u64, info.len()).unwrap();
    let mut file = layout.header().to_vec();
    file.extend(package);
    layout.write_rest(&info, &mut file).unwrap();
    assert_eq!(file.len() as u64, layout.bytes());
    file
}

#[test]
fn chains_hold_at_every_edge() {
    // The first DIFAT sector is needed when the FAT outgrows the header's 109 places, the second 127 later.
    let first_difat = 109 * 128 * 512;
    let second_difat = (109 + 127) * 128 * 512;
    let mut sizes = vec![4096, 4097, 5000, 20_000_000];
    for edge in [128 * 512, first_difat, second_difat] {
        // Besides the package, 8 sectors and the FAT's and DIFAT's own want their places in the FAT.
        let own = edge / 512 / 128;
        sizes.extend((own + 5..own + 14).map(|sectors| edge - sectors * 512));
    }
    let content = content(20_000_000);
    for package in sizes {
        let streams = compound(&around(&content[..package]));
        assert!(streams["/EncryptedPackage"] == content[..package], "{package}");
        assert_eq!(streams["/EncryptionInfo"], vec![7; 1300]);
    }
}

#[test]
fn the_file_says_how_its_package_is_encrypted() {
    let streams = compound(&around(&content(5000)));
    let lengths: Vec<(&str, usize)> =
        streams.iter().map(|(path, stream)| (path.as_str(), stream.len())).collect();
    assert_eq!(
        lengths,
        [
            ("/\u{6}DataSpaces/DataSpaceInfo/StrongEncryptionDataSpace", 64),
            ("/\u{6}DataSpaces/DataSpaceMap", 112),
            ("/\u{6}DataSpaces/TransformInfo/StrongEncryptionTransform/\u{6}Primary", 200),
            ("/\u{6}DataSpaces/Version", 76),
            ("/EncryptedPackage", 5000),
            ("/EncryptionInfo", 1300),
        ]
    );
}

#[test]
fn more_than_the_format_can_hold_is_refused() {
    assert!(Layout::of(0x7fff_ff00 - 20_000_000, 1300).is_ok());
    for package in [0x7fff_ff00 - 1_000_000, 0x7fff_ff00, 1 << 32, u64::MAX] {
        assert!(matches!(Layout::of(package, 1300), Err(Error::TooLarge)));
    }
}

#[test]
fn a_file_of_many_megabytes_opens() {
    let mut state = 1u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(
            b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz,."[(state >> 26) as usize],
        )
    };
    let notes: Vec<String> = (0..300).map(|_| (0..32_000).map(|_| noise()).collect()).collect();
    let rows = |rows: &mut Rows<'_>| {
        notes.iter().try_for_each(|note| rows.row(&[Cell::Text(note), Cell::Empty, Cell::Empty, Cell::Empty]))
    };
    let (written, file) = protected(rows).unwrap();
    assert!(written.bytes > 7_200_000, "{}", written.bytes);
    let sheet = parts(&decrypted(&file, PASSWORD).unwrap()).remove("xl/worksheets/sheet1.xml").unwrap();
    let pieces: Vec<&str> = sheet.split("<is><t>").skip(5).collect();
    assert!(pieces.iter().zip(&notes).all(|(piece, note)| piece.starts_with(note)) && pieces.len() == 300);
}
