//! Starting and ending appointments: from a person's page one looks for the organisation, from an organisation's for the
//! person. Neither is ever overwritten.

use super::form::SmallForm;
use super::place::{Contact, Outcome, Place, outcome};
use super::queries;
use super::search::{self, Hit};
use crate::appointment::AppointmentId;
use crate::contact::Subject;
use crate::organisation;
use crate::organisation_names;
use crate::record::{self, Appointed, Change, Conflict};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use store::Tx;
use web::components::{Button, Input, Radios};
use web::{Errors, Form, Frame};

/// The other side of a new appointment, once it is chosen.
#[derive(Clone)]
struct Other {
    key: String,
    name: String,
    /// Roles that exist in that kind of organisation: key and title.
    roles: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "contact_record/find.html")]
struct FindPage {
    frame: Frame,
    base: String,
    search: Input,
    send: Button,
    hits: Vec<Hit>,
    asked: bool,
}

pub(super) async fn ask_start(
    visit: Visit,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, PageError> {
    let place = Place::of(&visit, key);
    let query = Form::parse(query.unwrap_or_default().as_bytes());
    let (at, asked) = (place.clone(), query.clone());
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            if asked.has("other") {
                let found = other(tx, &contact, asked.get("other"))?.ok_or(PageError::Invisible)?;
                return Ok((
                    contact.name(),
                    matches!(contact.record.subject, Subject::Person(_)),
                    Some(found),
                    Vec::new(),
                ));
            }
            let hits = match contact.record.subject {
                Subject::Person(_) => search::organisations(tx, &contact.right, asked.get("q"))?,
                Subject::Organisation(_) => search::people(tx, &contact.right, asked.get("q"))?,
            };
            Ok((contact.name(), matches!(contact.record.subject, Subject::Person(_)), None, hits))
        })
        .await?;
    let (t, (name, is_person, other, hits)) = (signed.text(), &signed.value);
    if let Some(other) = other {
        return start_form(&signed, &place, other, &Form::default(), &Errors::default());
    }
    let label = if *is_person { "contact-find-organisation" } else { "contact-find-person" };
    let search = Input::new("q", t.text(label)).value(query.get("q"));
    FindPage {
        frame: signed.frame(t.text("contact-start-for").put("name", name).plain()).back(place.base()),
        base: place.base(),
        search: match is_person {
            // Whoever takes an offer goes on with it at once.
            true => search.suggests(&t, organisation_names::OPEN).means("other", ""),
            false => search,
        },
        send: Button::primary(t.text("contact-find")),
        hits: hits.clone(),
        asked: !query.get("q").is_empty(),
    }
    .answer()
}

fn other(tx: &mut Tx<'_>, contact: &Contact, key: &str) -> Result<Option<Other>, PageError> {
    let subject = match contact.record.subject {
        Subject::Person(_) => organisation::by_slug(tx, key)?.map(|o| Subject::Organisation(o.id)),
        Subject::Organisation(_) => key.parse().ok().map(Subject::Person),
    };
    let Some(subject) = subject else { return Ok(None) };
    if !record::reaches(tx, &contact.right, subject)? {
        return Ok(None);
    }
    let Some(held) = record::read(tx, subject)? else { return Ok(None) };
    let organisation = match (contact.record.subject, subject) {
        (Subject::Organisation(id), _) | (_, Subject::Organisation(id)) => id,
        _ => return Ok(None),
    };
    let roles = tx.all(
        "SELECT role.key, role.title FROM role JOIN role_organisation_kind rk ON rk.role = role.key
         JOIN organisation o ON o.kind = rk.kind WHERE o.id = ?1 ORDER BY role.title, role.key",
        &[&organisation],
    )?;
    Ok(Some(Other { key: key.to_owned(), name: super::place::name(&held), roles }))
}

fn start_form<T>(
    signed: &Signed<T>,
    place: &Place,
    other: &Other,
    form: &Form,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let mut roles = Radios::new("role", t.text("contact-role"));
    for (key, title) in &other.roles {
        roles = roles.option(key.as_str(), title.as_str());
    }
    let starts_on = match form.has("starts_on") {
        true => form.get("starts_on").to_owned(),
        false => dates::field(signed.actor.today),
    };
    let day = |name: &'static str, label: &'static str, value: &str| {
        let input = Input::new(name, t.text(label)).value(value).width(10).error(errors.of(name));
        input.hint(t.text("contact-day-hint"))
    };
    SmallForm::new(t.text("contact-start-for").put("name", &other.name).plain(), place.base())
        .hidden("other", other.key.as_str())
        .with(roles.value(form.get("role")).error(errors.of("role")))
        .with(day("starts_on", "contact-starts-on", &starts_on))
        .with(day("ends_on", "contact-ends-on-maybe", form.get("ends_on")))
        .show(signed, errors, Button::primary(t.text("contact-start-send")))
}

