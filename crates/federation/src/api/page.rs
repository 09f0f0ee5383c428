//! "Programs that act for you": one's own tokens, a form for a new one, and ending one. A new token is shown once, on the
//! answer to the form that made it.

use super::token::{self, MOST, Scope, Secret, Token, TokenId};
use crate::access::Actor;
use crate::visit::{Answer, PageError, Signed, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::{Button, Checkboxes, Input, Radios};
use web::text::Words;
use web::{Errors, Form, Frame};

const LONGEST_NAME: usize = 60;
/// For how many days one may make a token.
const TERMS: [(&str, i64); 3] = [("30", 30), ("90", 90), ("365", 365)];

#[derive(Template)]
#[template(path = "api/tokens.html")]
struct TokensPage {
    frame: Frame,
    tokens: Vec<Line>,
    name: Input,
    scopes: Checkboxes,
    term: Radios,
    make: Button,
}

struct Line {
    name: String,
    scopes: String,
    until: String,
    used: String,
    end: (String, Button),
}

#[derive(Template)]
#[template(path = "api/made.html")]
struct MadePage {
    frame: Frame,
    token: Input,
    example: String,
}

/// What was typed.
#[derive(Clone, Default)]
struct Wanted {
    name: String,
    scopes: Vec<String>,
    days: String,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    let wanted = Wanted { days: TERMS[1].0.to_owned(), ..Wanted::default() };
    page(&visit, &wanted, &Errors::default()).await
}

async fn page(visit: &Visit, wanted: &Wanted, errors: &Errors) -> Result<Response, PageError> {
    let now = visit.app().clock.now();
    let signed = visit.read(move |tx, actor| Ok(token::of_account(tx, actor.account, now)?)).await?;
    let t = signed.text();
    let mut scopes = Checkboxes::new("scope", t.text("tokens-scopes")).hint(t.text("tokens-scopes-hint"));
    for scope in Scope::ALL.into_iter().filter(|s| s.is_open_to(&signed.actor.access)) {
        scopes = scopes.option(scope.word(), t.text(words(scope)));
    }
    let mut term = Radios::new("days", t.text("tokens-term"));
    for (value, days) in TERMS {
        term = term.option(value, t.text("tokens-days").put("days", days.unsigned_abs()));
    }
    TokensPage {
        tokens: signed.value.iter().map(|token| line(visit, &signed, token)).collect(),
        name: Input::new("name", t.text("tokens-name"))
            .hint(t.text("tokens-name-hint"))
            .value(wanted.name.clone())
            .error(errors.of("name")),
        scopes: scopes.values(wanted.scopes.iter()).error(errors.of("scope")),
        term: term.value(wanted.days.clone()).error(errors.of("days")),
        make: Button::primary(t.text("tokens-make")),
        frame: signed.frame(t.plain("tokens-title")).errors(errors).back("/account"),
    }
    .answer()
}

fn words(scope: Scope) -> &'static str {
    match scope {
        Scope::ContactsRead => "tokens-contacts-read",
        Scope::ContactsWrite => "tokens-contacts-write",
        Scope::OrganisationsRead => "tokens-organisations-read",
        Scope::AppointmentsRead => "tokens-appointments-read",
        Scope::ImportsRead => "tokens-imports-read",
        Scope::JournalRead => "tokens-journal-read",
    }
}

fn line<T>(visit: &Visit, signed: &Signed<T>, token: &Token) -> Line {
    let (t, zone) = (signed.text(), &visit.app().zone);
    let day = |at: Timestamp| dates::day_of(at, zone, t.lang);
    let made = t.text("tokens-made").put("day", day(token.created_at));
    Line {
        name: token.name.clone(),
        scopes: token.scopes.iter().map(|s| t.plain(words(*s))).collect::<Vec<_>>().join("; "),
        until: made.put("until", day(token.ends_at)).plain(),
        used: match token.used_at {
            Some(at) => {
                t.text("tokens-used").put("day", day(at)).put("time", dates::time(at, zone, t.lang)).plain()
            }
            None => t.plain("tokens-unused"),
        },
        end: (
            format!("/account/tokens/{}/ending", token.id),
            Button::secondary(t.text("tokens-end").put("name", token.name.as_str())),
        ),
    }
}

pub(super) async fn make(visit: Visit, form: Form) -> Result<Response, PageError> {
    let wanted = Wanted {
        name: form.get("name").to_owned(),
        scopes: form.all("scope").map(str::to_owned).collect(),
        days: form.get("days").to_owned(),
    };
    let mut errors = faults(&visit.text(), &wanted);
    if !errors.is_empty() {
        return page(&visit, &wanted, &errors).await;
    }
    let asked = wanted.clone();
    let signed = visit.act(move |tx, actor, stamp| made(tx, actor, stamp, &asked)).await?;
    let t = signed.text();
    let Some(secret) = &signed.value else {
        errors.add("name", t.text("tokens-too-many").put("most", MOST as u64));
        return page(&visit, &wanted, &errors).await;
    };
    let token = Input::new("token", t.text("tokens-token"))
        .value(secret.reveal())
        .autocomplete("off")
        .no_spellcheck();
    MadePage {
        example: format!(
            "curl -H \"Authorization: Bearer $TOKEN\" {}/api/v1/organisations",
            visit.app().settings.base_url
        ),
        token,
        frame: signed.frame(t.plain("tokens-made-title")).back("/account/tokens"),
    }
    .answer()
}

fn faults(t: &Words, wanted: &Wanted) -> Errors {
    let mut errors = Errors::default();
    match wanted.name.chars().count() {
        0 => errors.add("name", t.text("tokens-name-missing")),
        n if n > LONGEST_NAME || wanted.name.chars().any(char::is_control) => {
            errors.add("name", t.text("tokens-name-long").put("most", LONGEST_NAME as u64));
        }
        _ => {}
    }
    if !wanted.scopes.iter().any(|word| Scope::from_word(word).is_some()) {
        errors.add("scope", t.text("tokens-scopes-missing"));
    }
    if days(wanted).is_none() {
        errors.add("days", t.text("tokens-term-missing"));
    }
    errors
}

fn days(wanted: &Wanted) -> Option<i64> {
    TERMS.iter().find(|(value, _)| *value == wanted.days).map(|(_, days)| *days)
}

/// None: there are too many already.
fn made(
    tx: &mut store::Tx<'_>,
    actor: &Actor,
    stamp: &crate::acting::Stamp,
    wanted: &Wanted,
) -> Result<Option<Secret>, PageError> {
    if token::of_account(tx, actor.account, stamp.now)?.len() >= MOST {
        return Ok(None);
    }
    let scopes: Vec<Scope> = wanted.scopes.iter().filter_map(|word| Scope::from_word(word)).collect();
    let days = days(wanted).unwrap_or(TERMS[0].1);
    Ok(Some(token::make(tx, stamp, actor, &wanted.name, &scopes, days)?))
}

pub(super) async fn end(visit: Visit, Path(id): Path<String>, _: Form) -> Result<Response, PageError> {
    let id: TokenId = id.parse().map_err(|_| PageError::Invisible)?;
    let signed = visit.act(move |tx, actor, stamp| Ok(token::end(tx, stamp, actor.account, id)?)).await?;
    // Ended already is as good as ended now; somebody else's was never there.
    visit.flash(signed.text().plain("tokens-ended"));
    Ok(Redirect::to("/account/tokens").into_response())
}
