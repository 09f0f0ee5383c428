//! A line as somebody typed it → a line that can be set in type.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use zeroize::Zeroizing;

/// Composed (NFC), white space of any kind as one space, without controls. Marks that would turn the direction
/// of other text (overrides, embeddings, isolates) are left out: direction follows from the letters.
pub fn clean(line: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(line.len()));
    if is_clean(line) {
        out.push_str(line);
        return out;
    }
    for c in line.chars().filter(|c| !is_direction_mark(*c)).nfc() {
        if c.is_whitespace() || c.is_control() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn is_clean(line: &str) -> bool {
    let bytes = line.as_bytes();
    let tidy = !line.starts_with(' ') && !line.ends_with(' ') && !bytes.windows(2).any(|w| w == b"  ");
    let plain =
        bytes.is_ascii() || (!line.chars().any(|c| is_direction_mark(c) || odd_space(c)) && is_nfc(line));
    tidy && plain && !bytes.iter().any(u8::is_ascii_control)
}

fn odd_space(c: char) -> bool {
    (c != ' ' && c.is_whitespace()) || c.is_control()
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Letters that run from left to right, one glyph after another, in the Latin face: such a line may be set word
/// by word. Everything else (Arabic, Indic scripts, Chinese …) goes through the bidirectional algorithm.
pub fn is_simple(line: &str) -> bool {
    line.is_ascii()
        || line.chars().all(|c| {
            matches!(c, '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{2116}')
        })
}
