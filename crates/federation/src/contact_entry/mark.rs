//! Marks: what the filters of the list ask for, as terms of the search index beside a contact's own words. A filter, a
//! search and a place in the tree are then one look-up, however few they leave of a million.
//!
//! A mark begins with a sign of Unicode's private use area, which no folded word holds.

use crate::sealing::hex;

const SIGN: char = '\u{e000}';

/// One thing that is so of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// Every contact bears it.
    Any,
    Person,
    Organisation,
    /// The key of a kind of organisation.
    Kind(String),
    /// The number of an organisation: they serve there or below it, belong there, or are or stand under it.
    Place(i64),
    /// The same for whoever ever served or belonged there: whom a right over it reaches.
    Reached(i64),
    /// The number of an organisation: they ever served or belonged right there, or are it.
    ReachedAt(i64),
    /// They serve or belong right there, or are it.
    Home(i64),
    Category(String),
    /// The key of a role held today.
    Holds(String),
    /// The key of a role held before.
    Held(String),
    /// current, lapsed, ended, none.
    Membership(String),
    /// invited, active, suspended, closed, none.
    Access(String),
    HasEmail(bool),
    /// Somebody else has the same e-mail address.
    SharedEmail,
    Bounced,
    Deceased,
    /// Of an organisation that was closed.
    Closed,
    /// By the id of the tag.
    Tag([u8; 16]),
    /// In an import, by the id of its run.
    Import([u8; 16]),
    /// In a list that somebody keeps, by its id.
    Kept([u8; 16]),
    Letter(char),
}

impl Mark {
    pub fn term(&self) -> String {
        let word = |sign: char, word: &str| format!("{SIGN}{sign}{}", hex(word.as_bytes()));
        match self {
            Mark::Any => format!("{SIGN}a"),
            Mark::Person => format!("{SIGN}p1"),
            Mark::Organisation => format!("{SIGN}p0"),
            Mark::Kind(key) => word('k', key),
            Mark::Place(number) => format!("{SIGN}o{number}"),
            Mark::Reached(number) => format!("{SIGN}r{number}"),
            Mark::ReachedAt(number) => format!("{SIGN}w{number}"),
            Mark::Home(number) => format!("{SIGN}q{number}"),
            Mark::Category(name) => word('c', name),
            Mark::Holds(role) => word('h', role),
            Mark::Held(role) => word('b', role),
            Mark::Membership(state) => word('m', state),
            Mark::Access(state) => word('s', state),
            Mark::HasEmail(has) => format!("{SIGN}e{}", u8::from(*has)),
            Mark::SharedEmail => format!("{SIGN}e2"),
            Mark::Bounced => format!("{SIGN}e3"),
            Mark::Deceased => format!("{SIGN}d"),
            Mark::Closed => format!("{SIGN}x"),
            Mark::Tag(id) => format!("{SIGN}t{}", hex(id)),
            Mark::Import(id) => format!("{SIGN}i{}", hex(id)),
            Mark::Kept(id) => format!("{SIGN}l{}", hex(id)),
            Mark::Letter('#') => format!("{SIGN}n0"),
            Mark::Letter(letter) => format!("{SIGN}n{}", letter.to_ascii_lowercase()),
        }
    }

    /// One bit of 62, by which most entries that lack the mark are passed over without being read. What nearly
    /// everybody bears has a bit of its own; the others share.
    pub fn bit(&self) -> i64 {
        let own = match self {
            Mark::Any => return 0,
            Mark::Person => 0,
            Mark::Organisation => 1,
            Mark::HasEmail(true) => 2,
            Mark::HasEmail(false) => 3,
            Mark::SharedEmail => 4,
            Mark::Bounced => 5,
            Mark::Deceased => 6,
            Mark::Closed => 7,
            Mark::Membership(state) => 8 + u32::from(state.as_bytes().first().is_some_and(|b| *b == b'c')),
            Mark::Access(state) if state == "none" => 10,
            Mark::Access(_) => 11,
            _ => {
                let sum = self.term().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
                    (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
                });
                12 + (sum >> 33) as u32 % 50
            }
        };
        1 << own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_marks_read_alike_and_each_has_its_bit() {
        let marks = [
            Mark::Person,
            Mark::Organisation,
            Mark::Kind("group".into()),
            Mark::Category("group".into()),
            Mark::Holds("group".into()),
            Mark::Held("group".into()),
            Mark::Place(1),
            Mark::Place(11),
            Mark::Home(1),
            Mark::Reached(1),
            Mark::ReachedAt(1),
            Mark::Membership("none".into()),
            Mark::Access("none".into()),
            Mark::HasEmail(true),
            Mark::HasEmail(false),
            Mark::SharedEmail,
            Mark::Bounced,
            Mark::Tag([1; 16]),
            Mark::Import([1; 16]),
            Mark::Kept([1; 16]),
            Mark::Letter('A'),
            Mark::Letter('#'),
        ];
        let mut terms: Vec<String> = marks.iter().map(Mark::term).collect();
        terms.sort();
        terms.dedup();
        assert_eq!(terms.len(), marks.len());
        assert!(marks.iter().all(|m| m.bit() > 0 && m.bit().count_ones() == 1));
    }
}
