//! What stands before and behind every page: refusing what other sites send, the limits of size and time, the error
//! pages, the cookies, the headers and the compression.
//!
//! What may go wrong: a route outside of [`guard`] has no [`Visit`] and panics on its first request, in every test.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;

use crate::{Site, Stop, Visit, compress, errors, headers};

/// Wraps all routes, assets and settings included.
pub fn guard(site: Site, routes: Router) -> Router {
    let limit = site.form_limit;
    let site = Arc::new(site);
    routes
        .merge(crate::assets::routes())
        .merge(crate::look::routes())
        .fallback(async || Stop::NotFound)
        .method_not_allowed_fallback(async || Stop::Method)
        .layer(DefaultBodyLimit::max(limit))
        .layer(from_fn_with_state(site, around))
}

async fn around(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let visit = Visit::new(site.clone(), request.uri(), request.headers());
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let coding = compress::wanted(request.headers());
    request.extensions_mut().insert(visit.clone());
    let refused = changes && is_cross_site(&site, request.headers());
    let answer = if refused { Stop::CrossSite.into_response() } else { bounded(&site, request, next).await };
    let mut response = drawn(&visit, answer);
    let closing = visit.closing();
    if changes && !refused {
        assert_checked(&response, closing.token_checked);
    }
    for cookie in closing.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    headers::add(&site, response.headers_mut());
    compress::body(response, coding)
}

/// A page that panics or takes too long ends in a page that says so.
async fn bounded(site: &Site, request: Request, next: Next) -> Response {
    let page = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(Duration::from_secs(site.patience), page).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Stop::fault("a page panicked").into_response(),
        Err(_) => Stop::TooSlow.into_response(),
    }
}

/// Bare refusals get their page. Axum's own (a bad path, an unreadable query) are pages not found.
fn drawn(visit: &Visit, response: Response) -> Response {
    let stop = response.extensions().get::<Stop>().cloned();
    let said = |name: HeaderName| response.headers().get(name).map(HeaderValue::as_bytes);
    let is_page = || said(header::CONTENT_TYPE).is_some_and(|kind| kind.starts_with(b"text/html"));
    let bare = || said(header::CACHE_CONTROL).is_none() && !is_page();
    match (stop, response.status()) {
        (Some(stop), _) => {
            let mut page = errors::show(visit, &stop);
            if let Some(allow) = response.headers().get(header::ALLOW) {
                page.headers_mut().insert(header::ALLOW, allow.clone());
            }
            page
        }
        (None, StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND) if bare() => {
            errors::show(visit, &Stop::NotFound)
        }
        (None, StatusCode::PAYLOAD_TOO_LARGE) => errors::show(visit, &Stop::TooLarge),
        (None, _) => response,
    }
}

/// Browsers say where a request comes from (Fetch Metadata; Origin in older ones). Programs say nothing and have no cookies.
fn is_cross_site(site: &Site, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(from), _, _) => !matches!(from, "same-origin" | "none"),
        (None, Some(origin), Some(host)) => {
            let scheme = if site.https { "https" } else { "http" };
            origin != format!("{scheme}://{host}")
        }
        _ => false,
    }
}

fn assert_checked(response: &Response, checked: bool) {
    let went_through = response.status().is_success() || response.status().is_redirection();
    debug_assert!(
        checked || !went_through,
        "a POST was answered without its token: take web::Form, or say proven_otherwise"
    );
}
