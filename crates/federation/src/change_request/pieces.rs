//! The single changes of a request, as the page shows them and as its form brings them back.

use super::entries;
use super::queries::Request;
use crate::record::{Change, Point, Record, words};
use crate::visit::PageError;
use crate::words::dates;
use web::components::{Checkboxes, Html, Input};
use web::text::Words;
use web::{Errors, Form};

/// One change: how it is now, how it would be, the fields to edit it.
pub struct Piece {
    pub line: words::Line,
    /// What stands now, where that is no longer what the unit saw.
    pub since: Option<String>,
    pub hidden: (String, String),
    pub fields: Html,
}

/// What stands now where the change points, as the hidden field says it: a field's text or a point as JSON.
fn now(record: &Record, change: &Change) -> Result<String, PageError> {
    Ok(match change {
        Change::Field { field, .. } => record.field(*field).unwrap_or_default().to_owned(),
        Change::ChangePoint { id, .. } => match record.point(*id) {
            Some(point) => serde_json::to_string(point)?,
            None => String::new(),
        },
        _ => String::new(),
    })
}

fn since(t: &Words, record: &Record, change: &Change) -> Option<String> {
    let nothing = || t.plain("request-nothing-there");
    match change {
        Change::Field { field, before, .. } if record.field(*field) != before.as_deref() => {
            Some(record.field(*field).map_or_else(nothing, |v| words::value(t, *field, v)))
        }
        Change::ChangePoint { id, before, .. } => match record.point(*id) {
            Some(now) if now.says_the_same(before) => None,
            now => Some(now.map_or_else(nothing, |p| words::point(t, p))),
        },
        _ => None,
    }
}

pub fn piece(
    t: &Words,
    n: usize,
    change: &Change,
    record: &Record,
    waits: bool,
    typed: Option<&Form>,
    errors: &Errors,
) -> Result<Piece, PageError> {
    let name = format!("c{n}");
    let line = words::line(t, &change.as_changed());
    let take = format!("take{n}");
    let ticked = typed.is_none_or(|form| form.has(&take));
    let boxes = Checkboxes::new(take.as_str(), line.what.as_str()).option("yes", t.text("request-take"));
    let boxes = if ticked { boxes.values(["yes"]) } else { boxes };
    let fields = match change {
        Change::Field { field, after, .. } => {
            let value =
                typed.map_or_else(|| entries::shown(*field, after.as_deref()), |f| f.get(&name).to_owned());
            entries::input(t, *field, &name, &value, errors)
        }
        Change::AddPoint { point: after } | Change::ChangePoint { after, .. } => {
            let shown = typed.map_or_else(|| after.clone(), |f| entries::point(f, &name, after));
            let until = typed.map_or_else(
                || after.valid_until.map(dates::field).unwrap_or_default(),
                |f| f.get(&format!("{name}-until")).to_owned(),
            );
            let until = Input::new(format!("{name}-until"), t.text("request-until"))
                .hint(t.text("request-day-hint"))
                .width(10)
                .value(until)
                .error(errors.of(&format!("{name}-until")));
            entries::point_fields(t, &name, &shown, &line.what, errors, &until.to_string())
        }
        _ => String::new(),
    };
    Ok(Piece {
        since: if waits { since(t, record, change) } else { None },
        hidden: (format!("now{n}"), now(record, change)?),
        fields: Html::trusted(format!("{boxes}{fields}")),
        line,
    })
}

/// The changes that are taken, each with what the officer saw, and the name of its first field.
pub fn taken(form: &Form, request: &Request, errors: &mut Errors, wrong: &str) -> Vec<(String, Change)> {
    let mut all = Vec::new();
    for (n, change) in request.changes.iter().enumerate().filter(|(n, _)| form.has(&format!("take{n}"))) {
        let (name, now) = (format!("c{n}"), form.get(&format!("now{n}")));
        match change {
            Change::Field { field, .. } => {
                let before = Some(now.to_owned()).filter(|t| !t.is_empty());
                let after = entries::kept(*field, form.get(&name));
                all.push((name, Change::Field { field: *field, before, after }));
            }
            Change::AddPoint { point: after } | Change::ChangePoint { after, .. } => {
                let text = form.get(&format!("{name}-until"));
                let valid_until = dates::typed(text);
                if valid_until.is_none() && !text.is_empty() {
                    errors.add(format!("{name}-until"), wrong.to_owned());
                }
                let point = Point { valid_until, ..entries::point(form, &name, after) };
                let seen: Option<Point> = serde_json::from_str(now).ok();
                let change = match (change, seen) {
                    (Change::ChangePoint { id, .. }, Some(before)) => {
                        Change::ChangePoint { id: *id, before, after: point }
                    }
                    _ => Change::AddPoint { point },
                };
                all.push((format!("{name}-value"), change));
            }
            _ => {}
        }
    }
    all
}
