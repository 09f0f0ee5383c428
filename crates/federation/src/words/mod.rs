//! Folding words for finding and sorting: what a person types without accents must find what stands with them.
//!
//! SQLite's own `remove_diacritics` leaves Ł and Ø and does not cut Chinese, so the folding is ours and both
//! databases index its result.

pub mod dates;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, without marks: "Łucja Ó Siadhail" → "lucja o siadhail". Anything that is no letter or digit is a blank;
/// apostrophes and full stops inside a word vanish ("O'Brien" → "obrien").
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        text.bytes().for_each(|b| push_ascii(b, &mut out));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push_folded(c, &mut out));
    }
    out.truncate(out.trim_end().len());
    out
}

/// Nearly every text of an import: worth a way of its own.
fn push_ascii(byte: u8, out: &mut String) {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => out.push(char::from(byte)),
        b'A'..=b'Z' => out.push(char::from(byte.to_ascii_lowercase())),
        b'\'' | b'`' | b'.' => {}
        _ if out.is_empty() || out.ends_with(' ') => {}
        _ => out.push(' '),
    }
}

fn push_folded(c: char, out: &mut String) {
    match c {
        'ł' | 'Ł' => out.push('l'),
        'ø' | 'Ø' => out.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
        'ħ' | 'Ħ' => out.push('h'),
        'ı' => out.push('i'),
        'ß' | 'ẞ' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'þ' | 'Þ' => out.push_str("th"),
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => {}
        c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
        _ if out.is_empty() || out.ends_with(' ') => {}
        _ => out.push(' '),
    }
}

/// The words to index: folded, and Chinese, Japanese and Korean runs cut into overlapping pairs, for nobody types
/// blanks between their words. Repeated words stand once.
pub fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in fold(text).split(' ').filter(|w| !w.is_empty()) {
        if word.chars().any(is_cjk) {
            let run: Vec<char> = word.chars().collect();
            found.extend(run.iter().map(char::to_string));
            found.extend(run.windows(2).map(|pair| pair.iter().collect()));
        } else {
            found.push(word.to_owned());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What somebody looks for: every word must stand at the beginning of a word that is indexed.
pub fn wanted(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold(text).split(' ').filter(|w| !w.is_empty()).take(8) {
        let run: Vec<char> = word.chars().collect();
        if run.len() > 1 && run.iter().any(|c| is_cjk(*c)) {
            words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            words.push(word.chars().take(40).collect());
        }
    }
    words
}

/// The letter of the A–Z strip: A to Z, or `#` for every other script and sign.
pub fn letter(sort_name: &str) -> char {
    let first = sort_name.chars().next().map(|c| c.to_ascii_uppercase());
    first.filter(char::is_ascii_uppercase).unwrap_or('#')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_found_without_their_accents() {
        assert_eq!(fold("Łucja Ó Siadhail"), "lucja o siadhail");
        assert_eq!(fold("Gŵyn-Jones, O’Brien"), "gwyn jones obrien");
        assert_eq!(fold("Weiß ÅSTRÖM"), "weiss astrom");
    }

    #[test]
    fn part_of_a_chinese_name_is_among_its_tokens() {
        let tokens = tokens("李小龍");
        for part in wanted("小龍") {
            assert!(tokens.contains(&part), "{part} in {tokens:?}");
        }
    }

    #[test]
    fn the_strip_puts_other_scripts_under_the_number_sign() {
        assert_eq!(letter(&fold("Östlund")), 'O');
        assert_eq!(letter(&fold("李")), '#');
        assert_eq!(letter(""), '#');
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
