//! The blocks that a record stands in: two records are compared when they share one. Each key joins two things, so that
//! blocks stay small, and there are enough of them that a slip in one field or two leaves another key untouched.

use super::Profile;
use super::text::{digest, sound};

/// Keys as numbers, each once.
pub fn keys(p: &Profile) -> Vec<u64> {
    let mut keys = Vec::with_capacity(24);
    let mut add = |kind: &str, parts: &[&[u8]]| {
        if parts.iter().all(|part| !part.is_empty()) {
            let mut all = vec![kind.as_bytes()];
            all.extend_from_slice(parts);
            keys.push(digest(&all));
        }
    };
    let (given, family) = (p.first_given(), p.family.as_str());
    let letters = letters(p);
    for email in &p.emails {
        add("email", &[email.as_bytes()]);
    }
    for phone in &p.phones {
        add("phone", &[phone.as_bytes()]);
    }
    for number in &p.numbers {
        add("number", &[number.as_bytes()]);
    }
    for letter in &letters {
        // Any initial that both have: first and last name may have changed places.
        add("born", &[p.born.as_bytes(), &[*letter]]);
    }
    if let Some((year, day)) = p.born.split_at_checked(4) {
        let (month, day) = day.split_at(2);
        let either = if month < day { [month, day] } else { [day, month] }.concat();
        // The day and month in any order and the year: the commonest slip in a date.
        add("year", &[year.as_bytes(), either.as_bytes()]);
        add("year and family", &[year.as_bytes(), family.as_bytes()]);
        add("day and family", &[month.as_bytes(), day.as_bytes(), &sound_of(family)]);
    }
    let both = [sound_of(given), sound_of(family)];
    let sorted = if both[0] <= both[1] { [&both[0], &both[1]] } else { [&both[1], &both[0]] };
    add("names", &[sorted[0], sorted[1]]);
    for place in &p.places {
        for letter in &letters {
            add("postcode", &[place.postcode.as_bytes(), &[*letter]]);
        }
        add("line and town", &[place.line.as_bytes(), &sound_of(&place.town)]);
        add("given and town", &[given.as_bytes(), place.town.as_bytes()]);
        add("family and town", &[family.as_bytes(), place.town.as_bytes()]);
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn letters(p: &Profile) -> Vec<u8> {
    let mut letters: Vec<u8> =
        [p.first_given(), &p.family, &p.known_as].iter().filter_map(|n| n.bytes().next()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

fn sound_of(word: &str) -> Vec<u8> {
    if word.is_empty() { Vec::new() } else { sound(word).to_vec() }
}
