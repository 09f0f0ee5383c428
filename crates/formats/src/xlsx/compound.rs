//! The compound file ([MS-CFB] version 3) around an encrypted package, laid out so that it can be written in one go:
//!
//! header | EncryptedPackage | mini stream | mini FAT | directory | FAT | DIFAT
//!
//! Every chain is a run of neighbouring sectors, so the FAT is computed while it is written and costs no memory. The
//! four streams that say how the package is encrypted and EncryptionInfo are below the cutoff of 4,096 bytes and so
//! live in the mini stream; the package always is above it (see `parts`).

use std::io::{self, Write};

use super::Error;

mod data_spaces;
mod directory;

pub const HEADER: usize = 512;
/// Streams shorter than this belong into the mini stream.
pub const CUTOFF: usize = 4096;
const SECTOR: usize = 512;
const MINI: usize = 64;
/// A version 3 file ends before its range lock sector at 0x7FFFFF00.
const LARGEST: u64 = 0x7fff_ff00;

const END_OF_CHAIN: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const IS_FAT: u32 = 0xffff_fffd;
const IS_DIFAT: u32 = 0xffff_fffc;
const FAT_PER_SECTOR: u32 = (SECTOR / 4) as u32;
/// The last place of a DIFAT sector points to the next one.
const DIFAT_PER_SECTOR: u32 = FAT_PER_SECTOR - 1;
const DIFAT_IN_HEADER: u32 = 109;
const MINI_FAT_SECTORS: u32 = 1;

/// Where everything lies, in sectors; known as soon as the lengths of the two streams are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    package_bytes: u64,
    package: u32,
    mini: u32,
    fat: u32,
    difat: u32,
}

impl Layout {
    pub fn of(package_bytes: u64, info_bytes: usize) -> Result<Layout, Error> {
        if package_bytes > LARGEST {
            return Err(Error::TooLarge);
        }
        let package = package_bytes.div_ceil(SECTOR as u64) as u32;
        let mini = (mini_stream_bytes(info_bytes).div_ceil(SECTOR)) as u32;
        let content = package + mini + MINI_FAT_SECTORS + directory::SECTORS;
        let (mut fat, mut difat) = (0, 0);
        while fat * FAT_PER_SECTOR < content + fat + difat {
            fat += 1;
            difat = fat.saturating_sub(DIFAT_IN_HEADER).div_ceil(DIFAT_PER_SECTOR);
        }
        let layout = Layout { package_bytes, package, mini, fat, difat };
        if layout.bytes() > LARGEST { Err(Error::TooLarge) } else { Ok(layout) }
    }

    /// Length of the finished file.
    pub fn bytes(&self) -> u64 {
        HEADER as u64 + u64::from(self.difat_start() + self.difat) * SECTOR as u64
    }

    pub fn package_bytes(&self) -> u64 {
        self.package_bytes
    }

    pub fn header(&self) -> [u8; HEADER] {
        let mut header = [0; HEADER];
        let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
        // Minor and major version, byte order, sizes of sectors and mini sectors as powers of two.
        for (index, field) in [0x003e_u16, 3, 0xfffe, 9, 6].into_iter().enumerate() {
            put(24 + index * 2, &field.to_le_bytes());
        }
        let first_difat = if self.difat == 0 { END_OF_CHAIN } else { self.difat_start() };
        let fields = [
            self.fat,
            self.directory_start(),
            0,
            CUTOFF as u32,
            self.mini_fat_start(),
            MINI_FAT_SECTORS,
            first_difat,
            self.difat,
        ];
        for (index, field) in fields.into_iter().enumerate() {
            put(44 + index * 4, &field.to_le_bytes());
        }
        for index in 0..DIFAT_IN_HEADER {
            put(76 + index as usize * 4, &self.fat_sector(index).to_le_bytes());
        }
        header
    }

