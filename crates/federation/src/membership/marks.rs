//! Marks: what the filters of a list ask for, as words of the search index beside a member's own words. A filter, a
//! search and an organisation are then one look-up, however few they leave of a million.
//!
//! A mark begins with a sign of Unicode's private use area, which no folded word holds.

const SIGN: char = '\u{e000}';

/// Stands with every member of the organisation and of what is below it. The top of the tree has none.
pub fn organisation(number: i64) -> String {
    format!("{SIGN}o{number}")
}

/// Stands with the members of the organisation itself.
pub fn home(number: i64) -> String {
    format!("{SIGN}h{number}")
}

/// Whether the membership was ended.
pub fn ended(ended: bool) -> String {
    flag('x', ended)
}

pub fn has_email(has: bool) -> String {
    flag('e', has)
}

/// What the person wishes: `kind` is the word of a kind of contact point.
pub fn wish(kind: &str, given: bool) -> String {
    let sign = match kind {
        "email" => 'm',
        "post" => 'p',
        _ => 't',
    };
    flag(sign, given)
}

pub fn letter(letter: char) -> String {
    match letter {
        '#' => format!("{SIGN}l0"),
        c => format!("{SIGN}l{}", c.to_ascii_lowercase()),
    }
}

pub fn area(area: &str) -> String {
    format!("{SIGN}a{}", crate::sealing::hex(area.as_bytes()))
}

pub fn category(category: &str) -> String {
    format!("{SIGN}c{}", crate::sealing::hex(category.as_bytes()))
}

fn flag(sign: char, set: bool) -> String {
    format!("{SIGN}{sign}{}", u8::from(set))
}
