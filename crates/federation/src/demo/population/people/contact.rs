//! Phones and e-mail addresses that reach nobody: Ofcom's drama numbers, and domains that RFC 2606 keeps free.

use crate::demo::population::{
    dice::Dice,
    names::{Form, Name, ascii},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it was written down: with or without spaces, brackets or +44.
    pub number: String,
    pub kind: PhoneKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    Mobile,
    Landline,
}

/// What somebody agreed to hear by (news and appeals; letters about the membership itself need no consent).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    pub email: bool,
    pub post: bool,
    pub phone: bool,
}

pub const MAIL_DOMAINS: [&str; 8] = [
    "postbag.example",
    "mailwell.example",
    "lettergate.example",
    "example.org",
    "harbourmail.example",
    "northnet.example",
    "villagepost.example",
    "broadlane.example",
];

pub fn mobile(dice: &mut Dice) -> Phone {
    Phone { number: written(dice, "07700 900", ""), kind: PhoneKind::Mobile }
}

/// `range` is all but the last three digits of a drama range ("0113 496 0").
pub fn landline(dice: &mut Dice, range: &str) -> Phone {
    Phone { number: written(dice, range, " "), kind: PhoneKind::Landline }
}

fn written(dice: &mut Dice, range: &str, brackets: &str) -> String {
    let last = dice.below(1000);
    let mut number = String::with_capacity(16);
    match dice.below(100) {
        0..70 => number.push_str(range),
        70..88 => number.extend(range.chars().filter(|c| *c != ' ')),
        88..94 => number.extend(["+44 ", &range[1..]]),
        _ => match range.split_once(' ') {
            Some((area, rest)) if !brackets.is_empty() => number.extend(["(", area, ") ", rest]),
            _ => number.push_str(range),
        },
    }
    for digit in [last / 100, last / 10 % 10, last % 10] {
        number.push(char::from(b'0' + digit as u8));
    }
    number
}

/// An address that no other person gets, because it ends in the person's own number.
pub fn email(dice: &mut Dice, forename: &Name, surname: &Name, form: Form, key: u64) -> String {
    let (forename, surname) = (forename.latin(form), surname.latin(form));
    let mut address = String::with_capacity(44);
    match dice.below(10) {
        0..5 => {
            ascii(forename, &mut address);
            address.push('.');
            ascii(surname, &mut address);
        }
        5..7 => {
            ascii(&forename[..forename.chars().next().map_or(0, char::len_utf8)], &mut address);
            ascii(surname, &mut address);
        }
        7..9 => {
            ascii(forename, &mut address);
            ascii(surname, &mut address);
        }
        _ => {
            ascii(surname, &mut address);
            address.push('.');
            ascii(forename, &mut address);
        }
    }
    address.push_str(&key.to_string());
    address.push('@');
    address.push_str(dice.pick_early::<&str>(&MAIL_DOMAINS));
    address
}
