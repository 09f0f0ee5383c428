//! Who said no to a class of message: known by a keyed hash of the address, and by who has it.

use super::MessageError;
use super::rule::Recipient;
use crate::acting::Stamp;
use crate::contact_point::fold_email;
use crate::journal::{self, Entry};
use crate::mail::MailId;
use crate::mail::run::Class;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::sealing::Secret;
use std::collections::HashSet;
use store::{StoreError, Tx};

store::id!(UnsubscriptionId);

/// Everybody's no.
#[derive(Default)]
pub struct Refusals {
    addresses: HashSet<Vec<u8>>,
    people: HashSet<Recipient>,
}

impl Refusals {
    pub fn of(&self, who: Recipient) -> bool {
        self.people.contains(&who)
    }

    pub fn of_address(&self, secret: &Secret, folded: &str) -> bool {
        !self.addresses.is_empty() && self.addresses.contains(hash(secret, folded).as_slice())
    }
}

pub fn all(tx: &mut Tx<'_>, class: Class) -> Result<Refusals, StoreError> {
    type Line = (Vec<u8>, Option<PersonId>, Option<OrganisationId>);
    let lines: Vec<Line> = tx.all(
        "SELECT address_hash, person_id, organisation_id FROM unsubscription WHERE class = ?1 AND ended_at IS NULL",
        &[&class.word()],
    )?;
    let mut refusals = Refusals::default();
    for (address, person, organisation) in lines {
        refusals.addresses.insert(address);
        refusals.people.extend(person.map(Recipient::Person));
        refusals.people.extend(organisation.map(Recipient::Organisation));
    }
    Ok(refusals)
}

fn hash(secret: &Secret, folded: &str) -> [u8; 32] {
    secret.keyed_hash("unsubscribed", folded.as_bytes())
}

/// Whom a mail went to.
#[derive(Clone, Debug)]
pub struct Reader {
    pub mail: MailId,
    pub person: Option<PersonId>,
    pub organisation: Option<OrganisationId>,
    pub address: String,
    pub language: String,
    pub is_out: bool,
}

/// Who read this mail, if it was one of ours and somebody could say no to it.
pub fn reader(tx: &mut Tx<'_>, stamp: &Stamp, mail: MailId) -> Result<Option<Reader>, StoreError> {
    type Line = (Option<PersonId>, Option<OrganisationId>, String, String);
    let line: Option<Line> = tx.maybe(
        "SELECT r.person_id, r.organisation_id, r.address, r.language FROM message_recipient r
         JOIN message m ON m.id = r.message_id WHERE r.mail_id = ?1 AND m.class = 'marketing'",
        &[&mail],
    )?;
    let Some((person, organisation, address, language)) = line else { return Ok(None) };
    let hash = hash(&stamp.secret, &fold_email(&address)).to_vec();
    let out: Option<(i64,)> = tx.maybe(
        "SELECT 1 FROM unsubscription WHERE class = 'marketing' AND ended_at IS NULL
           AND (address_hash = ?1 OR person_id = ?2 OR organisation_id = ?3) LIMIT 1",
        &[&hash, &person, &organisation],
    )?;
    Ok(Some(Reader { mail, person, organisation, address, language, is_out: out.is_some() }))
}

/// How the no came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The reader's mail program pressed (RFC 8058).
    OnePress,
    Page,
}

impl Source {
    pub fn word(self) -> &'static str {
        match self {
            Source::OnePress => "one-press",
            Source::Page => "page",
        }
    }
}

/// No more marketing to the reader, at once: also what has not left yet is taken back. Saying it twice is saying it once.
pub fn leave(tx: &mut Tx<'_>, stamp: &Stamp, reader: &Reader, source: Source) -> Result<(), MessageError> {
    if reader.is_out {
        return Ok(());
    }
    let id = stamp.ids.next::<UnsubscriptionId>();
    let hash = hash(&stamp.secret, &fold_email(&reader.address)).to_vec();
    tx.run(
        "INSERT INTO unsubscription (id, address_hash, person_id, organisation_id, class, source, mail_id, since)
         VALUES (?1, ?2, ?3, ?4, 'marketing', ?5, ?6, ?7)",
        &[&id, &hash, &reader.person, &reader.organisation, &source.word(), &reader.mail, &stamp.now],
    )?;
    crate::mail::run::withdraw(tx, stamp, reader.person, Class::Marketing)?;
    written(tx, stamp, reader, "contact.unsubscribed", source)
}

/// They want it again.
pub fn come_back(tx: &mut Tx<'_>, stamp: &Stamp, reader: &Reader) -> Result<(), MessageError> {
    if !reader.is_out {
        return Ok(());
    }
    let hash = hash(&stamp.secret, &fold_email(&reader.address)).to_vec();
    tx.run(
        "UPDATE unsubscription SET ended_at = ?4 WHERE class = 'marketing' AND ended_at IS NULL
           AND (address_hash = ?1 OR person_id = ?2 OR organisation_id = ?3)",
        &[&hash, &reader.person, &reader.organisation, &stamp.now],
    )?;
    written(tx, stamp, reader, "contact.resubscribed", Source::Page)
}

fn written(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    reader: &Reader,
    act: &'static str,
    source: Source,
) -> Result<(), MessageError> {
    let what = serde_json::json!({
        "class": "marketing", "source": source.word(), "mail": reader.mail.to_string(), "address": reader.address,
    });
    let entry = match (reader.person, reader.organisation) {
        (Some(person), _) => Entry::of(act, "person", person).about(person, what),
        (None, Some(organisation)) => Entry::of(act, "organisation", organisation).holding(what),
        (None, None) => Entry::plain(act, "address").holding(serde_json::json!({ "source": source.word() })),
    };
    Ok(journal::write(tx, stamp, &entry)?)
}
