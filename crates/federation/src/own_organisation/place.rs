//! Whose record a page changes: that of the organisation in the address, or one's own.

use crate::access::{self, Actor, EditOrganisation, Right};
use crate::acting::Stamp;
use crate::change_request;
use crate::contact::Subject;
use crate::contact_point::{Kind, fold_email};
use crate::contact_record::{Outcome, outcome, stop};
use crate::field_policy::{self, May, Of, Policy, What};
use crate::organisation::{Organisation, OrganisationId};
use crate::record::{self, Applied, Change, Point, Record, RecordError};
use crate::visit::{PageError, Visit};
use std::collections::BTreeMap;
use store::Tx;

/// The parts of an address.
pub(super) type Parts = BTreeMap<String, String>;

#[derive(Clone)]
pub(super) struct Place {
    /// None: oneself.
    slug: Option<String>,
    /// For which organisation somebody who changes their own record acts.
    visit: Visit,
}

/// The record, opened to be changed by whoever asks.
pub(super) struct Opened {
    pub of: Of,
    pub policy: Policy,
    pub record: Record,
    right: Option<Right<EditOrganisation>>,
    at: OrganisationId,
    /// By which they sign in: that address is not changed here.
    signs_in_by: Option<String>,
}

/// What became of a change.
pub(super) enum Made {
    Came(Outcome),
    /// It waits for the centre.
    Proposed,
    /// Why it should be changed is to be said.
    WordsMissing,
}

impl Place {
    pub fn of(visit: &Visit, parts: &Parts) -> Self {
        Self { slug: parts.get("slug").cloned(), visit: visit.clone() }
    }

    pub fn base(&self) -> String {
        self.slug
            .as_ref()
            .map_or_else(|| "/account/details".to_owned(), |slug| format!("/organisation/{slug}"))
    }

    /// Out of sight is a 404; seen, and not theirs to keep, a 403 with the reason.
    pub fn open(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Opened, PageError> {
        let policy = field_policy::policy(tx)?;
        let Some(slug) = &self.slug else {
            let record = record::read_oneself(tx, actor).map_err(stop)?;
            let at = self.visit.present(actor).ok_or(PageError::Invisible)?.organisation;
            let signs_in_by: Option<(String,)> = tx.maybe(
                "SELECT identifier_folded FROM account WHERE person_id = ?1 AND state <> 'closed'",
                &[&actor.person],
            )?;
            let signs_in_by = signs_in_by.map(|(folded,)| folded);
            return Ok(Opened { of: Of::Oneself, policy, record, right: None, at, signs_in_by });
        };
        let right = keeper(tx, actor, slug)?;
        let at = right.organisation.id;
        let record = record::read(tx, Subject::Organisation(at))?.ok_or(PageError::Invisible)?;
        Ok(Opened { of: Of::Organisation, policy, record, right: Some(right), at, signs_in_by: None })
    }
}

/// The right to keep the record of the organisation in the address.
pub(super) fn keeper(
    tx: &mut Tx<'_>,
    actor: &Actor,
    slug: &str,
) -> Result<Right<EditOrganisation>, PageError> {
    let organisation = seen(tx, actor, slug)?.id;
    Ok(access::right::<EditOrganisation>(tx, actor, organisation)?)
}

pub(super) fn seen(tx: &mut Tx<'_>, actor: &Actor, slug: &str) -> Result<Organisation, PageError> {
    access::visible_organisation_by_slug(tx, actor, slug)?.ok_or(PageError::Invisible)
}

impl Opened {
    /// What may be done with a field; one that is not to be changed has no page.
    pub fn may(&self, what: What) -> Result<May, PageError> {
        Some(self.policy.may(self.of, what)).filter(|may| may.changes()).ok_or(PageError::Invisible)
    }

    /// The address by which they sign in is changed elsewhere.
    pub fn signs_in_by(&self, point: &Point) -> bool {
        point.kind == Kind::Email && self.signs_in_by.as_ref() == Some(&fold_email(&point.value))
    }

    /// Makes the change, or puts it before the centre, as the policy says.
    pub fn make(
        &self,
        tx: &mut Tx<'_>,
        stamp: &Stamp,
        actor: &Actor,
        (what, change): (What, Change),
        words: &str,
    ) -> Result<Made, PageError> {
        let changes = [change];
        if self.may(what)? == May::Propose {
            return self.propose(tx, stamp, actor, &changes, words);
        }
        let applied = match &self.right {
            Some(right) => record::apply_here(tx, stamp, right, &changes),
            None => record::apply_to_oneself(tx, stamp, actor, &changes),
        };
        Ok(Made::Came(outcome(applied)?))
    }

    fn propose(
        &self,
        tx: &mut Tx<'_>,
        stamp: &Stamp,
        actor: &Actor,
        changes: &[Change],
        words: &str,
    ) -> Result<Made, PageError> {
        match record::would(&self.record, changes, stamp) {
            Ok(changed) if changed.is_empty() => return Ok(Made::Came(Outcome::Made(Applied::default()))),
            Ok(_) => {}
            Err(RecordError::Conflict(conflict)) => return Ok(Made::Came(Outcome::Conflict(conflict))),
            Err(RecordError::Invalid(invalid)) => return Ok(Made::Came(Outcome::Invalid(invalid))),
            Err(error) => return Err(stop(error)),
        }
        if words.is_empty() || words.chars().count() > 2000 {
            return Ok(Made::WordsMissing);
        }
        match &self.right {
            Some(right) => change_request::propose_here(tx, stamp, right, changes, words),
            None => change_request::propose_about_oneself(tx, stamp, actor, self.at, changes, words),
        }
        .map_err(stop)?;
        Ok(Made::Proposed)
    }
}
