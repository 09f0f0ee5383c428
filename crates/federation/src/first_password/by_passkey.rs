//! A passkey in the place of the first password. The invitation is spent when the passkey is really there.

use super::invited::{LinkPage, enter, explain, look};
use crate::account::AccountFault;
use crate::account::invitation::{self, First, Look};
use crate::acting::Door;
use crate::passkey::{self, Relying};
use crate::sign_in::Proved;
use crate::visit::{Answer, PageError, Visit, asked};
use axum::extract::Path;
use axum::response::Response;
use web::Form;
use web::components::Button;

pub(super) async fn begin(
    visit: Visit,
    Path(token): Path<String>,
    _form: Form,
) -> Result<Response, PageError> {
    let (Look::Open(open), _) = look(&visit, &token).await? else { return Err(PageError::Invisible) };
    let app = visit.app();
    asked(&relying(&visit)?.ask_new(&app.secret, app.clock.now(), &open.to, &[])?)
}

fn relying(visit: &Visit) -> Result<&Relying, PageError> {
    visit.app().relying().ok_or(PageError::Invisible)
}

/// As an error it takes back that the invitation was spent.
#[derive(Debug, thiserror::Error)]
enum NotKept {
    #[error("the answer came before, or the passkey is known")]
    Refused,
    #[error(transparent)]
    Fault(#[from] AccountFault),
}

crate::account::faults!(NotKept);

pub(super) async fn accept(
    visit: Visit,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, PageError> {
    let (open, link) = match look(&visit, &token).await? {
        (Look::Open(open), Some(link)) => (open, link),
        (look, _) => return explain(&visit, &token, &look),
    };
    let (app, now) = (visit.app(), visit.app().clock.now());
    let (sealed, answer) = (form.raw("sealed"), form.raw("answer"));
    let taken = relying(&visit)?.take_new(&app.secret, now, open.to.account, sealed, answer);
    let Ok(new) = taken else { return not_taken(&visit, &token) };
    let (stamp, head) = (app.stamp(Some(open.to.person), Door::Page), app.letterhead());
    let name = Some(visit.device_words()).filter(|w| !w.is_empty()).unwrap_or_else(|| "Passkey".into());
    let done = app.db.write(move |tx| -> Result<_, NotKept> {
        let Some(to) = invitation::accept(tx, &stamp, &link, &First::Passkey)? else { return Ok(None) };
        match passkey::add(tx, &stamp, &head, &to, &name, &new)? {
            Ok(_) => Ok(Some(to)),
            Err(_) => Err(NotKept::Refused),
        }
    });
    match done.await {
        Ok(Some(to)) => enter(&visit, &to, Proved::Both, "choose-done-passkey", "/").await,
        Err(NotKept::Refused) => not_taken(&visit, &token),
        Err(NotKept::Fault(fault)) => Err(fault.into()),
        Ok(None) => {
            let (look, _) = look(&visit, &token).await?;
            explain(&visit, &token, &look)
        }
    }
}

/// Nothing is spent: the same page once more.
fn not_taken(visit: &Visit, token: &str) -> Result<Response, PageError> {
    let t = visit.text();
    let way = Some(Button::link(t.text("choose-passkey-again"), format!("/invitation/{token}")));
    let frame = visit.frame(t.plain("choose-passkey-not-title"));
    LinkPage { frame, reason: t.plain("choose-passkey-not"), way, again: None }.answer()
}
