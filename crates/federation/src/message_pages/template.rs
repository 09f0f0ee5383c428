//! Templates: the list, and the page of one.

use super::form;
use super::step::{StepForm, asked, message_id, page_error, template_id};
use crate::mail::run::Class;
use crate::message::kept::{self, Kept, NewTemplate, Saved};
use crate::message::{Words, draft, fields, shipped, writer};
use crate::template::Values;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html, Input, Radios};
use web::text::Words as T;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "message_pages/templates.html")]
struct ListPage {
    frame: Frame,
    kept: Vec<Line>,
    shipped: Vec<Line>,
}

struct Line {
    name: String,
    href: String,
    note: String,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let writer = writer(tx, actor)?;
            Ok(kept::all(tx, &writer)?)
        })
        .await?;
    let (t, zone) = (signed.text(), &visit.app().zone);
    let line = |one: &Kept| Line {
        name: one.name.clone(),
        href: format!("/messages/templates/{}", one.id),
        note: t
            .text(if one.shared { "message-template-shared-by" } else { "message-template-own-by" })
            .put("who", one.changed_by.as_str())
            .put("day", dates::day_of(one.changed_at, zone, t.lang))
            .plain(),
    };
    ListPage {
        kept: signed.value.iter().map(line).collect(),
        shipped: shipped::ALL
            .iter()
            .map(|one| Line {
                name: t.plain(one.words),
                href: format!("/messages/templates/new?from={}", one.key),
                note: t.plain("message-shipped-hint"),
            })
            .collect(),
        frame: signed
            .frame(t.plain("message-templates"))
            .under([(t.plain("message-list").as_str(), "/messages")]),
    }
    .answer()
}

/// What the form shows.
#[derive(Clone, Default)]
struct Typed {
    name: String,
    who: String,
    words: Words,
    version: i64,
    is_kept: bool,
}

impl Typed {
    fn of(kept: Kept) -> Self {
        let who = if kept.shared { "shared" } else { "own" }.to_owned();
        Self { name: kept.name, who, words: kept.words, version: kept.version, is_kept: true }
    }
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, from) = (visit.text(), asked(&visit, "from"));
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            if id != "new" {
                let kept = kept::find(tx, &writer, template_id(&id)?).map_err(page_error(&t))?;
                return Ok((id, Typed::of(kept)));
            }
            let typed = Typed { who: "own".to_owned(), ..Typed::default() };
            let words = match (from.as_str(), shipped::of(&from)) {
                ("", _) => Words::default(),
                (_, Some(shipped)) => shipped.read(),
                (message, None) => {
                    draft::find(tx, &writer, message_id(message)?).map_err(page_error(&t))?.words
                }
            };
            Ok((id, Typed { words, ..typed }))
        })
        .await?;
    let (id, typed) = &signed.value;
    show(&signed, id, typed, &Errors::default())
}

fn show<S>(signed: &Signed<S>, id: &str, typed: &Typed, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let name = Input::new("name", t.text("message-template-name"))
        .value(typed.name.clone())
        .error(errors.of("name"))
        .width(20);
    let who = Radios::new("who", t.text("message-template-who"))
        .option("own", t.text("message-template-own"))
        .option("shared", t.text("message-template-shared"))
        .value(typed.who.clone())
        .error(errors.of("who"));
    let title = if typed.is_kept { typed.name.clone() } else { t.plain("message-template-new") };
    let mut page = StepForm::new(title, "/messages/templates")
        .lead(t.plain("message-template-lead"))
        .hidden("version", typed.version.to_string())
        .with(name)
        .with(who)
        .with(form::boxes(&t, &typed.words, errors))
        .send(Button::primary(t.text("message-template-save")))
        .after(Html::trusted(preview(&t, &typed.words)));
    if typed.is_kept {
        let remove = Button::warning(t.text("message-template-remove"));
        let token = signed.frame("").token();
        page = page.after(Html::trusted(format!(
            "<form method=\"post\" action=\"/messages/templates/{id}/removal\">{token}{remove}</form>"
        )));
    }
    page.show(signed, errors)
}

/// As it reads with the examples.
fn preview(t: &T, words: &Words) -> String {
    let Ok(read) = words.ready(Class::Service).read() else { return String::new() };
    if read.is_empty() {
        return String::new();
    }
    let examples = fields::FIELDS.iter().filter(|f| !f.example.is_empty());
    let values = examples.fold(Values::default(), |values, field| values.with(field.name, field.example));
    let heading = t.text("message-template-preview");
    let mut html = format!("<h2 class=\"govuk-heading-m\">{heading}</h2>");
    for (tag, template) in &read {
        let body = template.preview(&values).replace("h2>", "h4>").replace("h1>", "h3>");
        html.push_str(&format!("<div class=\"ch-sheet ch-mail\" lang=\"{tag}\">{body}</div>"));
    }
    html
}

pub(super) async fn keep(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let t = visit.text();
    let typed = Typed {
        name: form.get("name").chars().take(80).collect(),
        who: form.get("who").to_owned(),
        words: form::read(&form),
        version: form.get("version").parse().unwrap_or_default(),
        is_kept: id != "new",
    };
    let mut errors = Errors::default();
    if typed.name.trim().is_empty() {
        errors.add("name", t.text("message-template-name-missing"));
    }
    if !["own", "shared"].contains(&typed.who.as_str()) {
        errors.add("who", t.text("message-template-who-missing"));
    }
    form::faults(&t, &typed.words, &mut errors);
    let (usable, wanted, told, at) = (errors.is_empty(), typed.clone(), t.clone(), id.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let known = match at.as_str() {
                "new" => None,
                id => {
                    let id = template_id(id)?;
                    kept::find(tx, &writer, id).map_err(page_error(&told))?;
                    Some((id, wanted.version))
                }
            };
            if !usable {
                return Ok(None);
            }
            let new = NewTemplate { name: wanted.name, shared: wanted.who == "shared", words: wanted.words };
            Ok(Some(kept::save(tx, stamp, &writer, known, &new).map_err(page_error(&told))?))
        })
        .await?;
    match signed.value {
        Some(Saved::Yes(_)) => {
            visit.flash(t.text("message-template-saved").put("name", typed.name.as_str()).plain());
            return Ok(Redirect::to("/messages/templates").into_response());
        }
        Some(Saved::NameTaken) => errors.add("name", t.text("message-template-taken")),
        Some(Saved::Changed) => errors.add("name", t.text("message-changed-elsewhere")),
        None => {}
    }
    show(&signed, &id, &typed, &errors)
}

pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let t = visit.text();
    let told = t.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            kept::remove(tx, stamp, &writer, template_id(&id)?).map_err(page_error(&told))
        })
        .await?;
    visit.flash(t.text("message-template-removed").put("name", signed.value.as_str()).plain());
    Ok(Redirect::to("/messages/templates").into_response())
}
