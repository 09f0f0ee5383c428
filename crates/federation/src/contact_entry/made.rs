//! An entry made of facts. Pure.

use super::facts::{Appointment, Facts, Membership, Named, Place, Point};
use super::{Mark, Subject};
use crate::appointment::is_active;
use crate::contact_point::Kind;
use crate::words;
use jiff::civil::Date;
use std::collections::BTreeSet;
use store::{ToValue, Value};

/// The columns of an entry but its number, in the order of [`Made::row`].
pub(super) const COLUMNS: [&str; 21] = [
    "subject_id",
    "is_person",
    "name",
    "sort_name",
    "letter",
    "kind",
    "place",
    "sort_place",
    "roles",
    "category",
    "membership",
    "access",
    "email",
    "phone",
    "town",
    "sort_town",
    "postcode",
    "changed_at",
    "due_on",
    "bits",
    "terms",
];

pub(super) struct Made {
    pub row: [Value; 21],
    pub letter: String,
    /// Marks and words with a blank before and after each.
    pub terms: String,
}

impl Facts {
    pub fn make(&self, today: Date) -> Made {
        let points: Vec<&Point> = self.points.iter().filter(|p| p.counts(today)).collect();
        let held: Vec<&Appointment> =
            self.appointments.iter().filter(|a| is_active(a.starts_on, a.ends_on, today)).collect();
        let (name, sort_name, kind) = match &self.name {
            Named::Person { name, .. } => (name.listed(), name.sorted(), "person".to_owned()),
            Named::Organisation { name, kind, .. } => (name.clone(), words::fold(name), kind.clone()),
        };
        let letter = words::letter(&sort_name);
        let place = self.shown_place(&held);
        let best = |kind: Kind| {
            let of_kind = || points.iter().filter(move |p| p.is(kind));
            of_kind().find(|p| p.preferred).or_else(|| of_kind().next())
        };
        let value = |kind| best(kind).map(|p| p.value.clone()).unwrap_or_default();
        let post = best(Kind::Post);
        let town = post.and_then(|p| p.town.clone()).unwrap_or_default();
        let membership = self.membership(today);
        let marks = self.all_marks(&points, &held, membership, letter, today);
        let terms = self.terms(&marks, &points);
        let bits = marks.iter().fold(0, |bits, mark| bits | mark.bit());
        let text = |t: &str| Value::Text(t.to_owned());
        let row = [
            Value::Bytes(self.subject.bytes().to_vec()),
            Value::Bool(self.subject.is_person()),
            text(&name),
            text(&sort_name),
            text(&letter.to_string()),
            text(&kind),
            text(&place),
            text(&words::fold(&place)),
            text(&self.roles(&held)),
            text(&self.category()),
            text(membership.unwrap_or_default()),
            text(self.access.as_deref().unwrap_or_default()),
            text(&value(Kind::Email)),
            text(&value(Kind::Phone)),
            text(&town),
            text(&words::fold(&town)),
            text(post.and_then(|p| p.postcode.as_deref()).unwrap_or_default()),
            Value::Int(self.changed_at),
            self.due_on(today).to_value(),
            Value::Int(bits),
            text(&terms),
        ];
        Made { row, letter: letter.to_string(), terms }
    }

    /// Where they serve, else where they belong; what an organisation stands under.
    fn shown_place(&self, held: &[&Appointment]) -> String {
        let at = held.first().map(|a| a.at).or(self.place).or(self.memberships.first().map(|m| m.home));
        at.and_then(|id| self.organisations.get(&id)).map(|p| p.name.clone()).unwrap_or_default()
    }

    fn roles(&self, held: &[&Appointment]) -> String {
        let mut titles: Vec<&str> = held.iter().map(|a| a.title.as_str()).collect();
        titles.sort_unstable();
        titles.dedup();
        titles.join(", ")
    }

    fn category(&self) -> String {
        match &self.name {
            Named::Organisation { category: Some(category), .. } => category.clone(),
            _ => self.memberships.last().map(|m| m.category.clone()).unwrap_or_default(),
        }
    }

