//! The mails about signing in, in the language of the person they go to.

use super::invitation::InvitationId;
use super::reset::ResetId;
use super::{AccountId, AccountState};
use crate::acting::Stamp;
use crate::mail::Message;
use crate::person::{Name, PersonId};
use crate::sealing::{self, SealingError};
use crate::words::dates;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::{StoreError, Tx};
use web::text::{Catalogue, Lang, Words};

/// What stands on every letter.
#[derive(Clone)]
pub struct Letterhead {
    pub federation: String,
    /// Without a slash at the end.
    pub base_url: String,
    pub zone: TimeZone,
    pub catalogue: Arc<Catalogue>,
}

/// What a link holds: 256 random bits; the table keeps their SHA-256.
#[derive(Clone)]
pub struct LinkToken(String);

impl LinkToken {
    pub fn random() -> Result<Self, SealingError> {
        Ok(Self(sealing::hex(&sealing::random_bytes::<32>()?)))
    }

    /// As it came in an address.
    pub fn from_outside(text: &str) -> Option<Self> {
        let fits = text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        fits.then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// Who a letter goes to: the owner of an account, at the address they sign in with.
#[derive(Clone, Debug)]
pub struct Recipient {
    pub account: AccountId,
    pub person: PersonId,
    pub state: AccountState,
    pub name: Name,
    pub address: String,
    pub language: Lang,
}

impl Recipient {
    pub fn of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Self>, StoreError> {
        type Line = (AccountId, String, String, String, String, Option<String>, Option<String>);
        let row: Option<Line> = tx.maybe(
            "SELECT a.id, a.state, a.identifier, p.given_name, p.family_name, p.known_as, p.language
             FROM account a JOIN person p ON p.id = a.person_id WHERE p.id = ?1",
            &[&person],
        )?;
        Ok(row.map(|(account, state, address, given, family, known_as, language)| Self {
            account,
            person,
            state: AccountState::from_word(&state),
            name: Name { title: None, given, family, known_as },
            address,
            language: language.as_deref().and_then(Lang::parse).unwrap_or_default(),
        }))
    }

    /// What a password must not be made of.
    pub fn known(&self, federation: &str) -> super::password::Known {
        let known_as = self.name.known_as.clone().unwrap_or_default();
        super::password::Known::of(
            &[&self.name.given, &self.name.family, &known_as],
            &self.address,
            federation,
        )
    }
}

/// Subject and text of a letter.
type Written = (String, String);

pub fn invitation(
    head: &Letterhead,
    to: &Recipient,
    id: InvitationId,
    token: &LinkToken,
    ends_at: Timestamp,
) -> Message {
    let words = Words::new(head.catalogue.clone(), to.language);
    let subject = words.text("letter-invitation-subject").put("federation", head.federation.as_str()).plain();
    let text = words
        .text("letter-invitation-text")
        .put("name", to.name.spoken())
        .put("federation", head.federation.as_str())
        .put("link", format!("{}/invitation/{}", head.base_url, token.as_str()))
        .put("until", dates::day_of(ends_at, &head.zone, to.language))
        .plain();
    message(to, "invitation", format!("invitation:{id}"), (subject, text))
}

pub(super) fn reset(head: &Letterhead, to: &Recipient, id: ResetId, token: &LinkToken) -> Message {
    let words = Words::new(head.catalogue.clone(), to.language);
    let subject = words.text("letter-reset-subject").put("federation", head.federation.as_str()).plain();
    let text = words
        .text("letter-reset-text")
        .put("name", to.name.spoken())
        .put("federation", head.federation.as_str())
        .put("link", format!("{}/reset/{}", head.base_url, token.as_str()))
        .put("minutes", super::reset::VALID.as_mins())
        .plain();
    message(to, "password-reset", format!("password-reset:{id}"), (subject, text))
}

pub(super) fn password_changed(head: &Letterhead, to: &Recipient, stamp: &Stamp) -> Message {
    let words = Words::new(head.catalogue.clone(), to.language);
    let subject = words.text("letter-changed-subject").put("federation", head.federation.as_str()).plain();
    let text = words
        .text("letter-changed-text")
        .put("name", to.name.spoken())
        .put("federation", head.federation.as_str())
        .put("day", dates::day(stamp.today, to.language))
        .put("time", dates::time(stamp.now, &head.zone, to.language))
        .put("link", format!("{}/forgotten-password", head.base_url))
        .plain();
    message(
        to,
        "password-changed",
        format!("password-changed:{}:{}", to.account, stamp.now.as_microsecond()),
        (subject, text),
    )
}

pub(super) fn message(to: &Recipient, kind: &'static str, key: String, (subject, text): Written) -> Message {
    Message {
        person: Some(to.person),
        name: to.name.spoken(),
        address: to.address.clone(),
        subject,
        text,
        language: to.language.tag().to_owned(),
        kind,
        key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_from_outside_has_the_shape_of_ours_or_is_none() {
        let ours = LinkToken::random().unwrap();
        assert!(LinkToken::from_outside(ours.as_str()).is_some());
        for other in ["", "abc", &"A".repeat(64), &"0".repeat(65), &"é".repeat(32)] {
            assert!(LinkToken::from_outside(other).is_none(), "{other}");
        }
    }
}
