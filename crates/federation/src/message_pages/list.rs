//! The latest messages: what runs now, one's drafts, and what has left.

use super::step::asked;
use crate::message::draft::latest;
use crate::message::{State, state_tag, writer};
use crate::returned_mail;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;
use web::Frame;
use web::components::{PageLink, Pagination, Tag};

const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "message_pages/list.html")]
struct ListPage {
    frame: Frame,
    /// Mail that comes back is not read, and somebody was told.
    unread: bool,
    /// The page of the return mailbox is for whoever writes to everybody.
    reads_returns: bool,
    running: Vec<Line>,
    drafts: Vec<Line>,
    others: Vec<Line>,
    steps: Pagination,
}

struct Line {
    title: String,
    href: String,
    state: Tag,
    count: String,
    when: String,
}

pub(super) async fn show(visit: Visit) -> Result<Response, PageError> {
    let before = asked(&visit, "before").parse::<i64>().ok();
    let before = before.and_then(|micro| Timestamp::from_microsecond(micro).ok());
    let app = visit.app().clone();
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let messages = latest(tx, &writer, before, ROWS + 1)?;
            let reads_returns = writer.send.is_over_all();
            let unread = reads_returns && returned_mail::is_in_trouble(tx, &app)?;
            Ok((messages, unread, reads_returns))
        })
        .await?;
    let (t, zone) = (signed.text(), visit.app().zone.clone());
    let mut page = ListPage {
        frame: signed.frame(t.plain("message-list")),
        unread: signed.value.1,
        reads_returns: signed.value.2,
        running: Vec::new(),
        drafts: Vec::new(),
        others: Vec::new(),
        steps: Pagination::default(),
    };
    for (message, run) in signed.value.0.iter().take(ROWS as usize) {
        let at = message.changed_at;
        let when = format!("{}, {}", dates::day_of(at, &zone, t.lang), dates::time(at, &zone, t.lang));
        let (state, under_way) = state_tag(&t, message, run);
        let line = Line {
            title: if message.title.trim().is_empty() {
                t.plain("message-untitled")
            } else {
                message.title.clone()
            },
            href: format!("/messages/{}", message.id),
            state,
            count: t.text("message-list-count").put("count", message.mails).plain(),
            when,
        };
        match (message.state, under_way) {
            (State::Draft, _) => page.drafts.push(line),
            (_, true) => page.running.push(line),
            (_, false) => page.others.push(line),
        }
    }
    let last = signed.value.0.get(ROWS as usize - 1).filter(|_| signed.value.0.len() as i64 > ROWS);
    let next = last.map(|(message, _)| {
        let older = format!("/messages?before={}", message.changed_at.as_microsecond());
        PageLink::new(t.text("message-list-older"), "", older)
    });
    page.steps = Pagination::steps(t.plain("message-people-steps"), None, next);
    page.answer()
}
