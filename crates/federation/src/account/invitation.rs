//! Invitations: one try at bringing one person in (invariant 10). A newer one takes the place of the older, which then
//! says so. Looking at the link changes nothing, for mail scanners open links: it is spent when a password is set.
//!
//! The mail knows whether it was queued, sent or failed; here an invitation is open, accepted, superseded or revoked,
//! and expired by its date.

use super::letters::{self, Letterhead, LinkToken, Recipient};

use super::{AccountFault, AccountId, AccountState};
use crate::acting::Stamp;
use crate::invitee::{self, Step};
use crate::journal::{self, Entry};
use crate::mail;
use crate::person::PersonId;
use jiff::{SignedDuration, Timestamp};
use store::{StoreError, Tx};

store::id!(pub InvitationId);

/// Two weeks: a volunteer is often away for one.
pub const VALID: SignedDuration = SignedDuration::from_hours(14 * 24);

#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    #[error("This person has no sign-in yet. Give them one with their own e-mail address first.")]
    NoAccount,
    #[error("This person signs in already.")]
    SignsInAlready,
    #[error("This person's sign-in is suspended.")]
    Suspended,
    #[error("This person's sign-in is closed. Reopen it first.")]
    Closed,
    #[error(transparent)]
    Fault(#[from] AccountFault),
}

super::faults!(InviteError);

/// Makes an invitation, or a newer one, and queues its mail.
pub fn invite(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    person: PersonId,
) -> Result<InvitationId, InviteError> {
    let to = Recipient::of(tx, person)?.ok_or(InviteError::NoAccount)?;
    match to.state {
        AccountState::Invited => {}
        AccountState::Active => return Err(InviteError::SignsInAlready),
        AccountState::Suspended => return Err(InviteError::Suspended),
        AccountState::Closed => return Err(InviteError::Closed),
    }
    tx.run(
        "UPDATE invitation SET state = 'superseded', superseded_at = ?2 WHERE account_id = ?1 AND state = 'open'",
        &[&to.account, &stamp.now],
    )?;
    mail::withdraw(tx, stamp.now, &[person], "invitation")?;
    let id = stamp.ids.next::<InvitationId>();
    let token = LinkToken::random()?;
    let ends_at = stamp.now.saturating_add(VALID).unwrap_or(Timestamp::MAX);
    tx.run(
        "INSERT INTO invitation (id, account_id, token_hash, state, created_at, ends_at) VALUES (?1, ?2, ?3, 'open', ?4, ?5)",
        &[&id, &to.account, &token.hash(), &stamp.now, &ends_at],
    )?;
    tx.run("UPDATE account SET invited_at = ?2 WHERE id = ?1", &[&to.account, &stamp.now])?;
    mail::queue(tx, stamp, &letters::invitation(head, &to, id, &token, ends_at))?;
    invitee::of_people(tx, stamp, &[person], Step::Again)?;
    journal::write(
        tx,
        stamp,
        &Entry::of("invitation.sent", "invitation", id).about(person, serde_json::Value::Null),
    )?;
    Ok(id)
}

/// What a link leads to.
#[derive(Clone, Debug)]
pub enum Look {
    Open(Open),
    /// When the newer one was sent.
    Superseded(Timestamp),
    Expired(Timestamp),
    Accepted,
    Unknown,
}

#[derive(Clone, Debug)]
pub struct Open {
    pub invitation: InvitationId,
    pub to: Recipient,
    pub ends_at: Timestamp,
}

/// Reads what a link leads to. Changes nothing.
pub fn look(tx: &mut Tx<'_>, token: &LinkToken, now: Timestamp) -> Result<Look, StoreError> {
    type Line = (InvitationId, PersonId, String, Option<Timestamp>, Timestamp);
    let row: Option<Line> = tx.maybe(
        "SELECT i.id, a.person_id, i.state, i.superseded_at, i.ends_at FROM invitation i JOIN account a ON a.id = i.account_id
         WHERE i.token_hash = ?1",
        &[&token.hash()],
    )?;
    let Some((invitation, person, state, superseded_at, ends_at)) = row else { return Ok(Look::Unknown) };
    let Some(to) = Recipient::of(tx, person)? else { return Ok(Look::Unknown) };
    Ok(match (state.as_str(), superseded_at) {
        ("accepted", _) => Look::Accepted,
        ("superseded", Some(at)) => Look::Superseded(at),
        ("open", _) if to.state != AccountState::Invited => Look::Unknown,
        ("open", _) if now >= ends_at => Look::Expired(ends_at),
        ("open", _) => Look::Open(Open { invitation, to, ends_at }),
        _ => Look::Unknown,
    })
}