    /// Everything after the package's bytes, beginning with the rest of its last sector.
    pub fn write_rest(&self, info: &[u8], out: &mut impl Write) -> io::Result<()> {
        let rest = self.package_bytes.next_multiple_of(SECTOR as u64) - self.package_bytes;
        out.write_all(&vec![0; rest as usize])?;
        let streams = small_streams(info);
        out.write_all(&mini_stream(&streams))?;
        out.write_all(&mini_fat(&streams))?;
        out.write_all(&directory::sectors(self, &streams))?;
        self.write_fat(out)?;
        self.write_difat(out)
    }

    fn write_fat(&self, out: &mut impl Write) -> io::Result<()> {
        let mut chains = vec![];
        for length in [self.package, self.mini, MINI_FAT_SECTORS, directory::SECTORS] {
            chains.push((length, None));
        }
        chains.push((self.fat, Some(IS_FAT)));
        chains.push((self.difat, Some(IS_DIFAT)));
        let mut sector = 0;
        let mut fat = io::BufWriter::with_capacity(8 * SECTOR, out);
        for (length, mark) in chains {
            let end = sector + length;
            while sector < end {
                sector += 1;
                let next = if sector == end { END_OF_CHAIN } else { sector };
                fat.write_all(&mark.unwrap_or(next).to_le_bytes())?;
            }
        }
        for _ in sector..self.fat * FAT_PER_SECTOR {
            fat.write_all(&FREE.to_le_bytes())?;
        }
        fat.flush()
    }

    fn write_difat(&self, out: &mut impl Write) -> io::Result<()> {
        for index in 0..self.difat {
            let mut sector = Vec::with_capacity(SECTOR);
            let first = DIFAT_IN_HEADER + index * DIFAT_PER_SECTOR;
            for entry in first..first + DIFAT_PER_SECTOR {
                sector.extend(self.fat_sector(entry).to_le_bytes());
            }
            let next = if index + 1 == self.difat { END_OF_CHAIN } else { self.difat_start() + index + 1 };
            sector.extend(next.to_le_bytes());
            out.write_all(&sector)?;
        }
        Ok(())
    }

    fn fat_sector(&self, index: u32) -> u32 {
        if index < self.fat { self.fat_start() + index } else { FREE }
    }

    fn mini_start(&self) -> u32 {
        self.package
    }

    fn mini_fat_start(&self) -> u32 {
        self.mini_start() + self.mini
    }

    fn directory_start(&self) -> u32 {
        self.mini_fat_start() + MINI_FAT_SECTORS
    }

    fn fat_start(&self) -> u32 {
        self.directory_start() + directory::SECTORS
    }

    fn difat_start(&self) -> u32 {
        self.fat_start() + self.fat
    }
}

/// In the order in which they lie in the mini stream; `directory` names them in the same order.
fn small_streams(info: &[u8]) -> [Vec<u8>; 5] {
    [
        data_spaces::version(),
        data_spaces::map(),
        data_spaces::definition(),
        data_spaces::transform(),
        info.to_vec(),
    ]
}

fn mini_stream_bytes(info_bytes: usize) -> usize {
    let [version, map, definition, transform, _] = small_streams(&[]);
    let lengths = [version.len(), map.len(), definition.len(), transform.len(), info_bytes];
    lengths.iter().map(|length| length.next_multiple_of(MINI)).sum()
}

fn mini_stream(streams: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for stream in streams {
        bytes.extend(stream);
        bytes.resize(bytes.len().next_multiple_of(MINI), 0);
    }
    bytes.resize(bytes.len().next_multiple_of(SECTOR), 0);
    bytes
}

/// One sector names 128 mini sectors, 8 KiB, far more than the small streams ever fill.
fn mini_fat(streams: &[Vec<u8>]) -> Vec<u8> {
    let mut entries: Vec<u32> = Vec::new();
    for stream in streams {
        let end = entries.len() + stream.len().div_ceil(MINI);
        while entries.len() < end {
            let next = entries.len() + 1;
            entries.push(if next == end { END_OF_CHAIN } else { next as u32 });
        }
    }
    entries.resize(FAT_PER_SECTOR as usize, FREE);
    entries.iter().flat_map(|entry| entry.to_le_bytes()).collect()
}
