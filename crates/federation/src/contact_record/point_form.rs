//! The form of a contact point: read from what was typed, shown with what is there.

use super::form::SmallForm;
use super::place::Place;
use crate::contact_point::{ContactPoint, Kind};
use crate::record::{Point, Purpose, words};
use crate::visit::{PageError, Signed};
use crate::words::dates;
use axum::response::Response;
use jiff::civil::Date;
use web::components::{Button, Checkboxes, Input, Radios, Select, Textarea};
use web::{Errors, Form};

/// What was typed, and a sentence for each day that is none.
pub(super) fn read(form: &Form, kind: Kind, errors: &mut Errors, wrong: &str) -> Point {
    let some = |name: &str| Some(form.get(name).to_owned()).filter(|t| !t.is_empty());
    let mut day = |name: &str| -> Option<Date> {
        let (text, day) = (form.get(name), dates::typed(form.get(name)));
        if day.is_none() && !text.is_empty() {
            errors.add(name, wrong.to_owned());
        }
        day
    };
    let (valid_from, valid_until) = (day("valid_from"), day("valid_until"));
    let written = ContactPoint {
        kind,
        value: form.get("value").to_owned(),
        town: some("town"),
        county: some("county"),
        postcode: some("postcode"),
        country: some("country"),
        preferred: form.has("preferred"),
    };
    let purpose = Purpose::from_word(form.get("purpose")).unwrap_or(Purpose::Home);
    Point { valid_from, valid_until, ..Point::of(written, purpose) }
}

/// `before`: the point as it was seen; none for a new one, whose kind is chosen first.
pub(super) fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    before: Option<&str>,
    point: &Point,
    days: Option<(&str, &str)>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let kind = words::kind(&t, point.kind);
    let key = if before.is_some() { "contact-change-point" } else { "contact-new-point" };
    let mut form = SmallForm::new(t.text(key).put("kind", &kind).plain(), place.base())
        .hidden("kind", point.kind.word());
    if let Some(before) = before {
        form = form.hidden("before", before);
    }
    let text = |name: &'static str, label: &'static str, value: &Option<String>| {
        let value = value.as_deref().unwrap_or_default();
        Input::new(name, t.text(label)).value(value).no_spellcheck().error(errors.of(name))
    };
    form = match point.kind {
        Kind::Email => form.with(
            Input::email("value", kind)
                .autocomplete("off")
                .value(point.value.as_str())
                .error(errors.of("value")),
        ),
        Kind::Phone => form
            .with(Input::new("value", kind).value(point.value.as_str()).width(20).error(errors.of("value"))),
        Kind::Post => form
            .with(
                Textarea::new("value", t.text("contact-lines"))
                    .rows(3)
                    .value(point.value.as_str())
                    .error(errors.of("value")),
            )
            .with(text("town", "contact-town", &point.town))
            .with(text("county", "contact-county", &point.county))
            .with(text("postcode", "contact-postcode", &point.postcode).width(10))
            .with(
                text("country", "contact-country", &point.country)
                    .hint(t.text("contact-country-hint"))
                    .width(2),
            ),
    };
    let mut purpose = Radios::new("purpose", t.text("contact-purpose"));
    for one in Purpose::ALL {
        purpose = purpose.option(one.word(), words::purpose(&t, one));
    }
    let preferred = Checkboxes::new("preferred", t.text("contact-preferred"))
        .option("yes", t.text("contact-preferred-yes"));
    let preferred = if point.preferred { preferred.values(["yes"]) } else { preferred };
    let field = |day: Option<Date>| day.map(dates::field).unwrap_or_default();
    let (from, until) = match days {
        Some((from, until)) => (from.to_owned(), until.to_owned()),
        None => (field(point.valid_from), field(point.valid_until)),
    };
    let day = |name: &'static str, label: &'static str, value: String| {
        let input = Input::new(name, t.text(label)).value(value).width(10).error(errors.of(name));
        input.hint(t.text("contact-day-hint"))
    };
    form.with(purpose.value(point.purpose.word()))
        .with(preferred)
        .with(day("valid_from", "contact-valid-from", from))
        .with(day("valid_until", "contact-valid-until", until))
        .show(signed, errors, Button::primary(t.text("contact-save")))
}

/// Before a new point: which kind it is.
pub(super) fn choose<T>(signed: &Signed<T>, place: &Place) -> Result<Response, PageError> {
    let t = signed.text();
    let mut select = Select::new("kind", t.text("contact-which-kind"));
    for kind in [Kind::Email, Kind::Phone, Kind::Post] {
        select = select.option(kind.word(), words::kind(&t, kind));
    }
    SmallForm::new(t.plain("contact-add-point"), place.base()).hidden("step", "kind").with(select).show(
        signed,
        &Errors::default(),
        Button::primary(t.text("contact-continue")),
    )
}
