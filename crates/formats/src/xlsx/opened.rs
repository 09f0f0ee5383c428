//! Opens what was written, knowing only the published formats: compound file, agile encryption, ZIP, sheet XML. It
//! follows every chain and pointer of the file rather than what the writer believes about its layout.

use std::collections::BTreeMap;

use aes::Aes256;
use cbc::Decryptor;
use cbc::cipher::{Array, BlockModeDecrypt, KeyIvInit};
use flate2::{Decompress, FlushDecompress};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha512};

use crate::xlsx::agile;

pub type Streams = BTreeMap<String, Vec<u8>>;

fn u16_at(bytes: &[u8], at: usize) -> usize {
    u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap()).into()
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// All streams of a compound file by path.
pub fn compound(file: &[u8]) -> Streams {
    assert_eq!(file[..8], [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    assert_eq!(file.len() % 512, 0);
    let sector = |number: u32| &file[512 + number as usize * 512..][..512];
    let numbers = |bytes: &[u8]| (0..bytes.len() / 4).map(|at| u32_at(bytes, at * 4)).collect::<Vec<_>>();
    let mut fat_sectors = numbers(&file[76..512]);
    let (mut difat, mut difat_count) = (u32_at(file, 68), 0);
    while difat != 0xffff_fffe {
        let mut entries = numbers(sector(difat));
        difat = entries.pop().unwrap();
        fat_sectors.extend(entries);
        difat_count += 1;
    }
    assert_eq!(difat_count, u32_at(file, 72));
    fat_sectors.retain(|&number| number != 0xffff_ffff);
    assert_eq!(fat_sectors.len() as u32, u32_at(file, 44));
    let fat: Vec<u32> = fat_sectors.iter().flat_map(|&number| numbers(sector(number))).collect();
    for &number in &fat_sectors {
        assert_eq!(fat[number as usize], 0xffff_fffd);
    }
    let in_use = fat.iter().filter(|&&next| next != 0xffff_ffff).count();
    assert_eq!(in_use, file.len() / 512 - 1);
    let chain = |mut number: u32| {
        let mut bytes = Vec::new();
        while number != 0xffff_fffe {
            bytes.extend_from_slice(sector(number));
            number = fat[number as usize];
        }
        bytes
    };
    let directory = chain(u32_at(file, 48));
    let mini_stream = chain(u32_at(&directory, 116));
    let mini_fat = numbers(&chain(u32_at(file, 60)));
    let read = |start: u32, length: usize| {
        if length >= 4096 {
            return chain(start)[..length].to_vec();
        }
        let (mut bytes, mut number) = (Vec::new(), start);
        while number != 0xffff_fffe {
            bytes.extend_from_slice(&mini_stream[number as usize * 64..][..64]);
            number = mini_fat[number as usize];
        }
        bytes[..length].to_vec()
    };
    let mut streams = Streams::new();
    walk(&directory, u32_at(&directory, 76), "", &read, &mut streams);
    streams
}

/// Siblings are a binary tree ordered by length of name, then letters; children hang below storages.
fn walk(
    directory: &[u8],
    id: u32,
    path: &str,
    read: &dyn Fn(u32, usize) -> Vec<u8>,
    out: &mut Streams,
) -> Vec<String> {
    if id == 0xffff_ffff {
        return vec![];
    }
    let entry = &directory[id as usize * 128..][..128];
    let units: Vec<u16> = (0..(u16_at(entry, 64) - 2) / 2).map(|at| u16_at(entry, at * 2) as u16).collect();
    let name = String::from_utf16(&units).unwrap();
    let full = format!("{path}/{name}");
    let mut siblings = walk(directory, u32_at(entry, 68), path, read, out);
    siblings.push(name);
    siblings.extend(walk(directory, u32_at(entry, 72), path, read, out));
    assert!(siblings.is_sorted_by_key(|name| (name.len(), name.to_uppercase())), "{siblings:?}");
    match entry[66] {
        1 => drop(walk(directory, u32_at(entry, 76), &full, read, out)),
        2 => drop(out.insert(full, read(u32_at(entry, 116), u32_at(entry, 120) as usize))),
        other => panic!("entry of kind {other}"),
    }
    siblings
}

#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    Password,
    Integrity,
}

/// The package inside a protected file.
pub fn decrypted(file: &[u8], password: &str) -> Result<Vec<u8>, Refused> {
    let streams = compound(file);
    let info = &streams["/EncryptionInfo"];
    assert_eq!(info[..8], [4, 0, 4, 0, 0x40, 0, 0, 0]);
    let xml = std::str::from_utf8(&info[8..]).unwrap();
    let (data, password_part) = xml.split_once("<p:encryptedKey").unwrap();
    assert!(password_part.contains(r#"spinCount="100000""#));
    let spun = agile::spun(password, &attribute(password_part, "saltValue").try_into().unwrap());
    let opened = |name: &str, purpose: u64| {
        let key = agile::key_for(&spun, purpose.to_be_bytes());
        let mut bytes = attribute(password_part, name);
        decrypt(&*key, &attribute(password_part, "saltValue"), &mut bytes);
        bytes
    };
    let input = opened("encryptedVerifierHashInput", 0xfea7_d276_3b4b_9e79);
    let hash = opened("encryptedVerifierHashValue", 0xd7aa_0f6d_3061_344e);
    if Sha512::digest(input).as_slice() != hash {
        return Err(Refused::Password);
    }
    let key = opened("encryptedKeyValue", 0x146e_0be7_abac_d0d6);
    let salt = attribute(data, "saltValue");
    let vector = |what: &[u8]| Sha512::new().chain_update(&salt).chain_update(what).finalize()[..16].to_vec();
    let integrity = |name: &str, purpose: u64| {
        let mut bytes = attribute(data, name);
        decrypt(&key, &vector(&purpose.to_be_bytes()), &mut bytes);
        bytes
    };
    let stream = &streams["/EncryptedPackage"];
    let mut mac =
        Hmac::<Sha512>::new_from_slice(&integrity("encryptedHmacKey", 0x5fb2_ad01_0cb9_e1f6)).unwrap();
    mac.update(stream);
    mac.verify_slice(&integrity("encryptedHmacValue", 0xa067_7f02_b22c_8433))
        .map_err(|_| Refused::Integrity)?;
    let length = u64::from_le_bytes(stream[..8].try_into().unwrap()) as usize;
    let mut package = stream[8..].to_vec();
    for (number, segment) in package.chunks_mut(4096).enumerate() {
        decrypt(&key, &vector(&(number as u32).to_le_bytes()), segment);
    }
    package.truncate(length);
    Ok(package)
}

fn decrypt(key: &[u8], vector: &[u8], bytes: &mut [u8]) {
    let (blocks, rest) = Array::slice_as_chunks_mut(bytes);
    assert!(rest.is_empty());
    Decryptor::<Aes256>::new_from_slices(key, vector).unwrap().decrypt_blocks(blocks);
}

fn attribute(xml: &str, name: &str) -> Vec<u8> {
    let (_, rest) = xml.split_once(&format!(" {name}=\"")).unwrap();
    let digits = rest.split('"').next().unwrap().trim_end_matches('=');
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = digits
        .chars()
        .map(|digit| alphabet.find(digit).unwrap() as u8)
        .flat_map(|six| (0..6).rev().map(move |bit| six >> bit & 1))
        .collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
}

/// The parts of a ZIP archive by name, checked against directory, descriptors and checksums.
pub fn parts(zip: &[u8]) -> BTreeMap<String, String> {
    let end = zip.len() - 22;
    assert_eq!(zip[end..end + 4], *b"PK\x05\x06");
    let mut at = u32_at(zip, end + 16) as usize;
    let mut parts = BTreeMap::new();
    while zip[at..at + 4] == *b"PK\x01\x02" {
        let [crc, packed, plain] = [16, 20, 24].map(|field| u32_at(zip, at + field));
        let name_length = u16_at(zip, at + 28);
        let name = String::from_utf8(zip[at + 46..at + 46 + name_length].to_vec()).unwrap();
        let local = u32_at(zip, at + 42) as usize;
        assert_eq!(zip[local..local + 4], *b"PK\x03\x04");
        let start = local + 30 + u16_at(zip, local + 26) + u16_at(zip, local + 28);
        let content = &zip[start..start + packed as usize];
        if u16_at(zip, local + 6) & 8 != 0 {
            let descriptor = &zip[start + packed as usize..][..16];
            assert_eq!(descriptor[..4], *b"PK\x07\x08");
            assert_eq!([4, 8, 12].map(|field| u32_at(descriptor, field)), [crc, packed, plain]);
        }
        let content = match u16_at(zip, at + 10) {
            0 => content.to_vec(),
            8 => inflate(content, plain as usize),
            other => panic!("method {other}"),
        };
        let mut sum = flate2::Crc::new();
        sum.update(&content);
        assert_eq!((content.len() as u32, sum.sum()), (plain, crc));
        parts.insert(name, String::from_utf8(content).unwrap());
        at += 46 + name_length;
    }
    assert_eq!((at, parts.len()), (end, u16_at(zip, end + 10)));
    parts
}

fn inflate(bytes: &[u8], length: usize) -> Vec<u8> {
    let mut plain = vec![0; length];
    let mut inflater = Decompress::new(false);
    inflater.decompress(bytes, &mut plain, FlushDecompress::Finish).unwrap();
    assert_eq!(inflater.total_out() as usize, length);
    plain
}

/// One cell as the XML has it: reference, style, and a text or a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub at: String,
    pub style: String,
    pub text: Option<String>,
    pub value: Option<String>,
}

pub fn cells(sheet: &str) -> Vec<Found> {
    sheet.split("<c r=\"").skip(1).map(cell).collect()
}

fn cell(xml: &str) -> Found {
    let (at, rest) = xml.split_once("\" s=\"").unwrap();
    let (style, rest) = rest.split_once('"').unwrap();
    let between = |from: &str, to: &str| {
        let content = rest.split_once(from)?.1;
        Some(content[..content.find(to).unwrap()].to_owned())
    };
    assert!(!rest.contains("<f"), "no cell may hold a formula");
    let text = between("<is><t>", "</t>").or_else(|| between(r#"<t xml:space="preserve">"#, "</t>"));
    assert_eq!(text.is_some(), rest.starts_with(r#" t="inlineStr""#));
    Found {
        at: at.to_owned(),
        style: style.to_owned(),
        text: text.map(|text| unescaped(&text)),
        value: between("<v>", "</v>"),
    }
}

/// First XML's entities, then one pass over `_xHHHH_`.
fn unescaped(xml: &str) -> String {
    assert!(
        xml.chars().all(|c| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..))
            && !xml.contains('>')
    );
    let text = xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    let characters: Vec<char> = text.chars().collect();
    let (mut plain, mut at) = (String::new(), 0);
    while at < characters.len() {
        let code = match characters[at..] {
            ['_', 'x', a, b, c, d, '_', ..] => u32::from_str_radix(&String::from_iter([a, b, c, d]), 16).ok(),
            _ => None,
        };
        match code {
            Some(code) => plain.push(char::from_u32(code).unwrap()),
            None => plain.push(characters[at]),
        }
        at += if code.is_some() { 7 } else { 1 };
    }
    plain
}
