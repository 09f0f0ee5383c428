//! The mail as one of the audience will read it, in their language, as HTML and as plain text; and one to oneself.

use super::step::{asked, message_id, page_error};
use crate::acting::Stamp;
use crate::mail::run::{self, Adding, Class, NewRun, Text, Texts, To, text_for};
use crate::message::looking::{self, Looked, Turned};
use crate::message::{Message, RecipientId, draft, writer};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Html, Input, PageLink, Pagination};
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "message_pages/preview.html")]
struct PreviewPage {
    frame: Frame,
    base: String,
    search: Input,
    found: Vec<(String, String)>,
    searched: bool,
    shown: Option<Mail>,
    steps: Pagination,
    test: Button,
    at: i64,
}

struct Mail {
    to: String,
    language: String,
    subject: String,
    html: Html,
    text: String,
}

struct Seen {
    message: Message,
    one: Option<Turned>,
    found: Vec<Looked>,
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let (at, typed) = (asked(&visit, "at").parse::<i64>().unwrap_or_default(), asked(&visit, "q"));
    let (told, wanted) = (t.clone(), typed.clone());
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let message = draft::draft(tx, &writer, id?).map_err(page_error(&told))?;
            let one = looking::preview(tx, message.id, at)?;
            let found = match wanted.is_empty() {
                true => Vec::new(),
                false => looking::search(tx, message.id, &wanted)?,
            };
            Ok(Seen { message, one, found })
        })
        .await?;
    let Seen { message, one, found } = &signed.value;
    let base = format!("/messages/{}", message.id);
    let link = |place: i64| format!("{base}/preview?at={place}");
    let step =
        |place: Option<i64>, words: &str| place.map(|place| PageLink::new(t.text(words), "", link(place)));
    let (before, after) = one.as_ref().map_or((None, None), |(_, before, after)| (*before, *after));
    PreviewPage {
        frame: signed.frame(t.plain("message-preview")).back(base.clone()),
        search: Input::new("q", t.text("message-preview-search")).value(typed.clone()).width(20),
        searched: !typed.is_empty(),
        found: found.iter().map(|one| (link(one.place), label(one))).collect(),
        shown: one.as_ref().and_then(|(one, ..)| mail(message, one)),
        steps: Pagination::steps(
            t.plain("message-preview-steps"),
            step(before, "message-preview-before"),
            step(after, "message-preview-after"),
        ),
        test: Button::secondary(t.text("message-test")),
        at: one.as_ref().map_or(0, |(one, ..)| one.place),
        base,
    }
    .answer()
}

fn label(one: &Looked) -> String {
    if one.through.is_empty() { one.name.clone() } else { format!("{} ({})", one.name, one.through) }
}

fn mail(message: &Message, one: &Looked) -> Option<Mail> {
    let texts = message.words.ready(message.class.unwrap_or(Class::Service));
    let templates = texts.read().ok()?;
    let (language, template) = text_for(&templates, &one.language)?;
    let filled = template.fill(&one.values);
    // The page has its own first heading.
    let html = template.preview(&one.values).replace("<h2>", "<h4>").replace("</h2>", "</h4>");
    let html = html.replace("<h1>", "<h3>").replace("</h1>", "</h3>");
    Some(Mail {
        to: format!("{} <{}>", label(one), one.address),
        language: language.to_owned(),
        subject: filled.subject,
        html: Html::trusted(html),
        text: filled.text,
    })
}

pub(super) async fn test(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (t, at) = (visit.text(), form.get("at").parse::<i64>().unwrap_or_default());
    let (address, id, told) = (format!("/messages/{id}"), message_id(&id), t.clone());
    let mark = t.plain("message-test-mark");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let message = draft::draft(tx, &writer, id?).map_err(page_error(&told))?;
            let Some((one, ..)) = looking::preview(tx, message.id, at)? else { return Ok(None) };
            let (own,): (String,) =
                tx.one("SELECT identifier FROM account WHERE id = ?1", &[&actor.account])?;
            let me = To {
                person: Some(actor.person),
                name: actor.name.spoken(),
                address: own.clone(),
                language: one.language.clone(),
                values: one.values.clone(),
                key: format!("message-test:{}", stamp.ids.next::<RecipientId>()),
            };
            send_one(tx, stamp, &message, &mark, me)?;
            Ok(Some(own))
        })
        .await?;
    match &signed.value {
        Some(own) => visit.flash(t.text("message-tested").put("address", own.as_str()).plain()),
        None => visit.flash(t.plain("message-problem-nobody")),
    }
    Ok(Redirect::to(&address).into_response())
}

/// A run of one mail, whose subject says that it is a test.
fn send_one(tx: &mut Tx<'_>, stamp: &Stamp, message: &Message, mark: &str, me: To) -> Result<(), PageError> {
    let class = message.class.unwrap_or(Class::Service);
    let Texts { fields, languages } = message.words.ready(class);
    let marked = |(tag, text): (String, Text)| {
        (tag, Text { subject: format!("{mark} {}", text.subject), body: text.body })
    };
    let texts = Texts { fields, languages: languages.into_iter().map(marked).collect() };
    if texts.read().is_err() {
        return Ok(());
    }
    let new = NewRun { kind: "message-test", class, texts, reply_to: None, pace: None, starts_at: stamp.now };
    let run = run::open(tx, stamp, &new)?;
    Adding::new(tx, stamp, run)?.add(tx, stamp, &[me])?;
    Ok(run::start(tx, stamp, run)?)
}
