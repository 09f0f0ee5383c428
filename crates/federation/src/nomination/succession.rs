//! How a role at an organisation goes from one person to the next, by dates alone. Pure. First and last days count, as
//! everywhere.

use crate::appointment::is_active;
use crate::person::PersonId;
use jiff::ToSpan;
use jiff::civil::Date;

/// One appointment to the role at the organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub person: PersonId,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
}

impl Span {
    pub fn holds(&self, day: Date) -> bool {
        is_active(self.starts_on, self.ends_on, day)
    }
}

/// What becomes of the role after somebody's last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum After {
    /// It has no last day.
    Stays,
    /// They hold it themselves on the next day, by another appointment.
    Same,
    /// Somebody else holds it on the next day, since a day that may lie before it: then both hold it for a while.
    Next {
        person: PersonId,
        from: Date,
    },
    /// Nobody holds it on the next day; somebody will.
    Gap {
        person: PersonId,
        from: Date,
    },
    Nobody,
}

/// Who follows `last`, among all appointments to the role there.
pub fn after(all: &[Span], last: &Span) -> After {
    let Some(day) = last.ends_on else { return After::Stays };
    let Ok(next) = day.checked_add(1.day()) else { return After::Stays };
    if all.iter().any(|s| s.person == last.person && s.holds(next)) {
        return After::Same;
    }
    let there = all.iter().filter(|s| s.holds(next)).min_by_key(|s| s.starts_on);
    if let Some(span) = there {
        return After::Next { person: span.person, from: span.starts_on };
    }
    let later = all.iter().filter(|s| s.starts_on > next).min_by_key(|s| s.starts_on);
    later.map_or(After::Nobody, |s| After::Gap { person: s.person, from: s.starts_on })
}

/// Whether the first day of `span` is the first day of an unbroken time in the role: only then is somebody new in it.
pub fn begins(all: &[Span], span: &Span) -> bool {
    let Ok(before) = span.starts_on.checked_sub(1.day()) else { return true };
    let earlier = |s: &&Span| s.person == span.person && s.starts_on < span.starts_on;
    !all.iter().filter(earlier).any(|s| s.holds(before) || s.holds(span.starts_on))
}

/// From when the next one starts, unless somebody says otherwise: the day after the last.
pub fn next_start(last_day: Date) -> Date {
    last_day.saturating_add(1.day())
}
