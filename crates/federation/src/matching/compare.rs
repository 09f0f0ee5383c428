//! How far two records agree, field by field.

use super::text::{alike, close, digest, slips};
use super::{Place, Profile, nickname};
use std::cmp::Reverse;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Field {
    Given,
    Family,
    Born,
    Email,
    Phone,
    Number,
    Line,
    Second,
    Town,
    Postcode,
}

impl Field {
    pub const ALL: [Field; 10] = [
        Field::Given,
        Field::Family,
        Field::Born,
        Field::Email,
        Field::Phone,
        Field::Number,
        Field::Line,
        Field::Second,
        Field::Town,
        Field::Postcode,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Field::Given => "given",
            Field::Family => "family",
            Field::Born => "born",
            Field::Email => "email",
            Field::Phone => "phone",
            Field::Number => "number",
            Field::Line => "line",
            Field::Second => "second",
            Field::Town => "town",
            Field::Postcode => "postcode",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// One of the two does not say.
    Silent,
    Same,
    /// A slip of the pen apart.
    Close,
    /// Given names: one is short for the other, or its initial. Family names: one is part of the other. Days of birth:
    /// day and month changed places. E-mail: the same name at another house.
    Related,
    /// Given and family name changed places; noted at the given name, the family name is then silent.
    Swapped,
    Differs,
}

impl Level {
    pub const COUNT: usize = 6;

    pub fn word(self) -> &'static str {
        match self {
            Level::Silent => "silent",
            Level::Same => "same",
            Level::Close => "close",
            Level::Related => "related",
            Level::Swapped => "swapped",
            Level::Differs => "differs",
        }
    }
}

/// Each field's level, and the value that it agrees on, for its frequency.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    pub levels: [Level; Field::ALL.len()],
    pub values: [u64; Field::ALL.len()],
}

/// The name under which a value's frequency is counted.
pub fn value_of(field: Field, text: &str) -> u64 {
    digest(&[field.word().as_bytes(), text.as_bytes()])
}

pub fn compare(a: &Profile, b: &Profile) -> Agreement {
    let mut made = Agreement { levels: [Level::Silent; 10], values: [0; 10] };
    let mut say = |field: Field, level: Level, value: &str| {
        made.levels[field as usize] = level;
        if level != Level::Silent && level != Level::Differs {
            made.values[field as usize] = value_of(field, value);
        }
    };
    names(a, b, &mut say);
    say(Field::Born, born(&a.born, &b.born), &a.born);
    let (level, value) = best(&a.emails, &b.emails, email);
    say(Field::Email, level, value);
    let (level, value) = best(&a.phones, &b.phones, digits);
    say(Field::Phone, level, value);
    let (level, value) = best(&a.numbers, &b.numbers, digits);
    say(Field::Number, level, value);
    places(a, b, &mut say);
    made
}

fn names(a: &Profile, b: &Profile, say: &mut impl FnMut(Field, Level, &str)) {
    let (given, family) = (given(a, b), family(a, b));
    let crossed = |x: &str, y: &str| !x.is_empty() && (x == y || close(x, y));
    if given == Level::Differs
        && matches!(family, Level::Differs)
        && crossed(a.first_given(), &b.family)
        && crossed(&a.family, b.first_given())
    {
        say(Field::Given, Level::Swapped, &a.given);
        return;
    }
    say(Field::Given, given, a.first_given());
    say(Field::Family, family, &a.family);
}

fn given(a: &Profile, b: &Profile) -> Level {
    let (x, y) = (a.given.as_str(), b.given.as_str());
    if x.is_empty() || y.is_empty() {
        return Level::Silent;
    }
    if x == y {
        return Level::Same;
    }
    let (first, second) = (a.first_given(), b.first_given());
    if close(x, y) || close(first, second) {
        return Level::Close;
    }
    let known = |known: &str, other: &str| !known.is_empty() && known.split(' ').any(|k| k == other);
    let initial = |x: &str, y: &str| x.len() == 1 && y.starts_with(x);
    let related = first == second
        || x.split(' ').any(|part| part.len() > 1 && y.split(' ').any(|other| other == part))
        || nickname::same_name(first, second)
        || known(&a.known_as, second)
        || known(&b.known_as, first)
        || known(&a.known_as, &b.known_as)
        || initial(first, second)
        || initial(second, first)
        || (first.len() > 2 && second.len() > 2 && (first.starts_with(second) || second.starts_with(first)));
    if related { Level::Related } else { Level::Differs }
}

