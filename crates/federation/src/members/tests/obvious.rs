//! Slow and obvious: what a filter means and how rows are ordered, over members in memory.

use super::*;
use crate::contact_point::{Kind, postcode_area};
use crate::membership::{State, state};
use crate::words;

pub fn meant(filter: &Filter, e: &Enrolment) -> bool {
    let state = state(e.ended.as_ref().map(|(on, _)| *on), until(e), TODAY);
    let standing = match filter.standing {
        Standing::Present => state != State::Ended,
        Standing::Only(only) => state == only,
        Standing::Any => true,
    };
    let point = |kind| e.contact_points.iter().find(|p| p.kind == kind);
    let wish = |kind| e.wishes.iter().any(|w| w.channel == kind && w.given);
    let area = point(Kind::Post).and_then(|p| p.postcode.as_deref()).map(postcode_area).unwrap_or_default();
    let yes = |asked: Option<Yes>, so: bool| asked.is_none_or(|y| y.is(so));
    standing
        && filter.category.as_ref().is_none_or(|c| *c == e.category)
        && filter.joined_from.is_none_or(|from| e.joined_on.is_some_and(|on| on >= from))
        && filter.joined_until.is_none_or(|until| e.joined_on.is_some_and(|on| on <= until))
        && filter.area.as_ref().is_none_or(|a| *a == area)
        && filter.letter.is_none_or(|l| words::letter(&e.name.sorted()) == l)
        && yes(filter.has_email, point(Kind::Email).is_some())
        && yes(filter.by_email, wish(Kind::Email))
        && yes(filter.by_post, wish(Kind::Post))
        && yes(filter.by_phone, wish(Kind::Phone))
        && found(&filter.search, e)
}

fn found(search: &str, e: &Enrolment) -> bool {
    let mut text = format!("{} {} {}", e.name.given, e.name.family, e.number.as_deref().unwrap_or_default());
    for p in &e.contact_points {
        let parts = [
            p.town.as_deref(),
            p.postcode.as_deref(),
            Some(p.value.as_str()).filter(|_| p.kind == Kind::Email),
        ];
        parts.iter().flatten().for_each(|part| text = format!("{text} {part}"));
        if p.kind == Kind::Post {
            text = format!("{text} {}", p.folded());
        }
    }
    let tokens = words::tokens(&text);
    words::wanted(search).iter().all(|w| tokens.iter().any(|t| t.starts_with(w)))
}

fn until(e: &Enrolment) -> Option<Date> {
    e.terms.iter().map(|(_, end)| *end).max_by_key(|end| end.unwrap_or(Date::MAX)).flatten()
}

/// The text sorted by, then the name, then the order of entering.
pub fn key(by: SortBy, n: usize, e: &Enrolment) -> (String, String, usize) {
    let town = e
        .contact_points
        .iter()
        .find(|p| p.kind == Kind::Post)
        .and_then(|p| p.town.clone())
        .unwrap_or_default();
    let first = match by {
        SortBy::Name => String::new(),
        SortBy::Town => words::fold(&town),
        SortBy::Joined => e.joined_on.map(|d| d.to_string()).unwrap_or_default(),
        SortBy::Category => e.category.clone(),
        SortBy::Paid => until(e).map_or("9999-12-31".to_owned(), |d| d.to_string()),
    };
    (first, e.name.sorted(), n)
}
