//! One's passkeys: the list, adding, naming, removing.

use super::fresh::{Fresh, Mine, fresh};
use super::rule::{Kept, may_remain};
use crate::passkey::{self, Held, LONGEST_NAME, PasskeyId, Refused, Relying};
use crate::second_factor::Has;
use crate::visit::{Answer, PageError, Passkey, PasskeyPress, Signed, Visit, asked, local_path};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::{Button, Html, Input};
use web::{Errors, Form, Frame};

const HERE: &str = "/account/passkeys";

#[derive(Template)]
#[template(path = "own_sign_in/passkeys.html")]
struct PasskeysPage {
    frame: Frame,
    passkeys: Vec<Line>,
    /// None where the installation's address allows no passkeys.
    add: Option<Html>,
}

struct Line {
    name: String,
    added: String,
    used: String,
    id: PasskeyId,
    rename: (Input, Button),
    remove: Button,
}

pub(super) async fn list(visit: Visit) -> Result<Response, PageError> {
    match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => page(&visit, &mine, &Errors::default()).await,
        Fresh::No(response) => Ok(response),
    }
}

async fn page(visit: &Visit, mine: &Signed<Mine>, errors: &Errors) -> Result<Response, PageError> {
    let account = mine.value.me.account;
    let held = visit.app().db.read(move |tx| passkey::of_account(tx, account)).await?;
    let t = mine.text();
    PasskeysPage {
        frame: mine.frame(t.plain("passkeys-title")).with_form(visit).errors(errors).back("/account"),
        passkeys: held.iter().map(|one| line(visit, one)).collect(),
        add: press(visit, "passkeys-add", HERE, errors)?,
    }
    .answer()
}

/// The form that adds one, and leads to `back`.
pub(super) fn press(
    visit: &Visit,
    words: &str,
    back: &str,
    errors: &Errors,
) -> Result<Option<Html>, PageError> {
    let t = visit.text();
    let name = Input::new("name", t.text("passkeys-name"))
        .hint(t.text("passkeys-name-hint"))
        .value(visit.device_words())
        .autocomplete("off")
        .error(errors.of("name"));
    PasskeyPress {
        kind: Passkey::New,
        action: HERE.into(),
        press: Button::primary(t.text(words)),
        name: Some(name),
        carries: vec![("back", back.to_owned())],
    }
    .draw(visit)
}

fn line(visit: &Visit, one: &Held) -> Line {
    let (t, zone) = (visit.text(), &visit.app().zone);
    let moment = |at: Timestamp| {
        let said = t.text("passkeys-moment").put("day", dates::day_of(at, zone, t.lang));
        said.put("time", dates::time(at, zone, t.lang)).plain()
    };
    let mut name = Input::new("name", t.text("passkeys-name")).value(one.name.as_str()).autocomplete("off");
    name.field.id = format!("name-{}", one.id);
    Line {
        name: one.name.clone(),
        added: moment(one.created_at),
        used: one.used_at.map_or_else(|| t.plain("passkeys-never"), moment),
        id: one.id,
        rename: (name, Button::secondary(t.text("passkeys-rename"))),
        remove: Button::warning(t.text("passkeys-remove").put("name", one.name.as_str())),
    }
}

/// The question for the browser. Not fresh any more: the script says that it did not work, and loading again explains.
pub(super) async fn begin(visit: Visit, _form: Form) -> Result<Response, PageError> {
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    let (account, app) = (mine.value.me.account, visit.app());
    let held = app.db.read(move |tx| passkey::of_account(tx, account)).await?;
    asked(&relying(&visit)?.ask_new(&app.secret, app.clock.now(), &mine.value.me, &held)?)
}

fn relying(visit: &Visit) -> Result<&Relying, PageError> {
    visit.app().relying().ok_or(PageError::Invisible)
}

pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, PageError> {
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    let (name, app) = (named(&form, &visit), visit.app());
    let (account, now) = (mine.value.me.account, app.clock.now());
    let (sealed, answer) = (form.raw("sealed"), form.raw("answer"));
    let added = match relying(&visit)?.take_new(&app.secret, now, account, sealed, answer) {
        Err(refused) => Err(refused),
        Ok(new) => {
            let (me, head, name) = (mine.value.me.clone(), app.letterhead(), name.clone());
            let act = move |tx: &mut store::Tx<'_>, _: &_, stamp: &_| {
                Ok(passkey::add(tx, stamp, &head, &me, &name, &new)?)
            };
            visit.before_second_factor().act(act).await?.value
        }
    };
    if let Err(refused) = added {
        return not_added(&visit, &mine, refused).await;
    }
    visit.flash(mine.text().text("passkeys-added").put("name", name.as_str()).plain());
    Ok(Redirect::to(&local_path(form.get("back"))).into_response())
}

async fn not_added(visit: &Visit, mine: &Signed<Mine>, refused: Refused) -> Result<Response, PageError> {
    let (t, mut errors) = (mine.text(), Errors::default());
    let sentence = match refused {
        Refused::TooLate => t.text("passkeys-late"),
        Refused::TooMany => t.text("passkeys-most").put("most", passkey::MOST.unsigned_abs()),
        Refused::Unreadable | Refused::Wrong | Refused::Spent => t.text("passkeys-refused"),
    };
    errors.add("", sentence);
    page(visit, mine, &errors).await
}

/// What it is called; the browser's own words when nothing was typed.
fn named(form: &Form, visit: &Visit) -> String {
    let typed: String = form.get("name").chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    match typed.as_str() {
        "" => Some(visit.device_words()).filter(|w| !w.is_empty()).unwrap_or_else(|| "Passkey".into()),
        _ => typed,
    }
}

pub(super) async fn rename(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, PageError> {
    let id: PasskeyId = id.parse().map_err(|_| PageError::Invisible)?;
    let name = named(&form, &visit);
    let visit = visit.before_second_factor();
    let signed = visit.act(move |tx, actor, _| Ok(passkey::rename(tx, actor.account, id, &name)?)).await?;
    if !signed.value {
        return Err(PageError::Invisible);
    }
    visit.flash(signed.text().plain("passkeys-renamed"));
    Ok(Redirect::to(HERE).into_response())
}

pub(super) async fn remove(visit: Visit, Path(id): Path<String>, _form: Form) -> Result<Response, PageError> {
    let id: PasskeyId = id.parse().map_err(|_| PageError::Invisible)?;
    let mine = match fresh(&visit, HERE).await? {
        Fresh::Yes(mine) => mine,
        Fresh::No(response) => return Ok(response),
    };
    let rest = Has { passkeys: mine.value.has.passkeys - 1, ..mine.value.has };
    let allowed = may_remain(rest, mine.actor.access.second_factor, mine.value.password);
    if let Err(kept) = allowed {
        let mut errors = Errors::default();
        errors.add("", mine.text().text(kept_words(kept)));
        return page(&visit, &mine, &errors).await;
    }
    let (me, head) = (mine.value.me.clone(), visit.app().letterhead());
    let act = move |tx: &mut store::Tx<'_>, _: &_, stamp: &_| Ok(passkey::remove(tx, stamp, &head, &me, id)?);
    let name = visit.act(act).await?.value.ok_or(PageError::Invisible)?;
    visit.flash(mine.text().text("passkeys-removed").put("name", name).plain());
    Ok(Redirect::to(HERE).into_response())
}

pub(super) fn kept_words(kept: Kept) -> &'static str {
    match kept {
        Kept::RoleNeedsIt => "second-factor-role-needs",
        Kept::OnlyWayIn => "passkeys-only-way",
    }
}
