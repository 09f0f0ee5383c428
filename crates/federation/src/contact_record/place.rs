//! Which contact a page is of, and the right by which it is opened.

use crate::access::{self, Actor, GrantRefused, ManageContacts, Right};
use crate::contact::Subject;
use crate::merging;
use crate::organisation;
use crate::record::{self, Applied, Conflict, Field, Invalid, Record, RecordError};
use crate::visit::{PageError, Visit};
use std::str::FromStr;
use store::Tx;
use web::{Refused, Stop};

/// What stands in the address: the id of a person or the slug of an organisation.
#[derive(Clone, Debug)]
pub(super) struct Place {
    key: String,
    is_person: bool,
}

/// Which part of a record an address names. "new" stands for one that is to be added: none.
pub(super) fn which<I: FromStr>(word: &str) -> Result<Option<I>, PageError> {
    match word {
        "new" => Ok(None),
        word => word.parse().map(Some).map_err(|_| PageError::Invisible),
    }
}

/// The contact, opened for whoever asks.
pub(super) struct Contact {
    pub right: Right<ManageContacts>,
    pub record: Record,
    /// The address of its page.
    pub base: String,
}

impl Place {
    pub fn of(visit: &Visit, key: String) -> Self {
        Self { key, is_person: visit.web().path().starts_with("/contacts/people/") }
    }

    pub fn base(&self) -> String {
        format!("/contacts/{}/{}", if self.is_person { "people" } else { "organisations" }, self.key)
    }

    /// Out of sight is a 404; in sight and not to be managed is a 403 with the reason.
    pub fn open(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Contact, PageError> {
        let subject = match self.is_person {
            true => self.key.parse().ok().map(Subject::Person),
            false => {
                let seen = access::visible_organisation_by_slug(tx, actor, &self.key)?;
                Some(Subject::Organisation(seen.ok_or(PageError::Invisible)?.id))
            }
        };
        let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
        let subject = subject.ok_or(PageError::Invisible)?;
        if !record::reaches(tx, &right, subject)? {
            return Err(PageError::Invisible);
        }
        let record = record::read(tx, subject)?.ok_or(PageError::Invisible)?;
        Ok(Contact { right, record, base: self.base() })
    }
}

impl Place {
    /// Where a contact that was merged away is found now; none when it never was, or is out of reach.
    pub fn moved(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<String>, PageError> {
        let now = match (self.is_person, self.key.parse()) {
            (true, Ok(id)) => merging::stands_for(tx, Subject::Person(id))?,
            (true, Err(_)) => None,
            (false, _) => merging::by_old_slug(tx, &self.key)?.map(Subject::Organisation),
        };
        let Some(now) = now else { return Ok(None) };
        let right = access::right_anywhere::<ManageContacts>(tx, actor)?;
        if !record::reaches(tx, &right, now)? {
            return Ok(None);
        }
        Ok(match now {
            Subject::Person(id) => Some(format!("/contacts/people/{id}")),
            Subject::Organisation(id) => {
                organisation::by_id(tx, id)?.map(|o| format!("/contacts/organisations/{}", o.slug))
            }
        })
    }
}

impl Contact {
    pub fn name(&self) -> String {
        name(&self.record)
    }
}

/// "Ms Fiona Burton", "Bradford"
pub(super) fn name(record: &Record) -> String {
    let parts = match record.subject {
        Subject::Person(_) => [Field::Title, Field::GivenName, Field::FamilyName].as_slice(),
        Subject::Organisation(_) => &[Field::Name],
    };
    parts.iter().filter_map(|f| record.field(*f)).collect::<Vec<_>>().join(" ")
}

/// How a change ended, when it did not fail.
pub enum Outcome {
    /// Made; or there was nothing to change.
    Made(Applied),
    Conflict(Box<Conflict>),
    Invalid(Invalid),
}

/// Nothing was written when it is a conflict or an entry that will not do: the page asks again.
pub fn outcome(result: Result<Applied, RecordError>) -> Result<Outcome, PageError> {
    match result {
        Ok(applied) => Ok(Outcome::Made(applied)),
        Err(RecordError::Conflict(conflict)) => Ok(Outcome::Conflict(conflict)),
        Err(RecordError::Invalid(invalid)) => Ok(Outcome::Invalid(invalid)),
        Err(error) => Err(stop(error)),
    }
}

pub fn stop(error: RecordError) -> PageError {
    match error {
        RecordError::Invisible => PageError::Invisible,
        RecordError::Refused(refused) => refusal(&refused),
        error => error.into(),
    }
}

fn refusal(refused: &GrantRefused) -> PageError {
    PageError::Stop(Stop::Refused(Refused { reason: refused.to_string(), ..Refused::default() }))
}
