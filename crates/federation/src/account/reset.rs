//! A forgotten password. The page answers everybody the same and in the same time: it puts a sealed address into the
//! queue, and only the job looks whether there is an account. The link lasts an hour and is spent once.

use super::letters::{self, Letterhead, LinkToken, Recipient};
use super::session;
use super::{AccountFault, AccountId, AccountState, change, invitation};
use crate::acting::Stamp;
use crate::contact_point::fold_email;
use crate::mail;
use crate::person::PersonId;
use crate::sealing::{hex, unhex};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::jobs::{self, Job, JobError};
use store::{StoreError, Tx};

store::id!(pub ResetId);

pub const VALID: SignedDuration = SignedDuration::from_mins(60);
pub const JOB: &str = "account.reset_asked";

#[derive(Serialize, Deserialize)]
struct Payload {
    sealed_address: String,
}

/// Somebody asks for a link. The same row for a known and an unknown address.
pub fn ask(tx: &mut Tx<'_>, stamp: &Stamp, address: &str) -> Result<(), AccountFault> {
    // All payloads have one length, so that the table does not tell long addresses from short ones.
    let padded = format!("{:254}", fold_email(address).chars().take(254).collect::<String>());
    let sealed_address = hex(&stamp.secret.seal("reset", padded.as_bytes())?);
    Ok(jobs::enqueue(tx, stamp.now, JOB, &Payload { sealed_address }, jobs::Options::default())?)
}

/// The job's part: whose address it is, if anybody's, and the mail.
pub fn answer(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead, job: &Job) -> Result<(), JobError> {
    let sealed = unhex(&job.payload::<Payload>()?.sealed_address).ok_or_else(unreadable)?;
    let plain = stamp.secret.open("reset", &sealed).map_err(|_| unreadable())?;
    let address = String::from_utf8_lossy(&plain).trim().to_owned();
    let Some(person) = super::person_of(tx, &address)? else { return Ok(()) };
    let Some(to) = Recipient::of(tx, person)? else { return Ok(()) };
    match to.state {
        AccountState::Active => send_link(tx, stamp, head, &to).map_err(|e| JobError::again(e.to_string())),
        // They have no password to forget yet: the invitation is what they miss.
        AccountState::Invited => match invitation::invite(tx, stamp, head, person) {
            Ok(_) => Ok(()),
            Err(e) => Err(JobError::again(e.to_string())),
        },
        AccountState::Suspended | AccountState::Closed => Ok(()),
    }
}

fn unreadable() -> JobError {
    JobError::never("the address in the queue cannot be opened")
}

fn send_link(tx: &mut Tx<'_>, stamp: &Stamp, head: &Letterhead, to: &Recipient) -> Result<(), AccountFault> {
    // A newer link takes the place of the older.
    tx.run("DELETE FROM password_reset WHERE account_id = ?1 AND used_at IS NULL", &[&to.account])?;
    let (id, token) = (stamp.ids.next::<ResetId>(), LinkToken::random()?);
    let ends_at = stamp.now.saturating_add(VALID).unwrap_or(Timestamp::MAX);
    tx.run(
        "INSERT INTO password_reset (id, account_id, token_hash, created_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        &[&id, &to.account, &token.hash(), &stamp.now, &ends_at],
    )?;
    mail::queue(tx, stamp, &letters::reset(head, to, id, &token))?;
    Ok(())
}

/// Whom a link would give a new password; none when it is spent, too old or replaced. Changes nothing.
pub fn look(tx: &mut Tx<'_>, token: &LinkToken, now: Timestamp) -> Result<Option<Recipient>, StoreError> {
    let row: Option<(PersonId,)> = tx.maybe(
        "SELECT a.person_id FROM password_reset r JOIN account a ON a.id = r.account_id
         WHERE r.token_hash = ?1 AND r.used_at IS NULL AND r.ends_at > ?2",
        &[&token.hash(), &now],
    )?;
    let Some((person,)) = row else { return Ok(None) };
    Ok(Recipient::of(tx, person)?.filter(|to| to.state == AccountState::Active))
}

/// Spends the link: the new password counts and every session ends.
pub fn finish(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    token: &LinkToken,
    hash: &str,
) -> Result<Option<Recipient>, AccountFault> {
    let Some(to) = look(tx, token, stamp.now)? else { return Ok(None) };
    let spent = tx.run(
        "UPDATE password_reset SET used_at = ?2 WHERE token_hash = ?1 AND used_at IS NULL",
        &[&token.hash(), &stamp.now],
    )?;
    if spent == 0 {
        return Ok(None);
    }
    session::end_all(tx, to.account)?;
    change::set_password(tx, stamp, head, &to, hash, "password.reset")?;
    Ok(Some(to))
}

/// Links that nobody can use any more.
pub fn prune(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
    let old = now.saturating_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
    tx.run("DELETE FROM password_reset WHERE ends_at < ?1", &[&old])
}

pub(super) fn forget_all(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StoreError> {
    tx.run("DELETE FROM password_reset WHERE account_id = ?1 AND used_at IS NULL", &[&account]).map(drop)
}
