//! Filters that somebody gave a name: their own, and those that others share.

use crate::access::{self, ManageContacts};
use crate::person::PersonId;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::{FromRow, Row, StoreError, Tx};
use web::components::{Button, Checkboxes, Html, Input};
use web::list::ListQuery;
use web::text::Words;
use web::{Errors, Form, Frame};

store::id!(pub KeptId);

pub(super) struct Kept {
    id: KeptId,
    name: String,
    shared: bool,
    address: String,
    own: bool,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let (id, name, shared, address, own) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok(Self { id, name, shared, address, own })
    }
}

/// One kept filter as the list shows it.
pub(super) struct Line {
    pub name: String,
    pub href: String,
    pub note: Option<String>,
    /// Where its owner throws it away.
    pub remove: Option<String>,
    pub remove_words: String,
}

pub(super) fn line(t: &Words, kept: &Kept) -> Line {
    Line {
        name: kept.name.clone(),
        href: format!("/contacts?{}", kept.address),
        note: kept.shared.then(|| t.plain("contacts-kept-shared")),
        remove: kept.own.then(|| format!("/contacts/kept/{}/removal", kept.id)),
        remove_words: t.text("contacts-kept-remove").put("name", &kept.name).plain(),
    }
}

pub(super) fn all(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Kept>, StoreError> {
    tx.all(
        "SELECT id, name, shared, address, person_id = ?1 FROM contact_filter
         WHERE person_id = ?1 OR shared = TRUE ORDER BY name, id LIMIT 50",
        &[&person],
    )
}

/// The page that names the filters of this list.
pub(super) fn address(query: &ListQuery) -> String {
    let url = query.with_letter(query.letter).url();
    let of = url.split_once('?').map_or("", |(_, of)| of);
    format!(
        "/contacts/kept?{}",
        form_urlencoded::Serializer::new(String::new()).append_pair("of", of).finish()
    )
}

#[derive(Template)]
#[template(path = "contacts_pages/tag.html")]
struct KeepPage {
    frame: Frame,
    said: String,
    fields: Html,
    send: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let query = visit.path().split_once('?').map_or("", |(_, q)| q).to_owned();
    let of = form_urlencoded::parse(query.as_bytes()).find(|(k, _)| k == "of").map(|(_, v)| v.into_owned());
    answer(visit, of.unwrap_or_default(), String::new(), false).await
}

async fn answer(visit: Visit, of: String, name: String, sent: bool) -> Result<Response, PageError> {
    let signed =
        visit.read(|tx, actor| Ok(access::right_anywhere::<ManageContacts>(tx, actor).map(drop)?)).await?;
    let t = signed.text();
    let mut errors = Errors::default();
    if sent && name.trim().is_empty() {
        errors.add("name", t.text("contacts-kept-missing"));
    }
    let field = Input::new("name", t.text("contacts-kept-name")).hint(t.text("contacts-kept-hint"));
    let shared =
        Checkboxes::new("shared", t.text("contacts-kept-who")).option("yes", t.text("contacts-kept-share"));
    let of = Html::escaped(&of);
    KeepPage {
        said: t.plain("contacts-kept-said"),
        fields: Html::trusted(format!(
            "<input type=\"hidden\" name=\"of\" value=\"{of}\">{}{shared}",
            field.value(name).error(errors.of("name")).width(20)
        )),
        send: Button::primary(t.text("contacts-kept-send")),
        frame: signed.frame(t.plain("contacts-kept-title")).back("/contacts").errors(&errors),
    }
    .answer()
}

pub(super) async fn keep(visit: Visit, form: Form) -> Result<Response, PageError> {
    let name: String = form.get("name").trim().chars().take(60).collect();
    // Only what the list itself understands is kept.
    let query = ListQuery::parse(&crate::contacts::LIST, "/contacts", form.get("of"));
    let url = query.url();
    let address = url.split_once('?').map_or("", |(_, of)| of).to_owned();
    if name.is_empty() {
        return answer(visit, address, name, true).await;
    }
    let (shared, to) = (form.get("shared") == "yes", url.clone());
    visit
        .act(move |tx, actor, stamp| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let id = stamp.ids.next::<KeptId>();
            tx.run(
                "INSERT INTO contact_filter (id, person_id, name, shared, address, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                &[&id, &actor.person, &name, &shared, &address, &stamp.now],
            )?;
            Ok(())
        })
        .await?;
    visit.flash(visit.words().plain("contacts-kept-done"));
    Ok(Redirect::to(&to).into_response())
}

/// Its owner throws a kept filter away.
pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    visit
        .act(move |tx, actor, _| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            let id: KeptId = id.parse().map_err(|_| access::Denied::Invisible)?;
            let gone =
                tx.run("DELETE FROM contact_filter WHERE id = ?1 AND person_id = ?2", &[&id, &actor.person])?;
            if gone == 0 { Err(access::Denied::Invisible.into()) } else { Ok(()) }
        })
        .await?;
    visit.flash(visit.words().plain("contacts-kept-removed"));
    Ok(Redirect::to("/contacts").into_response())
}
