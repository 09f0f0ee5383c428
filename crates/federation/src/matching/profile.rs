//! A record as it is compared: folded words and digits.

use super::text::digest;
use crate::words;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Folded, a blank between several.
    pub given: String,
    /// Folded, without blanks: "van der berg" and "vanderberg" are one.
    pub family: String,
    /// The parts of a family name of several.
    pub family_parts: Vec<String>,
    pub known_as: String,
    /// Eight digits: year, month, day. Digits, for a mistyped date need be no date.
    pub born: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    /// Numbers that a source or a state gave.
    pub numbers: Vec<String>,
    pub places: Vec<Place>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// The line with the house and street.
    pub line: String,
    /// What stands between it and the town.
    pub second: String,
    pub town: String,
    pub postcode: String,
}

impl Profile {
    /// From names as written; the rest is added by the methods.
    pub fn named(given: &str, family: &str, known_as: Option<&str>) -> Self {
        let parts = words::fold(family);
        let family_parts: Vec<String> = parts.split(' ').filter(|p| p.len() > 2).map(str::to_owned).collect();
        Self {
            given: words::fold(given),
            family: parts.replace(' ', ""),
            family_parts: if family_parts.len() > 1 { family_parts } else { Vec::new() },
            known_as: known_as.map(words::fold).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// An organisation: its name without the words that say what it is, and in the place of a given name a mark of its
    /// kind and of what it stands under. Council 12 and council 13 have nothing in common, hence the hash.
    pub fn organisation(name: &str, kind: &str, under: &str) -> Self {
        let folded = words::fold(&name.replace('&', " and "));
        let core: Vec<&str> = folded.split(' ').filter(|w| !EMPTY_WORDS.contains(w)).map(saint).collect();
        let core = if core.is_empty() { folded.replace(' ', "") } else { core.concat() };
        Self {
            given: format!("{:016x}", digest(&[kind.as_bytes(), under.as_bytes()])),
            family: core,
            ..Self::default()
        }
    }

    /// The day of birth in any writing whose digits are year, month, day.
    pub fn born(mut self, day: &str) -> Self {
        let digits: String = day.chars().filter(char::is_ascii_digit).collect();
        self.born = if digits.len() == 8 { digits } else { String::new() };
        self
    }

    pub fn email(self, address: &str) -> Self {
        let address = address.trim().to_lowercase();
        Self { emails: with(self.emails, address), ..self }
    }

    pub fn phone(self, number: &str) -> Self {
        Self { phones: with(self.phones, number.trim().to_owned()), ..self }
    }

    pub fn number(self, number: &str) -> Self {
        Self { numbers: with(self.numbers, number.trim().to_owned()), ..self }
    }

    /// An address: lines above the town, one a line.
    pub fn place(mut self, lines: &str, town: &str, postcode: &str) -> Self {
        let mut lines = lines.lines().map(words::fold).filter(|l| !l.is_empty());
        let place = Place {
            line: lines.next().unwrap_or_default(),
            second: lines.collect::<Vec<_>>().join(" "),
            town: words::fold(town),
            postcode: words::fold(postcode).replace(' ', ""),
        };
        if place != Place::default() {
            self.places.push(place);
        }
        self
    }

    pub fn first_given(&self) -> &str {
        self.given.split(' ').next().unwrap_or_default()
    }
}

const EMPTY_WORDS: [&str; 16] = [
    "the",
    "of",
    "and",
    "in",
    "parish",
    "town",
    "city",
    "community",
    "council",
    "councils",
    "group",
    "branch",
    "meeting",
    "pc",
    "tc",
    "cc",
];

fn saint(word: &str) -> &str {
    if word == "saint" { "st" } else { word }
}

fn with(mut list: Vec<String>, new: String) -> Vec<String> {
    if !new.is_empty() && !list.contains(&new) {
        list.push(new);
    }
    list
}
