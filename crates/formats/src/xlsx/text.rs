//! Text inside a sheet: XML escapes, the `_xHHHH_` escapes of ECMA-376 part 1, 22.9.2.19 (ST_Xstring) for what XML
//! 1.0 cannot carry, the length limit, and which texts a spreadsheet program might take for a formula.

use std::io;

use super::ink::Ink;

/// Excel's limit for a cell, in UTF-16 units.
pub const LONGEST: usize = 32_767;

/// Would somebody who types this text into an empty cell get a formula? The full-width forms count in East Asian
/// editions.
pub fn could_be_formula(text: &str) -> bool {
    matches!(
        text.chars().next(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}')
    )
}

pub fn too_long(text: &str) -> bool {
    // No text has more UTF-16 units than UTF-8 bytes, so almost all are settled without counting.
    text.len() > LONGEST && text.encode_utf16().count() > LONGEST
}

/// Without `xml:space="preserve"` a reader may drop spaces at the ends.
pub fn needs_preserve(text: &str) -> bool {
    let blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    blank(text.as_bytes().first()) || blank(text.as_bytes().last())
}

/// Writes the text of an element whose type is ST_Xstring.
pub fn escaped(ink: &mut Ink<'_>, text: &str) -> io::Result<()> {
    each_piece(text, true, |piece| ink.put_str(piece))
}

/// The same for plain XML attributes and texts (titles, names): characters that XML cannot carry are left out.
pub fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    let done: Result<(), std::convert::Infallible> = each_piece(text, false, |piece| {
        escaped.push_str(piece);
        Ok(())
    });
    match done {
        Ok(()) => escaped,
    }
}

fn each_piece<E>(text: &str, xstring: bool, mut put: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
    let bytes = text.as_bytes();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if !SPECIAL[byte as usize] {
            at += 1;
            continue;
        }
        let (length, escape) = match byte {
            b'&' => (1, Escape::Entity("&amp;")),
            b'<' => (1, Escape::Entity("&lt;")),
            b'>' => (1, Escape::Entity("&gt;")),
            b'"' => (1, Escape::Entity("&quot;")),
            b'_' if xstring && reads_as_escape(&bytes[at + 1..]) => (1, Escape::Code(0x5f)),
            _ => match unfit(&bytes[at..]) {
                Some((length, code)) if xstring => (length, Escape::Code(code)),
                Some((1, 0x0d)) => (1, Escape::Entity("&#13;")),
                Some((length, _)) => (length, Escape::Entity("")),
                None => {
                    at += 1;
                    continue;
                }
            },
        };
        put(&text[plain_from..at])?;
        match escape {
            Escape::Entity(entity) => put(entity)?,
            Escape::Code(code) => put(&format!("_x{code:04X}_"))?,
        }
        at += length;
        plain_from = at;
    }
    put(&text[plain_from..])
}

enum Escape {
    Entity(&'static str),
    Code(u16),
}

/// Bytes at which `each_piece` must look closer: markup, controls, `_`, and the first byte of U+FFFE and U+FFFF.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut control = 0;
    while control < 0x20 {
        special[control] = control != 0x09 && control != 0x0a;
        control += 1;
    }
    special[b'&' as usize] = true;
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'"' as usize] = true;
    special[b'_' as usize] = true;
    special[0xef] = true;
    special
};

/// A character that XML 1.0 cannot carry (or, for CR, would turn into LF): its length in bytes and its number.
fn unfit(bytes: &[u8]) -> Option<(usize, u16)> {
    match bytes {
        [0x09 | 0x0a, ..] => None,
        [control @ 0..0x20, ..] => Some((1, u16::from(*control))),
        [0xef, 0xbf, 0xbe, ..] => Some((3, 0xfffe)),
        [0xef, 0xbf, 0xbf, ..] => Some((3, 0xffff)),
        _ => None,
    }
}

/// What follows an underscore would make a reader take it for an escape: `xHHHH` and then an underscore, or
/// something that is itself about to be escaped and so will begin with one.
fn reads_as_escape(rest: &[u8]) -> bool {
    rest.first() == Some(&b'x')
        && rest.get(1..5).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        && (rest.get(5) == Some(&b'_') || rest.get(5..).is_some_and(|next| unfit(next).is_some()))
}
