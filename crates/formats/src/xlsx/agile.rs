//! Agile encryption ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15): keys, the verifier of the password, the integrity code,
//! and EncryptionInfo, which holds all of these. AES-256-CBC and SHA-512 throughout.
//!
//! A random key encrypts the package. A key hashed 100,000 times from the password encrypts that random key, so the
//! password can be checked without touching the package. Keys, the password's copy and every intermediate hash are
//! wiped.

use aes::Aes256;
use cbc::Encryptor;
use cbc::cipher::{Array, BlockModeEncrypt, KeyIvInit};
use hmac::{Hmac, KeyInit};
use rand::TryCryptoRng;
use sha2::{Digest, Sha512};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::Error;

pub const BLOCK: usize = 16;
/// The package is encrypted in pieces of this length, each with its own initial vector.
pub const SEGMENT: usize = 4096;
/// What Excel itself uses.
const SPINS: u32 = 100_000;
const LONGEST_PASSWORD: usize = 255;

type Salt = [u8; BLOCK];
type Hash = Zeroizing<[u8; 64]>;
pub type Integrity = Hmac<Sha512>;

/// Block keys (2.3.4.11 to 2.3.4.14): what a derived key or vector is for.
mod purpose {
    pub const VERIFIER_INPUT: [u8; 8] = [0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79];
    pub const VERIFIER_HASH: [u8; 8] = [0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e];
    pub const PACKAGE_KEY: [u8; 8] = [0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6];
    pub const INTEGRITY_KEY: [u8; 8] = [0x5f, 0xb2, 0xad, 0x01, 0x0c, 0xb9, 0xe1, 0xf6];
    pub const INTEGRITY_VALUE: [u8; 8] = [0xa0, 0x67, 0x7f, 0x02, 0xb2, 0x2c, 0x84, 0x33];
}

/// Everything secret about one file, and the encrypted forms of it that the file carries.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Keys {
    package_key: [u8; 32],
    integrity_key: [u8; 64],
    package_salt: Salt,
    password_salt: Salt,
    verifier_input: [u8; 16],
    verifier_hash: [u8; 64],
    encrypted_key: [u8; 32],
}

impl Keys {
    pub fn draw<R: TryCryptoRng>(password: &str, random: &mut R) -> Result<Box<Keys>, Error> {
        check(password)?;
        // In one place from the start: moving it would leave copies behind.
        let mut keys = Box::new(Keys {
            package_key: [0; 32],
            integrity_key: [0; 64],
            package_salt: [0; BLOCK],
            password_salt: [0; BLOCK],
            verifier_input: [0; 16],
            verifier_hash: [0; 64],
            encrypted_key: [0; 32],
        });
        let mut draw = |bytes: &mut [u8]| random.try_fill_bytes(bytes).map_err(|_| Error::Random);
        draw(&mut keys.package_key)?;
        draw(&mut keys.integrity_key)?;
        draw(&mut keys.package_salt)?;
        draw(&mut keys.password_salt)?;
        draw(&mut keys.verifier_input)?;
        keys.lock(password);
        Ok(keys)
    }

    /// Turns the verifier and the package key into the forms that only the password opens.
    fn lock(&mut self, password: &str) {
        let hash = spun(password, &self.password_salt);
        let salt = self.password_salt;
        Sha512::new_with_prefix(self.verifier_input).finalize_into((&mut self.verifier_hash).into());
        encrypt(&key_for(&hash, purpose::VERIFIER_INPUT), &salt, &mut self.verifier_input);
        encrypt(&key_for(&hash, purpose::VERIFIER_HASH), &salt, &mut self.verifier_hash);
        self.encrypted_key = self.package_key;
        encrypt(&key_for(&hash, purpose::PACKAGE_KEY), &salt, &mut self.encrypted_key);
    }

    /// Encrypts one segment in place; its length is a multiple of the block.
    pub fn seal(&self, segment: u32, bytes: &mut [u8]) {
        encrypt(&self.package_key, &self.vector(&segment.to_le_bytes()), bytes);
    }

    /// Takes the bytes of the whole EncryptedPackage stream.
    pub fn integrity(&self) -> Integrity {
        // The hash works on blocks of 128 bytes; HMAC pads its key with zeros up to that.
        let mut padded = Zeroizing::new([0; 128]);
        padded[..64].copy_from_slice(&self.integrity_key);
        Hmac::new((&*padded).into())
    }

