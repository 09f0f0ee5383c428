//! Bytes into text: the encoding is guessed from the whole file, and every line end becomes one.

use super::{Input, ReadingError};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};
use std::cell::Cell;
use std::io::Read;
use std::rc::Rc;

const PIECE: usize = 64 * 1024;
/// A row longer than this is refused: it can only be a quotation mark that was never closed.
pub const LONGEST_ROW: usize = 1024 * 1024;

/// What the bytes themselves tell.
#[derive(Clone, Copy, Debug)]
pub struct Nature {
    pub encoding: &'static Encoding,
    pub sha256: [u8; 32],
}

/// Reads the whole file once: its hash, and the encoding that fits all of it.
pub fn nature(input: &Input) -> Result<Nature, ReadingError> {
    let mut source = input.open()?;
    let mut piece = vec![0; PIECE];
    let mut hash = Sha256::new();
    let mut guess = Guess::new();
    let mut first = true;
    loop {
        let n = source.read(&mut piece).map_err(ReadingError::Read)?;
        let bytes = &piece[..n];
        if first {
            guess.begin(bytes)?;
            first = false;
        }
        if n == 0 {
            break;
        }
        hash.update(bytes);
        guess.feed(bytes);
    }
    Ok(Nature { encoding: guess.end()?, sha256: hash.finalize().into() })
}

struct Guess {
    certain: Option<&'static Encoding>,
    utf8: Option<Decoder>,
    scratch: Vec<u8>,
    detector: EncodingDetector,
    bytes: u64,
    nuls: u64,
}

impl Guess {
    fn new() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let utf8 = Some(UTF_8.new_decoder_without_bom_handling());
        Self { certain: None, utf8, scratch: vec![0; PIECE * 3 + 16], detector, bytes: 0, nuls: 0 }
    }

    /// A byte order mark, or the noughts that every second byte of UTF-16 is, tell at once.
    fn begin(&mut self, bytes: &[u8]) -> Result<(), ReadingError> {
        if bytes.is_empty() {
            return Err(ReadingError::Empty);
        }
        let sample = &bytes[..bytes.len().min(4096)];
        let noughts = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
        let many = sample.len().div_ceil(2) * 2 / 5;
        let (even, odd) = (noughts(0), noughts(1));
        let wide = if odd > many && even * 8 < odd {
            Some(UTF_16LE)
        } else if even > many && odd * 8 < even {
            Some(UTF_16BE)
        } else {
            None
        };
        self.certain =
            Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or(wide.filter(|_| sample.len() >= 8));
        Ok(())
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        if self.certain.is_some() {
            return;
        }
        self.nuls += bytes.iter().filter(|b| **b == 0).count() as u64;
        self.detector.feed(bytes, false);
        if let Some(decoder) = &mut self.utf8 {
            let (result, _, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut self.scratch, false);
            if matches!(result, DecoderResult::Malformed(..)) {
                self.utf8 = None;
            }
        }
    }

    fn end(mut self) -> Result<&'static Encoding, ReadingError> {
        if let Some(encoding) = self.certain {
            return Ok(encoding);
        }
        if self.nuls > 8 && self.nuls > self.bytes / 100 {
            return Err(ReadingError::NotText);
        }
        if self.utf8.is_some() {
            return Ok(UTF_8);
        }
        self.detector.feed(b"", true);
        Ok(self.detector.guess(Some(b"uk"), Utf8Detection::Deny))
    }
}

/// The text as UTF-8, line ends as "\n". Refuses to go on when nobody takes rows out of it: see [`LONGEST_ROW`].
pub struct Text {
    source: Box<dyn Read + Send>,
    decoder: Decoder,
    piece: Vec<u8>,
    decoded: Vec<u8>,
    at: usize,
    ended: bool,
    after_return: bool,
    at_line_start: bool,
    since_row: Rc<Cell<usize>>,
}

impl Text {
    pub fn new(
        source: Box<dyn Read + Send>,
        encoding: &'static Encoding,
        since_row: Rc<Cell<usize>>,
    ) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Self {
            source,
            decoder,
            piece: vec![0; PIECE],
            decoded: Vec::new(),
            at: 0,
            ended: false,
            after_return: false,
            at_line_start: true,
            since_row,
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        let n = self.source.read(&mut self.piece)?;
        self.ended = n == 0;
        let most = self.decoder.max_utf8_buffer_length(n).unwrap_or(PIECE * 3 + 16);
        self.decoded.resize(most, 0);
        let (result, _, written, _) =
            self.decoder.decode_to_utf8(&self.piece[..n], &mut self.decoded, self.ended);
        debug_assert_eq!(result, CoderResult::InputEmpty);
        self.decoded.truncate(written);
        self.one_line_end();
        if self.ended && !self.at_line_start {
            self.decoded.push(b'\n');
        }
        self.at = 0;
        Ok(())
    }

    /// "\r\n" and "\r" become "\n", so that lines are counted as an editor counts them.
    fn one_line_end(&mut self) {
        let mut kept = 0;
        for i in 0..self.decoded.len() {
            let byte = self.decoded[i];
            let second_half = byte == b'\n' && self.after_return;
            self.after_return = byte == b'\r';
            if !second_half {
                self.decoded[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
        }
        self.decoded.truncate(kept);
        self.at_line_start = self.decoded.last().map_or(self.at_line_start, |b| *b == b'\n');
    }
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.decoded.len() && !self.ended {
            self.refill()?;
        }
        let n = into.len().min(self.decoded.len() - self.at);
        into[..n].copy_from_slice(&self.decoded[self.at..self.at + n]);
        self.at += n;
        self.since_row.set(self.since_row.get() + n);
        if self.since_row.get() > LONGEST_ROW + PIECE {
            return Err(std::io::Error::other(TooLong));
        }
        Ok(n)
    }
}

#[derive(Debug, thiserror::Error)]
#[error("a row without end")]
pub struct TooLong;
