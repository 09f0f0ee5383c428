//! One page: what for, which columns, the password; and the file. It stays when the file comes.

use super::column::COLUMNS;
use super::file::{Job, who};
use crate::access::{self, ManageContacts, Right};
use crate::contacts;
use crate::members_download::{
    self as downloads, Columns, ColumnsRefused, DownloadError, FilePassword, KEPT_DAYS, Offer, Purpose,
};
use crate::selection::Frozen;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use web::components::{Button, Checkboxes, Input, PasswordInput, Radios, WarningText};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "contacts_download/ask.html")]
struct AskPage {
    frame: Frame,
    who: String,
    reason: Radios,
    words: Input,
    columns: Checkboxes,
    warning: WarningText,
    password: PasswordInput,
    give: Button,
}

/// What was entered, but for the password.
#[derive(Default)]
struct Entered {
    reason: String,
    words: String,
    columns: Vec<String>,
}

type Ready = Signed<(Right<ManageContacts>, Frozen)>;

async fn ready(visit: &Visit, id: String) -> Result<Ready, PageError> {
    visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            Ok((right, contacts::frozen(tx, actor.person, &id)?))
        })
        .await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let least = COLUMNS.iter().filter(|c| c.offer == Offer::Always).map(|c| c.key.to_owned());
    let entered = Entered { columns: least.collect(), ..Entered::default() };
    page(&visit, &ready(&visit, id).await?, &entered, &Errors::default())
}

fn page(visit: &Visit, signed: &Ready, entered: &Entered, errors: &Errors) -> Result<Response, PageError> {
    let (t, (_, frozen)) = (signed.text(), &signed.value);
    let (reason, words) = downloads::purpose_fields(&t, &entered.reason, &entered.words, errors);
    let until = signed.actor.today.checked_add(KEPT_DAYS.days()).unwrap_or(signed.actor.today);
    AskPage {
        who: who(&t, frozen),
        reason,
        words,
        columns: downloads::columns_field(&t, COLUMNS, &entered.columns, errors),
        warning: WarningText::new(
            t.plain("download-warning"),
            t.text("download-check-delete").put("date", dates::day(until, t.lang)),
        ),
        password: downloads::password_entry(visit, &t, errors),
        // The page stays when the file comes, so the button must work again.
        give: Button { prevent_double_click: None, ..Button::primary(t.text("download-give-spreadsheet")) },
        frame: signed.frame(t.plain("contacts-download-title")).back("/contacts").errors(errors),
    }
    .answer()
}

pub(super) async fn give(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let signed = ready(&visit, id).await?;
    let entered = Entered {
        reason: form.get("reason").to_owned(),
        words: form.get("words").to_owned(),
        columns: form.all("columns").map(str::to_owned).collect(),
    };
    let (job, password) = match wanted(&visit, &signed, &entered, &form) {
        Ok(wanted) => wanted,
        Err(errors) => return page(&visit, &signed, &entered, &errors),
    };
    let stamp = visit.app().stamp(Some(signed.actor.person), crate::acting::Door::Page);
    match downloads::give_out(visit.app(), stamp, job, password).await {
        Ok(finished) => Ok(downloads::attachment(finished)),
        Err(DownloadError::Denied(denied)) => Err(denied.into()),
        Err(DownloadError::Nobody) => {
            visit.flash(signed.text().plain("contacts-download-nobody"));
            Ok(Redirect::to("/contacts").into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// All that a file needs, or every fault at its field.
fn wanted(
    visit: &Visit,
    signed: &Ready,
    entered: &Entered,
    form: &Form,
) -> Result<(Job, FilePassword), Errors> {
    let (t, (right, frozen)) = (signed.text(), &signed.value);
    let mut errors = Errors::default();
    downloads::purpose_errors(&t, &entered.reason, &entered.words, &mut errors);
    let columns: Result<Columns, ColumnsRefused> =
        Columns::among(COLUMNS, entered.columns.iter().map(String::as_str));
    if columns.is_err() {
        errors.add("columns", t.text("download-columns-missing"));
    }
    let password = downloads::file_password(visit, &t, &signed.actor, &right.organisation.name, form)
        .map_err(|words| {
            errors.add("password", words);
        });
    let purpose = Purpose::of(&entered.reason, &entered.words);
    let (Ok(purpose), Ok(columns), Ok((password, _))) = (purpose, columns, password) else {
        return Err(errors);
    };
    let (today, now) = (signed.actor.today, visit.app().clock.now());
    Ok((Job { right: right.clone(), frozen: *frozen, purpose, columns, today, now, t }, password))
}

/// What to do with the file that was taken last.
pub(super) async fn latest(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            Ok(downloads::latest(tx, actor.person, right.organisation.id)?)
        })
        .await?;
    if let Some(download) = &signed.value {
        return Ok(Redirect::to(&format!("/downloads/{}", download.id)).into_response());
    }
    visit.flash(signed.text().plain("download-none-yet"));
    Ok(Redirect::to("/contacts").into_response())
}
