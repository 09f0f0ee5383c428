//! First step: what for, and in which form.

use super::{Way, members_address, right};
use crate::access::Actor;
use crate::acting::Stamp;
use crate::members::{Chosen, list_name};
use crate::members_download::ask::in_words;
use crate::members_download::draft::{self, Choices, DraftId};
use crate::members_download::purpose::{MOST_WORDS, Purpose, PurposeRefused, REASONS};
use crate::organisation::Organisation;
use crate::selection::{self, Frozen, Open};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use store::Tx;
use web::components::{Button, Input, Radios};
use web::text::Words;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "members_download/pages/reason.html")]
struct ReasonPage {
    frame: Frame,
    who: String,
    list: String,
    draft: String,
    selection: String,
    filter: Vec<String>,
    form: Radios,
    reason: Radios,
    words: Input,
    go_on: Button,
}

pub async fn ask(visit: Visit, Path(slug): Path<String>) -> Result<Response, PageError> {
    let query = visit.web().path().split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let signed = visit
        .read(move |tx, actor| {
            let right = right(tx, actor, &slug)?;
            let organisation = right.organisation;
            let said = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            let draft = said("draft").unwrap_or_default();
            let held = match draft.parse::<DraftId>() {
                Ok(id) => draft::find(tx, actor.person, organisation.id, id)?,
                Err(_) => None,
            };
            if let Some(choices) = held {
                return start(tx, actor, organisation, draft, choices);
            }
            let selection = said("selection").filter(|s| !s.is_empty());
            let choices = Choices { filter: filter_of(pairs), selection, ..Choices::default() };
            start(tx, actor, organisation, String::new(), choices)
        })
        .await?;
    page(&signed, &Errors::default())
}

/// What the page shows.
struct Start {
    organisation: Organisation,
    draft: String,
    choices: Choices,
    whose: Chosen,
}

fn start(
    tx: &mut Tx<'_>,
    actor: &Actor,
    organisation: Organisation,
    draft: String,
    choices: Choices,
) -> Result<Start, PageError> {
    let list = list_name(organisation.id);
    let whose = match choices.whose(tx, actor.person, organisation.id)? {
        Some(whose) => whose,
        // Still open: it is frozen when the page is sent.
        None => {
            let open = selection::current(tx, actor.person, &list)?;
            let open = open.filter(|o| choices.selection.as_deref() == Some(o.id.to_string().as_str()));
            let Open { id, count } = open.ok_or(PageError::Invisible)?;
            Chosen::Selection(Frozen { id, count, at: Timestamp::UNIX_EPOCH })
        }
    };
    Ok(Start { organisation, draft, choices, whose })
}

/// The selection as it is now, confirmed.
fn freeze(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    at: &Organisation,
    asked: &str,
) -> Result<(), PageError> {
    let open = selection::current(tx, actor.person, &list_name(at.id))?;
    if let Some(open) = open.filter(|o| o.id.to_string() == asked) {
        selection::freeze(tx, stamp, open)?;
    }
    Ok(())
}

/// What a list's address says about its filter; its search is called q there.
fn filter_of(pairs: Vec<(String, String)>) -> Vec<(String, String)> {
    let known = |(key, value): (String, String)| (if key == "q" { "search".to_owned() } else { key }, value);
    let pairs: Vec<(String, String)> = pairs.into_iter().map(known).collect();
    let filter = crate::members::Filter::from_pairs(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())));
    filter.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