fn family(a: &Profile, b: &Profile) -> Level {
    let (x, y) = (a.family.as_str(), b.family.as_str());
    if x.is_empty() || y.is_empty() {
        return Level::Silent;
    }
    if x == y {
        return Level::Same;
    }
    if close(x, y) {
        return Level::Close;
    }
    let part = |p: &Profile, other: &Profile| {
        p.family_parts.iter().any(|part| *part == other.family || other.family_parts.contains(part))
    };
    if part(a, b) || part(b, a) { Level::Related } else { Level::Differs }
}

fn born(a: &str, b: &str) -> Level {
    if a.is_empty() || b.is_empty() {
        return Level::Silent;
    }
    if a == b {
        return Level::Same;
    }
    if a[..4] == b[..4] && a[4..6] == b[6..] && a[6..] == b[4..6] {
        return Level::Related;
    }
    if slips(a, b, 1).is_some() { Level::Close } else { Level::Differs }
}

fn email(a: &str, b: &str) -> Level {
    if a == b {
        return Level::Same;
    }
    let name = |address: &str| address.split('@').next().unwrap_or_default().to_owned();
    let (x, y) = (name(a), name(b));
    if x == y && x.len() > 3 {
        return Level::Related;
    }
    if slips(a, b, 2).is_some() || alike(&x, &y) > 0.95 { Level::Close } else { Level::Differs }
}

fn digits(a: &str, b: &str) -> Level {
    if a == b {
        Level::Same
    } else if a.len().min(b.len()) > 4 && slips(a, b, 1).is_some() {
        Level::Close
    } else {
        Level::Differs
    }
}

/// The best that any two of the lists come to.
fn best<'a>(a: &'a [String], b: &[String], level: fn(&str, &str) -> Level) -> (Level, &'a str) {
    let all = a.iter().flat_map(|x| b.iter().map(move |y| (level(x, y), x.as_str())));
    all.min_by_key(|(level, _)| *level).unwrap_or((Level::Silent, ""))
}

fn places(a: &Profile, b: &Profile, say: &mut impl FnMut(Field, Level, &str)) {
    let all = a.places.iter().flat_map(|x| b.places.iter().map(move |y| (place(x, y), x)));
    let agreeing =
        |levels: &[Level; 4]| levels.iter().filter(|l| **l == Level::Same || **l == Level::Close).count();
    // Of two that agree in as much the levels decide, so that the order of the lists does not.
    let best = all.max_by_key(|(levels, _)| (agreeing(levels), Reverse(*levels)));
    let Some((levels, at)) = best else { return };
    let fields = [
        (Field::Line, &at.line),
        (Field::Second, &at.second),
        (Field::Town, &at.town),
        (Field::Postcode, &at.postcode),
    ];
    for ((field, value), level) in fields.into_iter().zip(levels) {
        say(field, level, value);
    }
}

fn place(a: &Place, b: &Place) -> [Level; 4] {
    let words = |x: &str, y: &str| {
        if x.is_empty() || y.is_empty() {
            Level::Silent
        } else if x == y {
            Level::Same
        } else if close(x, y) || alike(x, y) > 0.93 {
            Level::Close
        } else {
            Level::Differs
        }
    };
    let line = match words(&a.line, &b.line) {
        Level::Close | Level::Differs => line(&a.line, &b.line),
        other => other,
    };
    let postcode = match words(&a.postcode, &b.postcode) {
        Level::Close | Level::Differs if slips(&a.postcode, &b.postcode, 1).is_some() => Level::Close,
        Level::Close => Level::Differs,
        other => other,
    };
    let (mut second, mut town) = (words(&a.second, &b.second), words(&a.town, &b.town));
    // A village stands now above the town, now in its place.
    if town == Level::Differs && !a.second.is_empty() && a.second == b.town
        || town == Level::Differs && !b.second.is_empty() && b.second == a.town
    {
        (second, town) = (Level::Silent, Level::Close);
    }
    [line, second, town, postcode]
}

/// House number and street apart: 12 and 14 Mill Lane are neighbours, however alike they look.
fn line(a: &str, b: &str) -> Level {
    let split = |l: &str| {
        let (number, rest) = l.split_once(' ').unwrap_or(("", l));
        if number.starts_with(|c: char| c.is_ascii_digit()) {
            (number.to_owned(), rest.to_owned())
        } else {
            (String::new(), l.to_owned())
        }
    };
    let ((n, street), (m, other)) = (split(a), split(b));
    let same_street = street == other || close(&street, &other) || alike(&street, &other) > 0.92;
    match (n == m, same_street) {
        (true, true) => Level::Close,
        (false, true) if n.is_empty() || m.is_empty() || slips(&n, &m, 1).is_some() => Level::Related,
        _ => Level::Differs,
    }
}
