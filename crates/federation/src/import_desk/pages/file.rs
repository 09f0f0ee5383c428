//! One file on its way: what its columns mean, the dry run, and the press that applies it.

use super::mapping::{self, Look};
use super::right;
use super::states::{failed, refused, tried, working};
use crate::access::{self, Actor, ManageContacts};
use crate::contacts_import::{Mapping, Report};
use crate::feed;
use crate::import::reading::{Choice, ReadingError};
use crate::import_desk::jobs::{Wanted, ask};
use crate::import_desk::upload::{self, State, Upload, UploadId};
use crate::visit::{Answer, PageError, Signed, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;
use web::components::{Button, Html, Input as Entry, Select};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "import_desk/mapping.html")]
struct MappingPage {
    frame: Frame,
    address: String,
    oddities: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    choose: Html,
    show: Button,
    hidden: Vec<(&'static str, String)>,
    fields: Html,
    send: Button,
    end: Button,
}

/// What the form needs besides the file.
pub(super) struct Around {
    pub file: Upload,
    pub report: Option<Report>,
    places: Vec<String>,
    kinds: Vec<(String, String)>,
}

fn around(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: UploadId,
    stamp: &crate::acting::Stamp,
) -> Result<Around, PageError> {
    let right = right(tx, actor)?;
    let file = upload::seen(tx, &right, id)?.ok_or(PageError::Invisible)?;
    let reached = right.clause("o.id");
    let places: Vec<(String,)> = tx.all(
        &format!(
            "SELECT DISTINCT o.name FROM organisation o JOIN organisation_kind_parent p ON p.parent_kind = o.kind
             WHERE o.closed_on IS NULL AND {} ORDER BY o.name LIMIT 200",
            reached.sql
        ),
        &reached.params(),
    )?;
    let kinds = tx.all("SELECT key, name FROM organisation_kind ORDER BY name", &[])?;
    let report = file.report(stamp);
    Ok(Around { file, report, places: places.into_iter().map(|(n,)| n).collect(), kinds })
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let id: UploadId = id.parse().map_err(|_| PageError::Invisible)?;
    let stamp = visit.app().stamp(None, crate::acting::Door::Page);
    let signed = visit.read(move |tx, actor| around(tx, actor, id, &stamp)).await?;
    let file = &signed.value.file;
    let query = web::list::ListQuery::of(&ASKED, visit.web());
    let again = query.filter("again").any(|v| v == "yes");
    match file.state {
        State::Fetching | State::Trying | State::Applying => working(&signed),
        State::Failed if !again => failed(&signed),
        State::Tried if !again => tried(&signed),
        State::Applied => {
            let run = file.run.map(|r| format!("/contacts/imports/runs/{r}"));
            Ok(Redirect::to(run.as_deref().unwrap_or("/contacts/imports")).into_response())
        }
        _ => {
            let first = |name: &str| query.filter(name).next().unwrap_or_default().to_owned();
            let chosen = mapping::choice(&first(mapping::SHEET), &first(mapping::HEADER));
            let kept = file.mapping.clone();
            form(&visit, &signed, chosen, kept, &Errors::default()).await
        }
    }
}

/// What the address of this page may say.
const ASKED: web::list::ListSpec = web::list::ListSpec {
    filters: &["again", mapping::SHEET, mapping::HEADER],
    sorts: &["line"],
    columns: &[],
    sizes: web::list::SIZES,
};

async fn form(
    visit: &Visit,
    signed: &Signed<Around>,
    chosen: Choice,
    kept: Option<Mapping>,
    errors: &Errors,
) -> Result<Response, PageError> {
    let file = &signed.value.file;
    let (id, t) = (file.id, signed.text());
    let look = match look(visit, file, chosen, kept).await? {
        Ok(look) => look,
        Err(fault) => return refused(signed, &fault),
    };
    let address = format!("/contacts/imports/files/{id}");
    MappingPage {
        frame: signed
            .frame(t.text("imports-mapping-title").put("file", file.file_name.as_str()).plain())
            .back(back(file))
            .errors(errors),
        oddities: look.table.oddities.iter().map(ToString::to_string).collect(),
        rows: mapping::preview(&look.table),
        choose: choose(signed, &look),
        show: Button::secondary(t.text("imports-show")),
        hidden: vec![
            (mapping::SHEET, look.table.sheet.clone().unwrap_or_default()),
            (mapping::HEADER, look.table.header_line.to_string()),
        ],
        fields: mapping::fields(&t, &look, &signed.value.places, &signed.value.kinds, errors),
        send: Button::primary(t.text("imports-try")),
        end: Button::secondary(t.text("imports-end")),
        address,
    }
    .answer()
}

/// Reading may wait for the disk: not on a thread that answers pages.
async fn look(
    visit: &Visit,
    file: &Upload,
    chosen: Choice,
    kept: Option<Mapping>,
) -> Result<Result<Look, ReadingError>, PageError> {
    let installation = visit.app().installation().clone();
    let (id, name) = (file.id, file.file_name.clone());
    let work = move || {
        let input = upload::input(&installation, id, &name);
        let first = mapping::look(&input, &chosen, kept.clone())?;
        if kept.is_some() {
            return Ok(first);
        }
        let headings = first.table.headings.clone();
        match installation.db.read_blocking(move |tx| mapping::remembered(tx, &headings)) {
            Ok(Some(remembered)) => mapping::look(&input, &chosen, Some(remembered)),
            _ => Ok(first),
        }
    };
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// A look at a list leads back to the list.
pub(super) fn back(file: &Upload) -> String {
    file.feed.map_or_else(|| "/contacts/imports".to_owned(), |f| format!("/contacts/imports/feeds/{f}"))
}

fn choose(signed: &Signed<Around>, look: &Look) -> Html {
    let t = signed.text();
    let mut html = String::new();
    if !look.table.sheets.is_empty() {
        let mut sheets = Select::new(mapping::SHEET, t.text("imports-sheet"));
        for sheet in &look.table.sheets {
            let words = if sheet.hidden {
                t.text("imports-sheet-hidden").put("sheet", sheet.name.as_str()).plain()
            } else {
                sheet.name.clone()
            };
            sheets = sheets.option(&sheet.name, words);
        }
        html += &sheets.value(look.table.sheet.clone().unwrap_or_default()).to_string();
    }
    let header = Entry::new(mapping::HEADER, t.text("imports-header"))
        .hint(t.text("imports-header-hint"))
        .digits()
        .width(4);
    html += &header.value(look.table.header_line.to_string()).to_string();
    Html::trusted(html)
}

/// Keeps what the columns mean, and tries it.
pub async fn map(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let id: UploadId = id.parse().map_err(|_| PageError::Invisible)?;
    let stamp = visit.app().stamp(None, crate::acting::Door::Page);
    let signed = visit.read(move |tx, actor| around(tx, actor, id, &stamp)).await?;
    let chosen = mapping::choice(form.get(mapping::SHEET), form.get(mapping::HEADER));
    let look = match look(&visit, &signed.value.file, chosen.clone(), None).await? {
        Ok(look) => look,
        Err(fault) => return refused(&signed, &fault),
    };
    let mapping = mapping::of_form(&form, &look.table.headings);
    let errors = mapping::errors(&signed.text(), &mapping);
    if !errors.is_empty() {
        return self::form(&visit, &signed, chosen, Some(mapping), &errors).await;
    }
    visit
        .act(move |tx, actor, stamp| {
            let right = right(tx, actor)?;
            let file = upload::seen(tx, &right, id)?.ok_or(PageError::Invisible)?;
            let from = [State::Uploaded, State::Tried, State::Failed];
            if upload::move_to(tx, id, &from, State::Trying)? {
                upload::set_mapping(tx, id, &mapping)?;
                mapping::remember(tx, stamp.now, &mapping)?;
                if let Some(feed) = file.feed {
                    access::right_over_all::<ManageContacts>(tx, actor)?;
                    feed::set_mapping(tx, stamp, actor.person, feed, &mapping)?;
                }
                ask(tx, stamp.now, &Wanted { upload: id, by: actor.person, apply: false })?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("/contacts/imports/files/{id}")).into_response())
}

pub async fn apply(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let id: UploadId = id.parse().map_err(|_| PageError::Invisible)?;
    visit
        .act(move |tx, actor, stamp| {
            let right = right(tx, actor)?;
            let file = upload::seen(tx, &right, id)?.ok_or(PageError::Invisible)?;
            if file.feed.is_none() && upload::move_to(tx, id, &[State::Tried], State::Applying)? {
                ask(tx, stamp.now, &Wanted { upload: id, by: actor.person, apply: true })?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("/contacts/imports/files/{id}")).into_response())
}

/// Gives a file up: its bytes go at once.
pub async fn end(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let id: UploadId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit
        .act(move |tx, actor, _| {
            let right = right(tx, actor)?;
            let file = upload::seen(tx, &right, id)?.ok_or(PageError::Invisible)?;
            if !matches!(file.state, State::Fetching | State::Trying | State::Applying) {
                upload::remove(tx, id)?;
            }
            Ok(back(&file))
        })
        .await?;
    visit.flash(signed.text().plain("imports-ended"));
    Ok(Redirect::to(&signed.value).into_response())
}
