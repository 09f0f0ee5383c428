//! The page on which a unit proposes a change about one of its members.

use super::acts;
use super::entries::{self, Seen, Typed};
use crate::access::{self, Actor, ReadMembers, Right};
use crate::contact::Subject;
use crate::person::PersonId;
use crate::record::{self, Change, Record, RecordError};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Html, Textarea};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "change_request/propose.html")]
struct ProposePage {
    frame: Frame,
    seen: String,
    fields: Html,
    words: Textarea,
    send: Button,
}

/// The member, if they are one where the right reaches.
fn member(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &str,
    person: &str,
) -> Result<(Right<ReadMembers>, Record), PageError> {
    let organisation = access::visible_organisation_by_slug(tx, actor, slug)?.ok_or(PageError::Invisible)?;
    let right = access::right::<ReadMembers>(tx, actor, organisation.id)?;
    let person: PersonId = person.parse().map_err(|_| PageError::Invisible)?;
    if !acts::is_ours(tx, &right, person)? {
        return Err(PageError::Invisible);
    }
    let record = record::read(tx, Subject::Person(person))?.ok_or(PageError::Invisible)?;
    Ok((right, record))
}

pub(super) async fn ask(
    visit: Visit,
    Path((slug, person)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let back = format!("/organisations/{slug}/members/{person}");
    let signed = visit.read(move |tx, actor| Ok(member(tx, actor, &slug, &person)?.1)).await?;
    let seen = Seen::of(&signed.value, signed.actor.today);
    page(&signed, &back, &seen, None, &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    back: &str,
    seen: &Seen,
    typed: Option<&Form>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let words = Textarea::new("words", t.text("request-words")).hint(t.text("request-words-hint")).rows(3);
    ProposePage {
        frame: signed.frame(t.plain("request-propose")).back(back).errors(errors),
        seen: serde_json::to_string(seen)?,
        fields: entries::fields(&t, seen, typed, errors),
        words: words.value(typed.map_or("", |f| f.get("words"))).error(errors.of("words")),
        send: Button::primary(t.text("request-send")),
    }
    .answer()
}

pub(super) async fn send(
    visit: Visit,
    Path((slug, person)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let back = format!("/organisations/{slug}/members/{person}");
    let t = visit.text();
    let seen: Option<Seen> = serde_json::from_str(form.get("seen")).ok();
    let (shown, entries) = (seen.clone(), form.clone());
    let (nothing, changed_since) = (t.plain("request-nothing"), t.plain("request-changed-since"));
    let missing = t.plain("request-words-missing");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, record) = member(tx, actor, &slug, &person)?;
            let mut errors = Errors::default();
            let Some(seen) = shown else { return Ok((record, None, errors)) };
            let typed = entries::read(&entries, &seen, actor.today);
            for Typed { at, change } in &typed {
                match record::would(&record, std::slice::from_ref(change), stamp) {
                    Ok(_) => {}
                    Err(RecordError::Invalid(invalid)) => {
                        errors.add(field_of(at, invalid.at), invalid.why.to_string());
                    }
                    Err(RecordError::Conflict(_)) => errors.add(at.as_str(), changed_since.as_str()),
                    Err(error) => return Err(error.into()),
                }
            }
            if typed.is_empty() {
                errors.add("", nothing);
            }
            let words = entries.get("words");
            if words.is_empty() || words.chars().count() > 2000 {
                errors.add("words", missing);
            }
            if !errors.is_empty() {
                return Ok((record, None, errors));
            }
            let changes: Vec<Change> = typed.into_iter().map(|t| t.change).collect();
            let Subject::Person(person) = record.subject else { return Err(PageError::Invisible) };
            let id = acts::propose(tx, stamp, &right, person, &changes, words)?;
            Ok((record, Some(id), errors))
        })
        .await?;
    let (record, made, errors) = &signed.value;
    if made.is_some() {
        visit.flash(t.plain("request-sent"));
        return Ok(Redirect::to(&back).into_response());
    }
    let seen = seen.unwrap_or_else(|| Seen::of(record, signed.actor.today));
    page(&signed, &back, &seen, Some(&form), errors)
}

/// The part that will not do stands under the prefix of its point.
fn field_of(at: &str, part: &str) -> String {
    match at.strip_suffix("-value") {
        Some(prefix) if part == "postcode" => format!("{prefix}-postcode"),
        _ => at.to_owned(),
    }
}
