//! Adding a frozen selection to a saved list, or taking it out of one.

use super::fault;
use crate::access::{self, Denied, ManageContacts};
use crate::contacts::{self, Leads};
use crate::saved_list::{self, ListId, Seen};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes, Html, Input, Select};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "saved_list_pages/listing.html")]
struct ListingPage {
    frame: Frame,
    said: String,
    fields: Html,
    send: Button,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    In,
    Out,
}

fn way(visit: &Visit) -> Way {
    let query = visit.path().split_once('?').map_or("", |(_, q)| q);
    if query.split('&').any(|pair| pair == "away=yes") { Way::Out } else { Way::In }
}

#[derive(Clone, Default)]
struct Wanted {
    known: String,
    name: String,
    shared: bool,
}

pub(super) async fn ask(visit: Visit, Path(selection): Path<String>) -> Result<Response, PageError> {
    answer(visit, selection, Wanted::default(), &Errors::default()).await
}

async fn answer(visit: Visit, id: String, wanted: Wanted, errors: &Errors) -> Result<Response, PageError> {
    let way = way(&visit);
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = contacts::frozen(tx, actor.person, &id)?;
            Ok((frozen, saved_list::all(tx, &right)?))
        })
        .await?;
    let t = signed.text();
    let (frozen, lists) = &signed.value;
    let mut known = Select::new("known", t.text("lists-known")).option("", t.plain("lists-choose"));
    for list in lists {
        known = known.option(list.id.to_string(), list.name.clone());
    }
    let mut fields = Vec::new();
    if !lists.is_empty() || way == Way::Out {
        fields.push(known.searched(&t).value(wanted.known).error(errors.of("known")).to_string());
    }
    if way == Way::In {
        let name = Input::new("name", t.text("lists-new")).hint(t.text("lists-new-hint"));
        fields.push(name.value(wanted.name).error(errors.of("name")).width(20).to_string());
        let shared = Checkboxes::new("shared", t.text("lists-who")).option("yes", t.text("lists-share"));
        let shared = if wanted.shared { shared.values(["yes"]) } else { shared };
        fields.push(shared.to_string());
    }
    let (title, send) = match way {
        Way::In => ("lists-add-title", "lists-add-send"),
        Way::Out => ("lists-take-title", "lists-take-send"),
    };
    ListingPage {
        said: t.text("lists-frozen").put("count", frozen.count).plain(),
        fields: Html::trusted(fields.concat()),
        send: Button::primary(t.text(send).put("count", frozen.count)),
        frame: signed.frame(t.plain(title)).back("/contacts").errors(errors),
    }
    .answer()
}

pub(super) async fn apply(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let way = way(&visit);
    let wanted = Wanted {
        known: form.get("known").to_owned(),
        name: form.get("name").trim().chars().take(60).collect(),
        shared: form.get("shared") == "yes",
    };
    if wanted.known.is_empty() && (wanted.name.is_empty() || way == Way::Out) {
        let mut errors = Errors::default();
        let at = if way == Way::In { "name" } else { "known" };
        errors.add(at, visit.text().text("lists-missing"));
        return answer(visit, id, wanted, &errors).await;
    }
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = contacts::frozen(tx, actor.person, &id)?;
            let list = match wanted.known.parse::<ListId>() {
                Ok(known) => saved_list::find(tx, &right, known)?.ok_or(Denied::Invisible)?.id,
                Err(_) if !wanted.known.is_empty() || way == Way::Out => return Err(Denied::Invisible.into()),
                Err(_) => {
                    let seen = if wanted.shared { Seen::ByAll } else { Seen::ByOwner };
                    saved_list::make(tx, stamp, actor.person, &wanted.name, seen).map_err(fault)?
                }
            };
            let (from, clause) = contacts::chosen(tx, &right, &frozen, Leads::Selection)?;
            let those = (from, &clause);
            let done = match way {
                Way::In => saved_list::add(tx, stamp, actor.person, list, &frozen, those),
                Way::Out => saved_list::take_out(tx, stamp, actor.person, list, &frozen, those),
            };
            Ok((list, done.map_err(fault)?))
        })
        .await?;
    let (list, done) = signed.value;
    let words = if way == Way::In { "lists-added" } else { "lists-taken" };
    visit.flash(signed.text().text(words).put("count", done).plain());
    Ok(Redirect::to(&format!("/contacts/lists/{list}")).into_response())
}
