//! Reports, the mails that they speak of, and how far the return mailbox was read.

use super::rule::FULL_WITHIN;
use super::{BounceError, BounceId, Mailbox};
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

/// How far a mailbox was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub validity: u32,
    pub last_uid: u32,
}

fn place(stamp: &Stamp, mailbox: &Mailbox) -> Vec<u8> {
    stamp.secret.keyed_hash("return mailbox", mailbox.place().as_bytes()).to_vec()
}

pub fn position(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox) -> Result<Position, StoreError> {
    let row: Option<(i64, i64)> = tx.maybe(
        "SELECT validity, last_uid FROM return_mailbox WHERE place_hash = ?1",
        &[&place(stamp, mailbox)],
    )?;
    let small = |n: i64| u32::try_from(n).unwrap_or_default();
    Ok(row.map_or_else(Position::default, |(v, l)| Position { validity: small(v), last_uid: small(l) }))
}

/// Everything up to this message was looked at.
pub fn look(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox, at: Position) -> Result<(), BounceError> {
    let (validity, last) = (i64::from(at.validity), i64::from(at.last_uid));
    tx.run(
        "INSERT INTO return_mailbox (place_hash, validity, last_uid, looked_at) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (place_hash) DO UPDATE SET validity = excluded.validity, last_uid = excluded.last_uid,
            looked_at = excluded.looked_at, failure = NULL",
        &[&place(stamp, mailbox), &validity, &last, &stamp.now],
    )?;
    Ok(())
}

/// It could not be read: the sentence says why, without secrets.
pub fn failed(tx: &mut Tx<'_>, stamp: &Stamp, mailbox: &Mailbox, why: &str) -> Result<(), BounceError> {
    tx.run(
        "INSERT INTO return_mailbox (place_hash, validity, last_uid, looked_at, failure) VALUES (?1, 0, 0, ?2, ?3)
         ON CONFLICT (place_hash) DO UPDATE SET looked_at = excluded.looked_at, failure = excluded.failure",
        &[&place(stamp, mailbox), &stamp.now, &why],
    )?;
    Ok(())
}
