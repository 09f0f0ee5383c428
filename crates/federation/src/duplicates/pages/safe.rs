//! Merging all that needs no eyes: a page that explains, a dry run that is frozen with its count, and the act.

use super::super::bulk::{self, Dry};
use super::super::pair::{self, PairId};
use super::super::shown;
use super::id_of;
use crate::access::{self, ManageContacts};
use crate::merging::Unsafe;
use crate::selection::{self, SelectionError, SelectionId};
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::Button;
use web::text::Words;
use web::{Form, Frame};

const LIST: &str = "duplicates-safe";
const SAMPLES: usize = 20;

#[derive(Template)]
#[template(path = "duplicates/pages/safe.html")]
struct SafePage {
    frame: Frame,
    count: String,
    samples: Vec<(String, [String; 2])>,
    left: Vec<String>,
    action: String,
    press: Option<Button>,
}

/// The dry run: how many, why not the others, and some of them to look at.
pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(move |tx, actor| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let dry = bulk::dry_run(tx, &right)?;
            let some: Vec<PairId> = dry.safe.iter().take(SAMPLES).map(|p| p.id).collect();
            Ok((samples(tx, &some, actor.today)?, dry))
        })
        .await?;
    let t = signed.text();
    let (samples, dry) = &signed.value;
    SafePage {
        frame: signed
            .frame(t.plain("duplicates-safe-title"))
            .with_form(visit.web())
            .back("/contacts/duplicates"),
        count: t.text("duplicates-safe-count").put("count", dry.safe.len() as u64).plain(),
        samples: samples.clone(),
        left: left(&t, dry),
        action: "/contacts/duplicates/safe".to_owned(),
        press: (!dry.safe.is_empty()).then(|| Button::primary(t.text("duplicates-safe-go-on"))),
    }
    .answer()
}

type Samples = Vec<(String, [String; 2])>;

fn samples(
    tx: &mut store::Tx<'_>,
    ids: &[PairId],
    today: jiff::civil::Date,
) -> Result<Samples, store::StoreError> {
    let mut samples = Vec::new();
    for id in ids {
        let Some(pair) = pair::by_id(tx, *id)? else { continue };
        let (Some(one), Some(other)) = (shown::of(tx, pair.one, today)?, shown::of(tx, pair.other, today)?)
        else {
            continue;
        };
        let line = |s: &shown::Shown| format!("{}; {}", s.name, s.points.join("; "));
        samples.push((format!("/contacts/duplicates/{id}"), [line(&one), line(&other)]));
    }
    Ok(samples)
}

fn left(t: &Words, dry: &Dry) -> Vec<String> {
    let words = |because: &Unsafe| match because {
        Unsafe::NotPersons => "duplicates-left-not-persons",
        Unsafe::NotAllTheSame => "duplicates-left-not-same",
        Unsafe::OneDied => "duplicates-left-one-died",
        Unsafe::TwoAccounts => "duplicates-left-two-accounts",
        Unsafe::Appointment => "duplicates-left-appointment",
    };
    dry.left.iter().map(|(because, n)| t.text(words(because)).put("count", *n as u64).plain()).collect()
}

/// Freezes what the dry run finds now, with its count.
pub(super) async fn prepare(visit: Visit, _form: Form) -> Result<Response, PageError> {
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            let ids: Vec<PairId> = bulk::dry_run(tx, &right)?.safe.into_iter().map(|p| p.id).collect();
            let open = selection::open(tx, stamp, actor.person, LIST)?;
            let ticked = selection::clear(tx, stamp, open)
                .and_then(|open| selection::tick(tx, stamp, open, &ids, &ids));
            match ticked {
                Ok(open) => Ok(selection::freeze(tx, stamp, open)?),
                Err(SelectionError::Store(error)) => Err(error.into()),
                Err(SelectionError::TooMany) => Err(PageError::Invisible),
            }
        })
        .await?;
    Ok(Redirect::to(&format!("/contacts/duplicates/safe/{}", signed.value.id)).into_response())
}

/// What is frozen, once more in words, and the button.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: SelectionId = id_of(&id)?;
    let signed = visit
        .read(move |tx, actor| {
            access::right_over_all::<ManageContacts>(tx, actor)?;
            let frozen = selection::frozen(tx, actor.person, LIST, id)?.ok_or(PageError::Invisible)?;
            let ids = bulk::frozen_pairs(tx, id)?;
            let some = &ids[..ids.len().min(SAMPLES)];
            Ok((samples(tx, some, actor.today)?, frozen.count))
        })
        .await?;
    let t = signed.text();
    let (samples, count) = &signed.value;
    SafePage {
        frame: signed
            .frame(t.plain("duplicates-safe-confirm-title"))
            .with_form(visit.web())
            .back("/contacts/duplicates/safe"),
        count: t.text("duplicates-safe-confirm").put("count", *count).plain(),
        samples: samples.clone(),
        left: Vec::new(),
        action: format!("/contacts/duplicates/safe/{id}"),
        press: Some(Button::warning(t.text("duplicates-safe-merge").put("count", *count))),
    }
    .answer()
}

pub(super) async fn merge(visit: Visit, Path(id): Path<String>, _form: Form) -> Result<Response, PageError> {
    let id: SelectionId = id_of(&id)?;
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_over_all::<ManageContacts>(tx, actor)?;
            selection::frozen(tx, actor.person, LIST, id)?.ok_or(PageError::Invisible)?;
            let ids = bulk::frozen_pairs(tx, id)?;
            Ok(bulk::merge(tx, stamp, actor, &right, &ids)?)
        })
        .await?;
    let done = &signed.value;
    let words = signed
        .text()
        .text("duplicates-safe-done")
        .put("merged", done.merged as u64)
        .put("left", (done.changed + done.refused) as u64)
        .plain();
    visit.flash(words);
    Ok(Redirect::to("/contacts/duplicates").into_response())
}
