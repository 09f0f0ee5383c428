//! One line of the list, and the orders it may stand in.

use crate::membership::{MembershipId, State, entry};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use jiff::civil::Date;
use store::{FromRow, Row, StoreError, Value};
use web::list::Direction;

/// A membership as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub n: i64,
    pub membership: MembershipId,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub state: State,
    pub category: String,
    pub name: String,
    pub town: String,
    pub postcode_area: String,
    pub joined_on: Option<Date>,
    /// None is for life.
    pub paid_until: Option<Date>,
    pub contact: String,
    pub has_email: bool,
    pub by_email: bool,
    pub by_post: bool,
    pub by_phone: bool,
}

/// A line with what it is sorted by.
pub(super) struct Line {
    pub member: Member,
    pub key: Key,
}

/// First the column, then the name, then the entry's number: no two are alike. Compared sign by sign, as both
/// databases compare them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub first: String,
    pub name: String,
    pub n: i64,
}

pub(super) const COLUMNS: &str = "member_entry.n, member_entry.membership_id, member_entry.person_id, \
    member_entry.organisation_id, member_entry.ended, member_entry.category, member_entry.name, member_entry.town, \
    member_entry.postcode_area, member_entry.joined_on, member_entry.paid_until, member_entry.contact, \
    member_entry.has_email, member_entry.by_email, member_entry.by_post, member_entry.by_phone, \
    member_entry.sort_name, member_entry.sort_town";

impl Line {
    pub fn read(row: &Row<'_>, by: SortBy, today: Date) -> Result<Self, StoreError> {
        let (n, ended): (i64, bool) = (row.get(0)?, row.get(4)?);
        let (category, joined, paid): (String, String, String) = (row.get(5)?, row.get(9)?, row.get(10)?);
        let first = match by {
            SortBy::Name => String::new(),
            SortBy::Town => row.get(17)?,
            SortBy::Joined => joined.clone(),
            SortBy::Category => category.clone(),
            SortBy::Paid => paid.clone(),
        };
        let paid_until: Option<Date> = if paid == entry::FOR_LIFE { None } else { paid.parse().ok() };
        let state = match (ended, paid_until) {
            (true, _) => State::Ended,
            (false, Some(until)) if until < today => State::Lapsed,
            (false, _) => State::Current,
        };
        let member = Member {
            n,
            membership: row.get(1)?,
            person: row.get(2)?,
            organisation: row.get(3)?,
            state,
            category,
            name: row.get(6)?,
            town: row.get(7)?,
            postcode_area: row.get(8)?,
            joined_on: joined.parse().ok(),
            paid_until,
            contact: row.get(11)?,
            has_email: row.get(12)?,
            by_email: row.get(13)?,
            by_post: row.get(14)?,
            by_phone: row.get(15)?,
        };
        Ok(Self { member, key: Key { first, name: row.get(16)?, n } })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    Name,
    Town,
    Joined,
    Category,
    Paid,
}

impl SortBy {
    pub const ALL: [SortBy; 5] = [SortBy::Name, SortBy::Town, SortBy::Joined, SortBy::Category, SortBy::Paid];

    pub fn word(self) -> &'static str {
        match self {
            SortBy::Name => "name",
            SortBy::Town => "town",
            SortBy::Joined => "joined",
            SortBy::Category => "category",
            SortBy::Paid => "paid",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.word() == word)
    }

    /// The columns of a [`Key`], in order.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            SortBy::Name => &["sort_name", "n"],
            SortBy::Town => &["sort_town", "sort_name", "n"],
            SortBy::Joined => &["joined_on", "sort_name", "n"],
            SortBy::Category => &["category", "sort_name", "n"],
            SortBy::Paid => &["paid_until", "sort_name", "n"],
        }
    }

    pub(super) fn values(self, key: &Key) -> Vec<Value> {
        let (name, n) = (Value::Text(key.name.clone()), Value::Int(key.n));
        match self {
            SortBy::Name => vec![name, n],
            _ => vec![Value::Text(key.first.clone()), name, n],
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

pub(super) struct Keyed(pub MembershipId, pub Key);

impl Keyed {
    /// Reads `membership_id`, then the columns of the key.
    pub fn read(row: &Row<'_>, by: SortBy) -> Result<Self, StoreError> {
        let key = match by {
            SortBy::Name => Key { first: String::new(), name: row.get(1)?, n: row.get(2)? },
            _ => Key { first: row.get(1)?, name: row.get(2)?, n: row.get(3)? },
        };
        Ok(Self(MembershipId::from_row(row)?, key))
    }
}
