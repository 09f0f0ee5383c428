//! One field, one page.

use super::place::{Made, Parts, Place};
use crate::contact_record::{self, Both, Last, Outcome, SmallForm, keeps_theirs};
use crate::field_policy::{May, What};
use crate::record::{Applied, Change, Conflict, Field, words};
use crate::visit::{PageError, Signed, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use web::components::{Button, Input, Select, Textarea};
use web::{Errors, Form};

/// The field in the address, if this record has it and it may be changed here.
fn which(parts: &Parts, opened: &super::place::Opened) -> Result<(Field, May), PageError> {
    let word = parts.get("field").map(String::as_str).unwrap_or_default();
    let field = Field::from_word(opened.record.subject, word).ok_or(PageError::Invisible)?;
    Ok((field, opened.may(What::Field(field))?))
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let place = Place::of(&visit, &parts);
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let opened = at.open(tx, actor)?;
            let (field, may) = which(&parts, &opened)?;
            Ok((field, may, opened.record.field(field).unwrap_or_default().to_owned()))
        })
        .await?;
    let (field, may, held) = &signed.value;
    let typed = match held.parse::<Date>() {
        Ok(day) if field.is_date() => dates::field(day),
        _ => held.clone(),
    };
    page(&signed, &place, (*field, *may), (held, &typed, ""), &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    (field, may): (Field, May),
    (before, typed, why): (&str, &str, &str),
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let label = words::field(&t, field);
    let title = t.text("own-change").put("what", &label).plain();
    let mut form = SmallForm::new(title, place.base()).hidden("before", before);
    form = match field {
        Field::Language => {
            let select = Select::new("value", label)
                .option("", t.plain("own-not-known"))
                .option("en", t.plain("record-english"))
                .option("cy", t.plain("record-welsh"));
            form.with(select.value(typed).error(errors.of("value")))
        }
        _ => {
            let input = Input::new("value", label).value(typed).no_spellcheck().error(errors.of("value"));
            form.with(if field.is_date() { input.hint(t.text("own-day-hint")).width(10) } else { input })
        }
    };
    let (form, send) = reasons(signed, form, may, why, errors);
    form.show(signed, errors, send)
}

/// Where the centre decides, a word on why; and the button that says which of the two it is.
pub(super) fn reasons<T>(
    signed: &Signed<T>,
    form: SmallForm,
    may: May,
    why: &str,
    errors: &Errors,
) -> (SmallForm, Button) {
    let t = signed.text();
    if may != May::Propose {
        return (form, Button::primary(t.text("own-save")));
    }
    let words = Textarea::new("why", t.text("own-why")).hint(t.text("own-why-hint")).rows(3);
    let form = form.lead(t.plain("own-proposal-lead")).with(words.value(why).error(errors.of("why")));
    (form, Button::primary(t.text("own-propose")))
}

pub(super) async fn change(
    visit: Visit,
    Path(parts): Path<Parts>,
    form: Form,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, &parts);
    let (at, entries) = (place.clone(), form.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let opened = at.open(tx, actor)?;
            let (field, may) = which(&parts, &opened)?;
            if keeps_theirs(&entries) {
                return Ok(((field, may), Made::Came(Outcome::Made(Applied::default())), None));
            }
            let made = opened.make(
                tx,
                stamp,
                actor,
                (What::Field(field), wanted(field, &entries)),
                entries.get("why"),
            )?;
            let last = match &made {
                Made::Came(came) => contact_record::last_entry(tx, opened.record.subject, came)?,
                _ => None,
            };
            Ok(((field, may), made, last))
        })
        .await?;
    let ((field, may), made, last) = &signed.value;
    let mut errors = Errors::default();
    match made {
        Made::Came(Outcome::Invalid(invalid)) => errors.add("value", invalid.why.to_string()),
        Made::WordsMissing => errors.add("why", signed.text().text("own-why-missing")),
        Made::Came(Outcome::Conflict(found)) => {
            return conflict(&visit, &signed, &place, *field, found, last.as_ref(), &form);
        }
        Made::Proposed | Made::Came(Outcome::Made(_)) => {
            let what = words::field(&signed.text(), *field);
            said(&visit, &signed, &what, made, &form);
            return Ok(Redirect::to(&place.base()).into_response());
        }
    }
    let entered = (form.get("before"), form.get("value"), form.get("why"));
    page(&signed, &place, (*field, *may), entered, &errors)
}

/// The sentence on the page that follows.
pub(super) fn said<T>(visit: &Visit, signed: &Signed<T>, what: &str, made: &Made, form: &Form) {
    let key = match made {
        Made::Proposed => "own-proposed",
        _ if keeps_theirs(form) => "own-kept-theirs",
        Made::Came(Outcome::Made(applied)) if applied.changed.is_empty() => "own-nothing-changed",
        _ => "own-changed",
    };
    visit.flash(signed.text().text(key).put("what", what).plain());
}

fn wanted(field: Field, form: &Form) -> Change {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let after = match dates::typed(form.get("value")) {
        Some(day) if field.is_date() => Some(day.to_string()),
        _ => some(form.get("value")),
    };
    Change::Field { field, before: some(form.get("before")), after }
}

fn conflict<T>(
    visit: &Visit,
    signed: &Signed<T>,
    place: &Place,
    field: Field,
    found: &Conflict,
    last: Option<&Last>,
    form: &Form,
) -> Result<Response, PageError> {
    let t = signed.text();
    let Conflict::Field { now, wanted, .. } = found else {
        visit.flash(t.plain("own-changed-meanwhile"));
        return Ok(Redirect::to(&place.base()).into_response());
    };
    let show = |v: &Option<String>| {
        v.as_deref().map_or_else(|| t.plain("own-blank"), |v| words::value(&t, field, v))
    };
    let both = Both {
        what: words::field(&t, field),
        theirs: show(now),
        mine: show(wanted),
        before: now.clone().unwrap_or_default(),
    };
    contact_record::both_values(visit, signed, place.base(), last, both, form)
}
