use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::{Stop, Visit, csrf};

/// The entries of a form in the order in which they came. A key may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    entries: Vec<(String, String)>,
}

impl Form {
    /// Bytes that are no UTF-8 become the replacement character; NUL is left out.
    pub fn parse(body: &[u8]) -> Self {
        let clean = |text: std::borrow::Cow<'_, str>| text.replace('\0', "").replace("\r\n", "\n");
        Self {
            entries: form_urlencoded::parse(body).map(|(key, value)| (clean(key), clean(value))).collect(),
        }
    }

    pub(super) fn of(entries: Vec<(String, String)>) -> Self {
        Self { entries }
    }

    /// The entry as typed, without the white space around it; empty when it did not come.
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The entry to the last space: for passwords.
    pub fn raw(&self, name: &str) -> &str {
        self.entries.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// All entries under one name: ticked boxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.entries.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|(key, _)| key == name)
    }

    /// Everything except the token, to be written as hidden fields of a page that asks once more.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries
            .iter()
            .filter(|(key, _)| key != csrf::FIELD)
            .map(|(key, value)| (key.as_str(), value.as_str()))
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Stop;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Stop> {
        let visit =
            request.extensions().get::<Visit>().cloned().expect("every route stands behind web::guard");
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Stop::NotAForm);
        }
        let limit = visit.site().form_limit;
        let body = to_bytes(request.into_body(), limit).await.map_err(|_| Stop::TooLarge)?;
        let form = Form::parse(&body);
        if visit.accepts(form.raw(csrf::FIELD)) { Ok(form) } else { Err(Stop::StaleForm) }
    }
}
