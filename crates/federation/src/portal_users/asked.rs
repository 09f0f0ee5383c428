//! What the address of the list asks. Pure.

use crate::access::AccountState;
use crate::person::PersonId;
use jiff::{SignedDuration, Timestamp};
use web::list::{self as kit, Column, Direction, ListQuery, ListSpec, Place, Size};

pub const LIST: ListSpec = ListSpec {
    filters: &["state", "show", "days"],
    sorts: &["name", "invited", "signed"],
    columns: &[
        Column { key: "councils", words: "users-councils", at_first: true },
        Column { key: "email", words: "users-email", at_first: true },
        Column { key: "state", words: "users-state", at_first: true },
        Column { key: "invited", words: "users-invited", at_first: true },
        Column { key: "signed", words: "users-signed", at_first: true },
        Column { key: "changed", words: "users-changed", at_first: true },
    ],
    sizes: &[Size::Rows(25), Size::Rows(50), Size::Rows(100), Size::Rows(250)],
};

pub const STATES: [AccountState; 4] =
    [AccountState::Invited, AccountState::Active, AccountState::Suspended, AccountState::Closed];

/// What a filter shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    Never,
    InvitedBefore(Timestamp),
    IdleSince(Timestamp),
    Bounced,
}

#[derive(Clone, Debug)]
pub struct Asked {
    pub states: Vec<AccountState>,
    pub show: Option<Show>,
    pub search: String,
    pub sort: SortBy,
    pub direction: Direction,
    pub rows: usize,
    pub from: Option<(Side, PersonId)>,
    /// The number of days could not be read.
    pub days_wrong: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Name,
    Invited,
    Signed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    After,
    Before,
}

const USUAL_DAYS: i64 = 30;

pub fn asked(query: &ListQuery, now: Timestamp) -> Asked {
    let one = |key: &'static str| query.filter(key).next().unwrap_or_default().to_owned();
    let typed = one("days");
    let days = if typed.is_empty() {
        Some(USUAL_DAYS)
    } else {
        typed.parse().ok().filter(|d| (0..=3650).contains(d))
    };
    let before = now - SignedDuration::from_hours(24 * days.unwrap_or(USUAL_DAYS));
    let (show, only) = match one("show").as_str() {
        "never" => (Some(Show::Never), None),
        "invited" => (Some(Show::InvitedBefore(before)), Some(AccountState::Invited)),
        "idle" => (Some(Show::IdleSince(before)), Some(AccountState::Active)),
        "bounced" => (Some(Show::Bounced), None),
        _ => (None, None),
    };
    let wanted = one("state");
    let fits = |s: &AccountState| (wanted.is_empty() || s.word() == wanted) && only.is_none_or(|o| o == *s);
    let cursor = |side, cursor: &kit::Cursor| Some((side, cursor.values.first()?.parse().ok()?));
    let by_date = matches!(show, Some(Show::Never | Show::InvitedBefore(_) | Show::IdleSince(_)));
    Asked {
        states: STATES.into_iter().filter(fits).collect(),
        sort: match (query.sort, show) {
            ("signed", _) | (_, Some(Show::IdleSince(_))) => SortBy::Signed,
            ("invited", _) => SortBy::Invited,
            _ if by_date => SortBy::Invited,
            _ => SortBy::Name,
        },
        show,
        search: query.search.chars().take(100).collect(),
        direction: query.direction,
        rows: query.limit().unwrap_or(25) as usize,
        from: match &query.place {
            Place::Start => None,
            Place::After(c) => cursor(Side::After, c),
            Place::Before(c) => cursor(Side::Before, c),
        },
        days_wrong: days.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Asked {
        let now = "2026-11-22T12:00:00Z".parse().expect("noon");
        asked(&ListQuery::parse(&LIST, "/portal-users", query), now)
    }

    #[test]
    fn a_filter_by_date_narrows_the_states_and_orders_by_that_date() {
        let idle = of("show=idle&days=90");
        assert_eq!((idle.states.as_slice(), idle.sort), (&[AccountState::Active][..], SortBy::Signed));
        assert!(matches!(idle.show, Some(Show::IdleSince(at)) if at.to_string().starts_with("2026-08-24")));
        assert_eq!(of("show=invited").states, [AccountState::Invited]);
        assert_eq!(of("").sort, SortBy::Name);
        assert!(of("show=idle&days=soon").days_wrong && of("days=99999").days_wrong);
    }
}
