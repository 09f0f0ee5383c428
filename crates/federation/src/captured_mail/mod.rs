//! The demonstration's mail: nothing leaves, everybody may read it. Outside of the demonstration these pages are not
//! there at all.

use crate::acting::Door;
use crate::mail::run::{Follower, Office};
use crate::mail::{self, Captured, MailId};
use crate::visit::{Answer, App, PageError, Routes, Visit, Who};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use store::jobs::Worker;
use web::Frame;
use web::components::Html;

const MOST: i64 = 200;
/// Lines to the relay, side by side: what a small relay still takes from one sender.
const LINES: usize = 8;

pub fn routes() -> Routes {
    Routes::new().get("/demo/mail", Who::Anyone, list).get("/demo/mail/{id}", Who::Anyone, show)
}

/// Hands the jobs that send (or capture) mail to the worker. `follow` is told of every end of a mail of a run.
pub fn jobs(worker: Worker, app: &App, follow: Follower) -> Worker {
    let office = Office {
        db: app.db.clone(),
        clock: app.clock.clone(),
        secret: app.secret.clone(),
        outbox: app.outbox().clone(),
        base_url: app.settings.base_url.clone(),
        lines: LINES,
        follow,
    };
    let app = app.clone();
    worker
        .on(mail::JOB, move |job| {
            let app = app.clone();
            async move { mail::send(&app.db, &app.clock, &app.secret, app.outbox(), job).await }
        })
        .on(mail::run::JOB, move |job| {
            let office = office.clone();
            async move { mail::run::go(&office, job).await }
        })
}

#[derive(Template)]
#[template(path = "captured_mail/list.html")]
struct ListPage {
    frame: Frame,
    mails: Vec<Line>,
}

struct Line {
    href: String,
    subject: String,
    to: String,
    when: String,
}

#[derive(Template)]
#[template(path = "captured_mail/show.html")]
struct ShowPage {
    frame: Frame,
    to: String,
    when: String,
    language: String,
    text: Html,
}

async fn list(visit: Visit) -> Result<Response, PageError> {
    only_in_the_demonstration(&visit)?;
    let stamp = visit.app().stamp(None, Door::Demo);
    let mails = visit.app().db.read(move |tx| mail::captured(tx, &stamp, MOST)).await?;
    let frame = visit.frame(visit.text().plain("captured-title"));
    let mails = mails.into_iter().map(|mail| line(&visit, &mail)).collect();
    ListPage { frame, mails }.answer()
}

async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    only_in_the_demonstration(&visit)?;
    let id: MailId = id.parse().map_err(|_| PageError::Invisible)?;
    let stamp = visit.app().stamp(None, Door::Demo);
    let found = visit.app().db.read(move |tx| mail::captured_one(tx, &stamp, id)).await?;
    let mail = found.ok_or(PageError::Invisible)?;
    let Line { subject, to, when, .. } = line(&visit, &mail);
    let text = Html::trusted(mail::paragraphs(&mail.letter.text));
    let frame = visit.frame(subject).back("/demo/mail");
    ShowPage { frame, to, when, language: mail.letter.language, text }.answer()
}

fn only_in_the_demonstration(visit: &Visit) -> Result<(), PageError> {
    if visit.app().settings.demo.is_some() { Ok(()) } else { Err(PageError::Invisible) }
}

fn line(visit: &Visit, mail: &Captured) -> Line {
    let (zone, lang) = (&visit.app().zone, visit.text().lang);
    let letter = &mail.letter;
    Line {
        href: format!("/demo/mail/{}", mail.id),
        subject: letter.subject.clone(),
        to: format!("{} <{}>", letter.name, letter.address),
        when: format!(
            "{}, {}",
            dates::day_of(mail.queued_at, zone, lang),
            dates::time(mail.queued_at, zone, lang)
        ),
    }
}
