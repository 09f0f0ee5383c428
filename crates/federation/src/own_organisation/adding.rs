//! Adding somebody to the organisation: who, in which role, from when. Whom the keeper knows there already is offered
//! first; what is not theirs to give is put before the centre.

use super::people::day;
use super::place::{Parts, keeper};
use super::queries;
use crate::access::{Actor, EditOrganisation, Right};
use crate::acting::Stamp;
use crate::contact_record::{SmallForm, stop};
use crate::field_policy::{self, May, Of, What};
use crate::nomination::{self, Named, News, NominationId};
use crate::person::PersonId;
use crate::record::{self, Appointed, Change, Invalid, RecordError};
use crate::visit::{PageError, Signed, Visit};
use crate::words::dates;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use store::Tx;
use web::components::{Button, Input, Radios};
use web::{Errors, Form};

/// What is needed to show the form: the roles of that kind of organisation, and its name.
struct Choice {
    place: String,
    roles: Vec<(String, String)>,
}

/// What came of the form.
enum Came {
    Appointed,
    /// The centre confirms.
    Named(NominationId),
    /// Somebody there has that name or address: is it one of these?
    Same(Vec<(PersonId, String)>),
    Invalid(Invalid),
    Again,
}

fn choice(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &str,
) -> Result<(Right<EditOrganisation>, Choice, May), PageError> {
    let right = keeper(tx, actor, slug)?;
    let may = field_policy::policy(tx)?.may(Of::Organisation, What::People);
    if !may.changes() {
        return Err(PageError::Invisible);
    }
    let roles = queries::roles(tx, right.organisation.id)?;
    let place = right.organisation.name.clone();
    Ok((right, Choice { place, roles }, may))
}

pub(super) async fn ask(visit: Visit, Path(parts): Path<Parts>) -> Result<Response, PageError> {
    let slug = parts.get("slug").cloned().unwrap_or_default();
    let base = format!("/organisation/{slug}");
    let signed = visit.read(move |tx, actor| Ok(choice(tx, actor, &slug)?.1)).await?;
    page(&signed, &base, &signed.value, &Form::default(), &Errors::default())
}

fn page<T>(
    signed: &Signed<T>,
    base: &str,
    choice: &Choice,
    form: &Form,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let mut roles = Radios::new("role", t.text("own-which-role"));
    for (key, title) in &choice.roles {
        roles = roles.option(key.as_str(), title.as_str());
    }
    let text = |name: &'static str, label: &'static str| {
        Input::new(name, t.text(label)).value(form.get(name)).no_spellcheck().error(errors.of(name))
    };
    let start = match form.has("starts_on") {
        true => form.get("starts_on").to_owned(),
        false => dates::field(signed.actor.today),
    };
    let start = Input::new("starts_on", t.text("own-starts-on")).value(start).width(10);
    SmallForm::new(t.text("own-add-to").put("place", &choice.place).plain(), base)
        .with(text("given_name", "own-given").autocomplete("off"))
        .with(text("family_name", "own-family").autocomplete("off"))
        .with(
            Input::email("email", t.text("own-email-maybe"))
                .autocomplete("off")
                .value(form.get("email"))
                .error(errors.of("email")),
        )
        .with(roles.value(form.get("role")).error(errors.of("role")))
        .with(start.hint(t.text("own-day-hint")).error(errors.of("starts_on")))
        .show(signed, errors, Button::primary(t.text("own-add-send")))
}

