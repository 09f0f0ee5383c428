//! One list: how many it holds, its name, who sees it, what was done to it last.

use super::fault;
use crate::access::{self, Actor, Denied, ManageContacts};
use crate::contacts;
use crate::saved_list::{self, Act, ListId, SavedList, Seen};
use crate::selection;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Checkboxes, Html, Input};
use web::{Errors, Form, Frame};

struct Done {
    words: String,
    /// For whoever did it.
    undo: Option<(String, Button)>,
}

#[derive(Template)]
#[template(path = "saved_list_pages/one.html")]
struct Page {
    frame: Frame,
    address: String,
    open: String,
    count: String,
    done: Vec<Done>,
    fields: Option<Html>,
    save: Button,
}

#[derive(Template)]
#[template(path = "saved_list_pages/removal.html")]
struct RemovalPage {
    frame: Frame,
    said: String,
    send: Button,
}

struct Around {
    list: SavedList,
    count: u64,
    acts: Vec<Act>,
}

fn around(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Around, PageError> {
    let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
    let id: ListId = id.parse().map_err(|_| Denied::Invisible)?;
    let list = saved_list::find(tx, &right, id)?.ok_or(Denied::Invisible)?;
    let count = contacts::in_list(tx, &right, id, selection::MOST)?;
    Ok(Around { count, acts: saved_list::acts_of(tx, id)?, list })
}

pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    page(visit, id, None, &Errors::default()).await
}

async fn page(
    visit: Visit,
    id: String,
    typed: Option<String>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let signed = visit.read(move |tx, actor| around(tx, actor, &id)).await?;
    let t = signed.text();
    let Around { list, count, acts } = &signed.value;
    let address = format!("/contacts/lists/{}", list.id);
    let is_own = list.owner == signed.actor.person;
    let done = acts.iter().map(|act| {
        let when = dates::day_of(act.at, &visit.app().zone, t.lang);
        let key = if act.is_adding { "lists-added-on" } else { "lists-taken-on" };
        let what = t.text("lists-undo-of").put("count", act.entries).put("day", &when).plain();
        Done {
            words: t.text(key).put("count", act.entries).put("day", &when).plain(),
            undo: (act.by == signed.actor.person).then(|| (act.id.to_string(), Button::secondary(what))),
        }
    });
    let name = Input::new("name", t.text("lists-name")).value(typed.unwrap_or_else(|| list.name.clone()));
    let shared = Checkboxes::new("shared", t.text("lists-who")).option("yes", t.text("lists-share"));
    let shared = if list.seen == Seen::ByAll { shared.values(["yes"]) } else { shared };
    let fields = format!("{}{shared}", name.width(20).error(errors.of("name")));
    Page {
        open: format!("/contacts?list={}", list.id),
        count: t.text("lists-count").put("count", *count).plain(),
        done: done.collect(),
        fields: is_own.then(|| Html::trusted(fields)),
        save: Button::primary(t.text("lists-save")),
        frame: signed.frame(list.name.clone()).back("/contacts/lists").errors(errors),
        address,
    }
    .answer()
}

pub(super) async fn change(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let name = form.get("name").trim().to_owned();
    let seen = if form.get("shared") == "yes" { Seen::ByAll } else { Seen::ByOwner };
    if name.is_empty() {
        let mut errors = Errors::default();
        errors.add("name", visit.text().text("lists-name-missing"));
        return page(visit, id, Some(name), &errors).await;
    }
    let to = id.clone();
    visit
        .act(move |tx, actor, stamp| {
            let list = around(tx, actor, &id)?.list.id;
            let done = saved_list::change(tx, stamp, actor.person, list, &name, seen).map_err(fault)?;
            done.ok_or(PageError::Invisible)
        })
        .await?;
    visit.flash(visit.words().plain("lists-saved"));
    Ok(Redirect::to(&format!("/contacts/lists/{to}")).into_response())
}

pub(super) async fn ask_removal(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let found = around(tx, actor, &id)?;
            if found.list.owner == actor.person { Ok(found) } else { Err(PageError::Invisible) }
        })
        .await?;
    let t = signed.text();
    let (list, count) = (&signed.value.list, signed.value.count);
    RemovalPage {
        said: t.text("lists-delete-said").put("count", count).plain(),
        send: Button::warning(t.text("lists-delete-send")),
        frame: signed
            .frame(t.text("lists-delete").put("name", &list.name).plain())
            .back(format!("/contacts/lists/{}", list.id)),
    }
    .answer()
}

pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    visit
        .act(move |tx, actor, stamp| {
            let list = around(tx, actor, &id)?.list.id;
            saved_list::delete(tx, stamp, actor.person, list).map_err(fault)?.ok_or(PageError::Invisible)
        })
        .await?;
    visit.flash(visit.words().plain("lists-deleted"));
    Ok(Redirect::to("/contacts/lists").into_response())
}

/// Whoever did something to the list at once undoes it.
pub(super) async fn undo(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (to, act) = (id.clone(), form.get("act").to_owned());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let found = around(tx, actor, &id)?;
            let act = found.acts.iter().find(|a| a.id.to_string() == act).ok_or(PageError::Invisible)?;
            let done = saved_list::undo(tx, stamp, actor.person, act.id).map_err(fault)?;
            done.ok_or(PageError::Invisible)
        })
        .await?;
    visit.flash(signed.text().text("lists-undone").put("count", signed.value).plain());
    Ok(Redirect::to(&format!("/contacts/lists/{to}")).into_response())
}
