//! What somebody proposed, and what became of it.

use super::acts;
use super::queries::{self, Request, RequestId};
use super::queue::age;
use crate::acting::PersonId;
use crate::contact::Subject;
use crate::record::words::{Line, line};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Tag};
use web::text::Words;
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "change_request/mine.html")]
struct MinePage {
    frame: Frame,
    requests: Vec<Mine>,
}

struct Mine {
    name: String,
    href: String,
    when: String,
    words: String,
    state: Tag,
    lines: Vec<Line>,
    outcome: Option<String>,
    reason: Option<String>,
    withdraw: Option<(String, Button)>,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let signed = visit.read(|tx, actor| Ok(queries::of_proposer(tx, actor.person)?)).await?;
    let t = signed.text();
    MinePage {
        frame: signed.frame(t.plain("request-mine")),
        requests: signed.value.iter().map(|r| mine(&t, &visit, &signed, r)).collect(),
    }
    .answer()
}

/// How a request stands, as a tag.
pub(super) fn state(t: &Words, request: &Request) -> Tag {
    let (key, colour) = match request.outcome.as_ref().map(|o| o.word.as_str()) {
        None => ("request-waiting", "blue"),
        Some("approved") => ("request-approved", "green"),
        Some("edited") => ("request-edited", "green"),
        Some("rejected") => ("request-rejected", "red"),
        Some(_) => ("request-withdrawn", "grey"),
    };
    Tag::new(t.text(key), colour)
}

/// Where whoever proposed it sees what it is about.
fn href(me: PersonId, request: &Request) -> String {
    match request.subject {
        Subject::Person(person) if person == me => "/account/details".to_owned(),
        Subject::Person(person) => {
            format!("/organisations/{}/members/{person}", request.organisation_slug)
        }
        Subject::Organisation(_) => {
            format!("/organisation/{}", request.slug.as_deref().unwrap_or_default())
        }
    }
}

fn mine<T>(t: &Words, visit: &Visit, signed: &Signed<T>, request: &Request) -> Mine {
    let zone = &visit.app().zone;
    // What was made of it says more than what was proposed, once it is decided so.
    let lines = match &request.outcome {
        Some(o) if o.word == "edited" => o.changed.iter().map(|c| line(t, c)).collect(),
        _ => request.changes.iter().map(|c| line(t, &c.as_changed())).collect(),
    };
    let outcome = request.outcome.as_ref().map(|o| {
        let on = dates::day_of(o.at, zone, t.lang);
        t.text("request-decided").put("who", &o.by_name).put("day", on).plain()
    });
    let press = || Button::secondary(t.text("request-withdraw").put("name", &request.name));
    Mine {
        name: request.name.clone(),
        href: href(signed.actor.person, request),
        when: age(t, signed.actor.today, request.at, zone),
        words: request.words.clone(),
        state: state(t, request),
        lines,
        outcome,
        reason: request.outcome.as_ref().and_then(|o| o.reason.clone()),
        withdraw: request
            .outcome
            .is_none()
            .then(|| (format!("/requests/{}/withdrawal", request.id), press())),
    }
}

pub(super) async fn withdraw(
    visit: Visit,
    Path(id): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let id: RequestId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .act(move |tx, actor, stamp| acts::withdraw(tx, stamp, actor.person, id).map_err(super::decide::stop))
        .await?;
    let key = match signed.value {
        acts::Decided::Done => "request-is-withdrawn",
        acts::Decided::Already => "request-already",
    };
    visit.flash(signed.text().plain(key));
    Ok(Redirect::to("/requests").into_response())
}
