//! The job that reads the return mailbox by IMAP (RFC 9051), a bounded piece at a time.
//!
//! What was read is remembered by its number in the mailbox, so that nothing is read twice and messages that are no
//! reports stay as they are, unread, for whoever looks after the mailbox. Reports are marked as read.

mod fault;
mod session;

pub use fault::Fault;

use super::{alarm, take};
use crate::acting::Door;
use crate::bounce::{self, Mailbox, Outcome, Position};
use crate::installation::Installation;
use crate::visit::App;
use session::Open;
use std::time::Duration;
use store::jobs::{Job, JobError, Worker};

pub const JOB: &str = "bounces.mailbox";
const EVERY: Duration = Duration::from_secs(5 * 60);
/// So many messages in one go; the rest waits for the next.
const AT_ONCE: usize = 100;
/// So long may one go take: a server that answers slowly does not hold a job for ever.
const PATIENCE: Duration = Duration::from_secs(120);

pub(super) fn jobs(worker: Worker, app: &App) -> Worker {
    let app = app.clone();
    let is_set = app.settings.bounces.imap.is_some();
    let handler = move |_: Job| {
        let app = app.clone();
        async move { run(&app).await }
    };
    let worker = worker.on(JOB, handler);
    if is_set { worker.schedule(JOB, EVERY) } else { worker }
}

pub(super) async fn run(app: &App) -> Result<(), JobError> {
    let Some(mailbox) = app.settings.bounces.imap.as_deref().and_then(|a| Mailbox::parse(a).ok()) else {
        return Ok(());
    };
    let Err(fault) = read(app.installation(), &mailbox).await else { return Ok(()) };
    tracing::warn!(why = %fault, "the return mailbox cannot be read");
    let (stamp, head) = (app.stamp(None, Door::Job), app.letterhead());
    let noted = app.db.write(move |tx| alarm::failed(tx, &stamp, &head, &mailbox, fault)).await;
    // The next go comes by itself; a mailbox that is away is no job that died.
    noted.map_err(|_| JobError::again("the state of the return mailbox cannot be noted"))
}

/// One go: how many reports were noted.
pub async fn read(house: &Installation, mailbox: &Mailbox) -> Result<usize, Fault> {
    match tokio::time::timeout(PATIENCE, read_some(house, mailbox)).await {
        Ok(done) => done,
        Err(_) => Err(Fault::TooSlow),
    }
}

async fn read_some(house: &Installation, mailbox: &Mailbox) -> Result<usize, Fault> {
    let stamp = house.stamp(None, Door::Job);
    let held = mailbox.clone();
    let before =
        house.db.read(move |tx| bounce::position(tx, &stamp, &held)).await.map_err(|_| Fault::Ours)?;
    let own = house.settings.bounces.imap_certificate.as_deref();
    let roots = bounce::roots(own).map_err(|_| Fault::OwnCertificate)?;
    let mut open = Open::new(mailbox, roots).await?;
    let mut at = match open.validity == before.validity {
        true => before,
        false => Position { validity: open.validity, last_uid: 0 },
    };
    let mut noted = 0;
    for uid in open.unseen_after(at.last_uid).await?.into_iter().take(AT_ONCE) {
        let message = open.message(uid).await?;
        let outcome = take(house, Door::Job, message).await.map_err(|_| Fault::Ours)?;
        if matches!(outcome, Outcome::Noted { .. } | Outcome::Before) {
            open.mark_read(uid).await?;
            noted += 1;
        }
        at.last_uid = uid;
        keep(house, mailbox, at).await?;
    }
    keep(house, mailbox, at).await?;
    let (stamp, held) = (house.stamp(None, Door::Job), mailbox.clone());
    house.db.write(move |tx| bounce::went_well(tx, &stamp, &held)).await.map_err(|_| Fault::Ours)?;
    open.close().await;
    Ok(noted)
}

async fn keep(house: &Installation, mailbox: &Mailbox, at: Position) -> Result<(), Fault> {
    let (stamp, mailbox) = (house.stamp(None, Door::Job), mailbox.clone());
    house.db.write(move |tx| bounce::look(tx, &stamp, &mailbox, at)).await.map_err(|_| Fault::Ours)
}
