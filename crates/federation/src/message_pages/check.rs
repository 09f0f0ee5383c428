//! The page of a message. While it is a draft: what will happen, to whom, and what stands in the way.

use super::send::{Typed, fields};
use super::step::{message_id, page_error};
use super::{audience, progress};
use crate::mail::run::Class;
use crate::message::{self, Counts, LANGUAGES, Message, Reason, State, draft, writer};
use crate::template::Fault;
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use std::collections::BTreeMap;
use store::Tx;
use web::components::{Button, Html, SummaryList, WarningText};
use web::text::Words as T;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "message_pages/check.html")]
struct CheckPage {
    frame: Frame,
    base: String,
    facts: SummaryList,
    problems: Vec<WarningText>,
    left: Vec<LeftLine>,
    ready: bool,
    test: Button,
    fields: Html,
    send: Button,
    remove: Button,
}

/// One reason, how many, where they are listed, and what can be done.
pub(super) struct LeftLine {
    pub words: String,
    pub count: u64,
    pub href: Option<String>,
    pub remedy: String,
}

pub(super) struct Draft {
    message: Message,
    pub counts: Counts,
    brings: Option<String>,
    faults: BTreeMap<String, Vec<Fault>>,
}

pub(super) fn read(tx: &mut Tx<'_>, message: Message) -> Result<Draft, PageError> {
    let counts = message::counts(tx, &message)?;
    let brings = match &message.brings {
        Some(role) => tx.maybe::<(String,)>("SELECT title FROM role WHERE key = ?1", &[role])?.map(|(t,)| t),
        None => None,
    };
    let faults = message.words.faults();
    Ok(Draft { message, counts, brings, faults })
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let message = message::find(tx, &writer, id?).map_err(page_error(&t))?;
            match message.state {
                State::Draft => Ok((Some(read(tx, message)?), None)),
                _ => Ok((None, Some(progress::read(tx, message)?))),
            }
        })
        .await?;
    match &signed.value {
        (Some(draft), _) => page(&signed, draft, &Typed::default(), &Errors::default()),
        (_, Some(progress)) => progress::page(&visit, &signed, progress),
        _ => Err(PageError::Invisible),
    }
}

pub(super) fn page<S>(
    signed: &Signed<S>,
    draft: &Draft,
    typed: &Typed,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let (message, counts) = (&draft.message, &draft.counts);
    let base = format!("/messages/{}", message.id);
    let title =
        if message.title.trim().is_empty() { t.plain("message-untitled") } else { message.title.clone() };
    let ready = draft.faults.is_empty()
        && message.class.zip(message.basis).is_some_and(|(class, basis)| basis.carries(class))
        && counts.mails > 0;
    CheckPage {
        frame: signed.frame(title).under([(t.plain("message-list").as_str(), "/messages")]).errors(errors),
        facts: facts(&t, draft, &base),
        problems: problems(&t, draft),
        left: left(&t, counts, &base),
        ready,
        test: Button::secondary(t.text("message-test")),
        fields: fields(&t, counts, typed, errors),
        send: Button::warning(t.text("message-send").put("count", counts.mails)),
        remove: Button::secondary(t.text("message-throw-away")),
        base,
    }
    .answer()
}

fn facts(t: &T, draft: &Draft, base: &str) -> SummaryList {
    let (message, counts) = (&draft.message, &draft.counts);
    let change = t.plain("message-change");
    let languages: Vec<String> = LANGUAGES
        .iter()
        .filter(|(tag, _)| message.words.written().0.contains_key(*tag))
        .map(|(_, words)| t.plain(words))
        .collect();
    let class = message.class.map_or_else(
        || t.plain("message-not-chosen"),
        |class| t.plain(if class == Class::Service { "message-service" } else { "message-marketing" }),
    );
    let basis =
        message.basis.map_or_else(|| t.plain("message-not-chosen"), |b| t.plain(audience::basis_words(b)));
    let brings = match &draft.brings {
        Some(role) => t.text("message-brings-role").put("role", role.as_str()).plain(),
        None => t.plain("message-brings-own"),
    };
    let text = t.plain("message-text-title");
    let audience = t.plain("message-audience-title");
    of_batch(t, message)
        .row(t.text("message-selected"), message.selected.to_string())
        .row(t.text("message-mails"), counts.mails.to_string())
        .link(t.plain("message-show"), t.plain("message-mails"), format!("{base}/people?which=mails"))
        .row(t.text("message-text"), languages.join(", "))
        .link(change.clone(), text, format!("{base}/text"))
        .row(t.text("message-class"), class)
        .link(change.clone(), audience.clone(), format!("{base}/audience"))
        .row(t.text("message-basis"), basis)
        .link(change.clone(), audience.clone(), format!("{base}/audience"))
        .row(t.text("message-brings"), brings)
        .link(change, audience, format!("{base}/audience"))
}

