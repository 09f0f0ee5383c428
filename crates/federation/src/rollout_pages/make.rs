//! "Grant portal access": the selected contacts become a batch. Nothing leaves yet.

use crate::access::{self, GrantAccess, ManageContacts};
use crate::contacts::{self, TagId};
use crate::invitee::RolloutId;
use crate::rollout::{self, NewBatch, Rollout, RolloutError, Under};
use crate::selection::Frozen;
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Checkboxes, Html, Input, Select};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "rollout_pages/make.html")]
struct MakePage {
    frame: Frame,
    said: String,
    fields: Html,
    send: Button,
}

/// What was typed.
#[derive(Clone, Default)]
struct Typed {
    known: String,
    rollout: String,
    name: String,
    tags: Option<Vec<String>>,
}

struct Ready {
    frozen: Frozen,
    rollouts: Vec<Rollout>,
    tags: Vec<(TagId, String, bool)>,
}

async fn ready(visit: &Visit, id: String) -> Result<Signed<Ready>, PageError> {
    visit
        .read(move |tx, actor| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = contacts::frozen(tx, actor.person, &id)?;
            Ok(Ready { frozen, rollouts: rollout::rollouts(tx, &right)?, tags: rollout::tags(tx)? })
        })
        .await
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    page(&ready(&visit, id).await?, &Typed::default(), &Errors::default())
}

fn page(signed: &Signed<Ready>, typed: &Typed, errors: &Errors) -> Result<Response, PageError> {
    let (t, ready) = (signed.text(), &signed.value);
    let mut fields = String::new();
    if !ready.rollouts.is_empty() {
        let mut known = Select::new("known", t.text("rollout-known")).option("", t.plain("rollout-new-one"));
        for one in &ready.rollouts {
            known = known.option(one.id.to_string(), one.name.clone());
        }
        fields.push_str(&known.searched(&t).value(typed.known.clone()).error(errors.of("known")).to_string());
    }
    let rollout = Input::new("rollout", t.text("rollout-new-name")).hint(t.text("rollout-new-name-hint"));
    fields.push_str(&rollout.value(typed.rollout.clone()).error(errors.of("rollout")).to_string());
    let name = Input::new("name", t.text("rollout-batch-name")).hint(t.text("rollout-batch-name-hint"));
    fields.push_str(&name.value(typed.name.clone()).error(errors.of("name")).width(20).to_string());
    if !ready.tags.is_empty() {
        let mut boxes = Checkboxes::new("tags", t.text("rollout-tags")).hint(t.text("rollout-tags-hint"));
        for (id, name, _) in &ready.tags {
            boxes = boxes.option(id.to_string(), name.clone());
        }
        let usual = ready.tags.iter().filter(|(.., excludes)| *excludes).map(|(id, ..)| id.to_string());
        let ticked = typed.tags.clone().unwrap_or_else(|| usual.collect());
        fields.push_str(&boxes.values(ticked).to_string());
    }
    MakePage {
        said: t.text("rollout-make-said").put("count", ready.frozen.count).plain(),
        fields: Html::trusted(fields),
        send: Button::primary(t.text("rollout-make-send")),
        frame: signed.frame(t.plain("rollout-make-title")).back("/contacts").errors(errors),
    }
    .answer()
}

pub(super) async fn take(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let typed = Typed {
        known: form.get("known").to_owned(),
        rollout: form.get("rollout").chars().take(80).collect(),
        name: form.get("name").chars().take(40).collect(),
        tags: Some(form.all("tags").map(str::to_owned).collect()),
    };
    let new = NewBatch {
        under: match typed.known.parse::<RolloutId>() {
            Ok(known) => Under::Known(known),
            Err(_) => Under::Named(typed.rollout.clone()),
        },
        name: typed.name.clone(),
        excluding: typed.tags.iter().flatten().filter_map(|tag| tag.parse().ok()).collect(),
    };
    let named = matches!(new.under, Under::Known(_)) || !typed.rollout.trim().is_empty();
    let whole = named && !typed.name.trim().is_empty();
    let (app, selection) = (visit.app().clone(), id.clone());
    let done = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let contacts = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let frozen = contacts::frozen(tx, actor.person, &selection)?;
            if !whole {
                return Ok(Err(RolloutError::NoName));
            }
            let known: Vec<TagId> = rollout::tags(tx)?.into_iter().map(|(id, ..)| id).collect();
            let mut new = new;
            new.excluding.retain(|tag| known.contains(tag));
            let terms = rollout::terms(tx, &app, actor, None)?;
            let made = tx.attempt(|tx| rollout::make(tx, stamp, (&right, &contacts), &terms, &frozen, &new));
            match made {
                Ok(batch) => Ok(Ok(batch)),
                Err(RolloutError::Invisible) => Err(PageError::Invisible),
                Err(RolloutError::Denied(denied)) => Err(denied.into()),
                Err(RolloutError::Fault(fault)) => Err(fault.into()),
                Err(other) => Ok(Err(other)),
            }
        })
        .await?;
    let t = done.text();
    let mut errors = Errors::default();
    match &done.value {
        Ok(batch) => return Ok(Redirect::to(&format!("/rollouts/batches/{batch}")).into_response()),
        Err(RolloutError::NameTaken) => errors.add("name", t.text("rollout-name-taken")),
        Err(RolloutError::Nobody) => errors.add("name", t.text("rollout-nobody")),
        Err(_) => {
            if !named {
                errors.add("rollout", t.text("rollout-new-name-missing"));
            }
            if typed.name.trim().is_empty() {
                errors.add("name", t.text("rollout-batch-name-missing"));
            }
        }
    }
    page(&ready(&visit, id).await?, &typed, &errors)
}
