//! The page of the return mailbox: when it was last read, what is wrong with it, and the way out.

use super::reading::Fault;
use crate::access::{self, SendMessages};
use crate::acting::Door;
use crate::bounce::{self, Mailbox, Standing};
use crate::visit::{Answer, App, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use store::{StoreError, Tx};
use web::Frame;
use web::components::{SummaryList, Tag};
use web::text::Words;

#[derive(Template)]
#[template(path = "returned_mail/state.html")]
struct StatePage {
    frame: Frame,
    /// What is wrong, and the way out.
    wrong: Option<(String, String)>,
    facts: Option<SummaryList>,
    hook: String,
}

/// The return mailbox of this installation, if one is set up.
fn mailbox(app: &App) -> Option<Mailbox> {
    app.settings.bounces.imap.as_deref().and_then(|address| Mailbox::parse(address).ok())
}

/// Whether the mailbox has failed so long, or in such a way, that somebody was told of it.
pub fn is_in_trouble(tx: &mut Tx<'_>, app: &App) -> Result<bool, StoreError> {
    let Some(mailbox) = mailbox(app) else { return Ok(false) };
    let standing = bounce::standing(tx, &app.stamp(None, Door::Page), &mailbox)?;
    Ok(standing.and_then(|s| s.failing).is_some_and(|f| f.told_at.is_some()))
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let (app, set) = (visit.app().clone(), mailbox(visit.app()));
    let asked = set.clone();
    let signed = visit
        .read(move |tx, actor| {
            // The mailbox is the installation's: its host and user are for whoever writes to everybody.
            access::right_over_all::<SendMessages>(tx, actor)?;
            let stamp = app.stamp(None, Door::Page);
            let standing = match &asked {
                Some(mailbox) => bounce::standing(tx, &stamp, mailbox)?,
                None => None,
            };
            Ok((standing, bounce::latest(tx)?))
        })
        .await?;
    let (t, (standing, latest)) = (signed.text(), &signed.value);
    let failing = standing.as_ref().and_then(|s| s.failing.as_ref());
    let hook = match visit.app().settings.bounces.hook_secret {
        Some(_) => "returned-mailbox-hook",
        None => "returned-mailbox-no-hook",
    };
    StatePage {
        frame: signed
            .frame(t.plain("returned-mailbox"))
            .under([(t.plain("returned-mailbox-messages").as_str(), "/messages")]),
        wrong: failing.zip(set.as_ref()).map(|(f, m)| Fault::from_word(&f.word).sentences(&t, m)),
        facts: set.map(|mailbox| facts(&t, visit.app(), &mailbox, standing.as_ref(), *latest)),
        hook: t.plain(hook),
    }
    .answer()
}

fn facts(
    t: &Words,
    app: &App,
    mailbox: &Mailbox,
    standing: Option<&Standing>,
    latest: Option<Timestamp>,
) -> SummaryList {
    let moment = |at: Timestamp| {
        let (day, time) = (dates::day_of(at, &app.zone, t.lang), dates::time(at, &app.zone, t.lang));
        t.text("returned-mailbox-moment").put("day", day).put("time", time).plain()
    };
    let said = |at: Option<Timestamp>| at.map_or_else(|| t.plain("returned-mailbox-never"), moment);
    let state = match standing.map(|s| s.failing.as_ref()) {
        None => Tag::new(t.plain("returned-mailbox-waits"), "grey"),
        Some(None) => Tag::new(t.plain("returned-mailbox-works"), "green"),
        Some(Some(failing)) => {
            let words = t.text("returned-mailbox-fails").put("since", moment(failing.since));
            Tag::new(words.plain(), "red")
        }
    };
    SummaryList::new()
        .row(t.text("returned-mailbox-which"), mailbox.spoken())
        .row(t.text("returned-mailbox-state"), web::components::Html::trusted(state.to_string()))
        .row(t.text("returned-mailbox-read"), said(standing.and_then(|s| s.read_at)))
        .row(t.text("returned-mailbox-tried"), said(standing.map(|s| s.looked_at)))
        .row(t.text("returned-mailbox-latest"), said(latest))
}
