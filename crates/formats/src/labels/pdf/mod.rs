//! A PDF 2.0 file, written from front to back: only ciphertext reaches the output, and nothing is read again.
//!
//! Every dictionary goes into an object stream, so each string is encrypted along with its stream; only streams,
//! the encryption dictionary and the cross-reference stream stand by themselves.

pub mod document;
pub mod embed;
pub mod protection;
pub mod syntax;
pub mod tags;

use std::io::Write;

use flate2::{Compress, Compression, FlushCompress, Status};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::Error;
use protection::Protection;

/// Objects in one object stream: enough to compress well, few enough to unpack for one page.
const PACK: usize = 200;

pub struct File<W> {
    out: Counted<W>,
    protection: Option<Protection>,
    /// Where each object is; the first stands for the free list.
    entries: Vec<Entry>,
    pack: Pack,
    deflate: Compress,
    scratch: Zeroizing<Vec<u8>>,
}

#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(u64),
    InPack { pack: u32, index: u16 },
}

#[derive(Default)]
struct Pack {
    ids: Vec<(u32, usize)>,
    bodies: Zeroizing<Vec<u8>>,
}

pub enum Deflate {
    Yes,
    No,
}

/// The size of a finished file and its hash.
pub struct Sealed {
    pub bytes: u64,
    pub sha256: [u8; 32],
}

