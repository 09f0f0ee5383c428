//! The few tokens of PDF that pages are made of, without `format!`: there are millions of them.

pub fn hex(out: &mut Vec<u8>, bytes: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend(bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]));
}

pub fn utf16_hex(out: &mut Vec<u8>, text: &str) {
    for unit in text.encode_utf16() {
        hex(out, &unit.to_be_bytes());
    }
}

/// A text string (7.9.2.2) in UTF-16, safe whatever it holds.
pub fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"<FEFF");
    utf16_hex(out, text);
    out.push(b'>');
}

pub fn integer(out: &mut Vec<u8>, n: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = n.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if n < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// `n` thousandths as a decimal number.
pub fn thousandths(out: &mut Vec<u8>, n: i64) {
    if n < 0 {
        out.push(b'-');
    }
    let n = n.unsigned_abs();
    integer(out, (n / 1000) as i64);
    let rest = n % 1000;
    if rest != 0 {
        out.push(b'.');
        out.extend([rest / 100, rest / 10 % 10, rest % 10].map(|d| b'0' + d as u8));
        while out.last() == Some(&b'0') {
            out.pop();
        }
    }
}

pub fn number(out: &mut Vec<u8>, n: f64) {
    thousandths(out, (n * 1000.0).round() as i64);
}

pub fn reference(out: &mut Vec<u8>, id: u32) {
    integer(out, i64::from(id));
    out.extend_from_slice(b" 0 R");
}

/// An array of references.
pub fn references(out: &mut Vec<u8>, ids: impl Iterator<Item = u32>) {
    out.push(b'[');
    for id in ids {
        reference(out, id);
        out.push(b' ');
    }
    out.push(b']');
}
