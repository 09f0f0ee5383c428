//! Ticking rows: the form above the list, and confirming what was ticked.

use super::list_name;
use super::page_filters::Typed;
use super::page_list::{LIST, right_at};
use crate::access::{DownloadMembers, ReadMembers};
use crate::membership::MembershipId;
use crate::selection::{self, Matching};
use crate::visit::{PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::Form;
use web::list::{ListQuery, Pick};

/// Takes ticks, a page, all that match or nothing; back to the list.
pub(super) async fn pick(visit: Visit, Path(slug): Path<String>, form: Form) -> Result<Response, PageError> {
    let back = web::look::local(form.get("back"));
    let (path, asked) = back.split_once('?').unwrap_or((back.as_str(), ""));
    let filter = Typed::of(&ListQuery::parse(&LIST, path, asked)).filter;
    let pick = Pick::of(&form);
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = right_at::<ReadMembers>(tx, actor, &slug)?;
            let open = selection::open(tx, stamp, actor.person, &list_name(right.organisation.id))?;
            let id = |word: &str| word.parse::<MembershipId>().ok();
            selection::pick(tx, stamp, open, &pick, id, |tx| {
                let mut clause = right.clause("member_entry.organisation_id");
                filter.narrow(&mut clause, tx.engine(), actor.today);
                Ok(Matching { column: "member_entry.membership_id", from: "member_entry", clause })
            })
        })
        .await?;
    if !signed.value {
        visit.flash(signed.text().text("members-too-many-to-select").put("count", selection::MOST).plain());
    }
    Ok(Redirect::to(&back).into_response())
}

/// Freezes the selection and goes on to the download of it.
pub(super) async fn confirm(
    visit: Visit,
    Path(slug): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let base = format!("/organisations/{slug}/members");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let right = right_at::<DownloadMembers>(tx, actor, &slug)?;
            let open = selection::current(tx, actor.person, &list_name(right.organisation.id))?;
            let Some(open) = open.filter(|o| o.count > 0) else { return Ok(None) };
            Ok(Some(selection::freeze(tx, stamp, open)?))
        })
        .await?;
    let to = match signed.value {
        Some(frozen) => format!("{base}/download?selection={}", frozen.id),
        None => base,
    };
    Ok(Redirect::to(&to).into_response())
}
