//! Random values, their text form, and comparing without telling how far one got.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

pub type Bytes32 = [u8; 32];

/// From the operating system. Without randomness nothing here is safe, so the page fails instead.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

pub fn sha256(bytes: &[u8]) -> Bytes32 {
    Sha256::digest(bytes).into()
}

pub fn sign(key: &Bytes32, purpose: &str, message: &[u8]) -> Bytes32 {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length of key will do");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Takes the same time wherever the two differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (x, y)| seen | (x ^ y)) == 0
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Base64 for addresses and cookies (RFC 4648 §5), without padding.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 2);
    for part in bytes.chunks(3) {
        let all = part.iter().enumerate().fold(0u32, |all, (i, byte)| all | u32::from(*byte) << (16 - 8 * i));
        for i in 0..=part.len() {
            text.push(char::from(DIGITS[(all >> (18 - 6 * i) & 63) as usize]));
        }
    }
    text
}

pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for part in text.as_bytes().chunks(4) {
        let mut all = 0u32;
        for (i, digit) in part.iter().enumerate() {
            let value = DIGITS.iter().position(|d| d == digit)?;
            all |= (value as u32) << (18 - 6 * i);
        }
        let three = all.to_be_bytes();
        bytes.extend_from_slice(&three[1..part.len()]);
        let unused = three[part.len()..].iter().any(|byte| *byte != 0);
        if part.len() == 1 || unused {
            return None;
        }
    }
    Some(bytes)
}
