//! Encryption of PDF 2.0: version 5, revision 6, AES-256 (ISO 32000-2, 7.6.4.3 and 7.6.4.4).
//!
//! One password opens the file. The owner's password is random and forgotten at once: nobody needs more rights
//! than a reader has, and readers may print and copy (screen readers need that).

use aes::{
    Aes128, Aes256,
    cipher::{BlockCipherEncrypt, BlockModeEncrypt, KeyInit, KeyIvInit, array::Array},
};
use sha2::{Digest, Sha256, Sha384, Sha512};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::syntax;
use crate::labels::Error;

/// Longer passwords would be cut off by every reader (7.6.4.3.2).
pub const LONGEST_PASSWORD: usize = 127;

/// Everything but modifying, annotating, filling in and assembling (table 22: bits 4, 6, 9, 11).
const PERMISSIONS: u32 = 0xFFFF_FFFC & !(1 << 3 | 1 << 5 | 1 << 8 | 1 << 10);

pub struct Protection {
    key: Zeroizing<[u8; 32]>,
    user: [u8; 48],
    user_key: [u8; 32],
    owner: [u8; 48],
    owner_key: [u8; 32],
    permissions: [u8; 16],
}

impl Protection {
    /// `random` fills its argument; it is asked for keys, salts and the owner's password.
    pub fn new(
        password: &str,
        mut random: impl FnMut(&mut [u8]) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let password = prepare(password)?;
        let mut key = Zeroizing::new([0; 32]);
        random(&mut *key)?;
        let mut salts = [0; 32];
        random(&mut salts)?;
        let mut owner_password = Zeroizing::new([0; 32]);
        random(&mut *owner_password)?;
        let (user, user_key) = verifier(password.as_bytes(), &salts[..16], &[], &key);
        let (owner, owner_key) = verifier(&*owner_password, &salts[16..], &user, &key);
        let mut filler = [0; 4];
        random(&mut filler)?;
        let permissions = permissions(&key, filler);
        Ok(Self { key, user, user_key, owner, owner_key, permissions })
    }

    /// The encryption dictionary (7.6.2), which itself stays readable.
    pub fn dictionary(&self) -> Vec<u8> {
        let mut out = b"<</Filter/Standard/V 5/R 6/Length 256/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF/EncryptMetadata true/P ".to_vec();
        syntax::integer(&mut out, i64::from(PERMISSIONS as i32));
        let entries: [(&str, &[u8]); 5] = [
            ("/U", &self.user),
            ("/UE", &self.user_key),
            ("/O", &self.owner),
            ("/OE", &self.owner_key),
            ("/Perms", &self.permissions),
        ];
        for (name, value) in entries {
            out.extend_from_slice(name.as_bytes());
            out.push(b'<');
            syntax::hex(&mut out, value);
            out.push(b'>');
        }
        out.extend_from_slice(b">>");
        out
    }

    /// A stream: initialisation vector, then AES-256-CBC with the padding of PKCS #7 (7.6.3.3).
    /// `data` becomes the ciphertext.
    pub fn encrypt(&self, iv: [u8; 16], data: &mut Vec<u8>) {
        let padding = 16 - data.len() % 16;
        data.resize(data.len() + padding, padding as u8);
        cbc::Encryptor::<Aes256>::new(&(*self.key).into(), &iv.into())
            .encrypt_blocks(Array::slice_as_chunks_mut(data).0);
    }
}

/// /U and /UE, or /O and /OE (algorithms 8 and 9): what tells a right password, and the key sealed under it.
fn verifier(password: &[u8], salts: &[u8], user: &[u8], key: &[u8; 32]) -> ([u8; 48], [u8; 32]) {
    let (validation, sealing) = salts.split_at(8);
    let mut check = [0; 48];
    check[..32].copy_from_slice(&*hash(password, validation, user));
    check[32..].copy_from_slice(salts);
    let mut sealed = *key;
    cbc::Encryptor::<Aes256>::new(&(*hash(password, sealing, user)).into(), &[0; 16].into())
        .encrypt_blocks(Array::slice_as_chunks_mut(&mut sealed).0);
    (check, sealed)
}

/// Algorithm 2.B: a hash made dear by rounds of AES over 64 copies of password, last hash and /U.
fn hash(password: &[u8], salt: &[u8], user: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut k = Zeroizing::new(
        Sha256::new().chain_update(password).chain_update(salt).chain_update(user).finalize().to_vec(),
    );
    let mut e = Zeroizing::new(Vec::with_capacity(64 * (LONGEST_PASSWORD + 64 + 48)));
    let mut round = 0;
    loop {
        e.clear();
        for _ in 0..64 {
            e.extend_from_slice(password);
            e.extend_from_slice(&k);
            e.extend_from_slice(user);
        }
        let (aes_key, rest) = k.split_at(16);
        let mut cipher =
            cbc::Encryptor::<Aes128>::new_from_slices(aes_key, &rest[..16]).expect("16 bytes each");
        cipher.encrypt_blocks(Array::slice_as_chunks_mut(&mut e).0);
        let remainder = e[..16].iter().map(|b| u32::from(*b)).sum::<u32>() % 3;
        *k = match remainder {
            0 => Sha256::digest(&*e).to_vec(),
            1 => Sha384::digest(&*e).to_vec(),
            _ => Sha512::digest(&*e).to_vec(),
        };
        round += 1;
        if round >= 64 && i32::from(e[e.len() - 1]) <= round - 32 {
            break;
        }
    }
    let mut out = Zeroizing::new([0; 32]);
    out.copy_from_slice(&k[..32]);
    out
}

/// /Perms (algorithm 10): the permissions under the key, so that nobody changes them unseen.
fn permissions(key: &[u8; 32], filler: [u8; 4]) -> [u8; 16] {
    let mut block = [0xFF; 16];
    block[..4].copy_from_slice(&PERMISSIONS.to_le_bytes());
    block[8..12].copy_from_slice(b"Tadb");
    block[12..].copy_from_slice(&filler);
    let mut block = Array::from(block);
    Aes256::new(&(*key).into()).encrypt_block(&mut block);
    block.into()
}

/// What readers hash: the password as SASLprep (RFC 4013) leaves it, in UTF-8.
fn prepare(password: &str) -> Result<Zeroizing<String>, Error> {
    let mut mapped = Zeroizing::new(String::with_capacity(password.len() + 16));
    for c in password.chars().filter(|c| !mapped_to_nothing(*c)) {
        mapped.push(if c.is_whitespace() && !c.is_control() { ' ' } else { c });
    }
    let mut prepared = Zeroizing::new(String::with_capacity(3 * mapped.len()));
    for c in mapped.nfkc() {
        if c.is_control() {
            return Err(Error::PasswordHasControls);
        }
        if prepared.len() + c.len_utf8() > LONGEST_PASSWORD {
            return Err(Error::PasswordTooLong);
        }
        prepared.push(c);
    }
    mapped.zeroize();
    if prepared.is_empty() { Err(Error::NoPassword) } else { Ok(prepared) }
}

/// RFC 3454, table B.1.
fn mapped_to_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{1806}' | '\u{180b}'..='\u{180d}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
