//! The presses on a list's page.

use super::{address, found, one};
use crate::feed::{self, Feed, State};
use crate::import_desk;
use crate::visit::{PageError, Visit};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use web::{Errors, Form};

const LONGEST_REASON: usize = 500;

/// Fetches the data for a look or a dry run; nothing is written.
pub async fn try_it(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let asked = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            Ok(import_desk::ask_look(tx, stamp, actor.person, &feed)?)
        })
        .await?;
    Ok(Redirect::to(&format!("/contacts/imports/files/{}", asked.value)).into_response())
}

pub async fn run(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let asked = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            if feed.is_running() && !feed::is_under_way(tx, stamp.now, &feed)? {
                feed::ask(tx, stamp.now, feed.id, actor.person)?;
            }
            Ok(address(&feed))
        })
        .await?;
    Ok(Redirect::to(&asked.value).into_response())
}

pub async fn stop(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let because = form.get("because").to_owned();
    if because.is_empty() || because.chars().count() > LONGEST_REASON {
        let mut errors = Errors::default();
        errors.add("because", visit.text().text("feeds-no-reason"));
        return one::page(&visit, id, &because, &errors).await;
    }
    let stopped = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            feed::stop(tx, stamp, feed.id, &because)?;
            Ok(address(&feed))
        })
        .await?;
    Ok(Redirect::to(&stopped.value).into_response())
}

/// Somebody looked: it runs from tonight on, on their authority.
pub async fn go_on(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let going = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            if may_go(&feed) {
                feed::go_on(tx, stamp, feed.id, actor.person)?;
            }
            Ok(address(&feed))
        })
        .await?;
    visit.flash(going.text().plain("feeds-goes"));
    Ok(Redirect::to(&going.value).into_response())
}

/// Somebody looked at the number of rows, and it is right.
pub async fn rows(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let going = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            if may_go(&feed) && feed.rows_off.is_some() {
                feed::rows_are_right(tx, stamp, feed.id, actor.person)?;
                feed::ask(tx, stamp.now, feed.id, actor.person)?;
            }
            Ok(address(&feed))
        })
        .await?;
    Ok(Redirect::to(&going.value).into_response())
}

fn may_go(feed: &Feed) -> bool {
    feed.mapping.is_some() && feed.state != State::Running
}

pub async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let removed = visit
        .act(move |tx, actor, stamp| {
            let feed = found(tx, actor, &id)?;
            Ok(feed::remove(tx, stamp, feed.id)?)
        })
        .await?;
    visit.flash(removed.text().plain("feeds-removed"));
    Ok(Redirect::to("/contacts/imports/feeds").into_response())
}
