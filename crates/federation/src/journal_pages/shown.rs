//! An entry in words: who, what, about whom, when, and its payload field by field.

use super::acts;
use super::queries::Entry;
use crate::record::{Changed, words};
use crate::words::dates;
use jiff::tz::TimeZone;
use serde_json::Value;
use web::text::Words;

/// An entry as a page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub seq: i64,
    pub when: String,
    pub who: String,
    pub act: String,
    /// Name of the subject and, where there is a page of it, its address.
    pub subject: String,
    pub href: Option<String>,
    pub place: String,
    pub lines: Vec<words::Line>,
}

impl Shown {
    /// `payload` as far as the reader may see it.
    pub fn of(t: &Words, entry: &Entry, payload: Option<&Value>, zone: &TimeZone) -> Self {
        let who = entry.by_name.clone().unwrap_or_else(|| door(t, &entry.door));
        let subject = match (&entry.subject_name, entry.subject_kind.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "person") => t.plain("journal-a-person"),
            (None, kind) => kind.replace('_', " "),
        };
        Self {
            seq: entry.seq,
            when: t
                .text("journal-at")
                .put("day", dates::day_of(entry.at, zone, t.lang))
                .put("time", dates::time(entry.at, zone, t.lang))
                .plain(),
            who,
            act: acts::words(t, &entry.act),
            subject,
            href: href(entry),
            place: entry.organisation.clone().unwrap_or_default(),
            lines: payload.map(|p| lines(t, p)).unwrap_or_default(),
        }
    }
}

/// The record page of the subject; whoever may not open it is told so there.
fn href(entry: &Entry) -> Option<String> {
    match entry.subject_kind.as_str() {
        "person" => entry.subject.map(|id| format!("/contacts/people/{}", store::format_uuid(&id))),
        "organisation" => entry.subject_slug.as_ref().map(|slug| format!("/contacts/organisations/{slug}")),
        _ => None,
    }
}

pub fn door(t: &Words, door: &str) -> String {
    t.plain(match door {
        "api" => "journal-door-api",
        "command" => "journal-door-command",
        "import" => "journal-door-import",
        "job" => "journal-door-job",
        "demo" => "journal-door-demo",
        _ => "journal-door-page",
    })
}

/// Changes as the record words them; anything else a line for each of its fields.
pub fn lines(t: &Words, payload: &Value) -> Vec<words::Line> {
    let Value::Object(fields) = payload else { return Vec::new() };
    let mut all = Vec::new();
    for (key, value) in fields {
        match serde_json::from_value::<Vec<Changed>>(value.clone()) {
            Ok(changes) if key == "changes" => all.extend(changes.iter().map(|c| words::line(t, c))),
            _ => all.push(plain(t, key, value)),
        }
    }
    all
}

fn plain(t: &Words, key: &str, value: &Value) -> words::Line {
    let what = key.replace('_', " ");
    match (value.get("before"), value.get("after")) {
        (None, None) => words::Line { what, before: None, after: text(t, value) },
        (before, after) => words::Line {
            what,
            before: before.and_then(|v| text(t, v)),
            after: after.and_then(|v| text(t, v)),
        },
    }
}

fn text(t: &Words, value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => {
            Some(text.parse().map_or_else(|_| text.clone(), |day| dates::day(day, t.lang)))
        }
        Value::Bool(yes) => Some(words::wish(t, *yes)),
        Value::Array(all) => Some(all.iter().filter_map(|v| text(t, v)).collect::<Vec<_>>().join(", ")),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(_) => Some(value.to_string()),
    }
}
