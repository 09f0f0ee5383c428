//! What a source gave, kept for one run: an import reads its file several times. It lies in a file without a name, sealed
//! in pieces under a key that is nowhere but in memory; when the run ends or the machine dies, it is gone.

use crate::import::reading::Input;
use crate::sealing::{self, spool};
use std::fs::File;
use std::io::{Error, Read, Result, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

/// More than this is no list of people.
pub const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;
const PIECE: usize = 256 * 1024;
/// What sealing adds to a piece.
const SEAL: usize = 12 + 16;

pub struct Writing {
    kept: Kept,
    piece: Vec<u8>,
    /// Hears of every piece: whoever fetches says that they are still at it.
    beat: Box<dyn FnMut() + Send>,
}

struct Kept {
    file: File,
    key: Zeroizing<[u8; 32]>,
    bytes: u64,
}

impl Writing {
    pub fn new(folder: &Path, beat: Box<dyn FnMut() + Send>) -> Result<Self> {
        let key = Zeroizing::new(sealing::random_bytes().map_err(Error::other)?);
        let kept = Kept { file: spool::open(folder)?, key, bytes: 0 };
        Ok(Self { kept, piece: Vec::with_capacity(PIECE), beat })
    }

    /// What was written, to be read as often as needed.
    pub fn finish(mut self, name: &str) -> Result<Input> {
        self.seal()?;
        let kept = Arc::new(self.kept);
        Ok(Input::kept(name, move || {
            Ok(Box::new(Reading { kept: Arc::clone(&kept), next: 0, plain: Zeroizing::default(), at: 0 }))
        }))
    }

    fn seal(&mut self) -> Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let n = self.kept.bytes / PIECE as u64;
        let sealed = sealing::seal(&self.kept.key, &n.to_le_bytes(), &self.piece).map_err(Error::other)?;
        self.kept.file.write_all(&sealed)?;
        self.kept.bytes += self.piece.len() as u64;
        self.piece.clear();
        (self.beat)();
        if self.kept.bytes > MOST_BYTES { Err(Error::other("there is more of it than 2 GB")) } else { Ok(()) }
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        let n = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..n]);
        if self.piece.len() == PIECE {
            self.seal()?;
        }
        Ok(n)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}

struct Reading {
    kept: Arc<Kept>,
    next: u64,
    plain: Zeroizing<Vec<u8>>,
    at: usize,
}

impl Reading {
    fn piece(&mut self) -> Result<bool> {
        let begin = self.next * PIECE as u64;
        if begin >= self.kept.bytes {
            return Ok(false);
        }
        let long = (self.kept.bytes - begin).min(PIECE as u64) as usize + SEAL;
        let mut sealed = vec![0; long];
        self.kept.file.read_exact_at(&mut sealed, self.next * (PIECE + SEAL) as u64)?;
        self.plain =
            sealing::open(&self.kept.key, &self.next.to_le_bytes(), &sealed).map_err(Error::other)?;
        (self.at, self.next) = (0, self.next + 1);
        Ok(true)
    }
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.at == self.plain.len() {
            if !self.piece()? {
                return Ok(0);
            }
        }
        let n = into.len().min(self.plain.len() - self.at);
        into[..n].copy_from_slice(&self.plain[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
