//! One field: its form, and what becomes of what was typed.

use super::conflict;
use super::form::SmallForm;
use super::place::{Outcome, Place, outcome};
use super::queries::{self, Post};
use crate::record::{self, Change, Conflict, Field, Record, until, words};
use crate::visit::{PageError, Signed, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use web::components::{Button, Input, Radios, Select};
use web::text::Words;
use web::{Errors, Form};

pub(super) async fn ask(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            let field = Field::from_word(contact.record.subject, &word).ok_or(PageError::Invisible)?;
            Ok((contact.record, field))
        })
        .await?;
    let (record, field) = &signed.value;
    let held = record.field(*field).unwrap_or_default();
    let typed = typed_of(*field, held);
    page(&signed, &place, *field, held, &typed, &Errors::default())
}

/// As it is typed into the field: a date by its numbers.
fn typed_of(field: Field, held: &str) -> String {
    match held.parse::<Date>() {
        Ok(day) if field.is_date() => dates::field(day),
        _ => held.to_owned(),
    }
}

fn page<T>(
    signed: &Signed<T>,
    place: &Place,
    field: Field,
    before: &str,
    typed: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let label = words::field(&t, field);
    let title = t.text("contact-change-field").put("field", &label).plain();
    let form = SmallForm::new(title, place.base()).hidden("before", before);
    let form = match field {
        Field::Language => {
            let mut select = Select::new("value", label)
                .option("", t.plain("contact-not-known"))
                .option("en", t.plain("record-english"))
                .option("cy", t.plain("record-welsh"));
            if !["", "en", "cy"].contains(&typed) {
                select = select.option(typed, typed);
            }
            form.with(select.value(typed).error(errors.of("value")))
        }
        _ => {
            let mut input = Input::new("value", label).value(typed).no_spellcheck().error(errors.of("value"));
            if field.is_date() {
                input = input.hint(t.text("contact-day-hint")).width(10);
            }
            form.with(input)
        }
    };
    form.show(signed, errors, Button::primary(t.text("contact-save")))
}

/// What the form came to.
enum Done {
    Ended(Outcome, Option<Box<conflict::Last>>),
    /// The entry names the end of an appointment: one that could end that day.
    EndingTyped(String, Date, Vec<Post>),
}

pub(super) async fn change(
    visit: Visit,
    Path((key, word)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let (at, entries) = (place.clone(), form.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let subject = contact.record.subject;
            let field = Field::from_word(subject, &word).ok_or(PageError::Invisible)?;
            if conflict::keeps_theirs(&entries) {
                return Ok((field, Done::Ended(Outcome::Made(record::Applied::default()), None)));
            }
            if let Some(done) = ending_typed(tx, &contact.record, field, &entries, actor.today)? {
                return Ok((field, done));
            }
            let changes = changes(&contact.record, field, &entries);
            let done = outcome(record::apply(tx, stamp, &contact.right, subject, &changes))?;
            let last = conflict::last(tx, subject, &done)?.map(Box::new);
            Ok((field, Done::Ended(done, last)))
        })
        .await?;
    let (t, (field, done)) = (signed.text(), &signed.value);
    let (before, typed) = (form.get("before"), form.get("value"));
    match done {
        Done::EndingTyped(rest, day, posts) => offer(&signed, &place, &form, (rest, *day), posts),
        Done::Ended(Outcome::Made(applied), _) => {
            visit.flash(said(&t, *field, applied.changed.is_empty(), conflict::keeps_theirs(&form)));
            Ok(Redirect::to(&place.base()).into_response())
        }
        Done::Ended(Outcome::Invalid(invalid), _) => {
            let mut errors = Errors::default();
            errors.add("value", invalid.why.to_string());
            page(&signed, &place, *field, before, typed, &errors)
        }
        Done::Ended(Outcome::Conflict(found), last) => {
            let show = |v: &Option<String>| {
                v.as_deref().map_or_else(|| t.plain("contact-blank"), |v| words::value(&t, *field, v))
            };
            match found.as_ref() {
                Conflict::Field { field: of, now, wanted, .. } if of == field => {
                    let both = conflict::Both {
                        what: words::field(&t, *field),
                        theirs: show(now),
                        mine: show(wanted),
                        before: now.clone().unwrap_or_default(),
                    };
                    conflict::page(&visit, &signed, place.base(), last.as_deref(), both, &form)
                }
                _ => {
                    visit.flash(t.plain("contact-changed-meanwhile"));
                    Ok(Redirect::to(&place.base()).into_response())
                }
            }
        }
    }
}

fn said(t: &Words, field: Field, nothing: bool, theirs: bool) -> String {
    let key = match (theirs, nothing) {
        (true, _) => "contact-kept-theirs",
        (false, true) => "contact-nothing-changed",
        (false, false) => "contact-field-changed",
    };
    t.text(key).put("field", words::field(t, field)).plain()
}

fn changes(record: &Record, field: Field, form: &Form) -> Vec<Change> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let ending = form.get("until").parse().ok().and_then(|id| record.appointment(id).map(|a| (id, a)));
    // "Store as typed" brings the whole entry back.
    let entry = if form.get("until") == "typed" { form.get("typed") } else { form.get("value") };
    let after = match dates::typed(entry) {
        Some(day) if field.is_date() => Some(day.to_string()),
        _ => some(entry),
    };
    let mut all = vec![Change::Field { field, before: some(form.get("before")), after }];
    if let (Some((id, held)), Ok(on)) = (ending, form.get("on").parse()) {
        all.push(Change::End { id, before: held.ends_on, on });
    }
    all
}

/// "Clerk until 31/03/2026" in a name: asks once whether an appointment ends that day.
fn ending_typed(
    tx: &mut store::Tx<'_>,
    record: &Record,
    field: Field,
    form: &Form,
    today: Date,
) -> Result<Option<Done>, PageError> {
    if field.is_date() || field == Field::Language || form.has("until") {
        return Ok(None);
    }
    let Some((rest, day)) = until::find(form.get("value")) else { return Ok(None) };
    let mut posts = queries::posts(tx, record)?;
    posts.retain(|p| p.ends_on.is_none_or(|end| end >= today) && p.starts_on <= day);
    Ok(Some(Done::EndingTyped(rest, day, posts)))
}

fn offer<T>(
    signed: &Signed<T>,
    place: &Place,
    form: &Form,
    (rest, day): (&str, Date),
    posts: &[Post],
) -> Result<Response, PageError> {
    let t = signed.text();
    let on = dates::day(day, t.lang);
    let mut radios = Radios::new("until", t.text("contact-until-legend"));
    for post in posts {
        let words =
            t.text("contact-until-end").put("role", &post.role).put("place", &post.other).put("day", &on);
        radios = radios.option(post.id.to_string(), words.plain());
    }
    radios = radios
        .option("drop", t.plain("contact-until-drop"))
        .option("typed", t.text("contact-until-typed").put("typed", form.get("value")).plain());
    let first = posts.first().map_or("drop".to_owned(), |p| p.id.to_string());
    SmallForm::new(t.plain("contact-until-title"), place.base())
        .lead(t.text("contact-until-lead").put("typed", form.get("value")).put("day", &on).plain())
        .hidden("before", form.get("before"))
        .hidden("typed", form.get("value"))
        .hidden("on", day.to_string())
        .with(radios.value(first))
        .with(Input::new("value", t.text("contact-until-rest")).value(rest).no_spellcheck())
        .show(signed, &Errors::default(), Button::primary(t.text("contact-save")))
}
