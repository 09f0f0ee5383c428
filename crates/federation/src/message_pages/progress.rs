//! The page of a message that was confirmed: how far it is, what can still be done, and what became of each.

use super::audience;
use super::check::{self, LeftLine};
use super::step::{message_id, page_error};
use crate::acting::Stamp;
use crate::mail::MailState;
use crate::mail::run::{self, RunState};
use crate::message::{self, Counts, Message, MessageError, MessageId, State, Writer, writer};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::HashMap;
use store::Tx;
use web::components::{Button, SummaryList};
use web::text::Words as T;
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "message_pages/progress.html")]
struct ProgressPage {
    frame: Frame,
    base: String,
    sentence: String,
    all: u64,
    done: u64,
    said: String,
    facts: SummaryList,
    came: Vec<CameLine>,
    left: Vec<LeftLine>,
    /// Where a press leads, and its button.
    presses: Vec<(String, Button)>,
    moves: bool,
    again: Option<(String, String)>,
}

struct CameLine {
    words: String,
    count: u64,
    href: String,
}

pub(super) struct Progress {
    pub message: Message,
    counts: Counts,
    run: Option<RunState>,
    came: HashMap<MailState, u64>,
}

pub(super) fn read(tx: &mut Tx<'_>, message: Message) -> Result<Progress, PageError> {
    let counts = message::counts(tx, &message)?;
    let (mut state, mut came) = (None, HashMap::new());
    if let Some(run) = message.run {
        let (word,): (String,) = tx.one("SELECT state FROM mail_run WHERE id = ?1", &[&run])?;
        state = Some(RunState::from_word(&word));
        came = run::counts(tx, run)?;
    }
    Ok(Progress { message, counts, run: state, came })
}

/// The states of a mail, in the order of a page, with the key of their words.
pub(super) const STATES: [(MailState, &str); 10] = [
    (MailState::Queued, "message-came-queued"),
    (MailState::Sending, "message-came-sending"),
    (MailState::Sent, "message-came-sent"),
    (MailState::Captured, "message-came-captured"),
    (MailState::Deferred, "message-came-deferred"),
    (MailState::MaybeSent, "message-came-maybe"),
    (MailState::Bounced, "message-came-bounced"),
    (MailState::Failed, "message-came-failed"),
    (MailState::Complained, "message-came-complained"),
    (MailState::Cancelled, "message-came-cancelled"),
];

pub(super) fn page<S>(visit: &Visit, signed: &Signed<S>, progress: &Progress) -> Result<Response, PageError> {
    let t = signed.text();
    let message = &progress.message;
    let base = format!("/messages/{}", message.id);
    let waits = progress.came.get(&MailState::Queued).copied().unwrap_or_default();
    let done = match message.run {
        Some(_) => progress.counts.mails.saturating_sub(waits),
        None => 0,
    };
    let came = STATES.iter().filter_map(|(state, words)| {
        let count = progress.came.get(state).copied().filter(|n| *n > 0)?;
        let href = format!("{base}/people?which=came-{}", state.word());
        Some(CameLine { words: t.plain(words), count, href })
    });
    let said = t.text("message-done-of").put("done", done).put("all", progress.counts.mails).plain();
    ProgressPage {
        frame: signed.frame(message.title.clone()).under([(t.plain("message-list").as_str(), "/messages")]),
        sentence: sentence(visit, &t, progress),
        all: progress.counts.mails.max(1),
        done,
        said,
        facts: facts(visit, &t, message),
        came: came.collect(),
        left: check::left(&t, &progress.counts, &base),
        presses: presses(&t, progress, &base),
        moves: moves(progress),
        again: message.again_of.map(|of| (format!("/messages/{of}"), t.plain("message-again-of"))),
        base,
    }
    .answer()
}

/// Whether it is on its way.
fn moves(progress: &Progress) -> bool {
    match progress.message.state {
        State::Waiting | State::Preparing => true,
        State::Leaving => matches!(progress.run, Some(RunState::Going | RunState::Paused)),
        _ => false,
    }
}

fn sentence(visit: &Visit, t: &T, progress: &Progress) -> String {
    let message = &progress.message;
    let at = message.starts_at.unwrap_or(message.changed_at);
    let left = at.as_second() - visit.app().clock.now().as_second();
    let minutes = (left.max(0).unsigned_abs()).div_ceil(60);
    match (message.state, progress.run) {
        (State::Waiting, _) if minutes <= 60 => {
            t.text("message-state-window").put("minutes", minutes).plain()
        }
        (State::Waiting, _) => {
            let day = dates::day_of(at, &visit.app().zone, t.lang);
            let time = dates::time(at, &visit.app().zone, t.lang);
            t.text("message-state-waiting").put("day", day).put("time", time).plain()
        }
        (State::Preparing, _) => t.plain("message-state-preparing"),
        (State::Cancelled, _) => t.plain("message-state-cancelled"),
        (State::Stopped, _) => {
            let because = message.stopped_because.clone().unwrap_or_default();
            t.text("message-state-stopped").put("because", because).plain()
        }
        (_, Some(RunState::Paused)) => t.plain("message-state-paused"),
        (_, Some(RunState::Done)) => t.plain("message-state-done"),
        _ => t.plain("message-state-leaving"),
    }
}

fn facts(visit: &Visit, t: &T, message: &Message) -> SummaryList {
    let zone = &visit.app().zone;
    let when = |at| format!("{}, {}", dates::day_of(at, zone, t.lang), dates::time(at, zone, t.lang));
    let mut list = check::of_batch(t, message)
        .row(t.text("message-selected"), message.selected.to_string())
        .row(t.text("message-mails"), message.mails.to_string());
    if let Some(basis) = message.basis {
        list = list.row(t.text("message-basis"), t.plain(audience::basis_words(basis)));
    }
    if let Some(at) = message.confirmed_at {
        list = list.row(t.text("message-confirmed-at"), when(at));
    }
    list
}

fn presses(t: &T, progress: &Progress, base: &str) -> Vec<(String, Button)> {
    let mut presses = Vec::new();
    if !moves(progress) {
        return presses;
    }
    match progress.run.filter(|_| progress.message.state == State::Leaving) {
        Some(RunState::Going) => {
            presses.push((format!("{base}/pause"), Button::secondary(t.text("message-pause"))));
        }
        Some(RunState::Paused) => {
            presses.push((format!("{base}/resumption"), Button::primary(t.text("message-resume"))));
        }
        _ => {}
    }
    presses.push((format!("{base}/cancellation"), Button::warning(t.text("message-cancel"))));
    presses
}

type Act<R> = fn(&mut Tx<'_>, &Stamp, &Writer, MessageId) -> Result<R, MessageError>;

async fn act<R: Send + 'static>(visit: &Visit, id: &str, act: Act<R>) -> Result<R, PageError> {
    let (t, id) = (visit.text(), message_id(id));
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            act(tx, stamp, &writer, id?).map_err(page_error(&t))
        })
        .await?;
    Ok(signed.value)
}

fn back(id: &str) -> Response {
    Redirect::to(&format!("/messages/{id}")).into_response()
}

pub(super) async fn cancel(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let stopped = act(&visit, &id, message::cancel).await?;
    visit.flash(visit.text().text("message-cancelled").put("count", stopped).plain());
    Ok(back(&id))
}

pub(super) async fn pause(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    act(&visit, &id, message::pause).await?;
    visit.flash(visit.text().plain("message-paused"));
    Ok(back(&id))
}

pub(super) async fn resume(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    act(&visit, &id, message::resume).await?;
    visit.flash(visit.text().plain("message-resumed"));
    Ok(back(&id))
}
