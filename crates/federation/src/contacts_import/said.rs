//! What a source said last of one row, field by field, as short keyed hashes: a field follows its source for as long as
//! nobody else changed it.

use super::known::comparable;
use super::row::Ready;
use crate::contact_point::{ContactPoint, Kind};
use crate::person::Name;
use crate::sealing::Secret;
use crate::words;
use jiff::civil::Date;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    OrganisationName,
    District,
    Office(Kind),
    PersonName,
    Own(Kind),
    /// "yes", "no", or blank when it does not say.
    Member,
    MemberCategory,
    MemberUntil,
    Note,
}

const SLOTS: usize = 13;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said([[u8; 8]; SLOTS]);

impl Slot {
    fn at(self) -> usize {
        let of = |kind| match kind {
            Kind::Email => 0,
            Kind::Phone => 1,
            Kind::Post => 2,
        };
        match self {
            Slot::OrganisationName => 0,
            Slot::District => 1,
            Slot::PersonName => 2,
            Slot::Office(kind) => 3 + of(kind),
            Slot::Own(kind) => 6 + of(kind),
            Slot::Member => 9,
            Slot::MemberCategory => 10,
            Slot::MemberUntil => 11,
            Slot::Note => 12,
        }
    }
}

impl Said {
    pub fn of(row: &Ready, secret: &Secret) -> Self {
        let mut all = [[0; 8]; SLOTS];
        let mut put = |slot: Slot, text: &str| all[slot.at()] = hash(secret, text);
        if let Some(council) = &row.council {
            put(Slot::OrganisationName, &council.name.key());
            put(Slot::District, &district(council.district.as_deref()));
            for kind in [Kind::Email, Kind::Phone, Kind::Post] {
                put(Slot::Office(kind), &first(&council.points, kind));
            }
        }
        if let Some(person) = &row.person {
            put(Slot::PersonName, &name(&person.name));
            for kind in [Kind::Email, Kind::Phone, Kind::Post] {
                put(Slot::Own(kind), &first(&person.points, kind));
            }
        }
        let held = row.membership.as_ref();
        put(Slot::Member, held.map_or("", |m| m.member.word()));
        put(Slot::MemberCategory, &category(held.and_then(|m| m.category.as_deref())));
        put(Slot::MemberUntil, &day(held.and_then(|m| m.until)));
        put(Slot::Note, row.note.as_deref().unwrap_or_default());
        Self(all)
    }

    /// Whether this is what the source said last.
    pub fn still(&self, slot: Slot, text: &str, secret: &Secret) -> bool {
        self.0[slot.at()] == hash(secret, text)
    }

    /// The district, where it said one: comparable with [`district_hash`].
    pub fn district(&self, secret: &Secret) -> Option<[u8; 8]> {
        Some(self.0[Slot::District.at()]).filter(|d| *d != [0; 8] && *d != hash(secret, ""))
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.concat()
    }

    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (chunks, _) = bytes.as_chunks::<8>();
        let mut all = [[0; 8]; SLOTS];
        // What was kept before a field was known has fewer.
        all.iter_mut().zip(chunks).for_each(|(slot, chunk)| *slot = *chunk);
        Self(all)
    }
}

pub fn district(text: Option<&str>) -> String {
    words::fold(text.unwrap_or_default())
}

pub fn category(text: Option<&str>) -> String {
    words::fold(text.unwrap_or_default())
}

pub fn day(day: Option<Date>) -> String {
    day.map(|d| d.to_string()).unwrap_or_default()
}

pub fn district_hash(text: &str, secret: &Secret) -> [u8; 8] {
    hash(secret, &district(Some(text)))
}

pub fn name(name: &Name) -> String {
    name.sorted()
}

fn first(points: &[ContactPoint], kind: Kind) -> String {
    points.iter().find(|p| p.kind == kind).map(comparable).unwrap_or_default()
}

fn hash(secret: &Secret, text: &str) -> [u8; 8] {
    let long = secret.keyed_hash("import field", text.as_bytes());
    std::array::from_fn(|i| long[i])
}
