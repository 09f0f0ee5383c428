//! The installation's secret, and what is derived from it: keys that seal personal payloads at rest, the key of form
//! tokens, and keyed hashes for what must be comparable but not readable.
//!
//! The secret lives in a file of its own (mode 0600) or in the configuration, never in the database: a stolen copy of
//! the database opens nothing that is sealed.

pub mod spool;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

#[derive(Debug, thiserror::Error)]
pub enum SealingError {
    #[error("the secret file {0} cannot be read or made: {1}")]
    File(String, std::io::Error),
    #[error("the secret file {0} does not hold 64 hexadecimal digits")]
    Malformed(String),
    #[error("a sealed value does not open: it was changed, or sealed by another installation")]
    DoesNotOpen,
    #[error("the machine gives no random numbers")]
    NoRandomness,
}

/// 32 bytes that only this installation knows.
#[derive(Clone)]
pub struct Secret(Arc<Zeroizing<[u8; 32]>>);

impl Secret {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Arc::new(Zeroizing::new(bytes)))
    }

    /// Reads the secret from `path`, making it on the first start.
    pub fn at(path: &Path) -> Result<Self, SealingError> {
        let named = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let bytes = unhex(text.trim()).and_then(|b| b.try_into().ok());
                bytes.map(Self::new).ok_or(SealingError::Malformed(named))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let bytes = random_bytes::<32>()?;
                write_private(path, &hex(&bytes)).map_err(|e| SealingError::File(named, e))?;
                Ok(Self::new(bytes))
            }
            Err(e) => Err(SealingError::File(named, e)),
        }
    }

    /// A key of its own for each use, so that no two uses can be played against each other.
    pub fn derive(&self, purpose: &str) -> [u8; 32] {
        self.keyed_hash("derive", purpose.as_bytes())
    }

    /// HMAC-SHA-256 under a key for `purpose`: comparable, not readable.
    pub fn keyed_hash(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        self.keyed(purpose).hash(value)
    }

    /// The same for many values: the key is worked in once.
    pub fn keyed(&self, purpose: &str) -> Keyed {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(self.0.as_slice()).expect("HMAC takes any key length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        Keyed(mac)
    }

    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>, SealingError> {
        seal(&self.derive(purpose), purpose.as_bytes(), plain)
    }

    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
        open(&self.derive(purpose), purpose.as_bytes(), sealed)
    }
}

#[derive(Clone)]
pub struct Keyed(Hmac<Sha256>);

impl Keyed {
    pub fn hash(&self, value: &[u8]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(value);
        mac.finalize().into_bytes().into()
    }
}

/// ChaCha20-Poly1305 (RFC 8439): a random nonce of 12 bytes, then the cipher text. `about` is bound, not stored.
pub fn seal(key: &[u8; 32], about: &[u8], plain: &[u8]) -> Result<Vec<u8>, SealingError> {
    let nonce = random_bytes::<12>()?;
    let cipher = ChaCha20Poly1305::new(&Key::from(*key));
    let text = cipher
        .encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: about })
        .map_err(|_| SealingError::DoesNotOpen)?;
    Ok([nonce.as_slice(), &text].concat())
}

pub fn open(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealingError> {
    let (nonce, text) = sealed.split_first_chunk::<12>().ok_or(SealingError::DoesNotOpen)?;
    ChaCha20Poly1305::new(&Key::from(*key))
        .decrypt(&Nonce::from(*nonce), Payload { msg: text, aad: about })
        .map(Zeroizing::new)
        .map_err(|_| SealingError::DoesNotOpen)
}

pub fn random_bytes<const N: usize>() -> Result<[u8; N], SealingError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| SealingError::NoRandomness)?;
    Ok(bytes)
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |b: &u8| char::from(*b).to_digit(16).map(|d| d as u8);
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(digit(&pair[0])? << 4 | digit(&pair[1])?)).collect()
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_with_its_key_and_its_purpose() {
        let secret = Secret::new([7; 32]);
        let sealed = secret.seal("journal", b"Rhian Morgan").unwrap();
        assert_eq!(secret.open("journal", &sealed).unwrap().as_slice(), b"Rhian Morgan");
        assert!(secret.open("mail", &sealed).is_err());
        assert!(Secret::new([8; 32]).open("journal", &sealed).is_err());
        let mut changed = sealed;
        *changed.last_mut().unwrap() ^= 1;
        assert!(secret.open("journal", &changed).is_err());
    }
}
