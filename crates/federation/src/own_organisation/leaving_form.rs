//! What is asked of whoever stops: when, who follows; read from what was typed, one page after the other. What was said
//! on the pages before travels along; nothing is kept until the last one is sent.

use crate::access::Held;
use crate::contact_point;
use crate::nomination::{Follows, Named, succession};
use crate::words::dates;
use jiff::civil::Date;
use web::text::Words;
use web::{Errors, Form};

/// Which page was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Who,
    Check,
}

impl Step {
    pub fn of(form: &Form) -> Self {
        match form.get("step") {
            "who" => Step::Who,
            "check" => Step::Check,
            _ => Step::Day,
        }
    }
}

/// A year ahead is a plan; more is a slip of the pen.
const AHEAD: i16 = 2;

/// The last day, within reason.
pub(super) fn last_day(
    form: &Form,
    held: &Held,
    today: Date,
    t: &Words,
    errors: &mut Errors,
) -> Option<Date> {
    let Some(day) = dates::typed(form.get("last_day")) else {
        errors.add("last_day", t.text("own-day-wrong"));
        return None;
    };
    if day < held.starts_on {
        let from = dates::day(held.starts_on, t.lang);
        errors.add("last_day", t.text("own-leaving-too-early").put("day", from).plain());
        return None;
    }
    if day.year() > today.year() + AHEAD {
        errors.add("last_day", t.text("own-leaving-too-late"));
        return None;
    }
    if let Some(end) = held.ends_on.filter(|end| *end < day) {
        errors.add("last_day", t.text("own-leaving-later").put("day", dates::day(end, t.lang)).plain());
        return None;
    }
    Some(day)
}

/// The name of somebody, and how to reach them if that is known.
pub(super) fn named(form: &Form, t: &Words, errors: &mut Errors) -> Named {
    let some = |name: &str| Some(form.get(name).to_owned()).filter(|text| !text.is_empty());
    let (given, family) = (form.get("given_name").to_owned(), form.get("family_name").to_owned());
    if given.is_empty() && family.is_empty() {
        errors.add("given_name", t.text("own-name-missing"));
    }
    for name in ["given_name", "family_name"] {
        let text = form.get(name);
        if text.chars().count() > 100 || text.chars().any(char::is_control) {
            errors.add(name, t.text("own-name-wrong"));
        }
    }
    let (email, phone) = (some("email"), some("phone"));
    if let Some(Err(malformed)) = email.as_deref().map(contact_point::email) {
        errors.add("email", malformed.to_string());
    }
    if let Some(Err(malformed)) = phone.as_deref().map(contact_point::phone) {
        errors.add("phone", malformed.to_string());
    }
    let tidy = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Named { given: tidy(given), family: tidy(family), email, phone }
}

/// Who follows.
pub(super) fn follows(
    form: &Form,
    last_day: Option<Date>,
    t: &Words,
    errors: &mut Errors,
) -> Option<Follows> {
    match form.get("follows") {
        "nobody" => Some(Follows::Nobody),
        "unknown" => Some(Follows::Unknown),
        "named" => {
            let named = named(form, t, errors);
            let from = match form.get("starts_on") {
                "" => last_day.map(succession::next_start),
                typed => dates::typed(typed),
            };
            if from.is_none() {
                errors.add("starts_on", t.text("own-day-wrong"));
            }
            Some(Follows::Named(named, from?))
        }
        _ => {
            errors.add("follows", t.text("own-leaving-follows-missing"));
            None
        }
    }
}
