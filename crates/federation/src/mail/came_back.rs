//! What became of a mail after it had left: a report said so, and its token proved that it speaks of this mail.

use super::{MailId, MailState, run};
use crate::invitee;
use crate::person::PersonId;
use jiff::Timestamp;
use store::{StoreError, Tx};

/// Writes it down; a run counts it where it now belongs. A complaint stays one; "later" does not take back "never".
/// False when nothing changed.
pub fn came_back(
    tx: &mut Tx<'_>,
    mail: MailId,
    state: MailState,
    why: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = tx.pick(
        "SELECT state, run_id FROM mail WHERE id = ?1",
        "SELECT state, run_id FROM mail WHERE id = ?1 FOR UPDATE",
    );
    let row: Option<(String, Option<run::RunId>)> = tx.maybe(sql, &[&mail])?;
    let Some((before, in_run)) = row.map(|(word, run)| (MailState::from_word(&word), run)) else {
        return Ok(false);
    };
    if !may_follow(before, state) {
        return Ok(false);
    }
    let sql = "UPDATE mail SET state = ?2, failure = ?3, sealed = NULL WHERE id = ?1";
    tx.run(sql, &[&mail, &state.word(), &why])?;
    if let Some(run) = in_run {
        // What is under way was not counted yet, and will not be.
        if before != MailState::Sending {
            run::count(tx, run, before, -1)?;
        }
        run::count(tx, run, state, 1)?;
    }
    followed(tx, mail, state, now)?;
    if state == MailState::Bounced {
        invitee::noticed::untell(tx, mail)?;
    }
    Ok(true)
}

/// Whoever was invited by it, alone or with others, has not had it.
fn followed(tx: &mut Tx<'_>, mail: MailId, state: MailState, now: Timestamp) -> Result<(), StoreError> {
    let Some(step) = invitee::step_of_mail(state.word()) else { return Ok(()) };
    let invited: Option<(PersonId,)> = tx.maybe(
        "SELECT mail.person_id FROM mail LEFT JOIN mail_run ON mail_run.id = mail.run_id
         WHERE mail.id = ?1 AND mail.person_id IS NOT NULL AND coalesce(mail_run.kind, mail.kind) = 'invitation'",
        &[&mail],
    )?;
    match invited {
        Some((person,)) => invitee::of_people(tx, now, &[person], step).map(drop),
        None => Ok(()),
    }
}

fn may_follow(before: MailState, after: MailState) -> bool {
    use MailState::{Bounced, Complained, Deferred, MaybeSent, Sending, Sent};
    match after {
        Deferred => matches!(before, Sending | Sent | MaybeSent),
        Bounced => matches!(before, Sending | Sent | MaybeSent | Deferred),
        Complained => matches!(before, Sending | Sent | MaybeSent | Deferred | Bounced),
        _ => false,
    }
}
