//! The form of a proposal: what was seen travels with it, and only what was typed otherwise is proposed.

use crate::contact_point::{ContactPoint, ContactPointId, Kind};
use crate::record::{Change, Field, Point, Purpose, Record, words};
use crate::words::dates;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use web::components::{Checkboxes, Fieldset, Html, Input, Select, Textarea};
use web::text::Words;
use web::{Errors, Form};

/// What a unit may speak about. A date of birth is not shown to it.
pub const FIELDS: [Field; 6] =
    [Field::Title, Field::GivenName, Field::FamilyName, Field::KnownAs, Field::Language, Field::DeceasedOn];

/// The record as the form showed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seen {
    fields: Vec<(Field, Option<String>)>,
    points: Vec<(ContactPointId, Point)>,
}

impl Seen {
    pub fn of(record: &Record, today: Date) -> Self {
        Self {
            fields: FIELDS.iter().map(|f| (*f, record.field(*f).map(str::to_owned))).collect(),
            points: record.points.iter().filter(|(_, p)| !p.is_over(today)).cloned().collect(),
        }
    }
}

/// A change and the field of the form that it was typed into.
pub struct Typed {
    pub at: String,
    pub change: Change,
}

/// A value as it stands in a field.
pub fn shown(field: Field, held: Option<&str>) -> String {
    let held = held.unwrap_or_default();
    match held.parse::<Date>() {
        Ok(day) if field.is_date() => dates::field(day),
        _ => held.to_owned(),
    }
}

/// What was typed, as it is kept.
pub fn kept(field: Field, typed: &str) -> Option<String> {
    let typed = typed.trim();
    match dates::typed(typed) {
        Some(day) if field.is_date() => Some(day.to_string()),
        _ => (!typed.is_empty()).then(|| typed.to_owned()),
    }
}

/// What differs from what was seen.
pub fn read(form: &Form, seen: &Seen, today: Date) -> Vec<Typed> {
    let mut all = Vec::new();
    for (field, before) in &seen.fields {
        let after = kept(*field, form.get(field.word()));
        if after != *before && form.has(field.word()) {
            let change = Change::Field { field: *field, before: before.clone(), after };
            all.push(Typed { at: field.word().to_owned(), change });
        }
    }
    for (id, before) in &seen.points {
        let name = |part: &str| format!("{id}-{part}");
        let after = match form.has(&name("over")) || form.get(&name("value")).is_empty() {
            true => Point { valid_until: Some(today), ..before.clone() },
            false => Point {
                preferred: before.preferred,
                purpose: before.purpose,
                ..point(form, &id.to_string(), before)
            },
        };
        if form.has(&name("value")) && !after.says_the_same(before) {
            all.push(Typed {
                at: name("value"),
                change: Change::ChangePoint { id: *id, before: before.clone(), after },
            });
        }
    }
    for kind in [Kind::Email, Kind::Phone, Kind::Post] {
        let prefix = format!("new-{}", kind.word());
        let blank = Point::of(ContactPoint { kind, ..ContactPoint::email("") }, Purpose::Home);
        let point = point(form, &prefix, &blank);
        if !point.value.is_empty() || point.postcode.is_some() {
            all.push(Typed { at: format!("{prefix}-value"), change: Change::AddPoint { point } });
        }
    }
    all
}

/// The parts of a point under a prefix; what has no field of its own stays as it is.
pub fn point(form: &Form, prefix: &str, held: &Point) -> Point {
    let part = |name: &str| form.get(&format!("{prefix}-{name}")).to_owned();
    let some = |name: &str| Some(part(name)).filter(|t| !t.is_empty());
    if held.kind != Kind::Post {
        return Point { value: part("value"), ..held.clone() };
    }
    Point {
        value: part("value"),
        town: some("town"),
        county: some("county"),
        postcode: some("postcode"),
        ..held.clone()
    }
}

/// All fields of the form, filled with what was seen or with what was typed.
pub fn fields(t: &Words, seen: &Seen, typed: Option<&Form>, errors: &Errors) -> Html {
    let mut html = String::new();
    for (field, held) in &seen.fields {
        let value = typed.map_or_else(|| shown(*field, held.as_deref()), |f| f.get(field.word()).to_owned());
        html.push_str(&input(t, *field, field.word(), &value, errors));
    }
    for (id, point) in &seen.points {
        let prefix = id.to_string();
        let over_name = format!("{id}-over");
        let over = Checkboxes::new(over_name.as_str(), words::point_heading(t, point))
            .option("yes", t.text("request-over"));
        let over = if typed.is_some_and(|f| f.has(&over_name)) { over.values(["yes"]) } else { over };
        let shown = typed.map_or_else(|| point.clone(), |f| self::point(f, &prefix, point));
        html.push_str(&point_fields(
            t,
            &prefix,
            &shown,
            &words::point_heading(t, point),
            errors,
            &over.to_string(),
        ));
    }
    for (kind, label) in [
        (Kind::Email, "request-new-email"),
        (Kind::Phone, "request-new-phone"),
        (Kind::Post, "request-new-post"),
    ] {
        let prefix = format!("new-{}", kind.word());
        let blank = Point::of(ContactPoint { kind, ..ContactPoint::email("") }, Purpose::Home);
        let shown = typed.map_or_else(|| blank.clone(), |f| self::point(f, &prefix, &blank));
        html.push_str(&point_fields(t, &prefix, &shown, &t.plain(label), errors, ""));
    }
    Html::trusted(html)
}

/// One field of a person.
pub fn input(t: &Words, field: Field, name: &str, value: &str, errors: &Errors) -> String {
    let label = words::field(t, field);
    if field == Field::Language {
        let mut select = Select::new(name, label)
            .option("", t.plain("request-not-known"))
            .option("en", t.plain("record-english"))
            .option("cy", t.plain("record-welsh"));
        if !["", "en", "cy"].contains(&value) {
            select = select.option(value, value);
        }
        return select.value(value).error(errors.of(name)).to_string();
    }
    let input = Input::new(name, label).value(value).no_spellcheck().error(errors.of(name));
    match field.is_date() {
        true => input.hint(t.text("request-day-hint")).width(10).to_string(),
        false => input.to_string(),
    }
}

/// The fields of a point in a frame of their own, `more` below them.
pub fn point_fields(
    t: &Words,
    prefix: &str,
    point: &Point,
    legend: &str,
    errors: &Errors,
    more: &str,
) -> String {
    let name = |part: &str| format!("{prefix}-{part}");
    let text = |part: &'static str, label: &'static str, value: &Option<String>| {
        let input = Input::new(name(part), t.text(label)).value(value.clone().unwrap_or_default());
        input.no_spellcheck().error(errors.of(&name(part))).to_string()
    };
    let at = name("value");
    let mut html = match point.kind {
        Kind::Email => Input::email(at.as_str(), t.text("record-email"))
            .autocomplete("off")
            .value(point.value.as_str())
            .error(errors.of(&at))
            .to_string(),
        Kind::Phone => Input::new(at.as_str(), t.text("record-phone"))
            .value(point.value.as_str())
            .width(20)
            .error(errors.of(&at))
            .to_string(),
        Kind::Post => {
            let lines =
                Textarea::new(at.as_str(), t.text("request-lines")).rows(3).value(point.value.as_str());
            [
                lines.error(errors.of(&at)).to_string(),
                text("town", "request-town", &point.town),
                text("county", "request-county", &point.county),
                text("postcode", "request-postcode", &point.postcode),
            ]
            .concat()
        }
    };
    html.push_str(more);
    Fieldset::new(legend).holding(Html::trusted(html)).to_string()
}
