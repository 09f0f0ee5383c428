//! A buffer of fixed size for plain XML. It never grows (a grown vector leaves its old copy behind in freed memory)
//! and is wiped when dropped.

use std::io::{self, Write};

use zeroize::Zeroizing;

const CAPACITY: usize = 64 * 1024;

pub struct Ink<'a> {
    out: &'a mut dyn Write,
    buffer: Zeroizing<Box<[u8]>>,
    used: usize,
    /// A write failed: bytes are missing, so nothing after may look like success.
    failed: bool,
}

impl<'a> Ink<'a> {
    pub fn new(out: &'a mut dyn Write) -> Ink<'a> {
        let buffer = Zeroizing::new(vec![0; CAPACITY].into_boxed_slice());
        Ink { out, buffer, used: 0, failed: false }
    }

    pub fn put(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        loop {
            let room = &mut self.buffer[self.used..];
            if let Some(room) = room.get_mut(..bytes.len()) {
                room.copy_from_slice(bytes);
                self.used += bytes.len();
                return Ok(());
            }
            let (now, later) = bytes.split_at(room.len());
            room.copy_from_slice(now);
            self.used = self.buffer.len();
            self.empty()?;
            bytes = later;
        }
    }

    pub fn put_str(&mut self, text: &str) -> io::Result<()> {
        self.put(text.as_bytes())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.empty()
    }

    fn empty(&mut self) -> io::Result<()> {
        if self.failed {
            return Err(io::Error::other("an earlier write failed"));
        }
        let used = std::mem::take(&mut self.used);
        self.out.write_all(&self.buffer[..used]).inspect_err(|_| self.failed = true)
    }
}

/// For `write!`, which puts numbers here without a string of their own.
impl Write for Ink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put(bytes)?;
        Ok(bytes.len())
    }

    /// The buffer leaves when it is full or finished.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
