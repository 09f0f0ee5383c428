//! What the address of the list asks, as an [`Expr`].

use super::{Asked, Cursor, Expr, Side, Sort, SortBy};
use crate::access::{ManageContacts, Right};
use crate::contact_entry::{Mark, Subject};
use crate::organisation_names::{self, Named, Which};
use crate::saved_list::{self, ListId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{Identifier, StoreError, Tx};
use web::list::{self as kit, Column, ListQuery, ListSpec, Place as PageOf};

pub const LIST: ListSpec = ListSpec {
    filters: &[
        "kind",
        "within",
        "category",
        "holds",
        "held",
        "membership",
        "access",
        "email",
        "tag",
        "without",
        "list",
        "import",
        "since",
    ],
    sorts: &[
        "name",
        "kind",
        "place",
        "roles",
        "category",
        "membership",
        "access",
        "email",
        "town",
        "postcode",
        "changed",
    ],
    columns: &[
        Column { key: "kind", words: "contacts-kind", at_first: true },
        Column { key: "roles", words: "contacts-roles", at_first: true },
        Column { key: "place", words: "contacts-place", at_first: true },
        Column { key: "email", words: "contacts-email", at_first: true },
        Column { key: "membership", words: "contacts-membership", at_first: true },
        Column { key: "access", words: "contacts-access", at_first: true },
        Column { key: "category", words: "contacts-category", at_first: false },
        Column { key: "town", words: "contacts-town", at_first: false },
        Column { key: "postcode", words: "contacts-postcode", at_first: false },
        Column { key: "phone", words: "contacts-phone", at_first: false },
        Column { key: "changed", words: "contacts-changed", at_first: false },
    ],
    sizes: &[
        kit::Size::Rows(25),
        kit::Size::Rows(50),
        kit::Size::Rows(100),
        kit::Size::Rows(250),
        kit::Size::All,
    ],
};

/// The filters of an address, read.
#[derive(Debug)]
pub struct Typed {
    pub expr: Expr,
    /// What of it could not be understood, by the key of its field.
    pub wrong: Vec<&'static str>,
    /// The organisation meant by "within".
    pub within: Option<Named>,
    /// Those that may be meant by it, when none is for certain.
    pub maybe: Vec<Named>,
}

/// Reads filters; organisations are named in words, so the tree is asked.
///
/// One out of reach is as good as none: the answer does not tell that it is there.
pub fn typed(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    query: &ListQuery,
    zone: &TimeZone,
) -> Result<Typed, StoreError> {
    let mut typed = Typed { expr: Expr::everything(), wrong: Vec::new(), within: None, maybe: Vec::new() };
    for (key, value) in &query.filters {
        let part = match *key {
            "within" => typed.within(tx, right, value)?,
            "list" => in_list(tx, right, value)?,
            "since" => since(value, zone),
            key => plain(key, value),
        };
        match part {
            Some(part) => typed.expr = typed.expr.and(part),
            None => typed.wrong.push(key),
        }
    }
    if let Some(letter) = query.letter {
        typed.expr = typed.expr.and(Expr::Bears(Mark::Letter(letter.to_ascii_uppercase())));
    }
    if !query.search.is_empty() {
        let search: String = query.search.chars().take(100).collect();
        typed.expr = typed.expr.and(Expr::Says(search));
    }
    Ok(typed)
}

impl Typed {
    /// Below the one organisation that is called so; else those are kept that may be meant.
    fn within(
        &mut self,
        tx: &mut Tx<'_>,
        right: &Right<ManageContacts>,
        value: &str,
    ) -> Result<Option<Expr>, StoreError> {
        let called = organisation_names::called(tx, right, Which::Any, value)?;
        match &called[..] {
            [one] => self.within = Some(one.clone()),
            [] => self.maybe = organisation_names::begun(tx, right, Which::Any, value, OFFERED)?,
            _ => self.maybe = called,
        }
        Ok(self.within.as_ref().map(|one| Expr::Bears(Mark::Place(one.number))))
    }
}

fn plain(key: &str, value: &str) -> Option<Expr> {
    let word = || value.to_owned();
    let id = || bytes(value);
    Some(match (key, value) {
        ("kind", "person") => Expr::Bears(Mark::Person),
        ("kind", "organisation") => Expr::Bears(Mark::Organisation),
        ("kind", _) => Expr::Bears(Mark::Kind(word())),
        ("category", _) => Expr::Bears(Mark::Category(word())),
        ("holds", _) => Expr::Bears(Mark::Holds(word())),
        ("held", _) => Expr::Bears(Mark::Held(word())),
        ("membership", _) => Expr::Bears(Mark::Membership(word())),
        ("access", _) => Expr::Bears(Mark::Access(word())),
        ("email", "yes") => Expr::Bears(Mark::HasEmail(true)),
        ("email", "no") => Expr::Bears(Mark::HasEmail(false)),
        ("email", "shared") => Expr::Bears(Mark::SharedEmail),
        ("email", "bounced") => Expr::Bears(Mark::Bounced),
        ("tag", _) => Expr::Bears(Mark::Tag(id()?)),
        ("without", _) => Expr::not(Expr::Bears(Mark::Tag(id()?))),
        ("import", _) => Expr::Bears(Mark::Import(id()?)),
        _ => return None,
    })
}

/// So many are offered.
const OFFERED: usize = 20;

/// A list that somebody else keeps for themselves is as good as none.
fn in_list(tx: &mut Tx<'_>, right: &Right<ManageContacts>, value: &str) -> Result<Option<Expr>, StoreError> {
    let Ok(id) = value.parse::<ListId>() else { return Ok(None) };
    let found = saved_list::find(tx, right, id)?;
    Ok(found.map(|list| Expr::Bears(Mark::Kept(list.id.bytes()))))
}

fn since(value: &str, zone: &TimeZone) -> Option<Expr> {
    let day: Date = crate::words::dates::typed(value)?;
    let at: Timestamp = day.to_zoned(zone.clone()).ok()?.timestamp();
    Some(Expr::ChangedSince(at))
}

pub fn sort(query: &ListQuery) -> Sort {
    Sort { by: SortBy::from_word(query.sort).unwrap_or(SortBy::Name), direction: query.direction }
}

pub fn page(query: &ListQuery) -> Asked {
    let cursor = |side, cursor: &kit::Cursor| {
        let mut values = cursor.values.iter();
        let (kind, id) = (values.next()?, values.next()?);
        Some(Cursor { side, at: Subject::of(kind, bytes(id)?)? })
    };
    let from = match &query.place {
        PageOf::Start => None,
        PageOf::After(c) => cursor(Side::After, c),
        PageOf::Before(c) => cursor(Side::Before, c),
    };
    let rows = query.limit().map_or(Asked::MOST, |n| n as usize);
    Asked { from, ..Asked::first(rows) }
}

pub fn id_of(subject: Subject) -> String {
    match subject {
        Subject::Person(id) => id.to_string(),
        Subject::Organisation(id) => id.to_string(),
    }
}

/// Sixteen bytes from the way they stand in addresses.
pub fn bytes(text: &str) -> Option<[u8; 16]> {
    text.parse::<crate::person::PersonId>().ok().map(|id| id.bytes())
}
