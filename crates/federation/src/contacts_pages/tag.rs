//! Tagging a frozen selection, or taking a tag away, with a reason.

use crate::access::{self, ManageContacts};
use crate::contacts::{self, frozen, in_reach};
use crate::tag::{self as tags, NewTag, TagFault, TagId};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes, Html, Input, Select};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "contacts_pages/tag.html")]
struct TagPage {
    frame: Frame,
    said: String,
    fields: Html,
    send: Button,
}

/// What was typed.
#[derive(Clone, Default)]
struct Wanted {
    away: bool,
    known: String,
    name: String,
    excludes: bool,
    reason: String,
}

pub(super) async fn ask(visit: Visit, Path(selection): Path<String>) -> Result<Response, PageError> {
    let away = visit.path().split_once('?').is_some_and(|(_, q)| q.contains("away=yes"));
    answer(visit, selection, Wanted { away, ..Wanted::default() }, false).await
}

async fn answer(visit: Visit, id: String, wanted: Wanted, sent: bool) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = frozen(tx, actor.person, &id)?;
            Ok((frozen, tags::all(tx)?))
        })
        .await?;
    let t = signed.text();
    let (frozen, tags) = &signed.value;
    let mut errors = Errors::default();
    if sent && wanted.known.is_empty() && wanted.name.trim().is_empty() {
        errors.add(if wanted.away { "known" } else { "name" }, t.text("contacts-tag-missing"));
    }
    if sent && wanted.reason.trim().is_empty() {
        errors.add("reason", t.text("contacts-tag-reason-missing"));
    }
    let mut known =
        Select::new("known", t.text("contacts-tag-known")).option("", t.plain("contacts-tag-choose"));
    for (id, name) in tags {
        known = known.option(id.to_string(), name.clone());
    }
    let mut fields = Vec::new();
    if !tags.is_empty() || wanted.away {
        fields.push(known.searched(&t).value(wanted.known.clone()).error(errors.of("known")).to_string());
    }
    if !wanted.away {
        let name = Input::new("name", t.text("contacts-tag-name")).hint(t.text("contacts-tag-name-hint"));
        fields.push(name.value(wanted.name.clone()).error(errors.of("name")).width(20).to_string());
        let excludes = Checkboxes::new("excludes", t.text("contacts-tag-kind"))
            .option("yes", t.text("contacts-tag-excludes"));
        fields.push(excludes.to_string());
    }
    let reason = Input::new("reason", t.text("contacts-tag-reason")).hint(t.text("contacts-tag-reason-hint"));
    fields.push(reason.value(wanted.reason.clone()).error(errors.of("reason")).to_string());
    let title = if wanted.away { "contacts-untag-title" } else { "contacts-tag-title" };
    TagPage {
        said: t.text("contacts-frozen").put("count", frozen.count).plain(),
        fields: Html::trusted(fields.concat()),
        send: Button::primary(t.text(if wanted.away { "contacts-untag-send" } else { "contacts-tag-send" })),
        frame: signed.frame(t.plain(title)).back("/contacts").errors(&errors),
    }
    .answer()
}

pub(super) async fn apply(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let wanted = Wanted {
        away: visit.path().contains("away=yes"),
        known: form.get("known").to_owned(),
        name: form.get("name").chars().take(60).collect(),
        excludes: form.get("excludes") == "yes",
        reason: form.get("reason").chars().take(300).collect(),
    };
    let named = !wanted.known.is_empty() || !wanted.name.trim().is_empty();
    if !named || wanted.reason.trim().is_empty() {
        return answer(visit, id, wanted, true).await;
    }
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = frozen(tx, actor.person, &id)?;
            let subjects = in_reach(tx, &right, &frozen)?;
            let known = wanted.known.parse::<TagId>().ok();
            if match known {
                Some(known) => !tags::is_there(tx, known)?,
                None => wanted.away,
            } {
                return Err(access::Denied::Invisible.into());
            }
            let done = (|| match known {
                Some(known) if wanted.away => {
                    contacts::untag(tx, stamp, known, wanted.reason.trim(), &frozen, &subjects)
                }
                known => {
                    let new = NewTag { name: &wanted.name, excludes: wanted.excludes };
                    let tag = match known {
                        Some(known) => known,
                        None => tags::named(tx, stamp, &new)?,
                    };
                    contacts::tag(tx, stamp, actor.person, tag, wanted.reason.trim(), &frozen, &subjects)
                }
            })();
            match done {
                Ok(done) => Ok((done, wanted.away)),
                Err(TagFault::NoName) => Ok((0, wanted.away)),
                Err(TagFault::Store(error)) => Err(error.into()),
                Err(TagFault::Journal(error)) => Err(error.into()),
            }
        })
        .await?;
    let (done, away) = signed.value;
    let words = if away { "contacts-untagged" } else { "contacts-tagged" };
    visit.flash(signed.text().text(words).put("count", done).plain());
    Ok(Redirect::to("/contacts").into_response())
}
