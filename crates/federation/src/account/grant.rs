//! Links for many at once: accounts opened, opened again or readdressed, the links before made worthless, new ones made.
//! Set by set: no statement for each person. Who may be written to, and where, was decided before (`grant_checks`).

use super::invitation::{InvitationId, VALID};
use super::{AccountFault, AccountId, AccountState, LinkToken};
use crate::acting::Stamp;
use crate::changed;
use crate::contact_point::fold_email;
use crate::journal::{self, Entry};
use crate::mail;
use crate::person::PersonId;
use jiff::Timestamp;
use store::{Identifier as _, ToValue, Tx, Value};

/// One person who is to get a link.
#[derive(Clone, Debug)]
pub struct Grant {
    pub person: PersonId,
    /// What they will sign in with; nobody else's.
    pub address: String,
    /// The sign-in that they have: one that was never used, or was closed. Never an active one.
    pub account: Option<AccountId>,
}

/// The link that was made. The token is known here and in the mail, nowhere else.
pub struct Link {
    pub person: PersonId,
    pub invitation: InvitationId,
    pub token: LinkToken,
    pub ends_at: Timestamp,
}

/// Makes a link for each. An account that was closed opens again with all it had, and waits for a new password.
pub fn grant(tx: &mut Tx<'_>, stamp: &Stamp, grants: &[Grant]) -> Result<Vec<Link>, AccountFault> {
    let accounts: Vec<AccountId> =
        grants.iter().map(|g| g.account.unwrap_or_else(|| stamp.ids.next())).collect();
    let both = || grants.iter().zip(&accounts);
    open_new(tx, stamp, both().filter(|(g, _)| g.account.is_none()))?;
    let known: Vec<_> = both().filter(|(g, _)| g.account.is_some()).collect();
    tx.batch(
        "UPDATE account SET identifier = ?2, identifier_folded = ?3, state = ?4, closed_at = NULL, invited_at = ?5
         WHERE id = ?1 AND state IN ('invited', 'closed')",
        known.iter().map(|(g, account)| {
            [
                account.to_value(),
                Value::Text(g.address.clone()),
                Value::Text(fold_email(&g.address)),
                Value::Text(AccountState::Invited.word().to_owned()),
                stamp.now.to_value(),
            ]
        }),
    )?;
    tx.batch(
        "UPDATE invitation SET state = 'superseded', superseded_at = ?2 WHERE account_id = ?1 AND state = 'open'",
        known.iter().map(|(_, account)| [account.to_value(), stamp.now.to_value()]),
    )?;
    let before: Vec<PersonId> = known.iter().map(|(g, _)| g.person).collect();
    mail::withdraw(tx, stamp.now, &before, "invitation")?;
    let links = links(stamp, grants)?;
    let rows = links.iter().zip(&accounts).map(|(link, account)| {
        [
            link.invitation.to_value(),
            account.to_value(),
            Value::Bytes(link.token.hash().to_vec()),
            Value::Text("open".to_owned()),
            stamp.now.to_value(),
            link.ends_at.to_value(),
        ]
    });
    tx.load("invitation", &["id", "account_id", "token_hash", "state", "created_at", "ends_at"], rows)?;
    changed::due(tx, stamp.now, grants.iter().map(|g| ("person", g.person.bytes())))?;
    let entries: Vec<Entry> = links
        .iter()
        .map(|l| {
            Entry::of("invitation.sent", "invitation", l.invitation).about(l.person, serde_json::Value::Null)
        })
        .collect();
    journal::write_all(tx, stamp, &entries)?;
    Ok(links)
}

fn open_new<'a>(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    new: impl Iterator<Item = (&'a Grant, &'a AccountId)>,
) -> Result<(), AccountFault> {
    let rows = new.map(|(g, account)| {
        [
            account.to_value(),
            g.person.to_value(),
            Value::Text(g.address.clone()),
            Value::Text(fold_email(&g.address)),
            Value::Text(AccountState::Invited.word().to_owned()),
            stamp.now.to_value(),
            stamp.now.to_value(),
        ]
    });
    let columns = ["id", "person_id", "identifier", "identifier_folded", "state", "created_at", "invited_at"];
    tx.load("account", &columns, rows.collect::<Vec<_>>())?;
    Ok(())
}

fn links(stamp: &Stamp, grants: &[Grant]) -> Result<Vec<Link>, AccountFault> {
    let ends_at = stamp.now.saturating_add(VALID).unwrap_or(Timestamp::MAX);
    let link = |g: &Grant| {
        Ok(Link { person: g.person, invitation: stamp.ids.next(), token: LinkToken::random()?, ends_at })
    };
    grants.iter().map(link).collect()
}
