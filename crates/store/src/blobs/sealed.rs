//! Sealing: XChaCha20-Poly1305 over pieces of 64 KiB, in the STREAM construction (Hoang, Reyhanitabar, Rogaway,
//! Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015).
//!
//! `"CHB1"`, 19 random bytes, then the pieces. A piece's nonce is the random bytes, its number, and whether it is
//! the last, so that pieces can be neither swapped nor left off.

use bytes::{Bytes, BytesMut};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::StoreError;

const MARK: &[u8; 4] = b"CHB1";
const RANDOM: usize = 19;
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;

/// Kept by the caller, one per person or organisation. Never printed, wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SealKey([u8; 32]);

impl SealKey {
    pub fn new(bytes: [u8; 32]) -> SealKey {
        SealKey(bytes)
    }
}

impl std::fmt::Debug for SealKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealKey(…)")
    }
}

struct Pieces {
    cipher: XChaCha20Poly1305,
    random: [u8; RANDOM],
    number: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Inner,
    Last,
}

impl Pieces {
    fn new(key: &SealKey, random: [u8; RANDOM]) -> Pieces {
        Pieces { cipher: XChaCha20Poly1305::new((&key.0).into()), random, number: 0 }
    }

    fn next_nonce(&mut self, place: Place) -> Result<XNonce, StoreError> {
        let mut nonce = [0; 24];
        nonce[..RANDOM].copy_from_slice(&self.random);
        nonce[RANDOM..23].copy_from_slice(&self.number.to_be_bytes());
        nonce[23] = u8::from(place == Place::Last);
        self.number = self.number.checked_add(1).ok_or_else(|| unsealable("larger than 256 TiB"))?;
        Ok(nonce.into())
    }

    fn seal(&mut self, piece: &[u8], place: Place) -> Result<Bytes, StoreError> {
        let nonce = self.next_nonce(place)?;
        let sealed = self.cipher.encrypt(&nonce, Payload { msg: piece, aad: MARK });
        sealed.map(Bytes::from).map_err(|_| unsealable("the cipher refused"))
    }

    fn open(&mut self, piece: &[u8], place: Place) -> Result<Bytes, StoreError> {
        let nonce = self.next_nonce(place)?;
        let opened = self.cipher.decrypt(&nonce, Payload { msg: piece, aad: MARK });
        opened.map(Bytes::from).map_err(|_| unsealable("the key does not fit, or the content was changed"))
    }
}

fn unsealable(why: &str) -> StoreError {
    StoreError::Blob(format!("sealed content: {why}"))
}

pub(super) fn seal<E: From<StoreError> + Send>(
    key: SealKey,
    plain: impl Stream<Item = Result<Bytes, E>> + Send,
) -> impl Stream<Item = Result<Bytes, E>> + Send {
    let random: [u8; RANDOM] = rand::random();
    let header = [MARK.as_slice(), &random].concat();
    let pieces = Pieces::new(&key, random);
    let body = cut(plain, PIECE, pieces, Pieces::seal);
    stream::once(async move { Ok(Bytes::from(header)) }).chain(body)
}

pub(super) fn open(
    key: SealKey,
    sealed: impl Stream<Item = Result<Bytes, StoreError>> + Send,
) -> impl Stream<Item = Result<Bytes, StoreError>> + Send {
    let opened = async move {
        let mut sealed = Box::pin(sealed);
        let mut start = BytesMut::new();
        while start.len() < MARK.len() + RANDOM {
            let piece = sealed.try_next().await?.ok_or_else(|| unsealable("cut short"))?;
            start.extend_from_slice(&piece);
        }
        let mark = start.split_to(MARK.len());
        if mark[..] != MARK[..] {
            return Err(unsealable("not sealed by this program"));
        }
        let mut random = [0; RANDOM];
        random.copy_from_slice(&start.split_to(RANDOM));
        let rest = stream::once(async move { Ok(start.freeze()) }).chain(sealed);
        Ok(cut(rest, PIECE + TAG, Pieces::new(&key, random), Pieces::open))
    };
    stream::once(opened).try_flatten()
}

/// Cuts the input into pieces of `size`; the last is the one after which nothing comes, and may be empty.
fn cut<E: From<StoreError> + Send>(
    input: impl Stream<Item = Result<Bytes, E>> + Send,
    size: usize,
    pieces: Pieces,
    act: fn(&mut Pieces, &[u8], Place) -> Result<Bytes, StoreError>,
) -> impl Stream<Item = Result<Bytes, E>> + Send {
    let state = Some((Box::pin(input), BytesMut::new(), pieces));
    stream::try_unfold(state, move |state| async move {
        let Some((mut input, mut waiting, mut pieces)) = state else { return Ok(None) };
        while waiting.len() <= size {
            match input.try_next().await? {
                Some(more) => waiting.extend_from_slice(&more),
                None => {
                    let last = act(&mut pieces, &waiting, Place::Last)?;
                    waiting.as_mut().zeroize();
                    return Ok(Some((last, None)));
                }
            }
        }
        let mut piece = waiting.split_to(size);
        let done = act(&mut pieces, &piece, Place::Inner)?;
        piece.as_mut().zeroize();
        Ok(Some((done, Some((input, waiting, pieces)))))
    })
}
