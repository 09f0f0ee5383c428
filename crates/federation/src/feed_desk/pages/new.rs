//! A new list: where it comes from, when, and, if its columns were explained before, by which name.

use super::entries::{self, Entries, Kind};
use super::fields::{self, Kept};
use super::right;
use crate::contacts_import::{self, Mapping};
use crate::feed::{self, NewFeed, Places, State};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html, Input, Radios, Select};
use web::list::{ListQuery, ListSpec};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "feed_desk/kinds.html")]
struct KindsPage {
    frame: Frame,
    kinds: Radios,
    next: Button,
}

#[derive(Template)]
#[template(path = "feed_desk/new.html")]
struct NewPage {
    frame: Frame,
    kind: &'static str,
    name: Input,
    fields: Html,
    sources: Select,
    send: Button,
}

/// What the address of this page may say.
const ASKED: ListSpec =
    ListSpec { filters: &["kind"], sorts: &["name"], columns: &[], sizes: web::list::SIZES };

pub async fn show(visit: Visit) -> Result<Response, PageError> {
    let signed = known(&visit).await?;
    let asked = ListQuery::of(&ASKED, visit.web());
    match asked.filter("kind").next().and_then(Kind::from_word) {
        None => kinds(&signed),
        Some(kind) => {
            let entries = Entries { at: "02:00".to_owned(), ..Entries::default() };
            form(&visit, &signed, kind, &entries, &Errors::default())
        }
    }
}

async fn known(visit: &Visit) -> Result<Signed<Vec<Mapping>>, PageError> {
    visit
        .read(|tx, actor| {
            right(tx, actor)?;
            Ok(contacts_import::remembered(tx)?)
        })
        .await
}

fn kinds(signed: &Signed<Vec<Mapping>>) -> Result<Response, PageError> {
    let t = signed.text();
    let mut kinds = Radios::new("kind", t.text("feeds-kind"));
    for (_, word, words) in Kind::ALL {
        kinds = kinds.option(word, t.text(words));
    }
    KindsPage {
        frame: signed.frame(t.plain("feeds-add")).back("/contacts/imports/feeds"),
        kinds: kinds.value(Kind::Web.word()),
        next: Button::primary(t.text("feeds-next-step")),
    }
    .answer()
}

fn form(
    visit: &Visit,
    signed: &Signed<Vec<Mapping>>,
    kind: Kind,
    entries: &Entries,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let places = Places::of(&visit.app().settings);
    NewPage {
        frame: signed.frame(t.plain("feeds-add")).back("/contacts/imports/feeds/new").errors(errors),
        kind: kind.word(),
        name: Input::new("name", t.text("feeds-name"))
            .hint(t.text("feeds-name-hint"))
            .value(&entries.name)
            .error(errors.of("name")),
        fields: fields::fields(&t, kind, entries, &places, errors, Kept::Nothing),
        sources: fields::sources(&t, &signed.value, entries),
        send: Button::primary(t.text("feeds-set-up")),
    }
    .answer()
}

pub async fn add(visit: Visit, form: Form) -> Result<Response, PageError> {
    let signed = known(&visit).await?;
    let Some(kind) = Kind::from_word(form.get("kind")) else { return kinds(&signed) };
    let (t, entries, house) = (signed.text(), Entries::typed(&form), visit.app().installation());
    let mut errors = Errors::default();
    entries.check(&t, &mut errors);
    let source = entries.source(kind, form.get("token"), None, &house.secret)?;
    let source = source.and_then(|s| s.check(&Places::of(&house.settings)).map(|()| s));
    let source = match source {
        Ok(source) if errors.is_empty() => source,
        other => {
            if let Err(error) = other {
                errors.add(entries::field_of(error), error.to_string());
            }
            return self::form(&visit, &signed, kind, &entries, &errors);
        }
    };
    let mapping = signed.value.iter().find(|m| m.source == entries.source).cloned();
    let typed = entries.clone();
    let added = visit
        .act(move |tx, actor, stamp| {
            right(tx, actor)?;
            if feed::named(tx, &typed.name)?.is_some() {
                return Ok(None);
            }
            let new = NewFeed {
                name: &typed.name,
                source: &source,
                mapping: mapping.as_ref(),
                at: &typed.at,
                state: State::Draft,
            };
            Ok(Some(feed::add(tx, stamp, actor.person, &new)?))
        })
        .await?;
    match added.value {
        Some(id) => Ok(Redirect::to(&format!("/contacts/imports/feeds/{id}")).into_response()),
        None => {
            errors.add("name", t.text("feeds-name-taken"));
            self::form(&visit, &signed, kind, &entries, &errors)
        }
    }
}
