//! A ZIP archive written front to back (APPNOTE 6.3). Small parts are stored; a sheet, whose size nobody knows yet,
//! is deflated and followed by a data descriptor. No ZIP64: a compound file ends at 2 GiB, and a sheet of more than
//! 4 GiB of XML is refused.

use std::io::{self, Write};

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use zeroize::Zeroizing;

/// Measured on 100,000 rows of 15 cells: 2 takes a third less time for a file 16 % larger, 6 half as much again for one
/// 4 % smaller.
const LEVEL: u32 = 4;

const LOCAL: u32 = 0x0403_4b50;
const DESCRIPTOR: u32 = 0x0807_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// What a part costs beside its content and its names: a local header and a directory entry.
pub const HEADERS: usize = 30 + 46;
const VERSION: u16 = 20;
const SIZES_FOLLOW: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// 1 January 1980: parts of a workbook need no date of their own.
const MIDNIGHT: u16 = 0;
const DAY_ONE: u16 = 0x0021;

pub struct Zip<W> {
    out: W,
    at: u64,
    directory: Vec<u8>,
    parts: u16,
    compress: Compress,
    scratch: Zeroizing<Box<[u8]>>,
}

struct Part<'a> {
    name: &'a str,
    flags: u16,
    method: u16,
    start: u64,
    crc: u32,
    packed: u64,
    plain: u64,
}

/// A deflated part that is being written.
pub struct Entry<'z, W> {
    zip: &'z mut Zip<W>,
    part: Part<'static>,
    crc: Crc,
}

impl<W: Write> Zip<W> {
    pub fn new(out: W) -> Zip<W> {
        let compress = Compress::new(Compression::new(LEVEL), false);
        let scratch = Zeroizing::new(vec![0; 32 * 1024].into_boxed_slice());
        Zip { out, at: 0, directory: Vec::new(), parts: 0, compress, scratch }
    }

    pub fn store(&mut self, name: &str, content: &[u8]) -> io::Result<()> {
        let mut crc = Crc::new();
        crc.update(content);
        let length = content.len() as u64;
        let (crc, start) = (crc.sum(), self.at);
        let part = Part { name, flags: 0, method: STORED, start, crc, packed: length, plain: length };
        self.local_header(&part)?;
        self.put(content)?;
        self.remember(&part)
    }

    pub fn begin(&mut self, name: &'static str) -> io::Result<Entry<'_, W>> {
        let part =
            Part { name, flags: SIZES_FOLLOW, method: DEFLATED, start: self.at, crc: 0, packed: 0, plain: 0 };
        self.local_header(&part)?;
        self.compress.reset();
        Ok(Entry { zip: self, part, crc: Crc::new() })
    }

    pub fn finish(mut self) -> io::Result<()> {
        let start = fit(self.at)?;
        let directory = std::mem::take(&mut self.directory);
        self.put(&directory)?;
        let parts = self.parts.to_le_bytes();
        let mut end = Vec::with_capacity(22);
        end.extend(END.to_le_bytes());
        end.extend([0; 4]);
        end.extend(parts);
        end.extend(parts);
        end.extend(fit(directory.len() as u64)?.to_le_bytes());
        end.extend(start.to_le_bytes());
        end.extend([0; 2]);
        self.put(&end)?;
        self.out.flush()
    }

    fn local_header(&mut self, part: &Part<'_>) -> io::Result<()> {
        let mut header = Vec::with_capacity(30 + part.name.len());
        header.extend(LOCAL.to_le_bytes());
        header.extend(part.description()?);
        header.extend(0u16.to_le_bytes());
        header.extend(part.name.as_bytes());
        self.put(&header)
    }

    fn remember(&mut self, part: &Part<'_>) -> io::Result<()> {
        let start = fit(part.start)?;
        self.directory.extend(CENTRAL.to_le_bytes());
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(part.description()?);
        // No extra field, no comment, first disk, no attributes.
        self.directory.extend([0; 12]);
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(part.name.as_bytes());
        self.parts += 1;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(())
    }
}

/// The compressor's own memory cannot be wiped from outside, so it is overwritten: it has to swallow more noise than
/// its window and its buffers hold.
impl<W> Drop for Zip<W> {
    fn drop(&mut self) {
        self.compress.reset();
        let mut noise = 0x9e37_79b9_7f4a_7c15_u64;
        let mut bytes = [0; 4096];
        for _ in 0..48 {
            for eight in bytes.chunks_exact_mut(8) {
                noise ^= noise << 13;
                noise ^= noise >> 7;
                noise ^= noise << 17;
                eight.copy_from_slice(&noise.to_le_bytes());
            }
            let _ = self.compress.compress(&bytes, &mut self.scratch, FlushCompress::None);
        }
    }
}

impl Part<'_> {
    /// What a local header and a directory entry have in common.
    fn description(&self) -> io::Result<Vec<u8>> {
        let mut fields = Vec::with_capacity(26);
        for field in [VERSION, self.flags, self.method, MIDNIGHT, DAY_ONE] {
            fields.extend(field.to_le_bytes());
        }
        for field in [self.crc, fit(self.packed)?, fit(self.plain)?] {
            fields.extend(field.to_le_bytes());
        }
        fields.extend((self.name.len() as u16).to_le_bytes());
        Ok(fields)
    }
}

impl<W: Write> Entry<'_, W> {
    pub fn finish(mut self) -> io::Result<()> {
        while self.deflate(&[], FlushCompress::Finish)?.1 != Status::StreamEnd {}
        self.part.crc = self.crc.sum();
        let mut descriptor = Vec::with_capacity(16);
        for field in [DESCRIPTOR, self.part.crc, fit(self.part.packed)?, fit(self.part.plain)?] {
            descriptor.extend(field.to_le_bytes());
        }
        self.zip.put(&descriptor)?;
        self.zip.remember(&self.part)
    }

    fn deflate(&mut self, bytes: &[u8], flush: FlushCompress) -> io::Result<(usize, Status)> {
        let zip = &mut *self.zip;
        let (before_in, before_out) = (zip.compress.total_in(), zip.compress.total_out());
        let status = zip.compress.compress(bytes, &mut zip.scratch, flush).map_err(io::Error::other)?;
        let taken = (zip.compress.total_in() - before_in) as usize;
        let made = (zip.compress.total_out() - before_out) as usize;
        zip.out.write_all(&zip.scratch[..made])?;
        zip.at += made as u64;
        self.part.packed += made as u64;
        Ok((taken, status))
    }
}

impl<W: Write> Write for Entry<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (taken, _) = self.deflate(bytes, FlushCompress::None)?;
        self.crc.update(&bytes[..taken]);
        self.part.plain += taken as u64;
        fit(self.part.plain)?;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.zip.out.flush()
    }
}

fn fit(size: u64) -> io::Result<u32> {
    u32::try_from(size).map_err(|_| io::ErrorKind::FileTooLarge.into())
}
