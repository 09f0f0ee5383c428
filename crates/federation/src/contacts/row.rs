//! One line of the list, and the orders it may stand in.

use crate::contact_entry::Subject;
use jiff::Timestamp;
use store::{Row, StoreError, Value};
use web::list::Direction;

/// A contact as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub subject: Subject,
    pub name: String,
    pub kind: String,
    pub place: String,
    pub roles: String,
    pub category: String,
    pub membership: String,
    pub access: String,
    pub email: String,
    pub phone: String,
    pub town: String,
    pub postcode: String,
    pub changed_at: Timestamp,
    pub shared_email: bool,
    pub bounced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    Name,
    Kind,
    Place,
    Roles,
    Category,
    Membership,
    Access,
    Email,
    Town,
    Postcode,
    Changed,
}

impl SortBy {
    pub const ALL: [SortBy; 11] = [
        SortBy::Name,
        SortBy::Kind,
        SortBy::Place,
        SortBy::Roles,
        SortBy::Category,
        SortBy::Membership,
        SortBy::Access,
        SortBy::Email,
        SortBy::Town,
        SortBy::Postcode,
        SortBy::Changed,
    ];

    pub fn word(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::Kind => "kind",
            SortBy::Place => "place",
            SortBy::Roles => "roles",
            SortBy::Category => "category",
            SortBy::Membership => "membership",
            SortBy::Access => "access",
            SortBy::Email => "email",
            SortBy::Town => "town",
            SortBy::Postcode => "postcode",
            SortBy::Changed => "changed",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The columns that it sorts by; no two entries have the same number.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            SortBy::Name => &["sort_name", "n"],
            SortBy::Kind => &["kind", "sort_name", "n"],
            SortBy::Place => &["sort_place", "sort_name", "n"],
            SortBy::Roles => &["roles", "sort_name", "n"],
            SortBy::Category => &["category", "sort_name", "n"],
            SortBy::Membership => &["membership", "sort_name", "n"],
            SortBy::Access => &["access", "sort_name", "n"],
            SortBy::Email => &["email", "sort_name", "n"],
            SortBy::Town => &["sort_town", "sort_name", "n"],
            SortBy::Postcode => &["postcode", "sort_name", "n"],
            SortBy::Changed => &["changed_at", "sort_name", "n"],
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: SortBy,
    pub direction: Direction,
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: SortBy::Name, direction: Direction::Up }
    }
}

pub(super) const COLUMNS: &str = "contact_entry.subject_id, contact_entry.is_person, contact_entry.name, \
    contact_entry.kind, contact_entry.place, contact_entry.roles, contact_entry.category, contact_entry.membership, \
    contact_entry.access, contact_entry.email, contact_entry.phone, contact_entry.town, contact_entry.postcode, \
    contact_entry.changed_at, contact_entry.bits";

impl Contact {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        use crate::contact_entry::Mark;
        let bits: i64 = row.get(14)?;
        Ok(Self {
            subject: subject(row.get(0)?, row.get(1)?)?,
            name: row.get(2)?,
            kind: row.get(3)?,
            place: row.get(4)?,
            roles: row.get(5)?,
            category: row.get(6)?,
            membership: row.get(7)?,
            access: row.get(8)?,
            email: row.get(9)?,
            phone: row.get(10)?,
            town: row.get(11)?,
            postcode: row.get(12)?,
            changed_at: row.get(13)?,
            shared_email: bits & Mark::SharedEmail.bit() != 0,
            bounced: bits & Mark::Bounced.bit() != 0,
        })
    }
}

pub(super) fn subject(id: Vec<u8>, is_person: bool) -> Result<Subject, StoreError> {
    let id: [u8; 16] = id.as_slice().try_into().map_err(|_| StoreError::NoRow)?;
    Subject::of(if is_person { "person" } else { "organisation" }, id).ok_or(StoreError::NoRow)
}

/// Where a page ended, by the columns of its order.
#[derive(Clone, Debug)]
pub(super) struct Key(pub Vec<Value>);
