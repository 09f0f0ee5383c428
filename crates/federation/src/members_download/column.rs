//! What a spreadsheet may hold, a column each, and which of them somebody chose.

use super::purpose::Reason;

/// Where a column's value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Text: a field of one of the tables that the list joins.
    Text(&'static str),
    /// A day as ISO text; blank is none.
    Day(&'static str),
    /// A truth: said as yes or no.
    Wish(&'static str),
    /// A code with the words of the catalogue for it. A code without words stands as it is.
    Coded(&'static str, &'static [(&'static str, &'static str)]),
    State,
    /// The organisation's name: for downloads that take in several.
    Organisation,
    Email,
    Phone,
    /// A line of the postal address, from 0; what is over stands in the last.
    Street(usize),
    Town,
    County,
    Postcode,
    Country,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    /// Its heading in the catalogue.
    pub words: &'static str,
    /// In characters.
    pub width: u8,
    pub source: Source,
    pub offer: Offer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Ticked at first, whatever the reason.
    Always,
    /// Ticked at first when the reason needs it.
    WhenNeeded,
    /// Never ticked at first, never among "all" unless it is named.
    Sensitive,
}

use Offer::{Always, Sensitive, WhenNeeded};
use Source::{Country, County, Day, Email, Organisation, Phone, Postcode, State, Street, Text, Town, Wish};

/// In the order of the sheet.
pub const COLUMNS: &[Column] = &[
    column("title", "download-column-title", 8, Text("person.title"), WhenNeeded),
    column("forenames", "download-column-forenames", 18, Text("person.given_name"), Always),
    column("surname", "download-column-surname", 20, Text("person.family_name"), Always),
    column("known_as", "download-column-known-as", 14, Text("person.known_as"), WhenNeeded),
    column("organisation", "download-column-organisation", 22, Organisation, WhenNeeded),
    column("number", "download-column-number", 14, Text("membership.number"), WhenNeeded),
    column("category", "download-column-category", 16, Text("member_entry.category"), WhenNeeded),
    column("state", "download-column-state", 10, State, WhenNeeded),
    column("joined", "download-column-joined", 12, Day("member_entry.joined_on"), WhenNeeded),
    column("paid_until", "download-column-paid-until", 12, Day("member_entry.paid_until"), WhenNeeded),
    column("street", "download-column-street", 28, Street(0), WhenNeeded),
    column("street2", "download-column-street2", 22, Street(1), WhenNeeded),
    column("street3", "download-column-street3", 22, Street(2), WhenNeeded),
    column("town", "download-column-town", 18, Town, WhenNeeded),
    column("county", "download-column-county", 18, County, WhenNeeded),
    column("postcode", "download-column-postcode", 10, Postcode, WhenNeeded),
    column("country", "download-column-country", 10, Country, WhenNeeded),
    column("email", "download-column-email", 32, Email, WhenNeeded),
    column("phone", "download-column-phone", 18, Phone, WhenNeeded),
    column("date_of_birth", "download-column-date-of-birth", 12, Day("person.date_of_birth"), Sensitive),
    column("by_email", "download-column-by-email", 10, Wish("member_entry.by_email"), WhenNeeded),
    column("by_post", "download-column-by-post", 10, Wish("member_entry.by_post"), WhenNeeded),
    column("by_phone", "download-column-by-phone", 10, Wish("member_entry.by_phone"), WhenNeeded),
];

/// How many lines of a street have a column.
pub(super) const STREETS: usize = 3;

pub const fn column(
    key: &'static str,
    words: &'static str,
    width: u8,
    source: Source,
    offer: Offer,
) -> Column {
    Column { key, words, width, source, offer }
}

impl Column {
    pub(super) fn is_day(&self) -> bool {
        matches!(self.source, Source::Day(_))
    }
}

/// At least one column of a list's, in the order of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns(Vec<&'static Column>);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsRefused {
    #[error("Choose at least one column")]
    None,
    #[error("There is no column called {0}")]
    Unknown(String),
}

impl Columns {
    /// Of members.
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Result<Self, ColumnsRefused> {
        Self::among(COLUMNS, keys)
    }

    /// Those with these keys among all that a list offers.
    pub fn among<'a>(
        all: &'static [Column],
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ColumnsRefused> {
        let mut wanted = Vec::new();
        for key in keys {
            let known = all.iter().find(|c| c.key == key);
            wanted.push(known.ok_or_else(|| ColumnsRefused::Unknown(key.to_owned()))?.key);
        }
        let chosen: Vec<_> = all.iter().filter(|c| wanted.contains(&c.key)).collect();
        if chosen.is_empty() { Err(ColumnsRefused::None) } else { Ok(Self(chosen)) }
    }

    /// The name, and what the reason needs.
    pub fn least(reason: &Reason) -> Self {
        let needed =
            |c: &&Column| c.offer == Always || (c.offer == WhenNeeded && reason.columns.contains(&c.key));
        Self(COLUMNS.iter().filter(needed).collect())
    }

    /// All but what must be asked for by name.
    pub fn all() -> Self {
        Self(COLUMNS.iter().filter(|c| c.offer != Sensitive).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = &'static Column> + '_ {
        self.0.iter().copied()
    }

    pub fn keys(&self) -> Vec<&'static str> {
        self.iter().map(|c| c.key).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}