pub(super) async fn start(visit: Visit, Path(key): Path<String>, form: Form) -> Result<Response, PageError> {
    let (place, t) = (Place::of(&visit, key), visit.text());
    let mut errors = Errors::default();
    let starts_on = day(&form, "starts_on", &t.plain("contact-day-wrong"), &mut errors);
    let ends_on = day(&form, "ends_on", &t.plain("contact-day-wrong"), &mut errors);
    if starts_on.is_none() && form.get("starts_on").is_empty() {
        errors.add("starts_on", t.text("contact-day-wrong"));
    }
    if form.get("role").is_empty() {
        errors.add("role", t.text("contact-role-missing"));
    }
    let (at, entries, usable) = (place.clone(), form.clone(), errors.is_empty());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let found = other(tx, &contact, entries.get("other"))?.ok_or(PageError::Invisible)?;
            let (Some(starts_on), true) = (starts_on, usable) else { return Ok((found, None)) };
            let subject = contact.record.subject;
            let (person, organisation) = match subject {
                Subject::Person(person) => {
                    (person, organisation::by_slug(tx, &found.key)?.ok_or(PageError::Invisible)?.id)
                }
                Subject::Organisation(id) => (found.key.parse().map_err(|_| PageError::Invisible)?, id),
            };
            let role = entries.get("role").to_owned();
            let change =
                Change::Start { appointed: Appointed { person, role, organisation, starts_on, ends_on } };
            let done = outcome(record::apply(tx, stamp, &contact.right, subject, &[change]))?;
            Ok((found, Some(done)))
        })
        .await?;
    match &signed.value {
        (_, Some(Outcome::Made(_))) => {
            visit.flash(t.plain("contact-started"));
            Ok(Redirect::to(&place.base()).into_response())
        }
        (other, done) => {
            if let Some(Outcome::Invalid(invalid)) = done {
                errors.add(invalid.at, invalid.why.to_string());
            }
            start_form(&signed, &place, other, &form, &errors)
        }
    }
}

/// A day that was typed; blank is none.
fn day(form: &Form, name: &str, wrong: &str, errors: &mut Errors) -> Option<Date> {
    let day = dates::typed(form.get(name));
    if day.is_none() && !form.get(name).is_empty() {
        errors.add(name, wrong.to_owned());
    }
    day
}

pub(super) async fn ask_end(
    visit: Visit,
    Path((key, id)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), id.parse::<AppointmentId>().map_err(|_| PageError::Invisible));
    let at = place.clone();
    let signed = visit
        .read(move |tx, actor| {
            let contact = at.open(tx, actor)?;
            let id = id?;
            queries::posts(tx, &contact.record)?.into_iter().find(|p| p.id == id).ok_or(PageError::Invisible)
        })
        .await?;
    let post = &signed.value;
    let on = post.ends_on.unwrap_or(signed.actor.today);
    let before = post.ends_on.map(|d| d.to_string()).unwrap_or_default();
    end_form(&signed, &place, post, (&before, &dates::field(on)), &Errors::default())
}

fn end_form<T>(
    signed: &Signed<T>,
    place: &Place,
    post: &queries::Post,
    (before, on): (&str, &str),
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let what = t.text("contact-post-of").put("role", &post.role).put("other", &post.other).plain();
    SmallForm::new(t.text("contact-end-title").put("what", what).plain(), place.base())
        .lead(t.plain("contact-end-lead"))
        .hidden("before", before)
        .with(
            Input::new("ends_on", t.text("contact-ends-on"))
                .hint(t.text("contact-day-hint"))
                .width(10)
                .value(on)
                .error(errors.of("ends_on")),
        )
        .show(signed, errors, Button::warning(t.text("contact-end-send")))
}

pub(super) async fn end(
    visit: Visit,
    Path((key, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let (place, id) = (Place::of(&visit, key), id.parse::<AppointmentId>().map_err(|_| PageError::Invisible));
    let t = visit.text();
    let mut errors = Errors::default();
    let on = dates::typed(form.get("ends_on"));
    let (at, before) = (place.clone(), form.get("before").parse::<Date>().ok());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let contact = at.open(tx, actor)?;
            let id = id?;
            let posts = queries::posts(tx, &contact.record)?;
            let post = posts.into_iter().find(|p| p.id == id).ok_or(PageError::Invisible)?;
            let Some(on) = on else { return Ok((post, None)) };
            let change = Change::End { id, before, on };
            let done = record::apply(tx, stamp, &contact.right, contact.record.subject, &[change]);
            Ok((post, Some(outcome(done)?)))
        })
        .await?;
    let (post, done) = &signed.value;
    let mut before = form.get("before").to_owned();
    match done {
        Some(Outcome::Made(_)) => {
            visit.flash(t.plain("contact-ended-notice"));
            return Ok(Redirect::to(&place.base()).into_response());
        }
        Some(Outcome::Invalid(invalid)) => errors.add("ends_on", invalid.why.to_string()),
        // One day against another: the same form with the other's day said is choice enough.
        Some(Outcome::Conflict(found)) => {
            let now = match found.as_ref() {
                Conflict::Ending { now, .. } => *now,
                _ => None,
            };
            let day = now.map_or_else(|| t.plain("contact-blank"), |d| dates::day(d, t.lang));
            errors.add("ends_on", t.text("contact-end-meanwhile").put("day", day).plain());
            before = now.map(|d| d.to_string()).unwrap_or_default();
        }
        None => errors.add("ends_on", t.text("contact-day-wrong")),
    }
    end_form(&signed, &place, post, (&before, form.get("ends_on")), &errors)
}
