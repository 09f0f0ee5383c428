//! The page that the link for a forgotten password leads to.

use super::choose::{Choosing, Chosen};
use super::invited::{LinkPage, enter};
use crate::account::{AccountFault, LinkToken, Recipient, reset};
use crate::acting::Door;
use crate::sign_in::Proved;
use crate::visit::{Answer, PageError, Visit};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use web::Form;
use web::components::Button;

pub(super) async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    match look(&visit, &token).await? {
        Some((to, _)) => choosing(&visit, &token, &to, &title(&visit)).show(&visit),
        None => spent(&visit),
    }
}

pub(super) async fn set(visit: Visit, Path(token): Path<String>, form: Form) -> Result<Response, PageError> {
    let Some((to, link)) = look(&visit, &token).await? else { return spent(&visit) };
    let hash = match choosing(&visit, &token, &to, &title(&visit)).check(&visit, &form).await? {
        Chosen::Hash(hash) => hash,
        Chosen::Page(page) => return Ok(page),
    };
    let (stamp, head) = (visit.app().stamp(Some(to.person), Door::Page), visit.app().letterhead());
    let done = visit.app().db.write(move |tx| reset::finish(tx, &stamp, &head, &link, &hash)).await;
    match done.map_err(|e: AccountFault| PageError::from(e))? {
        Some(to) => enter(&visit, &to, Proved::First, "choose-done-reset", "/").await,
        None => spent(&visit),
    }
}

async fn look(visit: &Visit, token: &str) -> Result<Option<(Recipient, LinkToken)>, PageError> {
    let Some(link) = LinkToken::from_outside(token) else { return Ok(None) };
    let (now, held) = (visit.app().clock.now(), link.clone());
    let to = visit.app().db.read(move |tx| reset::look(tx, &held, now)).await?;
    Ok(to.map(|to| (to, link)))
}

fn title(visit: &Visit) -> String {
    visit.text().plain("choose-title-reset")
}

fn choosing<'a>(visit: &Visit, token: &str, to: &'a Recipient, title: &'a str) -> Choosing<'a> {
    let lead = visit.text().plain("choose-lead-reset");
    Choosing { title, lead, action: format!("/reset/{token}"), touched: None, to, instead: None }
}

/// Used, too old, replaced or never ours: nobody is told which, and the way to a new one is the same.
fn spent(visit: &Visit) -> Result<Response, PageError> {
    let t = visit.text();
    let way = Some(Button::link(t.text("link-reset-again"), "/forgotten-password"));
    let frame = visit.frame(t.plain("link-title"));
    let mut page = LinkPage { frame, reason: t.plain("link-reset-spent"), way, again: None }.answer()?;
    *page.status_mut() = StatusCode::GONE;
    Ok(page)
}
