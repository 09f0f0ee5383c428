//! "Write to them first": the people of a batch are told what comes before they get a link. The message is one like any
//! other (`message`); here is whom it is for, and what its mails mean for the rows of the batch.

use super::{RolloutError, batch};
use crate::access::{Clause, GrantAccess, Right};
use crate::acting::Stamp;
use crate::invitee::noticed::{self, Told};
use crate::invitee::{self, BatchId, Step};
use crate::mail::MailId;
use crate::mail::run::Settled;
use crate::message::{self, MessageError, MessageId, Writer};
use crate::selection::{self, Frozen, SelectionError};
use jiff::Timestamp;
use store::{StoreError, Tx};

/// Of the people of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    All,
    /// Those whom no notice has reached.
    NotTold,
}

/// Who is not excluded, has no access yet, and has not lost it again.
const CAN_BE_TOLD: &str =
    "rollout_row.person_id IS NOT NULL AND rollout_row.state NOT IN ('excluded', 'accepted', 'revoked')";

/// Begins a message to the people of a batch, or to those selected among them. Nothing leaves before it is confirmed.
///
/// # Errors
/// [`RolloutError::Nobody`] when there is nobody to tell.
pub fn begin(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    writer: &Writer,
    id: BatchId,
    (whom, among): (Whom, Option<Frozen>),
) -> Result<MessageId, RolloutError> {
    batch::batch(tx, right, id)?.ok_or(RolloutError::Invisible)?;
    let mut clause = Clause::equal("rollout_row.batch_id", id);
    clause.and(CAN_BE_TOLD);
    if whom == Whom::NotTold {
        clause.and("rollout_row.noticed_at IS NULL");
    }
    if let Some(frozen) = among {
        frozen.condition(&mut clause, "rollout_row.id");
    }
    let frozen = people(tx, stamp, right, id, &clause)?;
    if frozen.count == 0 {
        return Err(RolloutError::Nobody);
    }
    message::make_notice(tx, stamp, writer, &frozen, id).map_err(|error| match error {
        MessageError::Store(error) => error.into(),
        MessageError::Journal(error) => error.into(),
        MessageError::Mail(error) => error.into(),
        MessageError::Denied(denied) => denied.into(),
        _ => RolloutError::Invisible,
    })
}

/// The people of these rows as a frozen selection of their own.
fn people(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<GrantAccess>,
    batch: BatchId,
    clause: &Clause,
) -> Result<Frozen, RolloutError> {
    let selected = (|| {
        let open = selection::open(tx, stamp, right.actor, &format!("notice {batch}"))?;
        let open = selection::clear(tx, stamp, open)?;
        let open = selection::add_all(tx, stamp, open, "rollout_row.person_id", "rollout_row", clause)?;
        Ok::<_, SelectionError>(selection::freeze(tx, stamp, open)?)
    })();
    selected.map_err(|error| match error {
        SelectionError::Store(error) => error.into(),
        SelectionError::TooMany => RolloutError::TooMany,
    })
}

/// Mails of messages have left: whoever they went to, alone or with others, was told.
pub(super) fn follow(tx: &mut Tx<'_>, now: Timestamp, ends: &[Settled]) -> Result<(), StoreError> {
    let left = ends.iter().filter(|end| invitee::step_of_mail(end.state.word()) == Some(Step::Left));
    let mails: Vec<MailId> = left.map(|end| end.mail).collect();
    let own = "SELECT m.batch_id, r.person_id, r.mail_id FROM message_recipient r CROSS JOIN message m
               WHERE r.mail_id IN ({list}) AND m.id = r.message_id AND m.batch_id IS NOT NULL AND r.person_id IS NOT NULL";
    let mut told: Vec<Told<MailId>> = tx.all_within(own, &[], &mails)?;
    if told.is_empty() {
        return Ok(());
    }
    let shared = "SELECT m.batch_id, s.person_id, r.mail_id
                  FROM message_recipient r CROSS JOIN message m CROSS JOIN message_recipient s
                  WHERE r.mail_id IN ({list}) AND m.id = r.message_id AND m.batch_id IS NOT NULL
                    AND s.message_id = r.message_id AND s.shared_place = r.place AND s.person_id IS NOT NULL";
    told.extend(tx.all_within::<Told<MailId>>(shared, &[], &mails)?);
    noticed::tell(tx, now, &told)
}