/// The batch that it tells of, at the head of what is known of it.
pub(super) fn of_batch(t: &T, message: &Message) -> SummaryList {
    match message.batch {
        None => SummaryList::new(),
        Some(batch) => SummaryList::new().row(t.text("message-batch"), t.plain("message-batch-said")).link(
            t.plain("message-show"),
            t.plain("message-batch"),
            format!("/rollouts/batches/{batch}"),
        ),
    }
}

fn problems(t: &T, draft: &Draft) -> Vec<WarningText> {
    let message = &draft.message;
    let mut problems = Vec::new();
    let warn = |words: String| WarningText::new(t.plain("message-problem"), words);
    if !draft.faults.is_empty() {
        problems.push(warn(t.plain("message-problem-text")));
    }
    if message.class.zip(message.basis).is_none_or(|(class, basis)| !basis.carries(class)) {
        problems.push(warn(t.plain("message-problem-basis")));
    }
    if let Some(missing) = draft.counts.left.get(&Reason::Missing) {
        problems.push(warn(t.text("message-problem-missing").put("count", *missing).plain()));
    }
    if draft.faults.is_empty() && draft.counts.mails == 0 {
        problems.push(warn(t.plain("message-problem-nobody")));
    }
    problems
}

/// Who gets none and why, with those who share a mail.
pub(super) fn left(t: &T, counts: &Counts, base: &str) -> Vec<LeftLine> {
    let mut lines = Vec::new();
    if counts.shared > 0 {
        lines.push(LeftLine {
            words: t.plain("message-shared"),
            count: counts.shared,
            href: Some(format!("{base}/people?which=shared")),
            remedy: t.plain("message-shared-remedy"),
        });
    }
    for (reason, count) in &counts.left {
        let (words, remedy) = reason_words(*reason);
        lines.push(LeftLine {
            words: t.plain(words),
            count: *count,
            href: Some(format!("{base}/people?which=left-{}", reason.word())),
            remedy: t.plain(remedy),
        });
    }
    if counts.out_of_reach > 0 {
        lines.push(LeftLine {
            words: t.plain("message-left-reach"),
            count: counts.out_of_reach,
            href: None,
            remedy: t.plain("message-left-reach-remedy"),
        });
    }
    lines
}

/// The keys of the words of a reason, and of what can be done.
pub(super) fn reason_words(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Deceased => ("message-left-deceased", "message-left-deceased-remedy"),
        Reason::Closed => ("message-left-closed", "message-left-closed-remedy"),
        Reason::Tag => ("message-left-tag", "message-left-tag-remedy"),
        Reason::BringsNobody => ("message-left-nobody", "message-left-nobody-remedy"),
        Reason::NoAddress => ("message-left-no-address", "message-left-no-address-remedy"),
        Reason::Malformed => ("message-left-malformed", "message-left-malformed-remedy"),
        Reason::Bounced => ("message-left-bounced", "message-left-bounced-remedy"),
        Reason::Unsubscribed => ("message-left-unsubscribed", "message-left-unsubscribed-remedy"),
        Reason::NoBasis => ("message-left-no-basis", "message-left-no-basis-remedy"),
        Reason::Missing => ("message-left-missing", "message-left-missing-remedy"),
        Reason::Later => ("message-left-later", "message-left-later-remedy"),
    }
}

pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let told = t.clone();
    visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            draft::remove(tx, stamp, &writer, id?).map_err(page_error(&told))
        })
        .await?;
    visit.flash(t.plain("message-thrown-away"));
    Ok(Redirect::to("/messages").into_response())
}
