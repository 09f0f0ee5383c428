//! The first step: a blank page or a template, for a frozen selection of contacts.

use super::step::{StepForm, page_error, template_id};
use crate::contacts;
use crate::message::{Words, Writer, draft, kept, shipped, writer};
use crate::selection::Frozen;
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Radios};
use web::{Errors, Form};

type Shown = (Frozen, Vec<kept::Kept>);

fn read(tx: &mut Tx<'_>, writer: &Writer, selection: &str) -> Result<Shown, PageError> {
    let frozen = contacts::frozen(tx, writer.contacts.actor, selection)?;
    Ok((frozen, kept::all(tx, writer)?))
}

pub(super) async fn ask(visit: Visit, Path(selection): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            read(tx, &writer, &selection)
        })
        .await?;
    show(&signed, &signed.value, &Errors::default())
}

fn show<T>(signed: &Signed<T>, (frozen, kept): &Shown, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let mut radios = Radios::new("from", t.text("message-new-from"))
        .option("blank", t.plain("message-new-blank"))
        .error(errors.of("from"));
    for one in kept {
        radios = radios.option(one.id.to_string(), one.name.clone());
    }
    for one in &shipped::ALL {
        radios = radios.option(one.key, t.plain(one.words)).option_hint(t.text("message-shipped-hint"));
    }
    StepForm::new(t.plain("message-new-title"), "/contacts")
        .lead(t.text("message-new-count").put("count", frozen.count).plain())
        .with(radios)
        .send(Button::primary(t.text("message-continue")))
        .show(signed, errors)
}

pub(super) async fn make(
    visit: Visit,
    Path(selection): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let (t, from) = (visit.text(), form.get("from").to_owned());
    let told = t.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let shown = read(tx, &writer, &selection)?;
            let words = match from.as_str() {
                "" => return Ok((shown, None)),
                "blank" => Words::default(),
                key => match shipped::of(key) {
                    Some(shipped) => shipped.read(),
                    None => kept::find(tx, &writer, template_id(key)?).map_err(page_error(&told))?.words,
                },
            };
            let made = draft::make(tx, stamp, &writer, &shown.0, &words).map_err(page_error(&told))?;
            Ok((shown, Some(made)))
        })
        .await?;
    match &signed.value {
        (_, Some(made)) => Ok(Redirect::to(&format!("/messages/{made}/text")).into_response()),
        (shown, None) => {
            let mut errors = Errors::default();
            errors.add("from", t.text("message-new-missing"));
            show(&signed, shown, &errors)
        }
    }
}
