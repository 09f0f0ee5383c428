//! Names of villages and small towns that could stand on a signpost: "Upper Lindlecombe", "Tanselwick St Mary",
//! "Ebberstow-in-the-Vale", "Umberdene with Yarrowhope". Every name comes once, and where there is an Upper there is
//! often a Lower.

use std::collections::HashSet;

use crate::demo::population::dice::Dice;

/// Beginnings that, with any of `FINISH`, made no parish in the lists of 2019.
const START: [&str; 59] = [
    "Aldwen", "Ambrel", "Brindle", "Brumb", "Burdle", "Cald", "Cardle", "Colver", "Corvel", "Cruck",
    "Darnel", "Dorrel", "Dunder", "Ebber", "Ellings", "Elver", "Farl", "Farrow", "Fennel", "Fimble", "Frith",
    "Garrel", "Gimble", "Hader", "Heron", "Hinder", "Holver", "Inkle", "Jarrel", "Ketter", "Kindle",
    "Larrow", "Lindle", "Lovel", "Marrel", "Midder", "Mossel", "Osier", "Pinder", "Quarrel", "Quoin",
    "Raddle", "Rindle", "Rookle", "Sallow", "Scarrel", "Sedder", "Shandle", "Spindle", "Sund", "Tadder",
    "Tansel", "Tarrow", "Thimble", "Tindle", "Umber", "Whimble", "Winnow", "Yarrow",
];
const FINISH: [&str; 26] = [
    "bourne", "combe", "cote", "dene", "don", "field", "ford", "grave", "ham", "hampton", "hope", "hurst",
    "ley", "low", "mere", "minster", "ney", "over", "sey", "stead", "stoke", "stow", "thorpe", "ton", "wick",
    "worth",
];
const PAIRS: [(&str, &str); 5] =
    [("Upper", "Lower"), ("Great", "Little"), ("East", "West"), ("North", "South"), ("Over", "Nether")];
const AFTER: [&str; 18] = [
    "-in-the-Vale",
    "-on-the-Hill",
    "-by-Marle",
    "-under-Edge",
    "-on-Orle",
    "-le-Moor",
    "-juxta-Wood",
    "-in-the-Fen",
    " St Mary",
    " St Wilfrid",
    " St Peter",
    " All Saints",
    " Abbots",
    " Episcopi",
    " Magna",
    " Parva",
    " Regis",
    " Fitzalan",
];
const SAINTS: [&str; 8] =
    ["Wilfrid", "Etheldreda", "Chad", "Swithun", "Frideswide", "Osyth", "Botolph", "Werburgh"];

/// So many different names, in the order of the alphabet.
pub fn names(dice: &mut Dice, wanted: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut names = Vec::with_capacity(wanted + 1);
    while names.len() < wanted {
        for name in next(dice, names.len()) {
            if seen.insert(name.clone()) {
                names.push(name);
            }
        }
    }
    names.truncate(wanted);
    names.sort();
    names
}

/// One name or a pair; `made` keeps the endless case from running out of combinations.
fn next(dice: &mut Dice, made: usize) -> Vec<String> {
    let stem = stem(dice);
    match dice.below(100) {
        0..46 if made < 1_000 => vec![stem],
        0..62 => {
            let (one, other) = *dice.pick(&PAIRS);
            vec![format!("{one} {stem}"), format!("{other} {stem}")]
        }
        62..84 => vec![format!("{stem}{}", dice.pick(&AFTER))],
        84..87 => {
            vec![format!("St {} {}", dice.pick(&SAINTS), dice.pick(&["Without", "Within", "Moor", "Extra"]))]
        }
        87..93 => vec![format!("{stem} with {}", self::stem(dice))],
        93..97 => vec![format!("{stem} and {}", self::stem(dice))],
        _ => vec![format!("{stem} cum {}", self::stem(dice))],
    }
}

fn stem(dice: &mut Dice) -> String {
    let (start, finish) = (*dice.pick(&START), *dice.pick(&FINISH));
    // "Farlley" nobody would write.
    if start.as_bytes().last() == finish.as_bytes().first() { stem(dice) } else { format!("{start}{finish}") }
}
