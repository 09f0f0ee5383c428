//! What became of a try: delivered, to be tried again, or the end of the webhook's run.

use super::delivery::Delivery;
use super::hook::{self, Because, Hook, HookId};
use super::letters;
use crate::account::Letterhead;
use crate::acting::Stamp;
use crate::journal::JournalError;
use crate::mail::MailError;
use crate::outward::OutwardError;
use jiff::SignedDuration;
use store::{StoreError, Tx};

/// How long to wait after each try that failed: eight tries in a little over three days.
const PAUSES: [SignedDuration; 7] = [
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(6),
    SignedDuration::from_hours(16),
    SignedDuration::from_hours(48),
];
const GONE: u16 = 410;

#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Answered(u16),
    NotReached(OutwardError),
}

pub fn note(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    id: HookId,
    delivery: &Delivery,
    outcome: Outcome,
) -> Result<(), JournalError> {
    let tries = delivery.tries + 1;
    let pause = usize::try_from(delivery.tries).ok().and_then(|tried| PAUSES.get(tried));
    let (state, because) = match (outcome, pause) {
        (Outcome::Answered(200..300), _) => ("delivered", None),
        (Outcome::Answered(GONE), _) => ("failed", Some(Because::Gone)),
        (_, Some(_)) => ("waiting", None),
        (_, None) => ("failed", Some(Because::Failing)),
    };
    let (answer, failure) = match outcome {
        Outcome::Answered(status) => (Some(i64::from(status)), None),
        Outcome::NotReached(error) => (None, Some(error.word())),
    };
    let next = stamp.now.saturating_add(pause.copied().unwrap_or_default()).unwrap_or(stamp.now);
    tx.run(
        "UPDATE webhook_delivery SET state = ?2, tries = ?3, answer = ?4, failure = ?5, next_at = ?6, tried_at = ?7
         WHERE id = ?1",
        &[&delivery.id, &state, &tries, &answer, &failure, &next, &stamp.now],
    )?;
    if let (Outcome::NotReached(_), "waiting") = (outcome, state) {
        // Whoever is out of reach is so for all messages: they wait with this one and lose no try.
        tx.run(
            "UPDATE webhook_delivery SET next_at = ?2 WHERE webhook_id = ?1 AND state = 'waiting' AND next_at < ?2",
            &[&id, &next],
        )?;
    }
    let Some(because) = because else { return Ok(()) };
    let Some(hook) = hook::find(tx, id)?.filter(Hook::is_running) else { return Ok(()) };
    stop(tx, stamp, head, &hook, because)
}

/// Ends its run; a mail tells its owner, or who looks after such things when the owner may not any more.
pub fn stop(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    hook: &Hook,
    because: Because,
) -> Result<(), JournalError> {
    hook::stop(tx, stamp, hook.id, because)?;
    let told = match because {
        Because::Failing => letters::to_owner(tx, stamp, head, hook, "hooks-mail-failing"),
        Because::Gone => letters::to_owner(tx, stamp, head, hook, "hooks-mail-gone"),
        Because::Right => letters::to_officers(tx, stamp, head, hook),
    };
    told.map_err(|error| match error {
        MailError::Store(error) => error.into(),
        MailError::Sealing(error) => error.into(),
        other => StoreError::Job(other.to_string()).into(),
    })
}
