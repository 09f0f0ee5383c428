//! What the demonstration has sent already, so that its pages are not empty: one message with all that may become of a
//! mail, and a draft. Nothing leaves: mail of the demonstration is captured.

use super::rule::Basis;
use super::{
    Choices, MessageError, MessageId, Writer, find, leave, make, save_choices, sending, settle, shipped,
    writer,
};
use crate::access;
use crate::acting::{Door, Stamp};
use crate::contacts::{self, LIST_NAME};
use crate::installation::Installation;
use crate::mail::run::{Class, RunId};
use crate::person::PersonId;
use crate::selection;
use jiff::Timestamp;
use store::jobs::{self, JobError, Worker};
use store::{StoreError, Tx};

const JOB: &str = "message.example";
/// Organisations of the demonstration that are written to.
const AT: i64 = 40;

/// Asks for it once; the job makes it when the pages are already there.
pub fn ask(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    jobs::enqueue(tx, now, JOB, &(), jobs::Options::unique(JOB))
}

pub(super) fn job(worker: Worker, installation: &Installation) -> Worker {
    let installation = installation.clone();
    worker.on(JOB, move |_| {
        let installation = installation.clone();
        async move { tell(&installation).await.map_err(|e| JobError::again(e.to_string())) }
    })
}

async fn tell(installation: &Installation) -> Result<(), MessageError> {
    contacts::renew(installation).await?;
    let (stamp, settings) = (installation.stamp(None, Door::Demo), installation.settings.clone());
    let confirmed = installation.db.write(move |tx| -> Result<Option<MessageId>, MessageError> {
        let Some(officer) = officer(tx)? else { return Ok(None) };
        let stamp = Stamp { by: Some(officer), ..stamp };
        let Some(actor) = access::actor(tx, officer, stamp.today)? else { return Ok(None) };
        let writer = writer(tx, &actor)?;
        begun(tx, &stamp, &settings, &writer, "annual-meeting")?;
        let id = begun(tx, &stamp, &settings, &writer, "portal-notice")?;
        let count = find(tx, &writer, id)?.mails;
        let wanted = sending::Wanted { count, when: sending::When::Now, pace: None };
        sending::confirm(tx, &stamp, &settings, &writer, id, wanted)?;
        Ok(Some(id))
    });
    let Some(id) = confirmed.await? else { return Ok(()) };
    // Nobody waits for the window of a demonstration.
    leave(installation, id).await?;
    let now = installation.clock.now();
    Ok(installation.db.write(move |tx| mixed(tx, id, now)).await?)
}

/// Whoever may write to the contacts of the whole federation.
fn officer(tx: &mut Tx<'_>) -> Result<Option<PersonId>, StoreError> {
    let found: Option<(PersonId,)> = tx.maybe(
        "SELECT a.person_id FROM role_capability rc CROSS JOIN appointment a CROSS JOIN account
         WHERE rc.capability = 'messages.send' AND rc.scope = 'federation' AND a.role = rc.role
           AND account.person_id = a.person_id AND account.state = 'active'
         ORDER BY account.identifier LIMIT 1",
        &[],
    )?;
    Ok(found.map(|(person,)| person))
}

fn begun(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    settings: &crate::installation::Settings,
    writer: &Writer,
    text: &str,
) -> Result<MessageId, MessageError> {
    let places: Vec<(crate::organisation::OrganisationId,)> = tx
        .all("SELECT id FROM organisation WHERE parent_id IS NOT NULL ORDER BY sort_name LIMIT ?1", &[&AT])?;
    let places: Vec<_> = places.into_iter().map(|(id,)| id).collect();
    let open = selection::open(tx, stamp, writer.send.actor, LIST_NAME)?;
    let open = selection::tick(tx, stamp, open, &places, &[])?;
    let frozen = selection::freeze(tx, stamp, open)?;
    let words = shipped::of(text).map(shipped::Shipped::read).unwrap_or_default();
    let id = make(tx, stamp, writer, &frozen, &words)?;
    let message = find(tx, writer, id)?;
    let choices = Choices {
        class: Class::Service,
        basis: Basis::LegitimateInterest,
        brings: message.brings.clone(),
        each_gets_one: false,
    };
    save_choices(tx, stamp, &message, &choices)?;
    let message = find(tx, writer, id)?;
    settle(tx, stamp, settings, writer, &message, None)?;
    Ok(id)
}

/// A few of them failed, and of one it is not known.
fn mixed(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<(), StoreError> {
    let run: Option<(Option<RunId>,)> = tx.maybe("SELECT run_id FROM message WHERE id = ?1", &[&id])?;
    let Some((Some(run),)) = run else { return Ok(()) };
    for (state, why, most) in
        [("failed", "refused (5.1.1)", 3_i64), ("maybe-sent", "stopped while sending", 1)]
    {
        tx.run(
            "UPDATE mail SET state = ?2, failure = ?3, done_at = ?4, sealed = NULL WHERE id IN (
               SELECT mail.id FROM message_recipient r JOIN mail ON mail.id = r.mail_id
               WHERE r.message_id = ?1 AND mail.state IN ('queued', 'captured') ORDER BY r.place DESC LIMIT ?5)",
            &[&id, &state, &why, &now, &most],
        )?;
    }
    tx.run("DELETE FROM mail_run_count WHERE run_id = ?1", &[&run])?;
    tx.run(
        "INSERT INTO mail_run_count (run_id, state, mails)
         SELECT run_id, state, count(*) FROM mail WHERE run_id = ?1 AND state NOT IN ('queued', 'sending')
         GROUP BY run_id, state",
        &[&run],
    )
    .map(drop)
}
