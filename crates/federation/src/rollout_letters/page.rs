//! One page: what for, letters or labels, the password; and the file. The codes open when the file is made.

use super::file::{Form as FileForm, Job};
use super::rows::{self, Letter};
use crate::access::{self, GrantAccess, ManageContacts, Right};
use crate::acting::Door;
use crate::invitee::BatchId;
use crate::members_download::{self as downloads, DownloadError, FilePassword, Purpose};
use crate::rollout::{self, Batch};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Input, PasswordInput, Radios, WarningText};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "rollout_letters/ask.html")]
struct AskPage {
    frame: Frame,
    said: String,
    without: Option<String>,
    form: Radios,
    reason: Radios,
    words: Input,
    warning: WarningText,
    password: PasswordInput,
    give: Button,
}

/// What was entered, but for the password.
#[derive(Default)]
struct Entered {
    form: String,
    reason: String,
    words: String,
}

type Ready = Signed<(Right<GrantAccess>, Batch, Vec<Letter>)>;

async fn ready(visit: &Visit, id: String) -> Result<Ready, PageError> {
    let app = visit.app().clone();
    visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            access::right_over_all::<ManageContacts>(tx, actor)?;
            let id: BatchId = id.parse().map_err(|_| PageError::Invisible)?;
            let batch = rollout::batch(tx, &right, id)?.ok_or(PageError::Invisible)?;
            let letters = rows::letters(tx, &app, actor, id)?;
            Ok((right, batch, letters))
        })
        .await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let entered = Entered { form: "letters".to_owned(), ..Entered::default() };
    page(&visit, &ready(&visit, id).await?, &entered, &Errors::default())
}

fn page(visit: &Visit, signed: &Ready, entered: &Entered, errors: &Errors) -> Result<Response, PageError> {
    let (t, (_, batch, letters)) = (signed.text(), &signed.value);
    let (reason, words) = downloads::purpose_fields(&t, &entered.reason, &entered.words, errors);
    let without = letters.iter().filter(|l| l.address.is_empty()).count();
    AskPage {
        said: t.text("letters-said").put("count", letters.len()).plain(),
        without: (without > 0).then(|| t.text("letters-without").put("count", without).plain()),
        form: Radios::new("form", t.text("letters-form"))
            .option("letters", t.text("letters-form-letters"))
            .option_hint(t.text("letters-form-letters-hint"))
            .option("labels", t.text("letters-form-labels"))
            .option_hint(t.text("letters-form-labels-hint"))
            .value(entered.form.clone())
            .error(errors.of("form")),
        reason,
        words,
        warning: WarningText::new(t.plain("download-warning"), t.plain("letters-warning")),
        password: downloads::password_entry(visit, &t, errors),
        // The page stays when the file comes, so the button must work again.
        give: Button { prevent_double_click: None, ..Button::primary(t.text("letters-give")) },
        frame: signed
            .frame(t.plain("letters-title"))
            .back(format!("/rollouts/batches/{}", batch.id))
            .errors(errors),
    }
    .answer()
}

pub(super) async fn give(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let signed = ready(&visit, id.clone()).await?;
    let entered = Entered {
        form: form.get("form").to_owned(),
        reason: form.get("reason").to_owned(),
        words: form.get("words").to_owned(),
    };
    let (job, password) = match wanted(&visit, &signed, &entered, &form) {
        Ok(wanted) => wanted,
        Err(errors) => return page(&visit, &signed, &entered, &errors),
    };
    let (batch, is_letters) = (job.batch.id, job.form == FileForm::Letters);
    let sent = |l: &Letter| (!l.address.is_empty()).then(|| (l.person, l.code.clone()));
    let printed: Vec<_> = job.letters.iter().filter_map(sent).collect();
    let stamp = visit.app().stamp(Some(signed.actor.person), Door::Page);
    match downloads::give_out(visit.app(), stamp, job, password).await {
        Ok(finished) => {
            let gone: Vec<_> = finished.written.left_out.people.iter().map(|(person, _)| *person).collect();
            let printed: Vec<_> = printed.into_iter().filter(|(id, _)| !gone.contains(id)).collect();
            if is_letters {
                open_codes(&visit, batch, printed).await?;
            }
            Ok(downloads::attachment(finished))
        }
        Err(DownloadError::Denied(denied)) => Err(denied.into()),
        Err(DownloadError::Nobody) => {
            visit.flash(signed.text().plain("letters-nobody"));
            Ok(Redirect::to(&format!("/rollouts/batches/{id}")).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The file is whole and on the register: from now on the codes open.
async fn open_codes(
    visit: &Visit,
    batch: BatchId,
    printed: Vec<(crate::person::PersonId, crate::account::code::Code)>,
) -> Result<(), PageError> {
    let app = visit.app().clone();
    visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            rollout::batch(tx, &right, batch)?.ok_or(PageError::Invisible)?;
            let terms = rollout::terms(tx, &app, actor, Some(batch))?;
            Ok(rows::posted(tx, stamp, &terms, batch, &printed)?)
        })
        .await
        .map(drop)
}

/// All that a file needs, or every fault at its field.
fn wanted(
    visit: &Visit,
    signed: &Ready,
    entered: &Entered,
    form: &Form,
) -> Result<(Job, FilePassword), Errors> {
    let (t, (right, batch, letters)) = (signed.text(), &signed.value);
    let mut errors = Errors::default();
    downloads::purpose_errors(&t, &entered.reason, &entered.words, &mut errors);
    let kind = match entered.form.as_str() {
        "letters" => Some(FileForm::Letters),
        "labels" => Some(FileForm::Labels),
        _ => None,
    };
    if kind.is_none() {
        errors.add("form", t.text("letters-form-missing"));
    }
    let password = downloads::file_password(visit, &t, &signed.actor, &right.organisation.name, form)
        .map_err(|words| {
            errors.add("password", words);
        });
    let purpose = Purpose::of(&entered.reason, &entered.words);
    let (Ok(purpose), Some(kind), Ok((password, _))) = (purpose, kind, password) else {
        return Err(errors);
    };
    let job = Job {
        head: visit.app().letterhead(),
        right: right.clone(),
        batch: batch.clone(),
        purpose,
        form: kind,
        letters: letters.clone(),
        fonts: visit.app().settings.fonts.clone(),
        today: signed.actor.today,
        now: visit.app().clock.now(),
        t,
    };
    Ok((job, password))
}
