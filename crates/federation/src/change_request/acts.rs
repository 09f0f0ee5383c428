//! Proposing, approving, rejecting and withdrawing.

use super::queries::{self, Request, RequestId};
use crate::access::{Actor, EditOrganisation, ManageContacts, ReadMembers, Right};
use crate::acting::{PersonId, Stamp};
use crate::contact::Subject;
use crate::journal::{self, Entry, JournalError};
use crate::organisation::OrganisationId;
use crate::record::{self, Change, Changed, RecordError};
use serde_json::json;
use store::{StoreError, Tx};

/// What came of deciding.
#[derive(Debug)]
pub enum Decided {
    Done,
    /// Somebody was quicker: it has its outcome.
    Already,
}

/// Whether somebody is a member where the right reaches: whom a unit may speak about.
pub(super) fn is_ours(
    tx: &mut Tx<'_>,
    right: &Right<ReadMembers>,
    person: PersonId,
) -> Result<bool, StoreError> {
    let mut clause = right.clause("m.organisation_id");
    let person = clause.bind(person);
    let sql = format!("SELECT 1 FROM membership m WHERE m.person_id = {person} AND {} LIMIT 1", clause.sql);
    Ok(tx.maybe::<(i64,)>(&sql, &clause.params())?.is_some())
}

/// Puts a request into the queue. `changes` were judged by [`record::would`].
///
/// # Errors
/// [`RecordError::Invisible`]: the person is no member where the right reaches.
pub fn propose(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ReadMembers>,
    person: PersonId,
    changes: &[Change],
    words: &str,
) -> Result<RequestId, RecordError> {
    if !is_ours(tx, right, person)? {
        return Err(RecordError::Invisible);
    }
    put(tx, stamp, (right.actor, right.organisation.id), Subject::Person(person), changes, words)
}

/// What somebody proposes about the organisation whose record they keep.
pub fn propose_here(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<EditOrganisation>,
    changes: &[Change],
    words: &str,
) -> Result<RequestId, RecordError> {
    let at = right.organisation.id;
    put(tx, stamp, (right.actor, at), Subject::Organisation(at), changes, words)
}

/// What somebody proposes about themselves; `at`: for which organisation they act.
pub fn propose_about_oneself(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    actor: &Actor,
    at: OrganisationId,
    changes: &[Change],
    words: &str,
) -> Result<RequestId, RecordError> {
    put(tx, stamp, (actor.person, at), Subject::Person(actor.person), changes, words)
}

fn put(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    (by, at): (PersonId, OrganisationId),
    subject: Subject,
    changes: &[Change],
    words: &str,
) -> Result<RequestId, RecordError> {
    let id = stamp.ids.next::<RequestId>();
    let text = serde_json::to_string(changes)?;
    let (person, about) = match subject {
        Subject::Person(person) => (person, None),
        Subject::Organisation(organisation) => (by, Some(organisation)),
    };
    tx.run(
        "INSERT INTO change_request
           (id, person_id, organisation_id, by_person, at, words, changes, about_organisation_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &[&id, &person, &at, &by, &stamp.now.as_microsecond(), &words, &text, &about],
    )?;
    let shown: Vec<Changed> = changes.iter().map(Change::as_changed).collect();
    let payload = json!({ "request": id, "changes": serde_json::to_value(&shown)? });
    journal::write(tx, stamp, &entry("request.proposed", subject, at, payload))?;
    Ok(id)
}

/// Sealed about a person, in the clear about an organisation.
fn entry(act: &'static str, subject: Subject, at: OrganisationId, payload: serde_json::Value) -> Entry {
    match subject {
        Subject::Person(person) => Entry::of(act, "person", person).at(at).about(person, payload),
        Subject::Organisation(id) => Entry::of(act, "organisation", id).at(at).holding(payload),
    }
}

/// Makes the changes of a request, as proposed or as the officer edited them.
///
/// # Errors
/// Those of [`record::apply`](crate::record::apply()); then nothing is decided.
pub fn approve(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    id: RequestId,
    changes: &[Change],
) -> Result<Decided, RecordError> {
    let Some(request) = open(tx, right, id)? else { return Ok(Decided::Already) };
    let applied = record::apply(tx, stamp, right, request.subject, changes)?;
    let wanted = |all: &[Change]| all.iter().map(after).collect::<Vec<_>>();
    let word = if wanted(changes) == wanted(&request.changes) { "approved" } else { "edited" };
    decide(tx, stamp, &request, right.actor, word, None, &applied.changed)?;
    Ok(Decided::Done)
}

/// What a change would leave, whatever was there before: tells an edited request from one taken as it was.
fn after(change: &Change) -> Changed {
    match change.as_changed() {
        Changed::Field { field, after, .. } => {
            Changed::Field { field, before: None, after: field.tidy(after.as_deref()) }
        }
        Changed::Point { id, after, .. } => Changed::Point { id, before: None, after },
        other => other,
    }
}

pub fn reject(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    id: RequestId,
    reason: &str,
) -> Result<Decided, RecordError> {
    let Some(request) = open(tx, right, id)? else { return Ok(Decided::Already) };
    decide(tx, stamp, &request, right.actor, "rejected", Some(reason), &[])?;
    Ok(Decided::Done)
}

/// Takes back what one proposed oneself.
///
/// # Errors
/// [`RecordError::Invisible`]: it is not theirs.
pub fn withdraw(tx: &mut Tx<'_>, stamp: &Stamp, by: PersonId, id: RequestId) -> Result<Decided, RecordError> {
    let request = queries::one_to_decide(tx, id)?.filter(|r| r.by == by).ok_or(RecordError::Invisible)?;
    if request.outcome.is_some() {
        return Ok(Decided::Already);
    }
    decide(tx, stamp, &request, by, "withdrawn", None, &[])?;
    Ok(Decided::Done)
}

/// The request while it waits; none when it has its outcome.
fn open(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    id: RequestId,
) -> Result<Option<Request>, RecordError> {
    let request = queries::one_to_decide(tx, id)?.ok_or(RecordError::Invisible)?;
    if !record::reaches(tx, right, request.subject)? {
        return Err(RecordError::Invisible);
    }
    Ok(Some(request).filter(|r| r.outcome.is_none()))
}

fn decide(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    request: &Request,
    by: PersonId,
    word: &str,
    reason: Option<&str>,
    changed: &[Changed],
) -> Result<(), JournalError> {
    let text = serde_json::to_string(changed)?;
    tx.run(
        "INSERT INTO change_request_outcome (request_id, outcome, by_person, at, reason, changed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[&request.id, &word, &by, &stamp.now.as_microsecond(), &reason, &text],
    )?;
    let act = match word {
        "rejected" => "request.rejected",
        "withdrawn" => "request.withdrawn",
        _ => "request.approved",
    };
    let payload = json!({ "request": request.id, "outcome": word, "reason": reason });
    journal::write(tx, stamp, &entry(act, request.subject, request.organisation, payload))
}