impl<W: Write> File<W> {
    pub fn new(out: W, protection: Option<Protection>) -> Result<Self, Error> {
        let mut out = Counted { out, bytes: 0, hash: Sha256::new() };
        out.write(b"%PDF-2.0\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(Self {
            out,
            protection,
            entries: vec![Entry::Free],
            pack: Pack::default(),
            deflate: Compress::new(Compression::fast(), true),
            scratch: Zeroizing::default(),
        })
    }

    /// A number for an object that comes later.
    pub fn reserve(&mut self) -> u32 {
        self.entries.push(Entry::Free);
        (self.entries.len() - 1) as u32
    }

    /// Writes a dictionary or an array.
    pub fn object(&mut self, id: u32, write: impl FnOnce(&mut Vec<u8>)) -> Result<(), Error> {
        self.pack.ids.push((id, self.pack.bodies.len()));
        write(&mut self.pack.bodies);
        self.pack.bodies.push(b'\n');
        if self.pack.ids.len() >= PACK { self.flush_pack() } else { Ok(()) }
    }

    /// Writes a stream; `dictionary` has the entries besides length and filter.
    pub fn stream(&mut self, id: u32, dictionary: &str, data: &[u8], deflate: Deflate) -> Result<(), Error> {
        let mut body = std::mem::take(&mut self.scratch);
        body.clear();
        match deflate {
            Deflate::Yes => compress(&mut self.deflate, data, &mut body),
            Deflate::No => body.extend_from_slice(data),
        }
        let mut iv = [0; 16];
        if let Some(protection) = &self.protection {
            random(&mut iv)?;
            protection.encrypt(iv, &mut body);
        }
        let iv: &[u8] = if self.protection.is_some() { &iv } else { &[] };
        let filter = if matches!(deflate, Deflate::Yes) { "/Filter/FlateDecode" } else { "" };
        self.raw_stream(id, &format!("{dictionary}{filter}"), iv, &body)?;
        body.zeroize();
        self.scratch = body;
        Ok(())
    }

    /// Ends the file with the catalogue, cross-references and trailer.
    pub fn finish(mut self, catalogue: u32, info: u32) -> Result<(W, Sealed), Error> {
        self.flush_pack()?;
        let mut trailer = format!("/Type/XRef/Root {catalogue} 0 R/Info {info} 0 R");
        if let Some(protection) = self.protection.take() {
            let id = self.reserve();
            self.start(id);
            let mut body = format!("{id} 0 obj\n").into_bytes();
            body.extend(protection.dictionary());
            body.extend_from_slice(b"\nendobj\n");
            self.out.write(&body)?;
            trailer.push_str(&format!("/Encrypt {id} 0 R"));
        }
        let mut id = [0; 16];
        random(&mut id)?;
        let mut hex = Vec::new();
        syntax::hex(&mut hex, &id);
        let hex = String::from_utf8_lossy(&hex);
        trailer.push_str(&format!("/ID[<{hex}><{hex}>]"));
        self.cross_references(&trailer)?;
        let Counted { mut out, bytes, hash } = self.out;
        out.flush()?;
        Ok((out, Sealed { bytes, sha256: hash.finalize().into() }))
    }

    /// 7.5.8: the cross-reference stream, never encrypted; it tells sizes only.
    fn cross_references(&mut self, trailer: &str) -> Result<(), Error> {
        let id = self.reserve();
        self.start(id);
        let at = self.out.bytes;
        let mut table = Vec::with_capacity(self.entries.len() * 8);
        for entry in &self.entries {
            let (kind, field, last) = match *entry {
                Entry::Free => (0, 0, 0),
                Entry::At(offset) => (1, offset, 0),
                Entry::InPack { pack, index } => (2, u64::from(pack), index),
            };
            table.push(kind);
            table.extend_from_slice(&field.to_be_bytes()[3..]);
            table.extend_from_slice(&last.to_be_bytes());
        }
        let mut body = Vec::new();
        compress(&mut self.deflate, &table, &mut body);
        let size = self.entries.len();
        let dictionary = format!("{trailer}/W[1 5 2]/Size {size}/Filter/FlateDecode");
        self.raw_stream(id, &dictionary, &[], &body)?;
        self.out.write(format!("startxref\n{at}\n%%EOF\n").as_bytes())
    }

    /// 7.5.7: object streams.
    fn flush_pack(&mut self) -> Result<(), Error> {
        if self.pack.ids.is_empty() {
            return Ok(());
        }
        let id = self.reserve();
        let mut data = Zeroizing::new(Vec::with_capacity(self.pack.bodies.len() + self.pack.ids.len() * 12));
        let n = self.pack.ids.len();
        for (index, (object, offset)) in self.pack.ids.drain(..).enumerate() {
            self.entries[object as usize] = Entry::InPack { pack: id, index: index as u16 };
            syntax::integer(&mut data, i64::from(object));
            data.push(b' ');
            syntax::integer(&mut data, offset as i64);
            data.push(b' ');
        }
        let first = data.len();
        data.extend_from_slice(&self.pack.bodies);
        self.pack.bodies.zeroize();
        self.stream(id, &format!("/Type/ObjStm/N {n}/First {first}"), &data, Deflate::Yes)
    }

    fn raw_stream(&mut self, id: u32, dictionary: &str, iv: &[u8], body: &[u8]) -> Result<(), Error> {
        self.start(id);
        let length = iv.len() + body.len();
        self.out.write(format!("{id} 0 obj\n<<{dictionary}/Length {length}>>\nstream\n").as_bytes())?;
        self.out.write(iv)?;
        self.out.write(body)?;
        self.out.write(b"\nendstream\nendobj\n")
    }

    fn start(&mut self, id: u32) {
        self.entries[id as usize] = Entry::At(self.out.bytes);
    }
}

/// The system's random numbers.
pub fn random(buffer: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(buffer).map_err(|_| Error::NoRandomness)
}

fn compress(deflate: &mut Compress, data: &[u8], out: &mut Vec<u8>) {
    deflate.reset();
    out.reserve(data.len() / 2 + 256);
    loop {
        let done = deflate.total_in() as usize;
        let status = deflate.compress_vec(&data[done..], out, FlushCompress::Finish);
        if !matches!(status, Ok(Status::Ok | Status::BufError)) {
            return;
        }
        out.reserve(data.len() / 4 + 256);
    }
}

struct Counted<W> {
    out: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
        Ok(self.out.write_all(bytes)?)
    }
}
