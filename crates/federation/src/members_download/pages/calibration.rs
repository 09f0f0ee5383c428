//! A sheet to print on plain paper and hold against the labels. It holds nobody's data.

use crate::visit::{PageError, Visit};
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use formats::labels::{About, Fonts, Nudge, Words, calibration_sheet, find};
use std::collections::HashMap;

pub async fn sheet(
    visit: Visit,
    Path(code): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, PageError> {
    let signed = visit.read(|_, _| Ok(())).await?;
    let format = find(&code).ok_or(PageError::Invisible)?;
    let mm = |name: &str| query.get(name).and_then(|v| v.parse().ok()).unwrap_or(0.0);
    let nudge = Nudge::mm(mm("right"), mm("down")).unwrap_or_default();
    let t = signed.text();
    let title = t.text("calibration-title").put("code", format.code).plain();
    let lines = [title.clone(), t.plain("calibration-scale"), t.plain("calibration-measure")];
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let drawing = t.plain("calibration-drawing");
    let about = About { title: &title, language: t.lang.tag(), created: visit.app().clock.now() };
    let mut pdf = Vec::new();
    let fonts = Fonts::open(&visit.app().settings.fonts)?;
    calibration_sheet(&mut pdf, &about, format, nudge, Words { lines: &lines, drawing: &drawing }, &fonts)?;
    let name = format!("inline; filename=\"calibration-{}.pdf\"", format.code.to_lowercase());
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, name)], pdf)
        .into_response())
}
