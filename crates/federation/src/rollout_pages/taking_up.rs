//! The press that puts those who begin into a batch.

use super::starting::{Ready, name, page, ready};
use crate::access::{self, GrantAccess};
use crate::appointment::AppointmentId;
use crate::invitee::BatchId;
use crate::rollout::{self, Into, RolloutError};
use crate::visit::{PageError, Signed, Visit};
use axum::response::{IntoResponse, Redirect, Response};
use web::{Errors, Form};

pub(super) async fn take(visit: Visit, form: Form) -> Result<Response, PageError> {
    let signed = ready(&visit).await?;
    let (t, typed) = (signed.text(), form.get("batch").to_owned());
    let ticked: Vec<String> = form.all("who").map(str::to_owned).collect();
    let chosen: Vec<AppointmentId> = ticked.iter().filter_map(|id| id.parse().ok()).collect();
    let mut errors = Errors::default();
    let into = match (typed.as_str(), typed.parse::<BatchId>()) {
        ("", _) => Into::New { rollout: rollout::starting_rollout(visit.app()), name: name(&signed) },
        (_, Ok(batch)) => Into::Known(batch),
        (_, Err(_)) => return wrong(&signed, ticked, &typed, errors, "batch", "rollout-starting-batch-gone"),
    };
    if chosen.is_empty() {
        return wrong(&signed, ticked, &typed, errors, "who", "rollout-starting-missing");
    }
    let app = visit.app().clone();
    let done = visit
        .act(move |tx, actor, stamp| {
            let right = access::right_anywhere::<GrantAccess>(tx, actor)?;
            let terms = rollout::terms(tx, &app, actor, None)?;
            match tx.attempt(|tx| rollout::take_up(tx, stamp, &right, &terms, &chosen, &into)) {
                Err(RolloutError::Denied(denied)) => Err(denied.into()),
                Err(RolloutError::Fault(fault)) => Err(fault.into()),
                came => Ok(came),
            }
        })
        .await?;
    match &done.value {
        Ok(taken) if taken.already > 0 => {
            visit.flash(t.text("rollout-starting-already").put("count", taken.already).plain());
            Ok(Redirect::to(&format!("/rollouts/batches/{}", taken.batch)).into_response())
        }
        Ok(taken) => {
            visit.flash(t.text("rollout-starting-done").put("count", taken.rows.len() as u64).plain());
            Ok(Redirect::to(&format!("/rollouts/batches/{}", taken.batch)).into_response())
        }
        Err(RolloutError::Invisible) => {
            wrong(&signed, ticked, &typed, errors, "batch", "rollout-starting-batch-gone")
        }
        Err(_) => {
            errors.add("who", t.text("rollout-starting-gone"));
            page(&ready(&visit).await?, ticked, &typed, &errors)
        }
    }
}

fn wrong(
    signed: &Signed<Ready>,
    ticked: Vec<String>,
    batch: &str,
    mut errors: Errors,
    field: &'static str,
    why: &'static str,
) -> Result<Response, PageError> {
    errors.add(field, signed.text().text(why));
    page(signed, ticked, batch, &errors)
}
