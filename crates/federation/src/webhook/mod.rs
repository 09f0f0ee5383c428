//! Webhooks: the program tells another one that something happened, so that it need not ask all the time. Whoever may
//! read contacts, organisations or imports makes one on a page of their account, next to their tokens.
//!
//! * Acts pay nothing for it: [`reading`] goes through the journal from where it stopped, every half minute while there
//!   is a webhook, and makes deliveries of up to 100 ids. What an import or its undoing did to each record is not told
//!   one by one: the import itself is.
//! * [`sending`] makes the message when it is sent, of what the owner may see at that moment ([`seen`]): kind, time, ids
//!   and addresses of `/api/v1`, no personal data. It is signed after Standard Webhooks ([`signature`]).
//! * What does not arrive is tried again with growing pauses, eight times over three days, under the same id. Then the
//!   webhook stops and its owner gets a mail. It stops as well when the receiver says 410 Gone, and when the owner's
//!   account or right is gone; then those who look after contacts get the mail.
//!
//! What may go wrong: the address leads where this program must not go (`outward` refuses it, when it is typed and each
//! time that it is used); the receiver is slow or large (both limited); the program dies between sending and noting it
//! (the same delivery comes twice, with the same id).

mod delivery;
mod hook;
mod kind;
mod letters;
mod outcome;
mod pages;
mod reading;
mod seen;
mod sending;
mod show;
mod signature;

use crate::outward::{Outward, OutwardError};
use crate::visit::{App, Routes, Who};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use store::jobs::{Job, Worker};

const EVERY: Duration = Duration::from_secs(30);

pub fn routes() -> Routes {
    let own = Who::SignedIn;
    Routes::new()
        .get("/account/webhooks", own, pages::list)
        .post("/account/webhooks", own, pages::make)
        .get("/account/webhooks/{id}", own, show::one)
        .post("/account/webhooks/{id}/test", own, show::test)
        .post("/account/webhooks/{id}/pause", own, show::pause)
        .post("/account/webhooks/{id}/resumption", own, show::resume)
        .post("/account/webhooks/{id}/removal", own, show::remove)
        .post("/account/webhooks/{id}/deliveries/{delivery}/repetition", own, show::repeat)
}

/// Hands the jobs to the worker.
pub fn jobs(worker: Worker, app: &App) -> Worker {
    let (reader, sender) = (app.clone(), app.clone());
    let read = move |_: Job| {
        let app = reader.clone();
        async move { reading::read(&app).await }
    };
    // Made at the first message: most installations send none.
    let outward: Arc<OnceLock<Result<Outward, OutwardError>>> = Arc::default();
    let send = move |job: Job| {
        let (app, outward) = (sender.clone(), outward.clone());
        async move {
            let outward = outward.get_or_init(|| Outward::new(app.settings.places)).clone();
            sending::send(&app, outward, job).await
        }
    };
    worker.on(reading::JOB, read).schedule(reading::JOB, EVERY).on(sending::JOB, send)
}

#[cfg(test)]
mod tests;
