use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::Stop;
use crate::components::{Button, Html};
use crate::frame::Frame;
use crate::text::Words;
use crate::{Page as _, Visit};

#[derive(Template)]
#[template(path = "errors/stop.html")]
struct StopPage {
    frame: Frame,
    told: Told,
}

/// What the page says.
struct Told {
    title: String,
    reason: String,
    remedy: String,
    way_out: Button,
    reference: Option<Html>,
}

pub(crate) fn show(visit: &Visit, stop: &Stop) -> Response {
    let told = tell(&visit.words(), stop);
    let mut response = if visit.wants_json() { problem(stop, &told) } else { page(visit, told) };
    *response.status_mut() = stop.status();
    if let Stop::TooMany { wait_seconds } = stop {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*wait_seconds));
    }
    response
}

fn page(visit: &Visit, told: Told) -> Response {
    let frame = visit.frame(told.title.clone());
    StopPage { frame, told }.page().unwrap_or_else(|_| "The page could not be made.".into_response())
}

fn problem(stop: &Stop, told: &Told) -> Response {
    let detail = format!("{} {}", told.reason, told.remedy);
    let body = json!({ "type": "about:blank", "title": told.title, "status": stop.status().as_u16(), "detail": detail.trim() });
    ([(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

fn tell(t: &Words, stop: &Stop) -> Told {
    let home = || Button::link(t.text("stop-home"), "/");
    let plain = |title: &str, reason: &str, remedy: &str| Told {
        title: t.plain(title),
        reason: t.plain(reason),
        remedy: t.plain(remedy),
        way_out: home(),
        reference: None,
    };
    match stop {
        Stop::NotFound => plain("stop-not-found", "stop-not-found-reason", "stop-not-found-remedy"),
        Stop::Method => plain("stop-method", "stop-method-reason", "stop-method-remedy"),
        Stop::TooLarge => plain("stop-large", "stop-large-reason", "stop-large-remedy"),
        Stop::NotAForm => plain("stop-kind", "stop-kind-reason", "stop-kind-remedy"),
        Stop::StaleForm => plain("stop-stale", "stop-stale-reason", "stop-stale-remedy"),
        Stop::CrossSite => plain("stop-cross", "stop-cross-reason", "stop-cross-remedy"),
        Stop::TooSlow => plain("stop-slow", "stop-slow-reason", "stop-slow-remedy"),
        Stop::Unavailable => plain("stop-unavailable", "stop-unavailable-reason", "stop-unavailable-remedy"),
        Stop::TooMany { wait_seconds } => Told {
            remedy: t.text("stop-many-remedy").put("minutes", wait_seconds.div_ceil(60)).plain(),
            ..plain("stop-many", "stop-many-reason", "stop-many")
        },
        Stop::Fault(reference) => Told {
            reference: Some(t.text("stop-fault-reference").put("reference", reference).markup()),
            ..plain("stop-fault", "stop-fault-reason", "stop-fault-remedy")
        },
        Stop::Refused(refused) => Told {
            title: if refused.title.is_empty() { t.plain("stop-refused") } else { refused.title.clone() },
            reason: refused.reason.clone(),
            remedy: refused.remedy.clone(),
            way_out: refused.link.as_ref().map_or_else(home, |(words, href)| Button::link(words, href)),
            reference: None,
        },
    }
}