pub(super) async fn add(visit: Visit, Path(parts): Path<Parts>, form: Form) -> Result<Response, PageError> {
    let slug = parts.get("slug").cloned().unwrap_or_default();
    let (base, t) = (format!("/organisation/{slug}"), visit.text());
    let mut errors = Errors::default();
    let named = super::leaving_form::named(&form, &t, &mut errors);
    let starts_on = day(&form, "starts_on", &t, &mut errors);
    if form.get("role").is_empty() {
        errors.add("role", t.text("own-role-missing"));
    }
    let (entries, usable, head) = (form.clone(), errors.is_empty(), visit.app().letterhead());
    let whom = named.clone();
    let signed = visit
        .act(move |tx, actor, stamp| {
            let (right, choice, may) = choice(tx, actor, &slug)?;
            let (Some(starts_on), true) = (starts_on, usable) else { return Ok((choice, Came::Again)) };
            let role = choice.roles.iter().find(|(key, _)| key == entries.get("role"));
            let (role, title) = role.cloned().ok_or(PageError::Invisible)?;
            let adding = Adding { right: &right, role: &role, named: &whom, starts_on, may };
            let came = adding.make(tx, stamp, actor, entries.get("person"))?;
            if let Came::Named(id) = came {
                let news = News::of(right.organisation.id, &title, id);
                nomination::tell(tx, stamp, &head, &news)?;
            }
            Ok((choice, came))
        })
        .await?;
    let (choice, came) = &signed.value;
    let name = format!("{} {}", named.given, named.family).trim().to_owned();
    match came {
        Came::Appointed => visit.flash(t.text("own-added").put("name", name).plain()),
        Came::Named(_) => visit.flash(t.text("own-is-named").put("name", name).plain()),
        Came::Same(people) => return same(&signed, &base, people, &form),
        Came::Invalid(invalid) => {
            let at = if invalid.at == "value" { "email" } else { invalid.at };
            errors.add(at, invalid.why.to_string());
            return page(&signed, &base, choice, &form, &errors);
        }
        Came::Again => return page(&signed, &base, choice, &form, &errors),
    }
    Ok(Redirect::to(&base).into_response())
}

struct Adding<'a> {
    right: &'a Right<EditOrganisation>,
    role: &'a str,
    named: &'a Named,
    starts_on: Date,
    may: May,
}

impl Adding<'_> {
    /// `chosen`: who of those there it is, "new" for none of them, blank before that was asked.
    fn make(&self, tx: &mut Tx<'_>, stamp: &Stamp, actor: &Actor, chosen: &str) -> Result<Came, PageError> {
        let known = nomination::known_here(tx, self.right, self.named)?;
        if chosen.is_empty() && !known.is_empty() {
            return Ok(Came::Same(known));
        }
        let person = known.iter().find(|(id, _)| id.to_string() == chosen).map(|(id, _)| *id);
        let at = self.right.organisation.id;
        let mine_to_give = record::may_give(tx, actor, at, self.role).map_err(stop)?.is_ok();
        if self.may != May::AtOnce
            || !mine_to_give
            || (person.is_none() && nomination::known_elsewhere(tx, self.named)?)
        {
            let seat = (at, self.role);
            let id = nomination::nominate(tx, stamp, actor.person, seat, self.named, self.starts_on)?;
            return Ok(Came::Named(id));
        }
        let made = match person {
            Some(person) => {
                let (role, starts_on) = (self.role.to_owned(), self.starts_on);
                let appointed = Appointed { person, role, organisation: at, starts_on, ends_on: None };
                record::apply_here(tx, stamp, self.right, &[Change::Start { appointed }]).map(drop)
            }
            None => {
                let new = self.named.as_new(self.role, at, self.starts_on);
                record::create_person_here(tx, stamp, self.right, &new).map(drop)
            }
        };
        match made {
            Ok(()) => Ok(Came::Appointed),
            Err(RecordError::Invalid(invalid)) => Ok(Came::Invalid(invalid)),
            Err(error) => Err(stop(error)),
        }
    }
}

/// Somebody there has that name or address already.
fn same<T>(
    signed: &Signed<T>,
    base: &str,
    people: &[(PersonId, String)],
    form: &Form,
) -> Result<Response, PageError> {
    let t = signed.text();
    let mut who = Radios::new("person", t.text("own-same"));
    for (id, name) in people {
        who = who.option(id.to_string(), name.as_str());
    }
    who = who.option("new", t.plain("own-same-new"));
    let first = people.first().map(|(id, _)| id.to_string()).unwrap_or_default();
    let mut small = SmallForm::new(t.plain("own-same-title"), base).lead(t.plain("own-same-lead"));
    for (name, value) in form.entries().filter(|(name, _)| !["person", "csrf"].contains(name)) {
        small = small.hidden(name, value);
    }
    small.with(who.value(first)).show(signed, &Errors::default(), Button::primary(t.text("own-continue")))
}
