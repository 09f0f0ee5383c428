//! The page that an invitation leads to.

use super::choose::{Choosing, Chosen};
use super::forgotten::wait_for_place;
use crate::account::invitation::{self, First, InviteError, Look, Open};
use crate::account::{AccountFault, LinkToken, Recipient};
use crate::acting::Door;
use crate::sign_in::{self, Opened, Proved};
use crate::visit::{Answer, PageError, Passkey, PasskeyPress, Visit};
use crate::words::dates;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use web::components::Button;
use web::{Form, Frame};

/// After the first password a passkey is offered, once.
pub(super) const OFFER: &str = "/account/passkeys/offer";

#[derive(Template)]
#[template(path = "first_password/link.html")]
pub(super) struct LinkPage {
    pub frame: Frame,
    pub reason: String,
    /// Words and address of the way on.
    pub way: Option<Button>,
    /// A press that asks for a new invitation.
    pub again: Option<(String, Button)>,
}

pub(super) async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    match look(&visit, &token).await? {
        (Look::Open(open), _) => choosing(&visit, &token, &open, &title(&visit))?.show(&visit),
        (look, _) => explain(&visit, &token, &look),
    }
}

pub(super) async fn accept(
    visit: Visit,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let (open, link) = match look(&visit, &token).await? {
        (Look::Open(open), Some(link)) => (open, link),
        (look, _) => return explain(&visit, &token, &look),
    };
    let hash = match choosing(&visit, &token, &open, &title(&visit))?.check(&visit, &form).await? {
        Chosen::Hash(hash) => hash,
        Chosen::Page(page) => {
            note_opened(&visit, link).await?;
            return Ok(page);
        }
    };
    let stamp = visit.app().stamp(Some(open.to.person), Door::Page);
    let spent =
        visit.app().db.write(move |tx| invitation::accept(tx, &stamp, &link, &First::Password(&hash))).await;
    match spent.map_err(|e: AccountFault| PageError::from(e))? {
        Some(to) => enter(&visit, &to, Proved::First, "choose-done-first", OFFER).await,
        // Somebody was quicker, or a newer invitation was sent meanwhile.
        None => {
            let (look, _) = look(&visit, &token).await?;
            explain(&visit, &token, &look)
        }
    }
}

/// The page's own script says that somebody moved in it: touched, typed, scrolled. A look alone (GET) tells nothing,
/// for programs that read mail look at every link; some press things too, so this is a date and no more.
pub(super) async fn opened(
    visit: Visit,
    Path(token): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    if let Some(link) = LinkToken::from_outside(&token) {
        note_opened(&visit, link).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn note_opened(visit: &Visit, link: LinkToken) -> Result<(), PageError> {
    let stamp = visit.app().stamp(None, Door::Page);
    Ok(visit.app().db.write(move |tx| invitation::opened(tx, &stamp, &link)).await?)
}

/// Signs in whoever has just set a password by a link that only they could read. A second step is asked for all the same.
pub(super) async fn enter(
    visit: &Visit,
    to: &Recipient,
    proved: Proved,
    done: &str,
    back: &str,
) -> Result<Response, PageError> {
    let stamp = visit.app().stamp(Some(to.person), Door::Page);
    let (here, person) = (sign_in::here(visit), to.person);
    let opened = visit.app().db.write(move |tx| sign_in::open(tx, &stamp, person, proved, &here)).await?;
    let t = visit.text();
    let token = match opened {
        Opened::In(signed_in) => signed_in.token,
        Opened::SecondStep(half) => {
            visit.flash(t.plain(done));
            return sign_in::go_to_second_step(visit, half, back);
        }
        Opened::Shut => {
            let frame = visit.frame(t.plain("choose-later-title"));
            return LinkPage { frame, reason: t.plain("choose-later"), way: None, again: None }.answer();
        }
    };
    let device = sign_in::known_device(visit).with(to.account)?;
    sign_in::admit(visit, &token, &device)?;
    visit.flash(t.plain(done));
    Ok(Redirect::to(back).into_response())
}

pub(super) async fn ask_again(
    visit: Visit,
    Path(token): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let Some(link) = LinkToken::from_outside(&token) else { return explain(&visit, &token, &Look::Unknown) };
    if let Some(page) = wait_for_place(&visit).await? {
        return Ok(page);
    }
    let (stamp, head) = (visit.app().stamp(None, Door::Page), visit.app().letterhead());
    let sent = visit.app().db.write(move |tx| invitation::ask_again(tx, &stamp, &head, &link)).await;
    match sent {
        Ok(()) => {}
        Err(InviteError::Fault(fault)) => return Err(fault.into()),
        // Whatever the account has become, the answer is the same.
        Err(_) => {}
    }
    let t = visit.text();
    let frame = visit.frame(t.plain("link-renewed-title"));
    LinkPage { frame, reason: t.plain("link-renewed"), way: None, again: None }.answer()
}

pub(super) async fn look(visit: &Visit, token: &str) -> Result<(Look, Option<LinkToken>), PageError> {
    let Some(link) = LinkToken::from_outside(token) else { return Ok((Look::Unknown, None)) };
    let (now, held) = (visit.app().clock.now(), link.clone());
    let look = visit.app().db.read(move |tx| invitation::look(tx, &held, now)).await?;
    Ok((look, Some(link)))
}

fn title(visit: &Visit) -> String {
    visit.text().plain("choose-title-first")
}

fn choosing<'a>(
    visit: &Visit,
    token: &str,
    open: &'a Open,
    title: &'a str,
) -> Result<Choosing<'a>, PageError> {
    let t = visit.text();
    let lead = t
        .text("choose-lead-first")
        .put("name", open.to.name.spoken())
        .put("federation", visit.app().settings.name.as_str())
        .plain();
    let instead = PasskeyPress {
        kind: Passkey::New,
        action: format!("/invitation/{token}/passkey"),
        press: Button::secondary(t.text("choose-passkey")),
        name: None,
        carries: Vec::new(),
    };
    let action = format!("/invitation/{token}");
    let touched = Some(format!("{action}/opened"));
    Ok(Choosing { title, lead, action, touched, to: &open.to, instead: instead.draw(visit)? })
}

/// Why a link does not work, and the way to one that does.
pub(super) fn explain(visit: &Visit, token: &str, look: &Look) -> Result<Response, PageError> {
    let t = visit.text();
    let day = |at: Timestamp| dates::day_of(at, &visit.app().zone, t.lang);
    let sign_in = || Some(Button::link(t.text("gate-title"), "/sign-in"));
    let frame = visit.frame(t.plain("link-title"));
    let page = match look {
        Look::Superseded(at) => {
            let reason = t.text("link-superseded").put("day", day(*at)).plain();
            LinkPage { frame, reason, way: None, again: None }
        }
        Look::Expired(at) => {
            let reason = t.text("link-expired").put("day", day(*at)).plain();
            let again =
                Some((format!("/invitation/{token}/renewal"), Button::primary(t.text("link-ask-again"))));
            LinkPage { frame: frame.with_form(visit), reason, way: None, again }
        }
        Look::Accepted => LinkPage { frame, reason: t.plain("link-accepted"), way: sign_in(), again: None },
        Look::Unknown | Look::Open(_) => {
            LinkPage { frame, reason: t.plain("link-unknown"), way: sign_in(), again: None }
        }
    };
    let mut response = page.answer()?;
    *response.status_mut() =
        if matches!(look, Look::Unknown) { StatusCode::NOT_FOUND } else { StatusCode::GONE };
    Ok(response)
}
