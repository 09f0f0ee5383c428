//! A one-time code, for people without e-mail: it comes in a letter, is typed on a page, and leads to an address of the
//! person's own and a password. Sixteen signs that nobody mistakes for one another, 80 random bits; the table keeps the
//! SHA-256. Whatever is wrong with a code, the answer is the same.

use super::{
    AccountError, AccountFault, AccountId, AccountState, IdentifierRefused, Recipient, may_identify, session,
};
use crate::acting::Stamp;
use crate::contact_point::{ContactPoint, fold_email};
use crate::invitee::{self, Step};
use crate::journal::{self, Entry};
use crate::person::PersonId;
use crate::sealing::{self, SealingError};
use crate::{changed, membership};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::{Identifier as _, StoreError, ToValue, Tx, Value};

store::id!(pub CodeId);

/// Two months: the post takes a few days, and some clerks meet their council before they look at letters.
pub const VALID: SignedDuration = SignedDuration::from_hours(60 * 24);

/// No I, O, 0 or 1.
const SIGNS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const LENGTH: usize = 16;

#[derive(Clone, PartialEq, Eq)]
pub struct Code(String);

impl Code {
    pub fn random() -> Result<Self, SealingError> {
        let bytes = sealing::random_bytes::<LENGTH>()?;
        // 32 signs divide 256, so each is as likely as the next.
        Ok(Self(bytes.iter().map(|b| char::from(SIGNS[usize::from(b % 32)])).collect()))
    }

    /// As somebody types it: small letters, blanks and hyphens do not matter.
    pub fn read(text: &str) -> Option<Self> {
        let signs: String = text
            .chars()
            .filter(|c| c.is_alphanumeric())
            .map(|c| c.to_ascii_uppercase())
            .take(LENGTH + 1)
            .collect();
        let ours = signs.bytes().all(|b| SIGNS.contains(&b));
        (ours && signs.len() == LENGTH).then_some(Self(signs))
    }

    /// In groups of four: "ABCD-EFGH-JKLM-NPQR".
    pub fn shown(&self) -> String {
        let groups: Vec<&str> = (0..LENGTH).step_by(4).map(|at| &self.0[at..at + 4]).collect();
        groups.join("-")
    }

    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(format!("code:{}", self.0).as_bytes()).into()
    }
}

/// These codes open from now on; older ones of the same people open nothing any more.
pub fn make(tx: &mut Tx<'_>, stamp: &Stamp, codes: &[(PersonId, Code)]) -> Result<(), AccountFault> {
    let ends_at = stamp.now.saturating_add(VALID).unwrap_or(Timestamp::MAX);
    tx.batch(
        "UPDATE access_code SET state = 'superseded' WHERE person_id = ?1 AND state = 'open'",
        codes.iter().map(|(person, _)| [person.to_value()]),
    )?;
    let rows = codes.iter().map(|(person, code)| {
        [
            stamp.ids.next::<CodeId>().to_value(),
            person.to_value(),
            Value::Bytes(code.hash().to_vec()),
            Value::Text("open".to_owned()),
            stamp.now.to_value(),
            ends_at.to_value(),
        ]
    });
    tx.load("access_code", &["id", "person_id", "code_hash", "state", "created_at", "ends_at"], rows)?;
    let entries: Vec<Entry> = codes
        .iter()
        .map(|(person, _)| Entry::of("code.made", "person", *person).about(*person, serde_json::Value::Null))
        .collect();
    Ok(journal::write_all(tx, stamp, &entries)?)
}

/// Nobody comes in by open codes of these people any more.
pub fn revoke(tx: &mut Tx<'_>, people: &[PersonId]) -> Result<(), StoreError> {
    let sql =
        "UPDATE access_code SET state = 'revoked' WHERE person_id IN ({list}) AND state = 'open' RETURNING 1";
    tx.all_within::<(i64,)>(sql, &[], people).map(drop)
}

/// Whose code it is, when it opens. They serve today or will: a code does not outlive an appointment.
pub fn look(
    tx: &mut Tx<'_>,
    code: &Code,
    stamp: &Stamp,
) -> Result<Option<(PersonId, crate::person::Name)>, StoreError> {
    type Line = (PersonId, Option<String>, String, String, Option<String>);
    let found: Option<Line> = tx.maybe(
        "SELECT p.id, p.title, p.given_name, p.family_name, p.known_as FROM access_code c JOIN person p ON p.id = c.person_id
         WHERE c.code_hash = ?1 AND c.state = 'open' AND c.ends_at > ?2 AND p.deceased_on IS NULL
           AND EXISTS (SELECT 1 FROM appointment a WHERE a.person_id = p.id AND (a.ends_on IS NULL OR a.ends_on >= ?3))",
        &[&code.hash(), &stamp.now, &stamp.today],
    )?;
    Ok(found.map(|(id, title, given, family, known_as)| {
        (id, crate::person::Name { title, given, family, known_as })
    }))
}

