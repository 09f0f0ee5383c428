//! The way to a file, a step a page: reason → columns or sheet → check and password → file. Each step is a form that
//! leads on to an address of its own, so Back goes one step back and shows what was chosen.

mod calibration;
mod check;
mod columns;
mod done;
mod file;
mod labels;
mod preview;
mod reason;

pub use check::password_entry;
pub use columns::columns_field;
pub use file::{attachment, file_password};
pub use reason::{purpose_errors, purpose_fields};

use super::draft::{self, Choices, DraftId, Step};
use crate::access::{self, Actor, DownloadMembers, Right};
use crate::members::Chosen;
use crate::organisation::Organisation;
use crate::role::Capability;
use crate::visit::{PageError, Routes, Who};
use axum::response::{IntoResponse, Redirect, Response};
use store::Tx;

pub fn routes() -> Routes {
    let who = Who::Holder(Capability::MembersExport);
    Routes::new()
        .get("/organisations/{slug}/members/download", who, reason::ask)
        .post("/organisations/{slug}/members/download", who, reason::take)
        .get("/organisations/{slug}/members/download/{draft}/columns", who, columns::ask)
        .post("/organisations/{slug}/members/download/{draft}/columns", who, columns::take)
        .get("/organisations/{slug}/members/download/{draft}/labels", who, labels::ask)
        .post("/organisations/{slug}/members/download/{draft}/labels", who, labels::take)
        .get("/organisations/{slug}/members/download/{draft}/check", who, check::show)
        .post("/organisations/{slug}/members/download/{draft}/file", who, file::give)
        .get("/organisations/{slug}/members/download/done", who, done::show)
        .get("/labels/{code}/calibration", Who::SignedIn, calibration::sheet)
        .post("/downloads/{id}/deletion", Who::SignedIn, done::deleted)
}

/// The organisation of an address, and the right to take out its members.
fn right(tx: &mut Tx<'_>, actor: &Actor, slug: &str) -> Result<Right<DownloadMembers>, PageError> {
    let organisation = access::visible_organisation_by_slug(tx, actor, slug)?.ok_or(PageError::Invisible)?;
    Ok(access::right(tx, actor, organisation.id)?)
}

/// A step of one's own draft.
struct Prepared {
    right: Right<DownloadMembers>,
    id: DraftId,
    choices: Choices,
    whose: Chosen,
}

fn prepared(tx: &mut Tx<'_>, actor: &Actor, slug: &str, draft: &str) -> Result<Prepared, PageError> {
    let right = right(tx, actor, slug)?;
    let id: DraftId = draft.parse().map_err(|_| PageError::Invisible)?;
    let choices = draft::find(tx, actor.person, right.organisation.id, id)?.ok_or(PageError::Invisible)?;
    let whose = choices.whose(tx, actor.person, right.organisation.id)?.ok_or(PageError::Invisible)?;
    Ok(Prepared { right, id, choices, whose })
}

/// Addresses of the steps.
struct Way<'a> {
    slug: &'a str,
    draft: String,
}

impl<'a> Way<'a> {
    fn new(slug: &'a str, draft: impl ToString) -> Self {
        Self { slug, draft: draft.to_string() }
    }

    fn reason(&self) -> String {
        format!("/organisations/{}/members/download?draft={}", self.slug, self.draft)
    }

    fn step(&self, name: &str) -> String {
        format!("/organisations/{}/members/download/{}/{name}", self.slug, self.draft)
    }

    /// The step that chooses columns or the sheet.
    fn form(&self, choices: &Choices) -> String {
        self.step(if choices.form == "labels" { "labels" } else { "columns" })
    }

    fn to(&self, step: Step) -> Response {
        Redirect::to(&match step {
            Step::Reason => self.reason(),
            Step::Columns => self.step("columns"),
            Step::Labels => self.step("labels"),
        })
        .into_response()
    }
}

fn members_address(organisation: &Organisation) -> String {
    format!("/organisations/{}/members", organisation.slug)
}
