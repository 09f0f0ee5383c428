//! The form of an address, a number or an e-mail address.

use super::field::reasons;
use super::place::Place;
use crate::contact_point::{ContactPoint, Kind};
use crate::contact_record::SmallForm;
use crate::field_policy::{May, Of};
use crate::record::{Point, Purpose, words};
use crate::visit::{PageError, Signed};
use axum::response::Response;
use web::components::{Checkboxes, Input, Radios, Textarea};
use web::text::Words;
use web::{Errors, Form};

/// What the page is about: whose record, whether it is changed at once, a new point or one that is there.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub of: Of,
    pub may: May,
    pub is_new: bool,
}

/// What an organisation uses an address for, and a person.
fn purposes(of: Of) -> &'static [Purpose] {
    match of {
        Of::Organisation => &[Purpose::Public, Purpose::Office],
        Of::Oneself => &[Purpose::Home, Purpose::Office],
    }
}

/// A point of which nothing is known yet.
pub(super) fn blank(kind: Kind, of: Of) -> Point {
    Point::of(ContactPoint { kind, ..ContactPoint::email("") }, purposes(of)[0])
}

/// What was typed; all that has no field here stays as it was seen.
pub(super) fn read(form: &Form, held: &Point) -> Point {
    let some = |name: &str| Some(form.get(name).to_owned()).filter(|t| !t.is_empty());
    let purpose = Purpose::from_word(form.get("purpose")).unwrap_or(held.purpose);
    let point = Point { value: form.get("value").to_owned(), purpose, ..held.clone() };
    let point = Point { preferred: form.has("preferred"), ..point };
    if held.kind != Kind::Post {
        return point;
    }
    Point { town: some("town"), county: some("county"), postcode: some("postcode"), ..point }
}

pub(super) fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    about: About,
    (before, point): (Option<&str>, &Point),
    form: Option<&Form>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let kind = words::kind(&t, point.kind);
    let key = if about.is_new { "own-add" } else { "own-change" };
    let mut small = SmallForm::new(t.text(key).put("what", &kind).plain(), place.base());
    if let Some(before) = before {
        small = small.hidden("before", before);
    }
    small = fields(&t, small, point, errors);
    let mut purpose = Radios::new("purpose", t.text("own-purpose"));
    for one in purposes(about.of) {
        purpose = purpose.option(one.word(), said(&t, about.of, *one));
    }
    if !purposes(about.of).contains(&point.purpose) {
        purpose = purpose.option(point.purpose.word(), words::purpose(&t, point.purpose));
    }
    small = small.with(purpose.value(point.purpose.word()));
    let first =
        Checkboxes::new("preferred", t.text("own-preferred")).option("yes", t.text("own-preferred-yes"));
    small = small.with(if point.preferred { first.values(["yes"]) } else { first });
    if !about.is_new {
        let over = Checkboxes::new("over", t.text("own-over")).option("yes", t.text("own-over-yes"));
        let ticked = form.is_some_and(|f| f.has("over"));
        small = small.with(if ticked { over.values(["yes"]) } else { over });
    }
    let why = form.map_or("", |f| f.get("why"));
    let (small, send) = reasons(signed, small, about.may, why, errors);
    small.show(signed, errors, send)
}

fn said(t: &Words, of: Of, purpose: Purpose) -> String {
    match (of, purpose) {
        (Of::Organisation, Purpose::Public) => t.plain("own-for-everybody"),
        (Of::Organisation, Purpose::Office) => t.plain("own-for-federation"),
        (_, purpose) => words::purpose(t, purpose),
    }
}

fn fields(t: &Words, form: SmallForm, point: &Point, errors: &Errors) -> SmallForm {
    let kind = words::kind(t, point.kind);
    let (value, error) = (point.value.as_str(), errors.of("value"));
    let text = |name: &'static str, label: &'static str, value: &Option<String>| {
        let value = value.as_deref().unwrap_or_default();
        Input::new(name, t.text(label)).value(value).no_spellcheck().error(errors.of(name))
    };
    match point.kind {
        Kind::Email => form.with(Input::email("value", kind).autocomplete("off").value(value).error(error)),
        Kind::Phone => {
            let mut input = Input::new("value", kind).value(value).width(20).error(error);
            input.r#type = "tel".to_owned();
            form.with(input)
        }
        Kind::Post => form
            .with(Textarea::new("value", t.text("own-lines")).rows(3).value(value).error(error))
            .with(text("town", "own-town", &point.town))
            .with(text("county", "own-county", &point.county))
            .with(text("postcode", "own-postcode", &point.postcode).width(10)),
    }
}
