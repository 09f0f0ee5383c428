//! What a program is told when it cannot have what it asked for: problem details (RFC 9457).

use crate::access::{Denied, GrantRefused};
use crate::appointment::AppointmentError;
use crate::journal::JournalError;
use crate::record::{Conflict, Invalid, RecordError};
use crate::sealing::SealingError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use std::error::Error;
use store::StoreError;
use web::{Refused, Stop};

#[derive(Debug)]
pub enum Problem {
    /// One of the stock answers, which the guard puts into words.
    Stop(Stop),
    Said(Box<Said>),
}

#[derive(Debug)]
pub struct Said {
    status: StatusCode,
    detail: String,
    /// Where in the request (a JSON pointer, or the name of a parameter), and what is wrong there.
    errors: Vec<(String, String)>,
    /// What was seen, what is there now, what is wanted.
    conflict: Option<Value>,
    /// For `WWW-Authenticate` (RFC 6750).
    challenge: Option<String>,
}

impl Problem {
    fn said(status: StatusCode, detail: impl Into<String>) -> Said {
        Said { status, detail: detail.into(), errors: Vec::new(), conflict: None, challenge: None }
    }

    fn of(said: Said) -> Self {
        Problem::Said(Box::new(said))
    }

    pub fn not_found() -> Self {
        Problem::Stop(Stop::NotFound)
    }

    pub fn too_many(wait_seconds: u64) -> Self {
        Problem::Stop(Stop::TooMany { wait_seconds })
    }

    /// No token, or none that opens anything.
    pub fn unauthorised(detail: &str) -> Self {
        let challenge = Some("Bearer".to_owned());
        Self::of(Said { challenge, ..Self::said(StatusCode::UNAUTHORIZED, detail) })
    }

    pub fn scope_missing(scope: &str) -> Self {
        let detail = format!("The token has not the scope {scope}. Make one that has it under Your account.");
        let challenge = Some(format!("Bearer error=\"insufficient_scope\", scope=\"{scope}\""));
        Self::of(Said { challenge, ..Self::said(StatusCode::FORBIDDEN, detail) })
    }

    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::of(Self::said(StatusCode::BAD_REQUEST, detail))
    }

    /// A parameter of the address will not do.
    pub fn parameter(name: &str, why: impl Into<String>) -> Self {
        let why = why.into();
        let detail = format!("{name}: {why}");
        Self::of(Said { errors: vec![(name.to_owned(), why)], ..Self::said(StatusCode::BAD_REQUEST, detail) })
    }

    /// A parameter of the address can be read, and means nothing here: a cursor of another list, a place that is not there.
    pub fn meaningless(name: &str, why: impl Into<String>) -> Self {
        let why = why.into();
        let detail = format!("{name}: {why}");
        let said = Self::said(StatusCode::UNPROCESSABLE_ENTITY, detail);
        Self::of(Said { errors: vec![(name.to_owned(), why)], ..said })
    }

    pub fn not_json() -> Self {
        Self::of(Self::said(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json."))
    }

    pub fn too_large() -> Self {
        Problem::Stop(Stop::TooLarge)
    }

    /// Readable, and will not do.
    pub fn unprocessable(at: &str, why: impl Into<String>) -> Self {
        let why = why.into();
        let errors = if at.is_empty() { Vec::new() } else { vec![(at.to_owned(), why.clone())] };
        Self::of(Said { errors, ..Self::said(StatusCode::UNPROCESSABLE_ENTITY, why) })
    }

    fn conflict(conflict: &Conflict) -> Self {
        let conflict = match conflict {
            Conflict::Field { field, seen, now, wanted } => {
                json!({ "field": field.word(), "seen": seen, "now": now, "wanted": wanted })
            }
            Conflict::Ending { seen, now, wanted, .. } => {
                json!({ "field": "ends_on", "seen": seen, "now": now, "wanted": wanted })
            }
            Conflict::Point { seen, now, wanted, .. } => {
                json!({ "field": "point", "seen": seen, "now": now, "wanted": wanted })
            }
            Conflict::Note { now, wanted, .. } => json!({ "field": "note", "now": now, "wanted": wanted }),
            Conflict::Membership { .. } => json!({ "field": "membership" }),
        };
        Self::at_odds(conflict)
    }

    /// Somebody was quicker: what was seen, what stands there now, what is wanted.
    pub fn quicker(field: &str, seen: &Value, now: &Value, wanted: &Value) -> Self {
        Self::at_odds(json!({ "field": field, "seen": seen, "now": now, "wanted": wanted }))
    }

    fn at_odds(conflict: Value) -> Self {
        let detail = "Somebody else changed this meanwhile. Nothing was written.";
        Self::of(Said { conflict: Some(conflict), ..Self::said(StatusCode::CONFLICT, detail) })
    }

    fn refused(reason: String, remedy: String) -> Self {
        Problem::Stop(Stop::Refused(Refused { reason, remedy, ..Refused::default() }))
    }

    /// Our own fault: logged under a reference that the answer has too.
    fn fault(error: &dyn Error) -> Self {
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(deeper) = source {
            words = format!("{words}: {deeper}");
            source = deeper.source();
        }
        Problem::Stop(Stop::fault(words))
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        if error.is_busy() { Problem::Stop(Stop::Unavailable) } else { Self::fault(&error) }
    }
}

impl From<JournalError> for Problem {
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Store(error) => error.into(),
            other => Self::fault(&other),
        }
    }
}

impl From<SealingError> for Problem {
    fn from(error: SealingError) -> Self {
        Self::fault(&error)
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Invisible => Self::not_found(),
            Denied::Refused(refusal) => Self::refused(refusal.reason(), refusal.remedy()),
            Denied::Store(error) => error.into(),
        }
    }
}

impl From<GrantRefused> for Problem {
    fn from(refused: GrantRefused) -> Self {
        Self::refused(refused.to_string(), String::new())
    }
}

impl From<Invalid> for Problem {
    fn from(invalid: Invalid) -> Self {
        Self::unprocessable(invalid.at, invalid.why.to_string())
    }
}

impl From<RecordError> for Problem {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Invisible => Self::not_found(),
            RecordError::Conflict(conflict) => Self::conflict(&conflict),
            RecordError::Invalid(invalid) => invalid.into(),
            RecordError::Refused(refused) => refused.into(),
            RecordError::Store(error) => error.into(),
            RecordError::Journal(error) => error.into(),
            RecordError::Appointment(AppointmentError::Store(error)) => error.into(),
            other => Self::fault(&other),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let said = match self {
            Problem::Stop(stop) => return stop.into_response(),
            Problem::Said(said) => *said,
        };
        let mut body = json!({
            "type": "about:blank",
            "title": said.status.canonical_reason().unwrap_or_default(),
            "status": said.status.as_u16(),
            "detail": said.detail,
        });
        if !said.errors.is_empty() {
            let errors = said.errors.iter().map(|(at, why)| json!({ "at": at, "detail": why }));
            body["errors"] = errors.collect();
        }
        if let Some(conflict) = said.conflict {
            body["conflict"] = conflict;
        }
        let mut response = (
            said.status,
            // Said to be complete, so that the guard leaves it as it is.
            [(header::CONTENT_TYPE, "application/problem+json"), (header::CACHE_CONTROL, "no-store")],
            body.to_string(),
        )
            .into_response();
        if let Some(challenge) = said.challenge.and_then(|c| HeaderValue::from_str(&c).ok()) {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