pub async fn take(visit: Visit, Path(slug): Path<String>, form: Form) -> Result<Response, PageError> {
    let pair = |entry: &str| entry.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned()));
    let choices = Choices {
        filter: filter_of(form.all("filter").filter_map(pair).collect()),
        selection: Some(form.get("selection").to_owned()).filter(|s| !s.is_empty()),
        reason: form.get("reason").to_owned(),
        words: form.get("words").to_owned(),
        form: form.get("form").to_owned(),
        ..Choices::default()
    };
    let id = form.get("draft").to_owned();
    let errors = errors(&visit, &choices);
    if !errors.is_empty() {
        let signed = visit
            .read(move |tx, actor| {
                let organisation = right(tx, actor, &slug)?.organisation;
                start(tx, actor, organisation, id, choices)
            })
            .await?;
        return page(&signed, &errors);
    }
    let at = slug.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = right(tx, actor, &at)?;
            let held = match id.parse::<DraftId>() {
                Ok(id) => draft::find(tx, actor.person, right.organisation.id, id)?.map(|held| (id, held)),
                Err(_) => None,
            };
            let Some((id, held)) = held else {
                if let Some(selection) = &choices.selection {
                    freeze(tx, stamp, actor, &right.organisation, selection)?;
                }
                let id = draft::begin(tx, stamp, actor.person, right.organisation.id, &choices)?;
                return Ok((id, choices));
            };
            let columns = held.columns.filter(|_| held.reason == choices.reason);
            let changed = Choices {
                columns,
                sheet: held.sheet,
                filter: held.filter,
                selection: held.selection,
                ..choices
            };
            draft::change(tx, id, &changed)?;
            Ok((id, changed))
        })
        .await?;
    let (id, choices) = signed.value;
    Ok(Redirect::to(&Way::new(&slug, id).form(&choices)).into_response())
}

fn errors(visit: &Visit, choices: &Choices) -> Errors {
    let (t, mut errors) = (visit.text(), Errors::default());
    if !["spreadsheet", "labels"].contains(&choices.form.as_str()) {
        errors.add("form", t.text("download-form-missing"));
    }
    purpose_errors(&t, &choices.reason, &choices.words, &mut errors);
    errors
}

/// What a purpose lacks, each fault at its field.
pub fn purpose_errors(t: &Words, reason: &str, words: &str, errors: &mut Errors) {
    if crate::members_download::Reason::find(reason).is_none() {
        errors.add("reason", t.text(PurposeRefused::NoReason.words_key()));
    }
    // Asked with any reason, so that both faults show at once.
    if let Err(refused) = Purpose::of("other", words) {
        errors.add("words", t.text(refused.words_key()).put("most", MOST_WORDS));
    }
}

/// The fields of a purpose, with what was entered.
pub fn purpose_fields(t: &Words, reason: &str, words: &str, errors: &Errors) -> (Radios, Input) {
    let mut radios = Radios::new("reason", t.text("download-reason"));
    for known in REASONS {
        radios = radios.option(known.key, t.plain(known.words));
    }
    let input = Input::new("words", t.text("download-words")).hint(t.text("download-words-hint"));
    (radios.value(reason).error(errors.of("reason")), input.value(words).error(errors.of("words")))
}

fn page(signed: &Signed<Start>, errors: &Errors) -> Result<Response, PageError> {
    let Start { organisation, draft, choices, whose } = &signed.value;
    let t = signed.text();
    let (reason, words) = purpose_fields(&t, &choices.reason, &choices.words, errors);
    let form = Radios::new("form", t.text("download-form"))
        .option("spreadsheet", t.text("download-form-spreadsheet"))
        .option_hint(t.text("download-form-spreadsheet-hint"))
        .option("labels", t.text("download-form-labels"))
        .option_hint(t.text("download-form-labels-hint"));
    ReasonPage {
        frame: signed
            .frame(t.text("download-start").put("organisation", organisation.name.as_str()).plain())
            .back(members_address(organisation))
            .errors(errors),
        who: in_words(whose, &t),
        list: members_address(organisation),
        draft: draft.clone(),
        selection: choices.selection.clone().unwrap_or_default(),
        filter: choices.filter.iter().map(|(key, value)| format!("{key}={value}")).collect(),
        form: form.value(choices.form.as_str()).error(errors.of("form")),
        reason,
        words,
        go_on: Button::primary(t.text("download-go-on")),
    }
    .answer()
}
