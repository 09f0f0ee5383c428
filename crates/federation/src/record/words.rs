//! Fields, contact points and changes in words, for every page that shows them.

use super::{Changed, Field, Point, Purpose};
use crate::contact_point::Kind;
use crate::membership::held::Held;
use crate::words::dates;
use jiff::civil::Date;
use web::text::Words;

/// One change as a line of a list: what, how it was, how it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub what: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

pub fn field(t: &Words, field: Field) -> String {
    t.plain(match field {
        Field::Title => "record-title",
        Field::GivenName => "record-given-name",
        Field::FamilyName => "record-family-name",
        Field::KnownAs => "record-known-as",
        Field::DateOfBirth => "record-date-of-birth",
        Field::Language => "record-language",
        Field::DeceasedOn => "record-deceased-on",
        Field::Name => "record-name",
        Field::Category => "record-category",
        Field::ClosedOn => "record-closed-on",
    })
}

/// Dates and languages as people read them; all else as written.
pub fn value(t: &Words, field: Field, text: &str) -> String {
    match (field, text) {
        (Field::Language, "cy") => t.plain("record-welsh"),
        (Field::Language, "en") => t.plain("record-english"),
        (f, text) if f.is_date() => day(t, text),
        _ => text.to_owned(),
    }
}

fn day(t: &Words, text: &str) -> String {
    text.parse::<Date>().map_or_else(|_| text.to_owned(), |day| dates::day(day, t.lang))
}

pub fn kind(t: &Words, kind: Kind) -> String {
    t.plain(match kind {
        Kind::Email => "record-email",
        Kind::Phone => "record-phone",
        Kind::Post => "record-post",
    })
}

pub fn purpose(t: &Words, purpose: Purpose) -> String {
    t.plain(match purpose {
        Purpose::Home => "record-home",
        Purpose::Office => "record-office",
        Purpose::Public => "record-public",
    })
}

/// "Address (office)"
pub fn point_heading(t: &Words, point: &Point) -> String {
    let (kind, purpose) = (kind(t, point.kind), purpose(t, point.purpose));
    t.text("record-point").put("kind", kind).put("purpose", purpose).plain()
}

/// What is written on the envelope, a line each; an e-mail address or a number is one line.
pub fn point_lines(point: &Point) -> Vec<String> {
    let mut lines: Vec<String> = point.value.lines().map(str::to_owned).collect();
    let place = [&point.town, &point.county, &point.postcode, &point.country];
    lines.extend(place.into_iter().flatten().filter(|p| !p.is_empty()).cloned());
    lines
}

/// All of a point in one line: "12 Mill Lane, Leeds, LS6 2AB; preferred; until 3 May 2026".
pub fn point(t: &Words, point: &Point) -> String {
    let mut parts = vec![point_lines(point).join(", ")];
    parts.extend(point.preferred.then(|| t.plain("record-preferred")));
    let day = |d: Date| dates::day(d, t.lang);
    parts.extend(point.valid_from.map(|d| t.text("record-from").put("day", day(d)).plain()));
    parts.extend(point.valid_until.map(|d| t.text("record-until").put("day", day(d)).plain()));
    parts.join("; ")
}

pub fn wish(t: &Words, given: bool) -> String {
    t.plain(if given { "record-yes" } else { "record-no" })
}

/// The change as a line. Of an appointment only its days: whose and where says the record that it stands in.
pub fn line(t: &Words, changed: &Changed) -> Line {
    match changed {
        Changed::Field { field, before, after } => {
            let words = |v: &Option<String>| v.as_deref().map(|v| value(t, *field, v));
            Line { what: self::field(t, *field), before: words(before), after: words(after) }
        }
        Changed::Point { before, after, .. } => {
            let of = after.as_ref().or(before.as_ref());
            let words = |p: &Option<Point>| p.as_ref().map(|p| point(t, p));
            Line {
                what: of.map(|p| point_heading(t, p)).unwrap_or_default(),
                before: words(before),
                after: words(after),
            }
        }
        Changed::Appointment { before, after, .. } => {
            let words = |a: &Option<super::Appointed>| a.as_ref().map(|a| span(t, a.starts_on, a.ends_on));
            Line { what: t.plain("record-appointment"), before: words(before), after: words(after) }
        }
        Changed::Tag { before, after, .. } => {
            let name = |t: &Option<crate::tag::Tagged>| t.as_ref().map(|t| t.name.clone());
            Line { what: t.plain("record-tag"), before: name(before), after: name(after) }
        }
        Changed::Note { before, after, .. } => {
            let text = |n: &Option<super::Note>| n.as_ref().map(|n| n.text.clone());
            Line { what: t.plain("record-note"), before: text(before), after: text(after) }
        }
        Changed::Membership { before, after, .. } => {
            let words = |h: &Option<Held>| h.as_ref().map(|h| membership(t, h));
            Line { what: t.plain("record-membership"), before: words(before), after: words(after) }
        }
        Changed::Wish { before, after, .. } => {
            let of = after.as_ref().or(before.as_ref());
            let words = |w: &Option<super::Wished>| w.as_ref().map(|w| wish(t, w.given));
            let channel = of.map(|w| kind(t, w.channel)).unwrap_or_default();
            Line {
                what: t.text("record-wish").put("channel", channel).plain(),
                before: words(before),
                after: words(after),
            }
        }
    }
}

/// "Council; since 1 January 2024; ended on 3 May 2026"
pub fn membership(t: &Words, held: &Held) -> String {
    let mut parts = vec![held.category.clone()];
    parts.extend(held.terms.iter().map(|(from, until)| span(t, *from, *until)));
    parts.extend(
        held.ended
            .as_ref()
            .map(|(day, _)| t.text("record-ended").put("day", dates::day(*day, t.lang)).plain()),
    );
    parts.join("; ")
}

/// "1 January 2024 to 31 March 2026", "since 1 January 2024"
pub fn span(t: &Words, from: Date, until: Option<Date>) -> String {
    let from = dates::day(from, t.lang);
    match until {
        Some(until) => {
            t.text("record-span").put("from", from).put("until", dates::day(until, t.lang)).plain()
        }
        None => t.text("record-since").put("from", from).plain(),
    }
}
