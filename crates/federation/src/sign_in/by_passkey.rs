//! Signing in with a passkey: no address is asked for, the passkey itself says whose it is.

use super::Refused;
use super::opening::{Opened, Proved, open};
use super::pages::{again, here, shut, welcome};
use crate::account::tries;
use crate::acting::Door;
use crate::passkey::{self, Relying};
use crate::person::PersonId;
use crate::visit::{Gate, PageError, Visit, asked, local_path};
use axum::response::Response;
use jiff::Timestamp;
use store::StoreError;
use web::{Errors, Form};

/// The question for the browser, as JSON. It names nobody, and is the same for everybody.
pub(super) async fn begin(visit: Visit, _form: Form) -> Result<Response, PageError> {
    let (relying, now) = (relying(&visit)?, visit.app().clock.now());
    asked(&relying.ask_known(&visit.app().secret, now)?)
}

fn relying(visit: &Visit) -> Result<&Relying, PageError> {
    visit.app().relying().ok_or(PageError::Invisible)
}

/// What came of it.
enum Came {
    Opened(Opened),
    Refused(passkey::Refused),
    Wait(Timestamp),
}

pub(super) async fn send(visit: Visit, form: Form) -> Result<Response, PageError> {
    let gate =
        Gate { back: local_path(form.get("back")), kept: form.get("kept").to_owned(), ..Gate::default() };
    match show(&visit, &form).await? {
        Came::Opened(Opened::In(signed_in)) => welcome(&visit, &gate.back, &gate.kept, &signed_in),
        Came::Opened(Opened::Shut | Opened::SecondStep(_)) => shut(&visit, gate),
        Came::Wait(until) => again(&visit, gate, Refused::Wait(until)),
        Came::Refused(refused) => {
            let (t, mut errors) = (visit.text(), Errors::default());
            errors.add(
                "",
                match refused {
                    passkey::Refused::TooLate => t.text("sign-in-passkey-late"),
                    _ => t.text("sign-in-passkey-unknown"),
                },
            );
            Gate { errors, ..gate }.show(&visit)
        }
    }
}

async fn show(visit: &Visit, form: &Form) -> Result<Came, PageError> {
    let (app, here) = (visit.app().clone(), here(visit));
    let now = app.clock.now();
    let shown = relying(visit)?.read_known(&app.secret, now, form.raw("sealed"), form.raw("answer"));
    let stamp = app.stamp(None, Door::Page);
    let db = app.db.clone();
    let came = db.write(move |tx| -> Result<Came, StoreError> {
        let counters = tries::Counter::passkey_from(&stamp.secret, &here.place);
        if let Some(until) = tries::count(tx, &stamp, &counters)? {
            return Ok(Came::Wait(until));
        }
        let shown = match shown {
            Ok(shown) => shown,
            Err(refused) => return Ok(Came::Refused(refused)),
        };
        let Some(relying) = app.relying() else { return Ok(Came::Refused(passkey::Refused::Wrong)) };
        let account = match passkey::present(tx, &stamp, relying, shown)? {
            Ok(account) => account,
            Err(refused) => return Ok(Came::Refused(refused)),
        };
        tries::forgive(tx, &counters)?;
        let (person,): (PersonId,) = tx.one("SELECT person_id FROM account WHERE id = ?1", &[&account])?;
        Ok(Came::Opened(open(tx, &stamp, person, Proved::Both, &here)?))
    });
    Ok(came.await?)
}
