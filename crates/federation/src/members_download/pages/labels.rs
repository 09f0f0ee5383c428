//! Second step of labels: which sheet, from which label on, how far nudged, and for whom one.

use super::{Prepared, Way, prepared};
use crate::members_download::draft::{self, SheetEntries, millimetres};
use crate::members_download::sheet::{Each, Sheet, SheetRefused};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use formats::labels::{FORMATS, Format};
use web::components::{Button, Input, Radios, Select};
use web::text::Words;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "members_download/pages/labels.html")]
struct LabelsPage {
    frame: Frame,
    code: Select,
    first: Input,
    each: Radios,
    right: Input,
    down: Input,
    calibration: String,
    go_on: Button,
}

pub async fn ask(visit: Visit, Path((slug, draft)): Path<(String, String)>) -> Result<Response, PageError> {
    let at = slug.clone();
    let signed = visit.read(move |tx, actor| prepared(tx, actor, &at, &draft)).await?;
    let entries = signed.value.choices.sheet.clone().unwrap_or_else(|| SheetEntries::of(&Sheet::usual()));
    page(&signed, &slug, &entries, &Errors::default())
}

pub async fn take(
    visit: Visit,
    Path((slug, draft)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let entry = |name: &str| form.get(name).to_owned();
    let entries = SheetEntries {
        code: entry("code"),
        first: entry("first"),
        right: entry("right"),
        down: entry("down"),
        each: entry("each"),
    };
    let errors = errors(&visit.text(), &entries);
    let (at, chosen, good) = (slug.clone(), entries.clone(), errors.is_empty());
    let signed = visit
        .act(move |tx, actor, _| {
            let mut prepared = prepared(tx, actor, &at, &draft)?;
            if good {
                prepared.choices.sheet = Some(chosen);
                draft::change(tx, prepared.id, &prepared.choices)?;
            }
            Ok(prepared)
        })
        .await?;
    if good {
        return Ok(Redirect::to(&Way::new(&slug, signed.value.id).step("check")).into_response());
    }
    page(&signed, &slug, &entries, &errors)
}

fn errors(t: &Words, entries: &SheetEntries) -> Errors {
    let mut errors = Errors::default();
    let Some(format) = formats::labels::find(&entries.code) else {
        errors.add("code", t.text("download-labels-code-missing"));
        return errors;
    };
    let first = entries.first.trim().parse().unwrap_or(0);
    if let Err(SheetRefused::NoSuchLabel(most)) = Sheet::of(format.code, first, (0.0, 0.0), Each::Person) {
        errors.add("first", t.text("download-labels-first-wrong").put("most", most));
    }
    if Each::from_word(&entries.each).is_none() {
        errors.add("each", t.text("download-labels-each-missing"));
    }
    for (field, typed) in [("right", &entries.right), ("down", &entries.down)] {
        let near =
            millimetres(typed).is_some_and(|mm| Sheet::of(format.code, 1, (mm, 0.0), Each::Person).is_ok());
        if !near {
            errors.add(field, t.text("download-labels-nudge-wrong"));
        }
    }
    errors
}

/// "J8160, L7160, KF26051: 21 a page, 63.5 × 38.1 mm"
pub(super) fn format_words(t: &Words, format: &Format) -> String {
    let codes: Vec<&str> = std::iter::once(format.code).chain(format.also.iter().copied()).collect();
    t.text("download-labels-format")
        .put("codes", codes.join(", "))
        .put("count", format.per_page())
        .put("size", format!("{} × {}", format.width, format.height))
        .plain()
}

fn page(
    signed: &Signed<Prepared>,
    slug: &str,
    entries: &SheetEntries,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let mut code =
        Select::new("code", t.text("download-labels-code")).hint(t.text("download-labels-code-hint"));
    for format in FORMATS {
        code = code.option(format.code, format_words(&t, format));
    }
    let nudge = |name: &str, words: &str, value: &str| {
        let field = Input::new(name, t.text(words)).value(value).width(5).error(errors.of(name));
        if name == "right" { field.hint(t.text("download-labels-nudge-hint")) } else { field }
    };
    LabelsPage {
        frame: signed
            .frame(t.plain("download-labels-title"))
            .back(Way::new(slug, signed.value.id).reason())
            .errors(errors),
        code: code.value(entries.code.as_str()).error(errors.of("code")),
        first: Input::new("first", t.text("download-labels-first"))
            .hint(t.text("download-labels-first-hint"))
            .digits()
            .value(entries.first.as_str())
            .error(errors.of("first")),
        each: Radios::new("each", t.text("download-labels-each"))
            .option("household", t.text("download-labels-each-household"))
            .option("person", t.text("download-labels-each-person"))
            .value(entries.each.as_str())
            .error(errors.of("each")),
        right: nudge("right", "download-labels-right", &entries.right),
        down: nudge("down", "download-labels-down", &entries.down),
        calibration: calibration_address(entries),
        go_on: Button::primary(t.text("download-go-on")),
    }
    .answer()
}

pub(super) fn calibration_address(entries: &SheetEntries) -> String {
    let code = formats::labels::find(&entries.code).map_or(FORMATS[0].code, |f| f.code);
    let (right, down) = (millimetres(&entries.right), millimetres(&entries.down));
    format!("/labels/{code}/calibration?right={}&down={}", right.unwrap_or(0.0), down.unwrap_or(0.0))
}
