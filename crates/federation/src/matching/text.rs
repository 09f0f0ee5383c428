//! Comparing words, and hashing them.

use rapidfuzz::distance::{jaro_winkler, osa};

/// Whether one is the other with a slip of the pen: a letter left out, put in, changed, or two that changed places.
/// Longer words may have two.
pub fn close(a: &str, b: &str) -> bool {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 3 || long - short > 3 {
        return false;
    }
    let allowed = if short >= 6 { 2 } else { 1 };
    slips(a, b, allowed).is_some() || (short >= 4 && alike(a, b) >= 0.91)
}

/// How many slips lie between two words, when no more than `most`.
pub fn slips(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let args = osa::Args::default().score_cutoff(most);
    osa::distance_with_args(a.bytes(), b.bytes(), &args)
}

/// Jaro and Winkler: 1 is the same.
pub fn alike(a: &str, b: &str) -> f64 {
    jaro_winkler::similarity(a.bytes(), b.bytes())
}

/// How a word sounds in English (Soundex: the first letter and three groups of consonants).
pub fn sound(word: &str) -> [u8; 4] {
    let group = |c: u8| match c {
        b'b' | b'f' | b'p' | b'v' => b'1',
        b'c' | b'g' | b'j' | b'k' | b'q' | b's' | b'x' | b'z' => b'2',
        b'd' | b't' => b'3',
        b'l' => b'4',
        b'm' | b'n' => b'5',
        b'r' => b'6',
        _ => 0,
    };
    let mut code = [b'0'; 4];
    let mut bytes = word.bytes().filter(u8::is_ascii_alphabetic);
    let Some(first) = bytes.next() else {
        // Another script: its own first letters.
        word.bytes().take(4).enumerate().for_each(|(i, b)| code[i] = b);
        return code;
    };
    code[0] = first;
    let (mut at, mut last) = (1, group(first));
    for letter in bytes {
        let now = group(letter);
        if now != 0 && now != last && at < 4 {
            code[at] = now;
            at += 1;
        }
        if letter != b'h' && letter != b'w' {
            last = now;
        }
    }
    code
}

/// A hash of some words that is the same on every machine and in every version (FNV-1a, then mixed): it is stored.
pub fn digest(parts: &[&[u8]]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.iter().chain(&[0x1f]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}
