//! Recording a person, and opening an organisation under one that is there.

use super::form::SmallForm;
use super::place::stop;
use crate::access::{self, ManageContacts};
use crate::contact_point::ContactPoint;
use crate::organisation;
use crate::organisation_names::{self, Which};
use crate::record::{self, Field, NewPerson, Point, Purpose, RecordError, words};
use crate::visit::{PageError, Signed, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use web::components::{Button, Input, Select};
use web::{Errors, Form};

const NAMES: [Field; 4] = [Field::Title, Field::GivenName, Field::FamilyName, Field::KnownAs];

pub(super) async fn person(visit: Visit) -> Result<Response, PageError> {
    let signed =
        visit.read(|tx, actor| Ok(access::right_anywhere::<ManageContacts>(tx, actor).map(drop)?)).await?;
    person_form(&signed, &Form::default(), &Errors::default())
}

fn person_form<T>(signed: &Signed<T>, typed: &Form, errors: &Errors) -> Result<Response, PageError> {
    let t = signed.text();
    let mut form = SmallForm::new(t.plain("contact-new-person"), "/contacts");
    for field in NAMES {
        let (name, label) = (field.word(), words::field(&t, field));
        form =
            form.with(Input::new(name, label).value(typed.get(name)).no_spellcheck().error(errors.of(name)));
    }
    form.with(
        Input::email("value", t.text("contact-email-maybe"))
            .autocomplete("off")
            .value(typed.get("value"))
            .error(errors.of("value")),
    )
    .show(signed, errors, Button::primary(t.text("contact-record-person")))
}

pub(super) async fn record_person(visit: Visit, form: Form) -> Result<Response, PageError> {
    let email = Some(form.get("value")).filter(|t| !t.is_empty());
    let new = NewPerson {
        fields: NAMES.iter().map(|f| (*f, form.get(f.word()).to_owned())).collect(),
        points: email.map(|e| Point::of(ContactPoint::email(e), Purpose::Home)).into_iter().collect(),
        ..NewPerson::default()
    };
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            match record::create_person(tx, stamp, &right, &new) {
                Ok(id) => Ok(Ok(id)),
                Err(RecordError::Invalid(invalid)) => Ok(Err(invalid)),
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    match &signed.value {
        Ok(id) => {
            visit.flash(signed.text().plain("contact-person-recorded"));
            Ok(Redirect::to(&format!("/contacts/people/{id}")).into_response())
        }
        Err(invalid) => {
            let mut errors = Errors::default();
            errors.add(invalid.at, invalid.why.to_string());
            person_form(&signed, &form, &errors)
        }
    }
}

/// Kinds that may stand under something: key and name.
type Kinds = Vec<(String, String)>;

fn kinds(tx: &mut store::Tx<'_>) -> Result<Kinds, store::StoreError> {
    tx.all(
        "SELECT DISTINCT k.key, k.name FROM organisation_kind k
         JOIN organisation_kind_parent kp ON kp.kind = k.key ORDER BY k.name, k.key",
        &[],
    )
}

pub(super) async fn organisation(visit: Visit) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            access::right_anywhere::<ManageContacts>(tx, actor)?;
            Ok(kinds(tx)?)
        })
        .await?;
    organisation_form(&signed, &signed.value, &Form::default(), &Errors::default())
}

fn organisation_form<T>(
    signed: &Signed<T>,
    kinds: &Kinds,
    typed: &Form,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let mut select = Select::new("kind", t.text("contact-kind"));
    for (key, name) in kinds {
        select = select.option(key.as_str(), name.as_str());
    }
    let text = |name: &'static str, label: String| {
        Input::new(name, label).value(typed.get(name)).no_spellcheck().error(errors.of(name))
    };
    SmallForm::new(t.plain("contact-new-organisation"), "/contacts")
        .with(text("name", words::field(&t, Field::Name)))
        .with(select.searched(&t).value(typed.get("kind")).error(errors.of("kind")))
        .with(
            text("under", t.plain("contact-under"))
                .hint(t.text("contact-under-hint"))
                .suggests(&t, organisation_names::OPEN)
                .means("under_is", typed.get("under_is")),
        )
        .with(text("category", words::field(&t, Field::Category)))
        .show(signed, errors, Button::primary(t.text("contact-open-organisation")))
}

pub(super) async fn open_organisation(visit: Visit, form: Form) -> Result<Response, PageError> {
    let (t, entries) = (visit.text(), form.clone());
    let (no_parent, not_there) = (t.plain("contact-no-parent"), t.plain("contact-kind-not-there"));
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let kinds = kinds(tx)?;
            let under = Some(entries.get("under_is")).filter(|slug| !slug.is_empty());
            let under = under.unwrap_or_else(|| entries.get("under"));
            let called = organisation_names::called(tx, &right, Which::Open, under)?;
            let [one] = &called[..] else { return Ok((kinds, Err(("under", no_parent)))) };
            let parent = organisation::by_id(tx, one.id)?.ok_or(PageError::Invisible)?;
            let (kind, name) = (entries.get("kind"), entries.get("name"));
            let category = Some(entries.get("category")).filter(|c| !c.is_empty());
            match record::create_organisation(tx, stamp, &right, kind, &parent, name, category) {
                Ok(made) => Ok((kinds, Ok(made.slug))),
                Err(RecordError::Invalid(invalid)) => Ok((kinds, Err((invalid.at, invalid.why.to_string())))),
                Err(RecordError::Organisation(_)) => Ok((kinds, Err(("kind", not_there)))),
                Err(error) => Err(stop(error)),
            }
        })
        .await?;
    match &signed.value {
        (_, Ok(slug)) => {
            visit.flash(t.plain("contact-organisation-opened"));
            Ok(Redirect::to(&format!("/contacts/organisations/{slug}")).into_response())
        }
        (kinds, Err((at, words))) => {
            let mut errors = Errors::default();
            errors.add(*at, words.as_str());
            organisation_form(&signed, kinds, &form, &errors)
        }
    }
}
