//! Ticking people, and choosing what is done with those ticked: another link, access taken back.

use super::LIST_NAME;
use super::act::Act;
use super::asked::{LIST, asked};
use super::list::matching;
use crate::access::{self, GrantAccess};
use crate::person::PersonId;
use crate::selection::{self, Matching};
use crate::visit::{PageError, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use web::Form;
use web::list::{ListQuery, Pick};

pub(super) async fn pick(visit: Visit, form: Form) -> Result<Response, PageError> {
    let back = web::look::local(form.get("back"));
    let (path, query) = back.split_once('?').unwrap_or((back.as_str(), ""));
    let wanted = asked(&ListQuery::parse(&LIST, path, query), visit.app().clock.now());
    let pick = Pick::of(&form);
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let open = selection::open(tx, stamp, actor.person, LIST_NAME)?;
            let id = |word: &str| word.parse::<PersonId>().ok();
            selection::pick(tx, stamp, open, &pick, id, |tx| {
                let clause = matching(tx.engine(), &wanted);
                Ok(Matching { column: "account.person_id", from: "account", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().plain("users-too-many"));
    }
    Ok(Redirect::to(&back).into_response())
}

pub(super) async fn choose(visit: Visit, form: Form) -> Result<Response, PageError> {
    let word = form.get("act").to_owned();
    let signed = visit
        .act(move |tx, actor, stamp| {
            access::right_over_all::<GrantAccess>(tx, actor)?;
            let open = selection::current(tx, actor.person, LIST_NAME)?;
            let Some(open) = open.filter(|o| o.count > 0) else { return Ok(None) };
            let Some(act) = Act::from_word(&word) else { return Ok(None) };
            let frozen = selection::freeze(tx, stamp, open)?;
            Ok(Some(format!("/portal-users/acts/{}/{}", act.word(), frozen.id)))
        })
        .await?;
    match signed.value {
        Some(address) => Ok(Redirect::to(&address).into_response()),
        None => {
            visit.flash(signed.text().plain("users-nothing"));
            Ok(Redirect::to("/portal-users").into_response())
        }
    }
}
