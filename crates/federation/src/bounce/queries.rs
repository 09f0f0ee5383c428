//! Reports and the mails that they speak of.

use super::BounceId;
use super::rule::FULL_WITHIN;
use crate::acting::{PersonId, Stamp};
use crate::mail::MailId;
use jiff::Timestamp;
use store::{StoreError, Tx};

pub(super) struct New<'a> {
    pub id: BounceId,
    pub hash: [u8; 32],
    pub mail: MailId,
    pub address_hash: [u8; 32],
    pub kind: &'static str,
    pub status: Option<&'a str>,
    pub now: Timestamp,
}

/// False: the same message was received before.
pub(super) fn insert(tx: &mut Tx<'_>, new: &New<'_>) -> Result<bool, StoreError> {
    let rows = tx.run(
        "INSERT INTO bounce (id, message_hash, mail_id, address_hash, kind, status, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (message_hash) DO NOTHING",
        &[
            &new.id,
            &new.hash.to_vec(),
            &new.mail,
            &new.address_hash.to_vec(),
            &new.kind,
            &new.status,
            &new.now,
        ],
    )?;
    Ok(rows == 1)
}

/// Whom the mail went to; none when there is no such mail.
pub(super) fn mail(tx: &mut Tx<'_>, id: MailId) -> Result<Option<Option<PersonId>>, StoreError> {
    Ok(tx.maybe::<(Option<PersonId>,)>("SELECT person_id FROM mail WHERE id = ?1", &[&id])?.map(|row| row.0))
}

/// Every address of a person that a mail may have gone to.
pub(super) fn addresses(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.all(
        "SELECT value FROM contact_point WHERE person_id = ?1 AND kind = 'email'
         UNION SELECT identifier FROM account WHERE person_id = ?1",
        &[&person],
    )?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// How many mails came back from the full mailbox of this address lately, since somebody last said that it works.
pub(super) fn times_full(tx: &mut Tx<'_>, address_hash: [u8; 32], now: Timestamp) -> Result<i64, StoreError> {
    let since = now.saturating_sub(FULL_WITHIN).unwrap_or(Timestamp::MIN);
    let (times,): (i64,) = tx.one(
        "SELECT count(DISTINCT mail_id) FROM bounce
         WHERE address_hash = ?1 AND received_at >= ?2 AND kind = 'full' AND answered_at IS NULL",
        &[&address_hash.to_vec(), &since],
    )?;
    Ok(times)
}

/// Earlier reports about the address count no more.
pub(super) fn answered(tx: &mut Tx<'_>, stamp: &Stamp, folded: &str) -> Result<(), StoreError> {
    let hash = stamp.secret.keyed_hash("address of a bounce", folded.as_bytes());
    tx.run(
        "UPDATE bounce SET answered_at = ?2 WHERE address_hash = ?1 AND answered_at IS NULL",
        &[&hash.to_vec(), &stamp.now],
    )
    .map(drop)
}

/// When a report was last noted.
pub fn latest(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StoreError> {
    let row: Option<(Timestamp,)> =
        tx.maybe("SELECT received_at FROM bounce ORDER BY id DESC LIMIT 1", &[])?;
    Ok(row.map(|(at,)| at))
}
