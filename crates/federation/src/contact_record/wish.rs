//! What a person says about being contacted. Each word is kept; the last one counts.

use super::form::SmallForm;
use super::place::{Outcome, Place, outcome};
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::record::{self, Change, Wished, words};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Input, Radios};
use web::{Errors, Form};

pub(super) async fn ask(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (place, channel) = (Place::of(&visit, key), Kind::from_word(&word).ok_or(PageError::Invisible));
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            let channel = channel?;
            Ok((channel, contact.record.wish(channel).map(|w| w.given)))
        })
        .await?;
    let (channel, given) = signed.value;
    let given = given.map_or("", |g| if g { "yes" } else { "no" });
    page(&signed, &place, channel, given, "", &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    channel: Kind,
    given: &str,
    source: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let title = t.text("record-wish").put("channel", words::kind(&t, channel)).plain();
    let radios = Radios::new("given", t.text("contact-wish-legend"))
        .option("yes", words::wish(&t, true))
        .option("no", words::wish(&t, false));
    SmallForm::new(title, place.base())
        .with(radios.value(given).error(errors.of("given")))
        .with(
            Input::new("source", t.text("contact-wish-source"))
                .hint(t.text("contact-wish-source-hint"))
                .value(source)
                .error(errors.of("source")),
        )
        .show(signed, errors, Button::primary(t.text("contact-save")))
}

pub(super) async fn change(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let (place, channel) = (Place::of(&visit, key), Kind::from_word(&word).ok_or(PageError::Invisible));
    let t = visit.text();
    let mut errors = Errors::default();
    if !["yes", "no"].contains(&form.get("given")) {
        errors.add("given", t.text("contact-wish-missing"));
    }
    if form.get("source").is_empty() || form.get("source").chars().count() > 200 {
        errors.add("source", t.text("contact-wish-source-missing"));
    }
    let (at, entries, usable) = (place.clone(), form.clone(), errors.is_empty());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let (channel, subject) = (channel?, contact.record.subject);
            if !usable || !matches!(subject, Subject::Person(_)) {
                return Ok((channel, None));
            }
            let wished = Wished {
                channel,
                given: entries.get("given") == "yes",
                source: entries.get("source").to_owned(),
                recorded_on: stamp.today,
            };
            let change = Change::Wish { wished };
            Ok((channel, Some(outcome(record::apply(tx, stamp, &contact.right, subject, &[change]))?)))
        })
        .await?;
    match &signed.value {
        (channel, Some(Outcome::Made(applied))) => {
            let nothing = applied.changed.is_empty();
            let key = if nothing { "contact-nothing-changed" } else { "contact-field-changed" };
            let what = t.text("record-wish").put("channel", words::kind(&t, *channel)).plain();
            visit.flash(t.text(key).put("field", what).plain());
            Ok(Redirect::to(&place.base()).into_response())
        }
        (channel, _) => page(&signed, &place, *channel, form.get("given"), form.get("source"), &errors),
    }
}
