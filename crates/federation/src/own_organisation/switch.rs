//! For which organisation one acts: for those who have a role in several.

use crate::access::left_out_of;
use crate::contact_record::SmallForm;
use crate::visit::{PageError, Present, Visit, left_out_words};
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Radios};
use web::{Errors, Form};

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit.read(|_, _| Ok(())).await?;
    page(&signed, &Errors::default())
}

fn page(signed: &crate::visit::Signed<()>, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let now = signed.present.as_ref().map(|p| p.slug.clone()).unwrap_or_default();
    let mut choice = Radios::new("organisation", t.text("own-acts-for"));
    for held in Present::choices(&signed.actor) {
        choice = choice.option(held.organisation_slug.as_str(), held.organisation_name.as_str());
    }
    let form = SmallForm::new(t.plain("own-acts-for-title"), "/");
    let form = match left_out_words(&t, &left_out_of(&signed.actor.held)) {
        Some(words) => form.lead(words),
        None => form,
    };
    form.with(choice.value(now).error(errors.of("organisation"))).show(
        signed,
        errors,
        Button::primary(t.text("own-acts-for-send")),
    )
}

pub(super) async fn choose(visit: Visit, form: Form) -> Result<Response, PageError> {
    let signed = visit.read(|_, _| Ok(())).await?;
    let choices = Present::choices(&signed.actor);
    let Some(held) = choices.iter().find(|h| h.organisation_slug == form.get("organisation")) else {
        let mut errors = Errors::default();
        errors.add("organisation", signed.text().text("own-acts-for-missing"));
        return page(&signed, &errors);
    };
    Present::keep(visit.web(), &held.organisation_slug);
    Ok(Redirect::to(&format!("/organisation/{}", held.organisation_slug)).into_response())
}
