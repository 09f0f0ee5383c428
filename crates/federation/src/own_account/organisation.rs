//! For which of several organisations one acts: a clerk of three councils has one sign-in and chooses here. It changes
//! what pages speak of, never what one may do.

use crate::account::session;
use crate::organisation::OrganisationId;
use crate::visit::{Answer, PageError, Visit, serves};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Radios};
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "own_account/organisation.html")]
struct OrganisationPage {
    frame: Frame,
    choice: Radios,
    save: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    page(&visit, &Errors::default()).await
}

async fn page(visit: &Visit, errors: &Errors) -> Result<Response, PageError> {
    let signed = visit.read(|_, _| Ok(())).await?;
    let t = signed.text();
    let mut choice =
        Radios::new("organisation", t.text("account-organisation-ask")).error(errors.of("organisation"));
    for (id, name) in serves(&signed.actor) {
        choice = choice.option(id.to_string(), name.to_owned());
    }
    OrganisationPage {
        choice: choice.value(signed.present().map(|id| id.to_string()).unwrap_or_default()),
        save: Button::primary(t.text("account-organisation-save")),
        frame: signed.frame(t.plain("account-organisation")).errors(errors).back("/"),
    }
    .answer()
}

pub(super) async fn keep(visit: Visit, form: Form) -> Result<Response, PageError> {
    let wish = form.get("organisation").parse::<OrganisationId>().ok();
    let token = visit.token().cloned();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (Some(wish), Some(token)) = (wish, token) else { return Ok(None) };
            let Some((_, name)) = serves(actor).find(|(id, _)| *id == wish) else { return Ok(None) };
            if let session::Found::Live(session) = session::find(tx, &token, stamp.now)? {
                session::act_for(tx, session.id, wish)?;
            }
            Ok(Some(name.to_owned()))
        })
        .await?;
    let Some(name) = &signed.value else {
        let mut errors = Errors::default();
        errors.add("organisation", signed.text().text("account-organisation-missing"));
        return page(&visit, &errors).await;
    };
    visit.flash(signed.text().text("account-organisation-kept").put("name", name.as_str()).plain());
    Ok(Redirect::to("/").into_response())
}
