//! Pages are compressed whole, in one go: quick, and small enough.

use axum::body::{Body, HttpBody, to_bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Below this, compressing costs more than it saves.
const LEAST: u64 = 1024;
/// Above this it would block others; long answers stream as they are.
const MOST: u64 = 2 * 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    Plain,
    Gzip,
}

pub(crate) fn wanted(headers: &HeaderMap) -> Coding {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let gzip = accepted.split(',').any(|one| one.trim() == "gzip" || one.trim().starts_with("gzip;q=1"));
    if gzip { Coding::Gzip } else { Coding::Plain }
}

pub(crate) fn body(response: Response, coding: Coding) -> Response {
    let size = response.body().size_hint().exact().unwrap_or(0);
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_text = kind.starts_with("text/") || kind.contains("json") || kind.contains("svg");
    let done = response.headers().contains_key(header::CONTENT_ENCODING);
    if coding == Coding::Plain || !is_text || done || !(LEAST..=MOST).contains(&size) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // The size is exact, so the whole body is at hand and this never waits.
    let Some(Ok(bytes)) = futures_util::FutureExt::now_or_never(to_bytes(body, MOST as usize)) else {
        return Response::from_parts(parts, Body::empty());
    };
    let mut gzip = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::fast());
    let packed = gzip.write_all(&bytes).and_then(|()| gzip.finish());
    let Ok(packed) = packed else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(packed))
}
