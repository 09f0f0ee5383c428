//! Postal addresses: an invented street in a real town, now and then incomplete or too long for a label, because a
//! label sheet must say so before it is printed.

use std::sync::LazyLock;

use crate::demo::population::{dice::Dice, names::entries, organisation::Nation};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// "Flat 3", "Rose Cottage": its own line above the street.
    pub house: Option<String>,
    /// "14 Alder Bank Road".
    pub street: Option<String>,
    pub locality: Option<String>,
    pub town: Option<String>,
    pub county: Option<String>,
    pub postcode: Option<String>,
    /// What is wrong with it, on purpose; for tests and reports, not to be stored.
    pub flaw: Option<Flaw>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flaw {
    NoPostcode,
    /// The outward part alone ("LS6").
    HalfPostcode,
    NoStreet,
    NoTown,
    /// Lines and their number go beyond a small label.
    TooLong,
}

impl Address {
    /// The lines as one prints them, the postcode last.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        [&self.house, &self.street, &self.locality, &self.town, &self.county, &self.postcode]
            .into_iter()
            .filter_map(|line| line.as_deref())
    }
}

/// Where an address may be: a town of the charity, or one of the invented county.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub nation: Nation,
    pub town: &'a str,
    pub town_cy: Option<&'a str>,
    pub county: &'a str,
    pub districts: &'a [&'a str],
    pub phone: &'a str,
}

/// The words of `address.txt`.
#[derive(Default)]
struct Words {
    names: Vec<&'static str>,
    infixes: Vec<&'static str>,
    kinds: Vec<&'static str>,
    kinds_cy: Vec<&'static str>,
    names_cy: Vec<&'static str>,
    houses: Vec<&'static str>,
    blocks: Vec<&'static str>,
    localities: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (section, word) in entries(include_str!("address.txt")) {
        let list = match section {
            "names" => &mut words.names,
            "infixes" => &mut words.infixes,
            "kinds" => &mut words.kinds,
            "kinds in Welsh" => &mut words.kinds_cy,
            "names in Welsh" => &mut words.names_cy,
            "houses" => &mut words.houses,
            "blocks" => &mut words.blocks,
            "localities" => &mut words.localities,
            other => panic!("address.txt has no section [{other}]"),
        };
        list.push(word);
    }
    words
});

/// Letters that the inward part of a postcode may end in: not C, I, K, M, O or V.
const INWARD: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";

/// An address at that place; about three in a hundred have a flaw.
pub fn address(dice: &mut Dice, place: Place<'_>) -> Address {
    let mut address = Address {
        house: None,
        street: Some(street(dice, place.nation)),
        locality: dice.per_mille(160).then(|| (*dice.pick(&WORDS.localities)).to_owned()),
        town: Some(town_as_written(dice, place)),
        county: (!place.county.is_empty() && dice.per_mille(220)).then(|| place.county.to_owned()),
        postcode: Some(postcode(dice, place.districts)),
        flaw: None,
    };
    match dice.below(100) {
        0..13 => address.house = Some(flat(dice, place.nation)),
        13..19 => address.house = Some((*dice.pick(&WORDS.houses)).to_owned()),
        _ => {}
    }
    if dice.per_mille(30) {
        spoil(dice, &mut address);
    }
    address
}

fn street(dice: &mut Dice, nation: Nation) -> String {
    let number = 1 + dice.below(180).min(dice.below(180));
    let letter = if dice.per_mille(25) { "a" } else { "" };
    if nation == Nation::Wales && dice.per_mille(380) {
        return format!("{number}{letter} {} {}", dice.pick(&WORDS.kinds_cy), dice.pick(&WORDS.names_cy));
    }
    let (name, infix) = (*dice.pick(&WORDS.names), *dice.pick(&WORDS.infixes));
    let mut street = String::with_capacity(40);
    street.push_str(&number.to_string());
    street.extend([letter, " ", name]);
    if infix != "-" {
        street.extend([" ", infix]);
    }
    street.extend([" ", dice.pick_early::<&str>(&WORDS.kinds)]);
    street
}

fn flat(dice: &mut Dice, nation: Nation) -> String {
    let number = 1 + dice.below(40);
    match nation {
        Nation::Scotland => format!("Flat {}/{}", dice.below(4), 1 + dice.below(3)),
        _ if dice.per_mille(400) => format!("Flat {number}, {}", dice.pick(&WORDS.blocks)),
        _ => format!("Flat {number}"),
    }
}

fn town_as_written(dice: &mut Dice, place: Place<'_>) -> String {
    match place.town_cy {
        Some(cy) if dice.per_mille(150) => cy.to_owned(),
        _ if dice.per_mille(150) => place.town.to_uppercase(),
        _ => place.town.to_owned(),
    }
}

pub fn postcode(dice: &mut Dice, districts: &[&str]) -> String {
    let mut postcode = String::with_capacity(8);
    postcode.push_str(dice.pick::<&str>(districts));
    postcode.push(' ');
    postcode.push(char::from(b'0' + dice.below(10) as u8));
    postcode.push(char::from(*dice.pick(INWARD)));
    postcode.push(char::from(*dice.pick(INWARD)));
    postcode
}

fn spoil(dice: &mut Dice, address: &mut Address) {
    let flaw = dice.weigh(&[
        (30, Flaw::NoPostcode),
        (10, Flaw::HalfPostcode),
        (20, Flaw::NoStreet),
        (15, Flaw::NoTown),
        (25, Flaw::TooLong),
    ]);
    address.flaw = Some(flaw);
    match flaw {
        Flaw::NoPostcode => address.postcode = None,
        Flaw::HalfPostcode => {
            let outward = address.postcode.as_deref().and_then(|code| code.split(' ').next());
            address.postcode = outward.map(str::to_owned);
        }
        Flaw::NoStreet => (address.street, address.house) = (None, None),
        Flaw::NoTown => address.town = None,
        Flaw::TooLong => {
            address.house = Some(format!(
                "Apartment {}, The Former Wool Exchange and Corn Warehouse Buildings (rear entrance)",
                1 + dice.below(90)
            ));
            address.locality =
                Some("Higher Nether Fold with Lower Kilnhurst Side Conservation Area".to_owned());
            address.county = Some("c/o the Residents' Association Office".to_owned());
        }
    }
}
