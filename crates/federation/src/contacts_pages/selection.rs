//! Ticking rows, a page, all that match, or nothing.

use super::list::Id;
use crate::access::{self, Clause, ManageContacts};
use crate::contacts::asked::{self, LIST, bytes};
use crate::contacts::{self, LIST_NAME, reached};
use crate::selection::{self, Matching};
use crate::visit::{PageError, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use web::Form;
use web::list::{ListQuery, Pick};

pub(super) async fn pick(visit: Visit, form: Form) -> Result<Response, PageError> {
    let back = web::look::local(form.get("back"));
    let (path, query) = back.split_once('?').unwrap_or((back.as_str(), ""));
    let query = ListQuery::parse(&LIST, path, query);
    let (pick, zone) = (Pick::of(&form), visit.app().zone.clone());
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
            let open = selection::open(tx, stamp, actor.person, LIST_NAME)?;
            let id = |word: &str| bytes(word).map(Id);
            selection::pick(tx, stamp, open, &pick, id, |tx| {
                let expr = reached(tx, &right)?.and(asked::typed(tx, &right, &query, &zone)?.expr);
                let mut clause = Clause::all();
                contacts::narrow(&mut clause, tx.engine(), &expr);
                Ok(Matching { column: "contact_entry.subject_id", from: "contact_entry", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().text("contacts-too-many").put("count", selection::MOST).plain());
    }
    Ok(Redirect::to(&back).into_response())
}
