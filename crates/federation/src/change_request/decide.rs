//! One request: what stands now, what is proposed, and the decision.

use super::acts::{self, Decided};
use super::mine::state;
use super::pieces::{Piece, piece, taken};
use super::queries::{self, Request, RequestId};
use super::queue::age;
use crate::access::{self, Actor, ManageContacts, Right};
use crate::contact::Subject;
use crate::record::{self, Change, Record, RecordError};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Tag, Textarea};
use web::{Errors, Form, Frame, Refused, Stop};

#[derive(Template)]
#[template(path = "change_request/decide.html")]
struct DecidePage {
    frame: Frame,
    id: RequestId,
    state: Tag,
    lead: String,
    href: String,
    words: String,
    pieces: Vec<Piece>,
    /// None: decided already, by whom and why.
    approve: Option<Button>,
    reason: Textarea,
    reject: Button,
    decided: Option<String>,
    because: Option<String>,
}

fn opened(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: &str,
) -> Result<(Right<ManageContacts>, Request, Record), PageError> {
    let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
    let id: RequestId = id.parse().map_err(|_| PageError::Invisible)?;
    let request = queries::one(tx, id)?.ok_or(PageError::Invisible)?;
    if !record::reaches(tx, &right, request.subject)? {
        return Err(PageError::Invisible);
    }
    let record = record::read(tx, request.subject)?.ok_or(PageError::Invisible)?;
    Ok((right, request, record))
}

pub(super) fn stop(error: RecordError) -> PageError {
    match error {
        RecordError::Invisible => PageError::Invisible,
        RecordError::Refused(refused) => {
            PageError::Stop(Stop::Refused(Refused { reason: refused.to_string(), ..Refused::default() }))
        }
        error => error.into(),
    }
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let (_, request, record) = opened(tx, actor, &id)?;
            Ok((request, record))
        })
        .await?;
    let (request, record) = &signed.value;
    page(&visit, &signed, request, record, None, &Errors::default())
}

fn page<T>(
    visit: &Visit,
    signed: &Signed<T>,
    request: &Request,
    record: &Record,
    typed: Option<&Form>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let (t, zone) = (signed.text(), &visit.app().zone);
    let from = t.text("request-from").put("who", &request.by_name).put("place", &request.organisation_name);
    let waits = request.outcome.is_none();
    let mut pieces = Vec::new();
    for (n, change) in request.changes.iter().enumerate() {
        pieces.push(piece(&t, n, change, record, waits, typed, errors)?);
    }
    let decided = request.outcome.as_ref().map(|o| {
        let on = dates::day_of(o.at, zone, t.lang);
        t.text("request-decided").put("who", &o.by_name).put("day", on).plain()
    });
    DecidePage {
        frame: signed
            .frame(t.text("request-title").put("name", &request.name).plain())
            .under([(t.plain("request-queue").as_str(), "/contacts/requests")])
            .errors(errors),
        id: request.id,
        state: state(&t, request),
        lead: format!("{} · {}", from.plain(), age(&t, signed.actor.today, request.at, zone)),
        href: match (request.subject, &request.slug) {
            (Subject::Person(person), _) => format!("/contacts/people/{person}"),
            (_, slug) => format!("/contacts/organisations/{}", slug.as_deref().unwrap_or_default()),
        },
        words: request.words.clone(),
        pieces,
        approve: waits.then(|| Button::primary(t.text("request-approve"))),
        reason: Textarea::new("reason", t.text("request-reason"))
            .hint(t.text("request-reason-hint"))
            .rows(3)
            .value(typed.map_or("", |f| f.get("reason")))
            .error(errors.of("reason")),
        reject: Button::warning(t.text("request-reject")),
        decided,
        because: request.outcome.as_ref().and_then(|o| o.reason.clone()),
    }
    .answer()
}

enum Came {
    Decided(Decided),
    Again,
}

pub(super) async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let t = visit.text();
    let (wrong, none) = (t.plain("request-day-wrong"), t.plain("request-take-none"));
    let meanwhile = t.plain("request-meanwhile");
    let entries = form.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, request, record) = opened(tx, actor, &id)?;
            let mut errors = Errors::default();
            let taken = taken(&entries, &request, &mut errors, &wrong);
            if taken.is_empty() && request.outcome.is_none() {
                errors.add("", none);
            }
            for (at, change) in &taken {
                match record::would(&record, std::slice::from_ref(change), stamp) {
                    Err(RecordError::Invalid(invalid)) => errors.add(at.as_str(), invalid.why.to_string()),
                    Err(RecordError::Conflict(_)) => errors.add(at.as_str(), meanwhile.as_str()),
                    _ => {}
                }
            }
            if !errors.is_empty() && request.outcome.is_none() {
                return Ok((request, record, Came::Again, errors));
            }
            let changes: Vec<Change> = taken.into_iter().map(|(_, change)| change).collect();
            match acts::approve(tx, stamp, &right, request.id, &changes) {
                Ok(decided) => Ok((request, record, Came::Decided(decided), errors)),
                // Alone each will do, together they will not: the first field says why.
                Err(RecordError::Invalid(invalid)) => {
                    errors.add("", invalid.why.to_string());
                    Ok((request, record, Came::Again, errors))
                }
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    finish(&visit, &signed, &form, "request-is-approved")
}

pub(super) async fn reject(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let t = visit.text();
    let reason = form.get("reason").to_owned();
    let missing = t.plain("request-reason-missing");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, request, record) = opened(tx, actor, &id)?;
            let mut errors = Errors::default();
            if (reason.is_empty() || reason.chars().count() > 2000) && request.outcome.is_none() {
                errors.add("reason", missing);
                return Ok((request, record, Came::Again, errors));
            }
            let decided = acts::reject(tx, stamp, &right, request.id, &reason).map_err(stop)?;
            Ok((request, record, Came::Decided(decided), errors))
        })
        .await?;
    finish(&visit, &signed, &Form::default(), "request-is-rejected")
}

fn finish(
    visit: &Visit,
    signed: &Signed<(Request, Record, Came, Errors)>,
    form: &Form,
    done: &'static str,
) -> Result<Response, PageError> {
    let (request, record, came, errors) = &signed.value;
    let key = match came {
        Came::Decided(Decided::Done) => done,
        Came::Decided(Decided::Already) => "request-already",
        Came::Again => {
            // Rejecting sends no fields: those of the proposal are shown as they were.
            let typed = Some(form).filter(|f| f.entries().next().is_some());
            return page(visit, signed, request, record, typed, errors);
        }
    };
    visit.flash(signed.text().text(key).put("name", &request.name).plain());
    Ok(Redirect::to("/contacts/requests").into_response())
}
