//! `POST /hooks/bounces`: the body is the report as it came, message/rfc822.

use super::take as take_message;
use crate::acting::Door;
use crate::bounce::{MOST_BYTES, Outcome};
use crate::visit::{App, Visit};
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use web::Stop;

/// Answers in plain words: a mail server's log is where they are read.
pub(super) async fn take(State(app): State<App>, visit: Visit, request: Request<Body>) -> Response {
    let Some(secret) = app.settings.bounces.hook_secret.clone() else {
        return Stop::NotFound.into_response();
    };
    visit.web().proven_otherwise();
    if let Err(seconds) = app.calls().count(caller(&app, visit.place()), app.clock.now()) {
        let wait = [(header::RETRY_AFTER, seconds.to_string())];
        return (StatusCode::TOO_MANY_REQUESTS, wait, "Too many calls. Try again later.\n").into_response();
    }
    if !knows(&app, &secret, request.headers()) {
        return said(StatusCode::FORBIDDEN, "Send the hook's secret as \"Authorization: Bearer …\".\n");
    }
    let Ok(body) = to_bytes(request.into_body(), MOST_BYTES).await else {
        return said(StatusCode::PAYLOAD_TOO_LARGE, "A report is at most 10 MB.\n");
    };
    match take_message(&app, Door::Api, body.to_vec()).await {
        Ok(Outcome::Noted { .. }) => said(StatusCode::OK, "Noted.\n"),
        Ok(Outcome::Before) => said(StatusCode::OK, "It was noted before.\n"),
        Ok(Outcome::NotABounce) => said(StatusCode::OK, "This is no report of mail that came back.\n"),
        Ok(Outcome::NotOurs) => said(StatusCode::OK, "It speaks of no mail of ours.\n"),
        Err(error) => {
            tracing::error!(%error, "a report of mail that came back cannot be noted");
            said(StatusCode::SERVICE_UNAVAILABLE, "It cannot be noted now. Try again later.\n")
        }
    }
}

fn said(status: StatusCode, words: &'static str) -> Response {
    (status, words).into_response()
}

/// Tries are counted for a place, whether the secret was right or not.
fn caller(app: &App, place: &str) -> [u8; 16] {
    let hash = app.secret.keyed_hash("caller of the hook for bounces", place.as_bytes());
    let mut caller = [0; 16];
    caller.copy_from_slice(&hash[..16]);
    caller
}

/// Compares keyed hashes: how long it takes tells nothing of how much was right.
fn knows(app: &App, secret: &str, headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let sent = sent.and_then(|v| v.strip_prefix("Bearer ")).unwrap_or_default();
    let hash = |text: &str| app.secret.keyed_hash("secret of the hook for bounces", text.as_bytes());
    hash(sent.trim()) == hash(secret)
}
