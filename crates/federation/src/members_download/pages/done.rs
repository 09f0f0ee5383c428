//! After the file: what to do with it, who was left out, and "I have deleted it".

use super::{members_address, right};
use crate::members_download::record::{self, Download, DownloadId, confirm_deletion};
use crate::members_download::survey::names_of;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, SummaryList};
use web::{Form, Frame};

const NAMED: usize = 200;

#[derive(Template)]
#[template(path = "members_download/pages/done.html")]
struct DonePage {
    frame: Frame,
    facts: Option<SummaryList>,
    is_labels: bool,
    left_out: Vec<(String, String, String)>,
    left_out_more: i64,
    until: String,
    deleted_on: Option<String>,
    deletion: String,
    delete: Button,
}

/// The newest that this person took here.
pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let right = right(tx, actor, &slug)?;
            let Some(download) = record::latest(tx, actor.person, right.organisation.id)? else {
                return Ok((right.organisation, None));
            };
            let first: Vec<_> = download.left_out.iter().take(NAMED).copied().collect();
            let named = names_of(tx, &right, &first)?;
            Ok((right.organisation, Some((download, named))))
        })
        .await?;
    let t = signed.text();
    let zone = &visit.app().zone;
    let (organisation, found) = &signed.value;
    let members = members_address(organisation);
    let (download, named) = found.clone().unzip();
    let named = named.unwrap_or_default();
    let shown = named.len() as i64;
    let download: Option<&Download> = download.as_ref();
    DonePage {
        frame: signed.frame(t.plain("download-done-title")).back(members.as_str()),
        facts: download.map(|d| {
            let day = dates::day_of(d.at, zone, t.lang);
            let time = dates::time(d.at, zone, t.lang);
            SummaryList::new()
                .row(t.text("download-when"), t.text("download-when-at").put("day", day).put("time", time))
                .row(t.text("download-who"), d.filter_words.as_str())
                .row(t.text("download-reason"), format!("{} – {}", d.reason_words(&t), d.words))
                .row(t.text("download-people"), d.people.to_string())
                .row(t.text("download-hash"), d.sha256_hex())
        }),
        is_labels: download.is_some_and(|d| d.is_labels()),
        left_out: named
            .iter()
            .map(|(person, name, why)| (format!("{members}/{person}"), name.clone(), t.plain(why.words())))
            .collect(),
        left_out_more: download.map_or(0, |d| d.left_out_count - shown),
        until: download.map(|d| dates::day(record::asked_from(d, zone), t.lang)).unwrap_or_default(),
        deleted_on: download.and_then(|d| d.deleted_at).map(|at| dates::day_of(at, zone, t.lang)),
        deletion: download.map(|d| format!("/downloads/{}/deletion", d.id)).unwrap_or_default(),
        delete: Button::secondary(t.text("download-deleted")),
    }
    .answer()
}

/// "I have deleted it": whoever took the file says so.
pub async fn deleted(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let id: DownloadId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let download = record::own(tx, actor.person, id)?.ok_or(PageError::Invisible)?;
            confirm_deletion(tx, stamp, &download)?;
            Ok(())
        })
        .await?;
    visit.flash(signed.text().plain("download-deleted-thanks"));
    Ok(Redirect::to(&crate::visit::local_path(form.get("back"))).into_response())
}
