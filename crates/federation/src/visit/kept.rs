//! What was typed outlives the session. When a form arrives and the session has ended, its entries are sealed into the
//! sign-in page; after signing in the same person sees that they are kept and goes on with one press. Nothing is sent
//! again without that press, nothing is stored, and passwords are left out: they are typed again.

use super::error::SignInFirst;
use super::{App, Gate, PageError, Visit};
use crate::account::AccountId;
use crate::sealing;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use web::Form;

const PURPOSE: &str = "kept form";
/// A sealed form travels in the sign-in page; larger ones would not fit.
const MOST: usize = 96 * 1024;
const VALID: SignedDuration = SignedDuration::from_hours(12);

/// A form that waits for its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Where it was sent.
    pub path: String,
    pub entries: Vec<(String, String)>,
    /// Whose session it was, when that is known. Another person never gets to see it.
    pub account: Option<AccountId>,
    pub at: Timestamp,
}

impl Kept {
    pub fn sealed(&self, app: &App) -> Option<String> {
        let plain = serde_json::to_vec(self).ok()?;
        let sealed = app.secret.seal(PURPOSE, &plain).ok()?;
        (sealed.len() <= MOST).then(|| sealing::hex(&sealed))
    }

    /// What a sign-in form brought back; none when it is old or was not sealed here.
    pub fn open(app: &App, sealed: &str) -> Option<Self> {
        let plain = app.secret.open(PURPOSE, &sealing::unhex(sealed)?).ok()?;
        let kept: Self = serde_json::from_slice(&plain).ok()?;
        (app.clock.now().duration_since(kept.at) < VALID).then_some(kept)
    }

    /// Whether this person may see it: the one whose session ended.
    pub fn belongs_to(&self, account: AccountId) -> bool {
        self.account == Some(account)
    }
}

/// Answers a form whose session has ended with the sign-in page that keeps it.
pub async fn keep_what_was_typed(State(app): State<App>, request: Request, next: Next) -> Response {
    if *request.method() != Method::POST || !is_form(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, app.site().form_limit).await else {
        return PageError::Stop(web::Stop::TooLarge).into_response();
    };
    let Ok(visit) = Visit::from_request_parts(&mut parts, &app).await;
    let path = parts.uri.path().to_owned();
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let Some(first) = response.extensions().get::<SignInFirst>() else { return response };
    let form = Form::parse(&bytes);
    let entries = form
        .entries()
        .filter(|(name, _)| !name.contains("password"))
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    let kept = Kept { path, entries: entries.collect(), account: first.account, at: app.clock.now() };
    match kept.sealed(&app).filter(|_| first.account.is_some()) {
        Some(sealed) => {
            Gate::keeping(&visit, sealed).show(&visit).unwrap_or_else(IntoResponse::into_response)
        }
        None => response,
    }
}

fn is_form(request: &Request) -> bool {
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}
