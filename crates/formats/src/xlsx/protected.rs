//! The package's bytes on their way into the spool: cut into segments, encrypted, and at the end completed to a
//! compound file. The spool is sought and read back once, after the last row.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use hmac::Mac;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::Error;
use super::agile::{BLOCK, Keys, SEGMENT};
use super::compound::{HEADER, Layout};

/// The stream EncryptedPackage begins with the length of what was encrypted.
const LENGTH: usize = 8;
const COPY: usize = 64 * 1024;
/// No compound file holds more, so a writer that runs away stops here.
const MOST: u64 = i32::MAX as u64;

pub struct Sealed<'a, S: Write> {
    spool: BufWriter<&'a mut S>,
    keys: &'a Keys,
    segment: Zeroizing<Box<[u8]>>,
    used: usize,
    segments: u32,
}

pub fn begin<'a, S: Read + Write + Seek>(spool: &'a mut S, keys: &'a Keys) -> io::Result<Sealed<'a, S>> {
    spool.seek(SeekFrom::Start(0))?;
    let mut spool = BufWriter::with_capacity(COPY, spool);
    spool.write_all(&[0; HEADER + LENGTH])?;
    let segment = Zeroizing::new(vec![0; SEGMENT].into_boxed_slice());
    Ok(Sealed { spool, keys, segment, used: 0, segments: 0 })
}

impl<S: Read + Write + Seek> Sealed<'_, S> {
    /// Length and hash of the finished file.
    pub fn finish(mut self) -> Result<(u64, [u8; 32]), Error> {
        let plain = self.plain_bytes();
        self.segment[self.used..].fill(0);
        let padded = self.used.next_multiple_of(BLOCK);
        self.seal(padded)?;
        self.spool.flush()?;
        let package = LENGTH as u64 + plain.next_multiple_of(BLOCK as u64);
        complete(self.spool.get_mut(), self.keys, plain, package)
    }
}

impl<S: Write> Sealed<'_, S> {
    fn plain_bytes(&self) -> u64 {
        u64::from(self.segments) * SEGMENT as u64 + self.used as u64
    }

    fn seal(&mut self, length: usize) -> io::Result<()> {
        let bytes = &mut self.segment[..length];
        self.keys.seal(self.segments, bytes);
        self.spool.write_all(bytes)
    }
}

impl<S: Write> Write for Sealed<'_, S> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let free = &mut self.segment[self.used..];
        let taken = bytes.len().min(free.len());
        free[..taken].copy_from_slice(&bytes[..taken]);
        self.used += taken;
        if self.used == SEGMENT {
            if self.plain_bytes() > MOST {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            self.seal(SEGMENT)?;
            self.used = 0;
            self.segments += 1;
        }
        Ok(taken)
    }

    /// A segment leaves when it is full; there is nothing to hurry.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts the length and the header in their places, reads header and package back for hash and integrity code, and
/// adds the rest of the compound file.
fn complete<S: Read + Write + Seek>(
    spool: &mut S,
    keys: &Keys,
    plain: u64,
    package: u64,
) -> Result<(u64, [u8; 32]), Error> {
    let layout = Layout::of(package, keys.info(&[0; 64]).len())?;
    let header = layout.header();
    spool.seek(SeekFrom::Start(0))?;
    spool.write_all(&header)?;
    spool.write_all(&plain.to_le_bytes())?;
    spool.seek(SeekFrom::Start(HEADER as u64))?;
    let (mut hash, mut integrity) = (Sha256::new_with_prefix(header), keys.integrity());
    let mut package = spool.take(package);
    let mut buffer = vec![0; COPY];
    loop {
        let read = match package.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        hash.update(&buffer[..read]);
        integrity.update(&buffer[..read]);
    }
    if package.limit() > 0 {
        return Err(Error::Io(io::ErrorKind::UnexpectedEof.into()));
    }
    let info = keys.info(&integrity.finalize().into_bytes().into());
    let end = HEADER as u64 + layout.package_bytes();
    let spool = package.into_inner();
    // A file that was just read must be sought before it is written.
    spool.seek(SeekFrom::Start(end))?;
    let mut rest = Hashed { out: spool, hash, bytes: end };
    layout.write_rest(&info, &mut rest)?;
    Ok(rest.finish()?)
}

/// A writer that hashes what passes.
pub struct Hashed<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Hashed<W> {
    pub fn new(out: W) -> Hashed<W> {
        Hashed { out, hash: Sha256::new(), bytes: 0 }
    }

    pub fn finish(mut self) -> io::Result<(u64, [u8; 32])> {
        self.out.flush()?;
        Ok((self.bytes, self.hash.finalize().into()))
    }
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        self.hash.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
