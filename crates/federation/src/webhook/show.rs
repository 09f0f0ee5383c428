//! One webhook: its state, what one can do with it, and what was delivered in the last days.

use super::delivery::{self, Delivery, DeliveryId, State};
use super::hook::{self, Hook, HookId};
use super::kind::Kind;
use super::pages;
use crate::access::Actor;
use crate::acting::Stamp;
use crate::visit::{Answer, PageError, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use store::Tx;
use web::components::Button;
use web::text::Words;
use web::{Form, Frame};

#[derive(Template)]
#[template(path = "webhook/show.html")]
struct HookPage {
    frame: Frame,
    address: String,
    kinds: String,
    state: String,
    made: String,
    acts: Vec<(String, Button)>,
    deliveries: Vec<Line>,
}

struct Line {
    what: String,
    made: String,
    said: String,
    again: Option<(String, Button)>,
}

pub async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, PageError> {
    let stamp = visit.app().stamp(None, crate::acting::Door::Page);
    let read = move |tx: &mut Tx<'_>, actor: &Actor| {
        let hook = own(tx, actor, &id)?;
        let address = hook.address(&stamp)?;
        Ok((delivery::latest(tx, hook.id, delivery::SHOWN)?, hook, address))
    };
    let signed = visit.read(read).await?;
    let (deliveries, hook, address) = &signed.value;
    let t = signed.text();
    let base = format!("/account/webhooks/{}", hook.id);
    let line = |delivery: &Delivery| Line {
        what: t.plain(pages::words(delivery.kind)),
        made: moment(&visit, &t, delivery.made_at),
        said: said(&visit, &t, delivery),
        again: hook.is_running().then(|| {
            let label = t.text("hooks-again").put("what", t.plain(pages::words(delivery.kind)));
            let label = label.put("when", moment(&visit, &t, delivery.made_at));
            (format!("{base}/deliveries/{}/repetition", delivery.id), Button::secondary(label))
        }),
    };
    HookPage {
        address: address.clone(),
        kinds: pages::kinds_of(&t, hook),
        state: t.plain(pages::state(hook.state)),
        made: moment(&visit, &t, hook.created_at),
        acts: acts(&t, hook, &base),
        deliveries: deliveries.iter().map(line).collect(),
        frame: signed.frame(hook.name.clone()).back("/account/webhooks"),
    }
    .answer()
}

fn acts(t: &Words, hook: &Hook, base: &str) -> Vec<(String, Button)> {
    let act = |verb: &str, button: Button| (format!("{base}/{verb}"), button);
    let remove = act("removal", Button::warning(t.text("hooks-remove")));
    match hook.is_running() {
        true => vec![
            act("test", Button::secondary(t.text("hooks-test"))),
            act("pause", Button::secondary(t.text("hooks-pause"))),
            remove,
        ],
        false => vec![act("resumption", Button::primary(t.text("hooks-resume"))), remove],
    }
}

fn moment(visit: &Visit, t: &Words, at: Timestamp) -> String {
    let zone = &visit.app().zone;
    let words = t.text("hooks-moment").put("day", dates::day_of(at, zone, t.lang));
    words.put("time", dates::time(at, zone, t.lang)).plain()
}

/// What became of a delivery, in a sentence.
pub fn said(visit: &Visit, t: &Words, delivery: &Delivery) -> String {
    let at = moment(visit, t, delivery.tried_at.unwrap_or(delivery.made_at));
    let answer = match (delivery.answer, &delivery.failure) {
        (Some(status), _) => t.text("hooks-answered").put("status", status.to_string()).plain(),
        (None, Some(word)) => t.plain(failure(word)),
        (None, None) => String::new(),
    };
    let words = match (delivery.state, delivery.tries) {
        (State::Delivered, _) => t.text("hooks-delivered").put("when", at),
        (State::Failed, _) => t.text("hooks-failed").put("when", at),
        (State::Waiting, 0) => t.text("hooks-waiting"),
        (State::Waiting, tries) => t
            .text("hooks-trying")
            .put("tries", tries.unsigned_abs())
            .put("next", moment(visit, t, delivery.next_at)),
    };
    words.put("answer", answer).plain().trim().to_owned()
}

fn failure(word: &str) -> &'static str {
    match word {
        "forbidden" => "hooks-failure-private",
        "name-unknown" => "hooks-failure-name",
        "too-slow" => "hooks-failure-slow",
        "too-large" => "hooks-failure-large",
        _ => "hooks-failure-unreachable",
    }
}

/// One of somebody's own; everybody else's is not there.
fn own(tx: &mut Tx<'_>, actor: &Actor, id: &str) -> Result<Hook, PageError> {
    let id: HookId = id.parse().map_err(|_| PageError::Invisible)?;
    hook::own(tx, actor.account, id)?.ok_or(PageError::Invisible)
}

/// Does something to one of somebody's own, and says so.
async fn act(
    visit: Visit,
    id: String,
    done: &'static str,
    what: impl FnOnce(&mut Tx<'_>, &Stamp, &Hook) -> Result<(), PageError> + Send + 'static,
) -> Result<Response, PageError> {
    let to = format!("/account/webhooks/{id}");
    let signed = visit
        .act(move |tx, actor, stamp| {
            let hook = own(tx, actor, &id)?;
            what(tx, stamp, &hook)
        })
        .await?;
    visit.flash(signed.text().plain(done));
    Ok(Redirect::to(&to).into_response())
}

pub async fn test(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    act(visit, id, "hooks-test-sent", |tx, stamp, hook| {
        Ok(delivery::add(tx, &stamp.ids, stamp.now, hook.id, Kind::Test, &[])?)
    })
    .await
}

pub async fn pause(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    act(visit, id, "hooks-pause-done", |tx, stamp, hook| Ok(hook::pause(tx, stamp, hook.id)?)).await
}

pub async fn resume(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    act(visit, id, "hooks-resume-done", |tx, stamp, hook| Ok(hook::resume(tx, stamp, hook.id)?)).await
}

pub async fn repeat(
    visit: Visit,
    Path((id, delivery)): Path<(String, String)>,
    _: Form,
) -> Result<Response, PageError> {
    act(visit, id, "hooks-again-done", move |tx, stamp, hook| {
        let delivery: DeliveryId = delivery.parse().map_err(|_| PageError::Invisible)?;
        match delivery::again(tx, stamp.now, hook.id, delivery)? {
            true => Ok(()),
            false => Err(PageError::Invisible),
        }
    })
    .await
}

pub async fn remove(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let signed = visit
        .act(move |tx, actor, stamp| {
            let hook = own(tx, actor, &id)?;
            Ok(hook::remove(tx, stamp, hook.id)?)
        })
        .await?;
    visit.flash(signed.text().plain("hooks-removed"));
    Ok(Redirect::to("/account/webhooks").into_response())
}
