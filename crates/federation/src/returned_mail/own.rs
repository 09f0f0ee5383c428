//! "Mail to … came back: is it still right?" Everybody answers for their own addresses alone.

use crate::access::Actor;
use crate::bounce::{self, Because, Returned};
use crate::contact::Subject;
use crate::contact_point::{ContactPointId, Kind, fold_email};
use crate::field_policy::{self, May, Of, What};
use crate::record::{self, Change, Point, RecordError};
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use store::{StoreError, Tx};
use web::components::{Button, Input};
use web::{Errors, Form, Frame};

/// Stands in the address for the sign-in.
const SIGN_IN: &str = "sign-in";

#[derive(Template)]
#[template(path = "returned_mail/own.html")]
struct OwnPage {
    frame: Frame,
    which: String,
    why: String,
    confirm: Button,
    /// None: the centre changes it, as every sign-in.
    address: Option<(Input, Button)>,
}

/// Where the page of a returned address is.
pub fn href(returned: &Returned) -> String {
    let which = returned.point.map_or_else(|| SIGN_IN.to_owned(), |id| id.to_string());
    format!("/account/returned-mail/{which}")
}

/// The address of this person that the page is about; another's is not there.
fn mine(tx: &mut Tx<'_>, actor: &Actor, which: &str) -> Result<Returned, PageError> {
    let point: Option<ContactPointId> = match which {
        SIGN_IN => None,
        id => Some(id.parse().map_err(|_| PageError::Invisible)?),
    };
    let all = bounce::of_person(tx, actor.person, actor.today)?;
    let mut returned = all.into_iter().find(|r| r.point == point).ok_or(PageError::Invisible)?;
    if !changes_at_once(tx, actor, &returned.address)? {
        returned.point = None;
    }
    Ok(returned)
}

/// Whether they change this address themselves: the federation lets them, and it signs nobody in.
fn changes_at_once(tx: &mut Tx<'_>, actor: &Actor, address: &str) -> Result<bool, StoreError> {
    if field_policy::policy(tx)?.may(Of::Oneself, What::Points(Kind::Email)) != May::AtOnce {
        return Ok(false);
    }
    let signs_in: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM account WHERE person_id = ?1 AND identifier_folded = ?2",
        &[&actor.person, &fold_email(address)],
    )?;
    Ok(signs_in.is_none())
}

pub(super) async fn ask(visit: Visit, Path(which): Path<String>) -> Result<Response, PageError> {
    let at = which.clone();
    let signed = visit.read(move |tx, actor| mine(tx, actor, &at)).await?;
    page(&visit, &signed, &signed.value, which, "", &Errors::default())
}

fn page<T>(
    visit: &Visit,
    signed: &Signed<T>,
    returned: &Returned,
    which: String,
    typed: &str,
    errors: &Errors,
) -> Result<Response, PageError> {
    let t = signed.text();
    let why = match returned.because {
        Because::Unknown => "returned-unknown",
        Because::Full => "returned-full",
    };
    let address = returned.point.map(|_| {
        let input = Input::email("address", t.text("returned-new")).autocomplete("email").value(typed);
        (input.error(errors.of("address")), Button::secondary(t.text("returned-change")))
    });
    let day = dates::day_of(returned.at, &visit.app().zone, t.lang);
    OwnPage {
        frame: signed.frame(t.plain("returned-title")).back("/").errors(errors),
        why: t.text(why).put("address", returned.address.as_str()).put("date", day).plain(),
        confirm: Button::primary(t.text("returned-confirm")),
        which,
        address,
    }
    .answer()
}

pub(super) async fn confirm(
    visit: Visit,
    Path(which): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let signed = visit
        .act(move |tx, actor, stamp| {
            let returned = mine(tx, actor, &which)?;
            bounce::clear(tx, stamp, &returned.address, "its owner says that it works")?;
            Ok(returned.address)
        })
        .await?;
    let words = signed.text().text("returned-confirmed").put("address", signed.value.as_str()).plain();
    visit.flash(words);
    Ok(Redirect::to("/").into_response())
}

pub(super) async fn change(
    visit: Visit,
    Path(which): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let (at, typed) = (which.clone(), form.get("address").to_owned());
    let same = visit.text().plain("returned-same");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let returned = mine(tx, actor, &at)?;
            let id = returned.point.ok_or(PageError::Invisible)?;
            let subject = Subject::Person(actor.person);
            let held = record::read(tx, subject)?.ok_or(PageError::Invisible)?;
            let before = held.point(id).cloned().ok_or(PageError::Invisible)?;
            let after = Point { value: typed, ..before.clone() };
            if before.same_address(&after) {
                return Ok((returned, Some(same)));
            }
            let change = Change::ChangePoint { id, before, after };
            match record::correct_own(tx, stamp, actor.person, &change) {
                Ok(_) => Ok((returned, None)),
                Err(RecordError::Invalid(invalid)) => Ok((returned, Some(invalid.why.to_string()))),
                Err(error) => Err(error.into()),
            }
        })
        .await?;
    let (returned, wrong) = &signed.value;
    if let Some(wrong) = wrong {
        let mut errors = Errors::default();
        errors.add("address", wrong.as_str());
        return page(&visit, &signed, returned, which, form.get("address"), &errors);
    }
    visit.flash(signed.text().plain("returned-changed"));
    Ok(Redirect::to("/").into_response())
}
