//! "Webhooks": one's own, and a form for a new one, whose secret is shown once, on the answer to the form.

use super::hook::{self, Because, Hook, MOST, NewHook, State};
use super::kind::Kind;
use super::signature::Secret;
use crate::access::Actor;
use crate::acting::Stamp;
use crate::outward::OutwardError;
use crate::visit::{Answer, PageError, Visit};
use askama::Template;
use axum::response::Response;
use store::Tx;
use web::components::{Button, Checkboxes, Input};
use web::text::Words;
use web::{Errors, Form, Frame};

const LONGEST_NAME: usize = 60;

#[derive(Template)]
#[template(path = "webhook/list.html")]
struct ListPage {
    frame: Frame,
    hooks: Vec<Line>,
    name: Input,
    address: Input,
    kinds: Checkboxes,
    make: Button,
}

struct Line {
    href: String,
    name: String,
    kinds: String,
    state: String,
    last: String,
}

#[derive(Template)]
#[template(path = "webhook/made.html")]
struct MadePage {
    frame: Frame,
    secret: Input,
    on: String,
}

/// What was typed.
#[derive(Clone, Default)]
struct Wanted {
    name: String,
    address: String,
    kinds: Vec<String>,
}

pub async fn list(visit: Visit) -> Result<Response, PageError> {
    page(&visit, &Wanted::default(), &Errors::default()).await
}

async fn page(visit: &Visit, wanted: &Wanted, errors: &Errors) -> Result<Response, PageError> {
    let signed = visit
        .read(|tx, actor| {
            let mut lines = Vec::new();
            for hook in hook::of_account(tx, actor.account)? {
                let last = super::delivery::latest(tx, hook.id, 1)?.pop();
                lines.push((hook, last));
            }
            Ok(lines)
        })
        .await?;
    let t = signed.text();
    let mut kinds = Checkboxes::new("kind", t.text("hooks-kinds")).hint(t.text("hooks-kinds-hint"));
    for kind in Kind::ALL.into_iter().filter(|k| k.is_open_to(&signed.actor.access)) {
        kinds = kinds.option(kind.word(), t.text(words(kind)));
    }
    let line = |(hook, last): &(Hook, Option<super::delivery::Delivery>)| Line {
        href: format!("/account/webhooks/{}", hook.id),
        name: hook.name.clone(),
        kinds: kinds_of(&t, hook),
        state: t.plain(state(hook.state)),
        last: match last {
            Some(last) => super::show::said(visit, &t, last),
            None => t.plain("hooks-nothing-yet"),
        },
    };
    ListPage {
        hooks: signed.value.iter().map(line).collect(),
        name: Input::new("name", t.text("hooks-name"))
            .hint(t.text("hooks-name-hint"))
            .value(wanted.name.clone())
            .error(errors.of("name")),
        address: Input::new("address", t.text("hooks-address"))
            .hint(t.text("hooks-address-hint"))
            .value(wanted.address.clone())
            .autocomplete("off")
            .no_spellcheck()
            .error(errors.of("address")),
        kinds: kinds.values(wanted.kinds.iter()).error(errors.of("kind")),
        make: Button::primary(t.text("hooks-make")),
        frame: signed.frame(t.plain("hooks-title")).errors(errors).back("/account"),
    }
    .answer()
}

pub fn kinds_of(t: &Words, hook: &Hook) -> String {
    hook.kinds.iter().map(|k| t.plain(words(*k))).collect::<Vec<_>>().join("; ")
}

pub fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::ContactChanged => "hooks-contact-changed",
        Kind::ContactMerged => "hooks-contact-merged",
        Kind::OrganisationChanged => "hooks-organisation-changed",
        Kind::AppointmentStarted => "hooks-appointment-started",
        Kind::AppointmentEnded => "hooks-appointment-ended",
        Kind::ImportApplied => "hooks-import-applied",
        Kind::ImportUndone => "hooks-import-undone",
        Kind::Test => "hooks-a-test",
    }
}

pub fn state(state: State) -> &'static str {
    match state {
        State::Running => "hooks-running",
        State::Paused => "hooks-paused",
        State::Stopped(Because::Failing) => "hooks-stopped-failing",
        State::Stopped(Because::Gone) => "hooks-stopped-gone",
        State::Stopped(Because::Right) => "hooks-stopped-right",
    }
}

pub async fn make(visit: Visit, form: Form) -> Result<Response, PageError> {
    let wanted = Wanted {
        name: form.get("name").to_owned(),
        address: form.get("address").to_owned(),
        kinds: form.all("kind").map(str::to_owned).collect(),
    };
    let mut errors = faults(&visit, &wanted);
    if !errors.is_empty() {
        return page(&visit, &wanted, &errors).await;
    }
    let asked = wanted.clone();
    let signed = visit.act(move |tx, actor, stamp| made(tx, actor, stamp, &asked)).await?;
    let t = signed.text();
    let Some((id, secret)) = &signed.value else {
        errors.add("name", t.text("hooks-too-many").put("most", MOST as u64));
        return page(&visit, &wanted, &errors).await;
    };
    MadePage {
        secret: Input::new("secret", t.text("hooks-secret"))
            .value(secret.reveal())
            .autocomplete("off")
            .no_spellcheck(),
        on: format!("/account/webhooks/{id}"),
        frame: signed.frame(t.plain("hooks-made-title")).back("/account/webhooks"),
    }
    .answer()
}

fn faults(visit: &Visit, wanted: &Wanted) -> Errors {
    let (t, mut errors) = (visit.text(), Errors::default());
    match wanted.name.chars().count() {
        0 => errors.add("name", t.text("hooks-name-missing")),
        n if n > LONGEST_NAME || wanted.name.chars().any(char::is_control) => {
            errors.add("name", t.text("hooks-name-long").put("most", LONGEST_NAME as u64));
        }
        _ => {}
    }
    if let Err(error) = visit.app().settings.places.check(&wanted.address) {
        errors.add("address", t.text(refused(error)));
    }
    if !wanted.kinds.iter().any(|word| Kind::from_word(word).is_some_and(|k| k != Kind::Test)) {
        errors.add("kind", t.text("hooks-kinds-missing"));
    }
    errors
}

fn refused(error: OutwardError) -> &'static str {
    match error {
        OutwardError::HoldsPassword => "hooks-address-password",
        OutwardError::Forbidden => "hooks-address-private",
        _ => "hooks-address-wrong",
    }
}

/// None: there are too many already.
fn made(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stamp: &Stamp,
    wanted: &Wanted,
) -> Result<Option<(hook::HookId, Secret)>, PageError> {
    if hook::of_account(tx, actor.account)?.len() >= MOST {
        return Ok(None);
    }
    let kinds: Vec<Kind> = wanted.kinds.iter().filter_map(|word| Kind::from_word(word)).collect();
    let new = NewHook { name: &wanted.name, address: &wanted.address, kinds: &kinds };
    Ok(Some(hook::make(tx, stamp, actor, &new)?))
}