    /// The best that any of the memberships is; none without one.
    fn membership(&self, today: Date) -> Option<&'static str> {
        let state = |m: &Membership| match (m.ended_on, m.paid_until) {
            (Some(day), _) if day < today => "ended",
            (_, Some(until)) if until < today => "lapsed",
            _ => "current",
        };
        ["current", "lapsed", "ended"].into_iter().find(|s| self.memberships.iter().any(|m| state(m) == *s))
    }

    fn all_marks(
        &self,
        points: &[&Point],
        held: &[&Appointment],
        membership: Option<&'static str>,
        letter: char,
        today: Date,
    ) -> BTreeSet<Mark> {
        let mut marks = self.marks.clone();
        marks.insert(Mark::Any);
        match &self.name {
            Named::Person { deceased, .. } => {
                marks.insert(Mark::Person);
                marks.extend(deceased.then_some(Mark::Deceased));
            }
            Named::Organisation { kind, closed, .. } => {
                marks.extend([Mark::Organisation, Mark::Kind(kind.clone())]);
                marks.extend(closed.then_some(Mark::Closed));
            }
        }
        marks.insert(Mark::Letter(letter));
        marks.insert(Mark::Membership(membership.unwrap_or("none").to_owned()));
        marks.insert(Mark::Access(self.access.clone().unwrap_or_else(|| "none".to_owned())));
        let categories = self.memberships.iter().map(|m| m.category.clone());
        marks.extend(categories.chain(Some(self.category())).filter(|c| !c.is_empty()).map(Mark::Category));
        marks.extend(held.iter().map(|a| Mark::Holds(a.role.clone())));
        let before = self.appointments.iter().filter(|a| a.ends_on.is_some_and(|end| end < today));
        marks.extend(before.map(|a| Mark::Held(a.role.clone())));
        for place in self.places(held.iter().copied()) {
            marks.extend(place.numbers.iter().copied().map(Mark::Place));
            marks.insert(Mark::Home(place.number));
        }
        for place in self.places(&self.appointments) {
            marks.extend(place.numbers.iter().copied().map(Mark::Reached));
            marks.insert(Mark::ReachedAt(place.number));
        }
        let mut emails = points.iter().filter(|p| p.is(Kind::Email)).peekable();
        marks.insert(Mark::HasEmail(emails.peek().is_some()));
        for email in emails {
            marks.extend(email.shared.then_some(Mark::SharedEmail));
            marks.extend(email.bounced.then_some(Mark::Bounced));
        }
        marks
    }

    /// Of these appointments, of the memberships, and the organisation itself.
    fn places<'a>(
        &'a self,
        served: impl IntoIterator<Item = &'a Appointment>,
    ) -> impl Iterator<Item = &'a Place> {
        let own = if let Subject::Organisation(id) = self.subject { Some(id) } else { None };
        let at: BTreeSet<_> = served
            .into_iter()
            .map(|a| a.at)
            .chain(self.memberships.iter().map(|m| m.home))
            .chain(own)
            .collect();
        at.into_iter().filter_map(|id| self.organisations.get(&id))
    }

    /// Names, towns, postcodes, e-mail addresses and numbers: everything that the search finds.
    fn terms(&self, marks: &BTreeSet<Mark>, points: &[&Point]) -> String {
        let mut text = match &self.name {
            Named::Person { name, .. } => {
                format!("{} {} {}", name.given, name.family, name.known_as.as_deref().unwrap_or_default())
            }
            Named::Organisation { name, .. } => name.clone(),
        };
        let mut add = |part: &str| {
            text.push(' ');
            text.push_str(part);
        };
        for point in points {
            if point.is(Kind::Email) {
                add(&point.value);
            } else if point.is(Kind::Post) {
                add(point.town.as_deref().unwrap_or_default());
                add(point.postcode.as_deref().unwrap_or_default());
                add(&point.folded);
            }
        }
        self.memberships.iter().filter_map(|m| m.number.as_deref()).for_each(&mut add);
        let mut terms = words::tokens(&text);
        terms.extend(marks.iter().map(Mark::term));
        format!(" {} ", terms.join(" "))
    }

    /// The first day ahead on which something of this comes or goes by itself.
    fn due_on(&self, today: Date) -> Date {
        let after = |day: Option<Date>| day.and_then(|d| d.tomorrow().ok());
        let appointments = self.appointments.iter().flat_map(|a| [Some(a.starts_on), after(a.ends_on)]);
        let memberships = self.memberships.iter().flat_map(|m| [after(m.ended_on), after(m.paid_until)]);
        let points = self.points.iter().flat_map(|p| [p.from, after(p.until)]);
        let days = appointments.chain(memberships).chain(points).flatten();
        days.filter(|day| *day > today).min().unwrap_or(Date::MAX)
    }
}

impl Point {
    fn counts(&self, today: Date) -> bool {
        self.from.is_none_or(|day| day <= today) && self.until.is_none_or(|day| day >= today)
    }
}
