//! The language that a person is written to in, and that their pages have wherever they sign in.

use crate::account::Recipient;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Html, Radios};
use web::text::Lang;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "own_account/language.html")]
struct LanguagePage {
    frame: Frame,
    choice: Radios,
    save: Button,
}

pub(super) async fn ask(visit: Visit) -> Result<Response, PageError> {
    let signed = visit.read(|tx, actor| Recipient::of(tx, actor.person)?.ok_or(PageError::Invisible)).await?;
    page(&visit, Some(signed.value.language), &Errors::default())
}

pub(super) async fn keep(visit: Visit, form: Form) -> Result<Response, PageError> {
    let wish = Lang::parse(form.get("language"));
    let signed = visit
        .act(move |tx, actor, stamp| {
            let Some(wish) = wish else { return Ok(false) };
            tx.run(
                "UPDATE person SET language = ?2, updated_at = ?3 WHERE id = ?1",
                &[&actor.person, &wish.tag(), &stamp.now],
            )?;
            Ok(true)
        })
        .await?;
    let (Some(wish), true) = (wish, signed.value) else {
        let mut errors = Errors::default();
        errors.add("language", signed.text().text("account-language-missing"));
        return page(&visit, None, &errors);
    };
    // This browser may hold an older choice of its own, which would count before the person's.
    visit.look().with_lang(wish).keep(&visit);
    visit.flash(visit.text().in_lang(wish).plain("account-language-kept"));
    Ok(Redirect::to("/account").into_response())
}

fn page(visit: &Visit, now: Option<Lang>, errors: &Errors) -> Result<Response, PageError> {
    let t = visit.text();
    let choice = Radios::new("language", t.text("account-language-ask"))
        .option("en", Html::trusted("<span lang=\"en\">English</span>"))
        .option("cy", Html::trusted("<span lang=\"cy\">Cymraeg</span>"))
        .value(now.map(Lang::tag).unwrap_or_default())
        .error(errors.of("language"));
    LanguagePage {
        frame: visit.frame(t.plain("account-language")).errors(errors).back("/account"),
        choice,
        save: Button::primary(t.text("account-save-language")),
    }
    .answer()
}