/// What somebody chose to sign in with.
pub enum First<'a> {
    /// The hash of a password.
    Password(&'a str),
    /// Stored by the caller in the same transaction.
    Passkey,
}

/// Spends the invitation: a password or passkey is set and the account opens. None when the link is no longer open.
pub fn accept(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    token: &LinkToken,
    first: &First<'_>,
) -> Result<Option<Recipient>, AccountFault> {
    let Look::Open(open) = look(tx, token, stamp.now)? else { return Ok(None) };
    let spent = tx.run(
        "UPDATE invitation SET state = 'accepted', accepted_at = ?2 WHERE id = ?1 AND state = 'open'",
        &[&open.invitation, &stamp.now],
    )?;
    if spent == 0 {
        return Ok(None);
    }
    open_with(tx, stamp, open.to.account, first)?;
    invitee::of_people(tx, stamp, &[open.to.person], Step::Accept)?;
    let entry = Entry::of("invitation.accepted", "invitation", open.invitation);
    journal::write(tx, stamp, &entry.about(open.to.person, serde_json::Value::Null))?;
    tx.durable();
    Ok(Some(open.to))
}

fn open_with(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    account: AccountId,
    first: &First<'_>,
) -> Result<(), StoreError> {
    if let First::Password(hash) = first {
        tx.run(
            "UPDATE account SET password_hash = ?2, password_changed_at = ?3 WHERE id = ?1",
            &[&account, hash, &stamp.now],
        )?;
    }
    tx.run("UPDATE account SET state = ?2 WHERE id = ?1", &[&account, &AccountState::Active.word()])?;
    super::followed(tx, stamp, account)
}

/// The owner of an expired link asks for a new one: it goes to the address on record, whoever asked.
pub fn ask_again(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    head: &Letterhead,
    token: &LinkToken,
) -> Result<(), InviteError> {
    let Look::Expired(_) = look(tx, token, stamp.now)? else { return Ok(()) };
    let person: (PersonId,) = tx.one(
        "SELECT a.person_id FROM invitation i JOIN account a ON a.id = i.account_id WHERE i.token_hash = ?1",
        &[&token.hash()],
    )?;
    invite(tx, stamp, head, person.0).map(drop)
}

/// Somebody works on the page of the link: its own script or form says so. A program that reads mail may do the same,
/// so nothing but a date hangs on it; a mere look (GET) is not even that.
pub fn opened(tx: &mut Tx<'_>, stamp: &Stamp, token: &LinkToken) -> Result<(), StoreError> {
    let Look::Open(open) = look(tx, token, stamp.now)? else { return Ok(()) };
    invitee::of_people(tx, stamp, &[open.to.person], Step::Open).map(drop)
}

/// Addresses of a person have changed or ended, the folded ones in `before`. A link that lies in a mailbox which is
/// theirs no more must open nothing.
pub fn address_changed(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    before: &[String],
) -> Result<(), StoreError> {
    let waiting: Option<(AccountId, String)> = tx.maybe(
        "SELECT a.id, a.identifier_folded FROM account a
         WHERE a.person_id = ?1 AND a.state = 'invited' AND NOT EXISTS (
           SELECT 1 FROM contact_point p WHERE p.person_id = a.person_id AND p.kind = 'email'
             AND p.folded = a.identifier_folded AND (p.valid_until IS NULL OR p.valid_until >= ?2))",
        &[&person, &stamp.today],
    )?;
    let Some((account, _)) = waiting.filter(|(_, identifier)| before.contains(identifier)) else {
        return Ok(());
    };
    revoke_all(tx, stamp.now, &[account], &[person])?;
    invitee::of_people(tx, stamp, &[person], Step::Revoke("address")).map(drop)
}

/// Nobody comes in by the open invitations of these accounts any more; `people` are whose they are.
pub fn revoke_all(
    tx: &mut Tx<'_>,
    now: Timestamp,
    accounts: &[AccountId],
    people: &[PersonId],
) -> Result<(), StoreError> {
    let sql =
        "UPDATE invitation SET state = 'revoked' WHERE account_id IN ({list}) AND state = 'open' RETURNING 1";
    tx.all_within::<(i64,)>(sql, &[], accounts)?;
    super::code::revoke(tx, people)?;
    mail::withdraw(tx, now, people, "invitation")
}
