//! Second step of a spreadsheet: which columns, the least ticked.

use super::{Prepared, Way, prepared};
use crate::members_download::column::{COLUMNS, Column, Columns, Offer};
use crate::members_download::draft;
use crate::members_download::purpose::Reason;
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes};
use web::text::Words;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "members_download/pages/columns.html")]
struct ColumnsPage {
    frame: Frame,
    reason: String,
    columns: Checkboxes,
    go_on: Button,
}

pub async fn ask(visit: Visit, Path((slug, draft)): Path<(String, String)>) -> Result<Response, PageError> {
    let at = slug.clone();
    let signed = visit.read(move |tx, actor| prepared(tx, actor, &at, &draft)).await?;
    let choices = &signed.value.choices;
    let Some(reason) = Reason::find(&choices.reason) else {
        return Ok(Way::new(&slug, signed.value.id).to(draft::Step::Reason));
    };
    let least = || Columns::least(reason).keys().into_iter().map(str::to_owned).collect();
    let ticked: Vec<String> = choices.columns.clone().unwrap_or_else(least);
    page(&signed, &slug, &ticked, &Errors::default())
}

pub async fn take(
    visit: Visit,
    Path((slug, draft)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let ticked: Vec<String> = form.all("columns").map(str::to_owned).collect();
    let (at, chosen) = (slug.clone(), ticked.clone());
    let good = Columns::of(ticked.iter().map(String::as_str)).is_ok();
    let signed = visit
        .act(move |tx, actor, _| {
            let mut prepared = prepared(tx, actor, &at, &draft)?;
            if good {
                prepared.choices.columns = Some(chosen);
                draft::change(tx, prepared.id, &prepared.choices)?;
            }
            Ok(prepared)
        })
        .await?;
    if good {
        return Ok(Redirect::to(&Way::new(&slug, signed.value.id).step("check")).into_response());
    }
    let mut errors = Errors::default();
    errors.add("columns", signed.text().text("download-columns-missing"));
    page(&signed, &slug, &ticked, &errors)
}

/// A box for each column that a list offers.
pub fn columns_field(t: &Words, all: &[Column], ticked: &[String], errors: &Errors) -> Checkboxes {
    let mut columns =
        Checkboxes::new("columns", t.text("download-columns")).hint(t.text("download-columns-hint"));
    for column in all {
        columns = columns.option(column.key, t.plain(column.words));
        if column.offer == Offer::Sensitive {
            columns = columns.option_hint(t.text("download-columns-sensitive"));
        }
    }
    columns.values(ticked.iter().cloned()).error(errors.of("columns"))
}

fn page(
    signed: &Signed<Prepared>,
    slug: &str,
    ticked: &[String],
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let Prepared { id, choices, .. } = &signed.value;
    let reason = Reason::find(&choices.reason).map(|r| t.plain(r.words)).unwrap_or_default();
    ColumnsPage {
        frame: signed
            .frame(t.plain("download-columns-title"))
            .back(Way::new(slug, *id).reason())
            .errors(errors),
        reason: format!("{reason} – {}", choices.words),
        columns: columns_field(&t, COLUMNS, ticked, errors),
        go_on: Button::primary(t.text("download-go-on")),
    }
    .answer()
}