/// Spends the code: the address becomes the sign-in, the password is set, the address stands on the record. None when
/// the code opens nothing (any more), or the person signs in already.
///
/// # Errors
/// An address that cannot be a sign-in, or is somebody's: nothing is spent.
pub fn redeem(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    code: &Code,
    address: &str,
    hash: &str,
    own_domains: &[String],
) -> Result<Option<Recipient>, RedeemError> {
    let address = may_identify(address, own_domains)?;
    let Some((person, _)) = look(tx, code, stamp)? else { return Ok(None) };
    let account = match opened(tx, stamp, person, &address, own_domains)? {
        Some(account) => account,
        None => return Ok(None),
    };
    let spent = tx.run(
        "UPDATE access_code SET state = 'used', used_at = ?2 WHERE code_hash = ?1 AND state = 'open'",
        &[&code.hash(), &stamp.now],
    )?;
    if spent == 0 {
        return Ok(None);
    }
    tx.run(
        "UPDATE account SET password_hash = ?2, password_changed_at = ?3, state = ?4, closed_at = NULL WHERE id = ?1",
        &[&account, &hash, &stamp.now, &AccountState::Active.word()],
    )?;
    session::end_all(tx, account)?;
    on_record(tx, stamp, person, &address)?;
    super::followed(tx, stamp, account)?;
    invitee::of_people(tx, stamp, &[person], Step::Accept)?;
    let what = serde_json::json!({ "address": address });
    journal::write(tx, stamp, &Entry::of("code.redeemed", "account", account).about(person, what))?;
    tx.durable();
    Ok(Recipient::of(tx, person)?)
}

/// The account that the code opens: a new one, or one that waits or was closed, with this address from now on.
fn opened(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    address: &str,
    own_domains: &[String],
) -> Result<Option<AccountId>, RedeemError> {
    let held: Option<(AccountId, String)> =
        tx.maybe("SELECT id, state FROM account WHERE person_id = ?1", &[&person])?;
    let Some((account, state)) = held else {
        return match super::open(tx, stamp, person, address, own_domains) {
            Ok(account) => Ok(Some(account)),
            Err(AccountError::Identifier(refused)) => Err(refused.into()),
            Err(AccountError::HasOne) => Ok(None),
            Err(AccountError::Store(error)) => Err(error.into()),
        };
    };
    if !matches!(AccountState::from_word(&state), AccountState::Invited | AccountState::Closed) {
        return Ok(None);
    }
    let folded = fold_email(address);
    let taken: Option<(AccountId,)> =
        tx.maybe("SELECT id FROM account WHERE identifier_folded = ?1 AND id <> ?2", &[&folded, &account])?;
    if taken.is_some() {
        return Err(IdentifierRefused::Taken.into());
    }
    tx.run(
        "UPDATE account SET identifier = ?2, identifier_folded = ?3 WHERE id = ?1",
        &[&account, &address, &folded],
    )?;
    Ok(Some(account))
}

/// The address is a contact point of the person as well, unless it is one already.
fn on_record(tx: &mut Tx<'_>, stamp: &Stamp, person: PersonId, address: &str) -> Result<(), StoreError> {
    let known: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM contact_point WHERE person_id = ?1 AND kind = 'email' AND folded = ?2 LIMIT 1",
        &[&person, &fold_email(address)],
    )?;
    if known.is_some() {
        return Ok(());
    }
    membership::record_contact_points(tx, stamp, person, &[ContactPoint::email(address)])?;
    changed::note(tx, stamp, "person", person.bytes())
}

#[derive(Debug, thiserror::Error)]
pub enum RedeemError {
    #[error(transparent)]
    Identifier(#[from] IdentifierRefused),
    #[error(transparent)]
    Fault(#[from] AccountFault),
}

super::faults!(RedeemError);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_read_however_it_is_typed_and_nothing_else_is_one() {
        let code = Code::random().unwrap();
        for typed in [
            code.shown(),
            code.shown().to_lowercase(),
            code.shown().replace('-', " "),
            format!(" {} ", code.0),
        ] {
            assert!(Code::read(&typed).is_some_and(|c| c == code), "{typed}");
        }
        for odd in ["", "ABCD", "ABCD-EFGH-JKLM-NPQ0", "ABCD-EFGH-JKLM-NPQRS", "ÄBCD-EFGH-JKLM-NPQR"] {
            assert!(Code::read(odd).is_none(), "{odd}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_panics(text in "\\PC{0,60}") {
            let _ = Code::read(&text).map(|c| (c.shown(), c.hash()));
        }
    }
}
