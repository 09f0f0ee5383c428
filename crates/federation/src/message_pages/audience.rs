//! The third step: what kind of message it is, why it may be sent, whom an organisation brings, and what happens when
//! several have one address.

use super::step::{StepForm, message_id, page_error};
use crate::mail::run::Class;
use crate::message::{Basis, Choices, Message, draft, save_choices, settle, writer};
use crate::visit::{PageError, Signed, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::components::{Button, Radios, Select};
use web::{Errors, Form};

/// A draft, the roles that people hold, and whether an organisation was selected.
type Shown = (Message, Vec<(String, String)>, bool);

/// Stands for an organisation's own address, where a role would stand.
const OWN: &str = "own-address";

fn read(tx: &mut Tx<'_>, message: Message) -> Result<Shown, StoreError> {
    let roles = tx.all(
        "SELECT key, title FROM role WHERE EXISTS (SELECT 1 FROM appointment WHERE appointment.role = role.key)
         ORDER BY title",
        &[],
    )?;
    let some: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM message_subject WHERE message_id = ?1 AND is_person = FALSE LIMIT 1",
        &[&message.id],
    )?;
    Ok((message, roles, some.is_some()))
}

#[derive(Clone, Default)]
struct Typed {
    class: String,
    basis: String,
    brings: String,
    shared: String,
}

pub(super) async fn ask(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let (t, id) = (visit.text(), message_id(&id));
    let signed = visit
        .read(move |tx, actor| {
            let writer = writer(tx, actor)?;
            let message = draft::draft(tx, &writer, id?).map_err(page_error(&t))?;
            Ok(read(tx, message)?)
        })
        .await?;
    let message = &signed.value.0;
    let typed = Typed {
        class: message.class.map_or("", Class::word).to_owned(),
        basis: message.basis.map_or("", Basis::word).to_owned(),
        brings: message.brings.clone().unwrap_or_else(|| OWN.to_owned()),
        shared: if message.each_gets_one { "each" } else { "one" }.to_owned(),
    };
    show(&signed, &signed.value, &typed, &Errors::default())
}

fn show<T>(
    signed: &Signed<T>,
    (message, roles, with_organisations): &Shown,
    typed: &Typed,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let class = Radios::new("class", t.text("message-class"))
        .option("service", t.text("message-service"))
        .option_hint(t.text("message-service-hint"))
        .option("marketing", t.text("message-marketing"))
        .option_hint(t.text("message-marketing-hint"))
        .value(typed.class.clone())
        .error(errors.of("class"));
    let mut basis = Radios::new("basis", t.text("message-basis")).hint(t.text("message-basis-hint"));
    for (one, words, hint) in BASES {
        basis = basis.option(one.word(), t.text(words)).option_hint(t.text(hint));
    }
    let basis = basis.value(typed.basis.clone()).error(errors.of("basis"));
    let shared = Radios::new("shared", t.text("message-sharing"))
        .option("one", t.text("message-sharing-one"))
        .option_hint(t.text("message-sharing-one-hint"))
        .option("each", t.text("message-sharing-each"))
        .value(typed.shared.clone())
        .error(errors.of("shared"));
    let mut page = StepForm::new(t.plain("message-audience-title"), format!("/messages/{}", message.id))
        .lead(t.text("message-new-count").put("count", message.selected).plain())
        .with(class)
        .with(basis);
    if *with_organisations {
        let start = Select::new("brings", t.text("message-brings"))
            .hint(t.text("message-brings-hint"))
            .option(OWN, t.plain("message-brings-own"));
        let select = roles.iter().fold(start, |select, (key, title)| {
            select.option(key.clone(), t.text("message-brings-role").put("role", title.as_str()).plain())
        });
        page = page.with(select.searched(&t).value(typed.brings.clone()).error(errors.of("brings")));
    }
    page.with(shared).send(Button::primary(t.text("message-save-continue"))).show(signed, errors)
}

const BASES: [(Basis, &str, &str); 5] = [
    (Basis::Contract, "message-basis-contract", "message-basis-contract-hint"),
    (Basis::LegalObligation, "message-basis-legal", "message-basis-legal-hint"),
    (Basis::LegitimateInterest, "message-basis-interest", "message-basis-interest-hint"),
    (Basis::Consent, "message-basis-consent", "message-basis-consent-hint"),
    (Basis::SoftOptIn, "message-basis-soft", "message-basis-soft-hint"),
];

/// The key of a basis's word.
pub(super) fn basis_words(basis: Basis) -> &'static str {
    BASES.iter().find(|(one, ..)| *one == basis).map_or("message-basis", |(_, words, _)| words)
}

pub(super) async fn save(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let (t, settings) = (visit.text(), visit.app().settings.clone());
    let typed = Typed {
        class: form.get("class").to_owned(),
        basis: form.get("basis").to_owned(),
        brings: form.get("brings").to_owned(),
        shared: form.get("shared").to_owned(),
    };
    let class = [Class::Service, Class::Marketing].into_iter().find(|class| class.word() == typed.class);
    let basis = Basis::from_word(&typed.basis);
    let mut errors = Errors::default();
    if class.is_none() {
        errors.add("class", t.text("message-class-missing"));
    }
    match (basis, class) {
        (None, _) => errors.add("basis", t.text("message-basis-missing")),
        (Some(basis), Some(class)) if !basis.carries(class) => {
            errors.add("basis", t.text("message-basis-wrong"));
        }
        _ => {}
    }
    let (address, id, wanted, told) = (format!("/messages/{id}"), message_id(&id), typed.clone(), t.clone());
    let usable = class.zip(basis).filter(|_| errors.is_empty());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let writer = writer(tx, actor)?;
            let message = draft::draft(tx, &writer, id?).map_err(page_error(&told))?;
            let shown = read(tx, message)?;
            let known = |key: &str| shown.1.iter().any(|(role, _)| role == key);
            let brings = Some(wanted.brings.clone()).filter(|role| known(role));
            let Some((class, basis)) = usable else { return Ok((shown, false)) };
            let choices = Choices { class, basis, brings, each_gets_one: wanted.shared == "each" };
            save_choices(tx, stamp, &shown.0, &choices).map_err(page_error(&told))?;
            let message = draft::draft(tx, &writer, shown.0.id).map_err(page_error(&told))?;
            if message.words.faults().is_empty() {
                settle(tx, stamp, &settings, &writer, &message, None).map_err(page_error(&told))?;
            }
            Ok((shown, true))
        })
        .await?;
    match &signed.value {
        (_, true) => Ok(Redirect::to(&address).into_response()),
        (shown, false) => show(&signed, shown, &typed, &errors),
    }
}
