//! The password is taken, the file is made and given. Nothing of the password comes back to the page.

use super::{Way, check, prepared};
use crate::access::Actor;
use crate::account::password::{Known, Strength};
use crate::acting::Door;
use crate::first_password::refused_words;
use crate::members_download::protection::{FilePassword, FilePasswordRefused, LEAST};
use crate::members_download::write::{DownloadError, Finished, write};
use crate::visit::{PageError, Visit};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::io;
use tokio::io::AsyncReadExt;
use web::text::Words;
use web::{Errors, Form};

pub async fn give(
    visit: Visit,
    Path((slug, draft)): Path<(String, String)>,
    form: Form,
) -> Result<Response, PageError> {
    let at = slug.clone();
    let signed = visit.read(move |tx, actor| prepared(tx, actor, &at, &draft)).await?;
    let (t, prepared) = (signed.text(), &signed.value);
    let ask = match prepared.choices.ask(&prepared.whose) {
        Ok(ask) => ask,
        Err(step) => return Ok(Way::new(&slug, prepared.id).to(step)),
    };
    let organisation = &prepared.right.organisation.name;
    let (password, strength) = match file_password(&visit, &t, &signed.actor, organisation, &form) {
        Ok(chosen) => chosen,
        Err(words) => {
            let mut errors = Errors::default();
            errors.add("password", words);
            return check::page(&visit, &signed, &slug, None, &errors).await;
        }
    };
    if form.get("do") == "check" {
        let key = match strength {
            Strength::Good => "download-password-good",
            Strength::Strong => "download-password-strong",
        };
        return check::page(&visit, &signed, &slug, Some(t.plain(key)), &Errors::default()).await;
    }
    match write(visit.app(), &t, &prepared.right, Door::Page, ask, password).await {
        Ok(finished) => Ok(attachment(finished)),
        // The list changed meanwhile: the page says so.
        Err(DownloadError::Nobody) => check::page(&visit, &signed, &slug, None, &Errors::default()).await,
        Err(error) => Err(error.into()),
    }
}

/// The password that was entered for a file, or what is wrong with it.
pub fn file_password(
    visit: &Visit,
    t: &Words,
    actor: &Actor,
    organisation: &str,
    form: &Form,
) -> Result<(FilePassword, Strength), String> {
    let known = Known::of(&[&actor.name.spoken(), organisation], "", &visit.app().settings.name);
    FilePassword::choose(form.raw("password"), &known).map_err(|refused| words_for(t, &refused))
}

fn words_for(t: &Words, refused: &FilePasswordRefused) -> String {
    match refused {
        FilePasswordRefused::Missing => t.plain("download-password-missing"),
        FilePasswordRefused::TooShort => t.text("download-password-short").put("least", LEAST).plain(),
        FilePasswordRefused::TooLong => t.plain("download-password-long"),
        FilePasswordRefused::OddSign => t.plain("download-password-odd"),
        FilePasswordRefused::Guessable(why) => refused_words(t, why),
    }
}

/// Read from the spool piece by piece, so that a file of any size takes little memory.
pub fn attachment(finished: Finished) -> Response {
    let headers = [
        (header::CONTENT_TYPE, finished.media_type.to_owned()),
        (header::CONTENT_LENGTH, finished.written.bytes.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", finished.name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let file = tokio::fs::File::from_std(finished.file);
    let pieces = futures_util::stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; 64 * 1024];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok::<_, io::Error>((read > 0).then(|| (Bytes::from(piece), file)))
    });
    (headers, Body::from_stream(pieces)).into_response()
}
