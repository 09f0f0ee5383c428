//! A report is received.

use super::{BounceError, BounceId, marks, queries, rule};
use crate::acting::Stamp;
use crate::contact_point::fold_email;
use crate::mail::{self, MailId, Token};
use formats::bounce::{Kind, Recipient, Report};
use sha2::{Digest, Sha256};
use store::Tx;

/// A message of more is not read at any door.
pub const MOST_BYTES: usize = 10 * 1024 * 1024;

/// What a message came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    NotABounce,
    /// It speaks of no mail of ours, or of another address than the mail went to.
    NotOurs,
    /// It was received before.
    Before,
    /// It is noted; so many contacts and sign-ins are marked on its account.
    Noted {
        marked: usize,
    },
}

/// A message as it came, read: its hash and what it says.
pub fn read(message: &[u8]) -> ([u8; 32], Report) {
    (Sha256::digest(message).into(), formats::bounce::read(message))
}

/// The one act that every door calls.
pub fn receive(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    hash: [u8; 32],
    report: &Report,
) -> Result<Outcome, BounceError> {
    if report.kind == Kind::NotABounce {
        return Ok(Outcome::NotABounce);
    }
    let Some((mail, address)) = ours(tx, stamp, report)? else { return Ok(Outcome::NotOurs) };
    let folded = fold_email(&address);
    let said = about(report, &folded);
    let address_hash = stamp.secret.keyed_hash("address of a bounce", folded.as_bytes());
    let status = said.status.map(|s| s.to_string());
    let bounce = queries::New {
        id: stamp.ids.next::<BounceId>(),
        hash,
        mail,
        address_hash,
        kind: rule::word(said.kind),
        status: status.as_deref(),
        now: stamp.now,
    };
    if !queries::insert(tx, &bounce)? {
        return Ok(Outcome::Before);
    }
    if let Some(state) = rule::state(said.kind) {
        let why = status.as_deref().map(|status| format!("{} ({status})", bounce.kind));
        mail::came_back(tx, mail, state, why.as_deref().unwrap_or(bounce.kind), stamp.now)?;
    }
    let full = match said.kind {
        Kind::MailboxFull => queries::times_full(tx, address_hash, stamp.now)?,
        _ => 0,
    };
    let marked = match (rule::mark(said.kind, full), said.kind) {
        (Some(because), _) => marks::mark(tx, stamp, &folded, because, said)?,
        (None, Kind::Feedback) => marks::unsubscribe(tx, stamp, &folded)?,
        (None, _) => 0,
    };
    Ok(Outcome::Noted { marked })
}

/// The mail that the report speaks of and the address that this mail went to, proved by the token.
fn ours(tx: &mut Tx<'_>, stamp: &Stamp, report: &Report) -> Result<Option<(MailId, String)>, BounceError> {
    let quoted = report.original_id.as_deref().and_then(|id| id.split('@').next());
    let tokens: Vec<Token> = report.tokens().chain(quoted).filter_map(Token::from_outside).collect();
    for token in tokens {
        let Some(person) = queries::mail(tx, token.mail)? else { continue };
        let told = report.recipients.iter().map(|r| r.address.clone());
        let mut known: Vec<String> = told.collect();
        if let Some(person) = person {
            known.extend(queries::addresses(tx, person)?);
        }
        if let Some(address) = known.into_iter().find(|a| token.is_of(&stamp.secret, a)) {
            return Ok(Some((token.mail, address)));
        }
    }
    Ok(None)
}

/// What the report says of the address; of a forwarding elsewhere it speaks under another name.
fn about<'r>(report: &'r Report, folded: &str) -> &'r Recipient {
    let exact = report.recipients.iter().find(|r| fold_email(&r.address) == folded);
    exact.unwrap_or(&report.recipients[0])
}