    /// The stream EncryptionInfo. Its length does not depend on the integrity code.
    pub fn info(&self, integrity: &[u8; 64]) -> Vec<u8> {
        let mut integrity_key = Zeroizing::new(self.integrity_key);
        encrypt(&self.package_key, &self.vector(&purpose::INTEGRITY_KEY), &mut *integrity_key);
        let mut integrity_value = *integrity;
        encrypt(&self.package_key, &self.vector(&purpose::INTEGRITY_VALUE), &mut integrity_value);
        const CIPHER: &str = concat!(
            r#"saltSize="16" blockSize="16" keyBits="256" hashSize="64" cipherAlgorithm="AES" "#,
            r#"cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512""#
        );
        // Version 4.4 and the flag "agile".
        let mut info = vec![4, 0, 4, 0, 0x40, 0, 0, 0];
        for piece in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n",
            r#"<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" "#,
            r#"xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" "#,
            r#"xmlns:c="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate">"#,
            &format!(r#"<keyData {CIPHER} saltValue="{}"/>"#, base64(&self.package_salt)),
            &format!(r#"<dataIntegrity encryptedHmacKey="{}" "#, base64(&*integrity_key)),
            &format!(r#"encryptedHmacValue="{}"/><keyEncryptors>"#, base64(&integrity_value)),
            r#"<keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">"#,
            &format!(r#"<p:encryptedKey spinCount="{SPINS}" {CIPHER} "#),
            &format!(r#"saltValue="{}" "#, base64(&self.password_salt)),
            &format!(r#"encryptedVerifierHashInput="{}" "#, base64(&self.verifier_input)),
            &format!(r#"encryptedVerifierHashValue="{}" "#, base64(&self.verifier_hash)),
            &format!(r#"encryptedKeyValue="{}"/>"#, base64(&self.encrypted_key)),
            "</keyEncryptor></keyEncryptors></encryption>",
        ] {
            info.extend(piece.as_bytes());
        }
        info
    }

    fn vector(&self, what: &[u8]) -> Salt {
        let hash = Sha512::new().chain_update(self.package_salt).chain_update(what).finalize();
        let mut vector = [0; BLOCK];
        vector.copy_from_slice(&hash[..BLOCK]);
        vector
    }
}

fn check(password: &str) -> Result<(), Error> {
    match password.encode_utf16().count() {
        0 => Err(Error::PasswordEmpty),
        1..=LONGEST_PASSWORD => Ok(()),
        _ => Err(Error::PasswordTooLong),
    }
}

/// 2.3.4.11: the hash of salt and password, hashed over and over with the number of the round.
pub fn spun(password: &str, salt: &Salt) -> Hash {
    let mut first = Sha512::new().chain_update(salt);
    for unit in password.encode_utf16() {
        first.update(Zeroizing::new(unit.to_le_bytes()));
    }
    let mut hash = Zeroizing::new([0; 64]);
    first.finalize_into((&mut *hash).into());
    let mut round = Zeroizing::new([0; 68]);
    for number in 0..SPINS {
        round[..4].copy_from_slice(&number.to_le_bytes());
        round[4..].copy_from_slice(&*hash);
        Sha512::new_with_prefix(&round[..]).finalize_into((&mut *hash).into());
    }
    hash
}

pub fn key_for(spun: &Hash, purpose: [u8; 8]) -> Zeroizing<[u8; 32]> {
    let mut hash = Zeroizing::new([0; 64]);
    Sha512::new().chain_update(&spun[..]).chain_update(purpose).finalize_into((&mut *hash).into());
    let mut key = Zeroizing::new([0; 32]);
    key.copy_from_slice(&hash[..32]);
    key
}

fn encrypt(key: &[u8; 32], vector: &Salt, bytes: &mut [u8]) {
    let (blocks, rest) = Array::slice_as_chunks_mut(bytes);
    debug_assert!(rest.is_empty());
    Encryptor::<Aes256>::new(key.into(), vector.into()).encrypt_blocks(blocks);
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            match digit <= three.len() {
                true => text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63])),
                false => text.push('='),
            }
        }
    }
    text
}
