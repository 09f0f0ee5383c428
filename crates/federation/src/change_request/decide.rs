//! One request: what stands now, what is proposed, and the decision.

use super::acts::{self, Decided};
use super::entries;
use super::mine::state;
use super::queries::{self, Request, RequestId};
use super::queue::age;
use crate::access::{self, Actor, ManageContacts, Right};
use crate::contact::Subject;
use crate::record::{self, Change, Point, Record, RecordError, words};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Checkboxes, Html, Input, Tag, Textarea};
use web::text::Words;
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

/// One change: how it is now, how it would be, the fields to edit it.
struct Piece {
    line: words::Line,
    /// What stands now, where that is no longer what the unit saw.
    since: Option<String>,
    hidden: (String, String),
    fields: Html,
}

fn opened(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: &str,
) -> Result<(Right<ManageContacts>, Request, Record), PageError> {
    let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
    let id: RequestId = id.parse().map_err(|_| PageError::Invisible)?;
    let request = queries::one(tx, id)?.ok_or(PageError::Invisible)?;
    let subject = Subject::Person(request.person);
    if !record::reaches(tx, &right, subject)? {
        return Err(PageError::Invisible);
    }
    let record = record::read(tx, subject)?.ok_or(PageError::Invisible)?;
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
            .frame(t.text("request-title").put("name", &request.person_name).plain())
            .under([(t.plain("request-queue").as_str(), "/contacts/requests")])
            .errors(errors),
        id: request.id,
        state: state(&t, request),
        lead: format!("{} · {}", from.plain(), age(&t, signed.actor.today, request.at, zone)),
        href: format!("/contacts/people/{}", request.person),
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

fn piece(
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
fn taken(form: &Form, request: &Request, errors: &mut Errors, wrong: &str) -> Vec<(String, Change)> {
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
    visit.flash(signed.text().text(key).put("name", &request.person_name).plain());
    Ok(Redirect::to("/contacts/requests").into_response())
}
