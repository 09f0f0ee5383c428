//! Names as a British charity meets them: most English, many not, some in another script, some with letters that
//! a careless program loses (ŵ, ł, ş, ã). Forenames follow the year of birth. The lists were written by hand for
//! this purpose; a clash with a living person's name is chance.

mod list;

use std::{collections::HashMap, sync::LazyLock};

pub use list::{Form, List, Name, entries};

use super::{dice::Dice, organisation::Nation};

/// Where a name comes from. It steers the generator and lets tests count; it is never data about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Culture {
    English,
    Scottish,
    Welsh,
    Irish,
    Indian,
    Pakistani,
    Bangladeshi,
    Polish,
    Chinese,
    Arabic,
    WestAfrican,
    Caribbean,
    Turkish,
    Portuguese,
    Greek,
    Cyrillic,
}

use Culture::*;

static LISTS: LazyLock<[List; 16]> = LazyLock::new(|| {
    [
        List::read(include_str!("english.txt")),
        List::read(include_str!("scottish.txt")),
        List::read(include_str!("welsh.txt")),
        List::read(include_str!("irish.txt")),
        List::read(include_str!("indian.txt")),
        List::read(include_str!("pakistani.txt")),
        List::read(include_str!("bangladeshi.txt")),
        List::read(include_str!("polish.txt")),
        List::read(include_str!("chinese.txt")),
        List::read(include_str!("arabic.txt")),
        List::read(include_str!("west_african.txt")),
        List::read(include_str!("caribbean.txt")),
        List::read(include_str!("turkish.txt")),
        List::read(include_str!("portuguese.txt")),
        List::read(include_str!("greek.txt")),
        List::read(include_str!("cyrillic.txt")),
    ]
});

static KNOWN_AS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut short: HashMap<_, Vec<_>> = HashMap::new();
    for (forename, name) in entries(include_str!("known_as.txt")).filter_map(|(_, pair)| pair.split_once('='))
    {
        short.entry(forename).or_default().push(name);
    }
    short
});

/// Names from abroad, in shares of a thousand people with one; about the British census of 2021.
const FROM_ELSEWHERE: [(u32, Culture); 12] = [
    (180, Indian),
    (150, Pakistani),
    (65, Bangladeshi),
    (100, Polish),
    (85, Chinese),
    (75, Arabic),
    (120, WestAfrican),
    (85, Caribbean),
    (35, Turkish),
    (40, Portuguese),
    (25, Greek),
    (40, Cyrillic),
];

impl Culture {
    pub fn names(self) -> &'static List {
        &LISTS[self as usize]
    }

    /// BCP 47 tag of the other script's language, for the cultures whose lists carry one.
    pub fn script_language(self) -> Option<&'static str> {
        match self {
            Pakistani => Some("ur"),
            Bangladeshi => Some("bn"),
            Chinese => Some("zh"),
            Arabic => Some("ar"),
            Greek => Some("el"),
            Cyrillic => Some("uk"),
            _ => None,
        }
    }

    /// A culture as one meets it in that nation.
    pub fn of(nation: Nation, dice: &mut Dice) -> Culture {
        let home: &[(u32, Culture)] = match nation {
            Nation::England => &[(905, English), (30, Scottish), (25, Welsh), (40, Irish)],
            Nation::Scotland => &[(740, Scottish), (210, English), (50, Irish)],
            Nation::Wales => &[(610, Welsh), (360, English), (30, Irish)],
            Nation::NorthernIreland => &[(560, Irish), (240, Scottish), (200, English)],
        };
        let elsewhere = match nation {
            Nation::England => 200,
            Nation::Scotland => 110,
            Nation::Wales => 75,
            Nation::NorthernIreland => 45,
        };
        if dice.per_mille(elsewhere) { dice.weigh(&FROM_ELSEWHERE) } else { dice.weigh(home) }
    }
}

/// What friends call a person of that forename, where the list knows a shorter name.
pub fn known_as(forename: &str, dice: &mut Dice) -> Option<&'static str> {
    KNOWN_AS.get(forename).map(|names| *dice.pick(names))
}

/// The name in plain small ASCII letters and dots, for the part of an e-mail address before the "@".
pub fn ascii(name: &str, out: &mut String) {
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            'à' | 'á' | 'â' | 'ã' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' | 'ę' => out.push('e'),
            'ğ' => out.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ı' => out.push('i'),
            'ł' => out.push('l'),
            'ń' | 'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
            'ś' | 'ş' => out.push('s'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            'ŵ' => out.push('w'),
            'ŷ' => out.push('y'),
            'ż' | 'ź' => out.push('z'),
            _ => {}
        }
    }
}
