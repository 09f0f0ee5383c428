//! Why a request stops, and the page that says so with a way out.
//!
//! Handlers answer `Result<_, Stop>`. Any error that `?` meets becomes [`Stop::Fault`]: the reader gets a page with a
//! reference, the log gets the cause. A crate's own refusal turns into [`Stop::Refused`] with reason and remedy.
//! Asked for JSON, the same answer comes as problem details (RFC 9457).

mod page;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

pub(crate) use page::show;

#[derive(Clone, Debug)]
pub enum Stop {
    /// Not there, or not visible to this person: nobody can tell which.
    NotFound,
    /// Seen, but not allowed: why, and how to change that.
    Refused(Refused),
    /// The wrong verb for this address.
    Method,
    TooLarge,
    NotAForm,
    /// The form's token does not fit: an old page, cookies switched off, or another site's form.
    StaleForm,
    /// The browser says that another site sent this.
    CrossSite,
    TooMany {
        wait_seconds: u64,
    },
    TooSlow,
    Unavailable,
    /// Our own fault. Holds the reference that page and log share.
    Fault(String),
}

/// What a refusal tells: the reason, what would change it, and where.
#[derive(Clone, Debug, Default)]
pub struct Refused {
    pub title: String,
    pub reason: String,
    pub remedy: String,
    /// Words and address of the next step.
    pub link: Option<(String, String)>,
}

impl Stop {
    pub fn status(&self) -> StatusCode {
        match self {
            Stop::NotFound => StatusCode::NOT_FOUND,
            Stop::Refused(_) | Stop::StaleForm | Stop::CrossSite => StatusCode::FORBIDDEN,
            Stop::Method => StatusCode::METHOD_NOT_ALLOWED,
            Stop::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Stop::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Stop::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Stop::TooSlow | Stop::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Stop::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Logs the cause under a fresh reference. The cause must hold no personal data.
    pub fn fault(cause: impl std::fmt::Display) -> Self {
        let reference = crate::secret::encode(&crate::secret::random::<6>());
        tracing::error!(%reference, %cause, "a page failed");
        Stop::Fault(reference)
    }
}

impl<E: std::error::Error> From<E> for Stop {
    fn from(error: E) -> Self {
        let mut cause = error.to_string();
        let mut source = error.source();
        while let Some(deeper) = source {
            cause = format!("{cause}: {deeper}");
            source = deeper.source();
        }
        Stop::fault(cause)
    }
}

/// Only the status and the reason: the guard, which knows the visitor, draws the page.
impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
