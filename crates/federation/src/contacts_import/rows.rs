//! What becomes of the rows of a chunk. The same for a dry run and for one that is applied, up to the writing.

use super::keep::{self, Outcome};
use super::known::{Fingerprint, Known, Number, Points, Who};
use super::mapping::Mapping;
use super::report::Report;
use super::row::{Ready, Rejection, Warning};
use super::settle::{self, Act, Rules, Settled};
use super::write::{self, Done, LinkBefore};
use super::{ImportError, RunId, load, undo};
use crate::access::{Actor, ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use crate::contact_point::Kind;
use crate::organisation::Organisation;
use crate::record;
use std::collections::HashMap;
use std::sync::Arc;
use store::Tx;

/// A row as it was read.
pub struct Item {
    pub line: u64,
    pub fingerprint: Fingerprint,
    pub number: Number,
    pub read: Result<Ready, Rejection>,
}

/// What a run has before it.
pub struct Desk {
    pub run: Option<RunId>,
    pub known: Known,
    /// Whether the organisations are in it.
    pub has_known: bool,
    pub under: Option<Organisation>,
    pub above: Arc<[String]>,
    pub kinds: Vec<String>,
    pub roles: Vec<(String, String)>,
    /// Whether a person's e-mail addresses are beyond the importer.
    pub guarded: HashMap<PersonId, bool>,
    /// Changed rows of numbers that the source had before.
    pub met: u64,
    pub report: Report,
}

/// Settles the rows of a chunk and, in a run that is applied, writes each.
pub fn rows(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    right: &Right<ManageContacts>,
    actor: &Actor,
    mapping: &Mapping,
    desk: &mut Desk,
    items: Vec<Item>,
) -> Result<(), ImportError> {
    let ready: Vec<(&Ready, Number)> =
        items.iter().filter_map(|i| i.read.as_ref().ok().map(|r| (r, i.number))).collect();
    load::gather(tx, &mut desk.known, &mapping.source, &ready)?;
    let mut outcomes = Vec::with_capacity(items.len());
    for item in items {
        let outcome = one(tx, (stamp, actor), right, &mapping.source, desk, &item)?;
        outcomes.push(outcome);
    }
    if let Some(run) = desk.run {
        keep::write_rows(tx, run, &outcomes)?;
        keep::write_links(tx, &mapping.source, run, &outcomes)?;
        keep::count_rows(tx, run, &outcomes)?;
    }
    Ok(())
}

fn one(
    tx: &mut Tx<'_>,
    (stamp, actor): (&Stamp, &Actor),
    right: &Right<ManageContacts>,
    source: &str,
    desk: &mut Desk,
    item: &Item,
) -> Result<Outcome, ImportError> {
    let mut outcome = Outcome {
        line: item.line,
        word: "rejected",
        reason: None,
        warnings: Vec::new(),
        changed: Vec::new(),
        organisation: None,
        person: None,
        fingerprint: item.fingerprint,
        number: item.number,
        said: Vec::new(),
        done: None,
    };
    let settled = match &item.read {
        Err(rejection) => Err(rejection.clone()),
        Ok(row) => {
            let is_first = !desk.known.numbers.contains_key(&item.number);
            desk.met += u64::from(is_first && desk.known.links.contains_key(&item.number));
            outcome.said = super::said::Said::of(row, &stamp.secret).bytes();
            let rules = Rules {
                stamp,
                under: desk.under.as_ref().map(|_| &desk.above),
                home: desk.under.as_ref().map(|under| under.id),
                kinds: &desk.kinds,
                roles: &desk.roles,
            };
            settle::settle(&mut desk.known, &rules, row, item.number)
        }
    };
    let mut settled = match settled {
        Ok(settled) => settled,
        Err(rejection) => return Ok(rejected(desk, outcome, &rejection)),
    };
    guard(tx, actor, desk, &mut settled)?;
    if let Some(run) = desk.run {
        let at = write::At { under: desk.under.as_ref(), run, source };
        let steps = match settled.acts.is_empty() {
            true => Ok(Vec::new()),
            false => write::write(tx, stamp, right, &mut desk.known, &at, &settled)?,
        };
        match steps {
            Ok(steps) => {
                outcome.done = Some(sealed(stamp, &desk.known, item.number, steps)?);
                reload(tx, desk, &settled)?;
            }
            Err(rejection) => {
                forget_new(desk, &settled);
                return Ok(rejected(desk, outcome, &rejection));
            }
        }
    }
    outcome.word = desk.report.count(item.line, &settled, &desk.known);
    desk.report.warn(item.line, &settled.warnings);
    outcome.changed = settled.acts.iter().map(Act::word).collect();
    outcome.organisation = settled.organisation.and_then(|at| desk.known.organisations[at].id);
    outcome.person = settled.person.and_then(|at| desk.known.people[at].id);
    outcome.warnings = settled.warnings;
    Ok(outcome)
}

/// What the row did, and what the source had said of it before, for the undoing.
fn sealed(
    stamp: &Stamp,
    known: &Known,
    number: Number,
    steps: Vec<write::Step>,
) -> Result<Vec<u8>, ImportError> {
    let link = known.links.get(&number).map(|link| LinkBefore {
        organisation: link.organisation,
        person: link.person,
        fingerprint: link.fingerprint.to_vec(),
        said: link.said.bytes(),
        run: link.run,
    });
    let done = Done { steps, number, link };
    let plain = serde_json::to_vec(&done).map_err(|_| ImportError::Sealed)?;
    stamp.secret.seal(undo::SEALED, &plain).map_err(|_| ImportError::Sealed)
}

fn rejected(desk: &mut Desk, mut outcome: Outcome, rejection: &Rejection) -> Outcome {
    desk.report.reject(outcome.line, rejection);
    outcome.reason = Some(rejection.to_string());
    outcome
}

/// What a row that could not be written would have made is taken out of sight again.
fn forget_new(desk: &mut Desk, settled: &Settled) {
    for act in &settled.acts {
        if let Act::Open { organisation, .. } = act
            && desk.known.organisations[*organisation].id.is_none()
        {
            desk.known.organisations[*organisation].is_reached = false;
        }
    }
}

/// Points and appointments have their ids now; a row below may change them.
fn reload(tx: &mut Tx<'_>, desk: &mut Desk, settled: &Settled) -> Result<(), ImportError> {
    if settled.acts.is_empty() {
        return Ok(());
    }
    let whos = [settled.organisation.map(Who::Organisation), settled.person.map(Who::Person)];
    for who in whos.into_iter().flatten() {
        let Some(subject) = who.subject(&desk.known) else { continue };
        let Some(record) = record::read(tx, subject)? else { continue };
        *who.points_mut(&mut desk.known) = Points { held: record.points, coming: Vec::new() };
        let memberships = record.memberships.into_iter().map(|(id, held)| (Some(id), held));
        who.beside_mut(&mut desk.known).memberships = memberships.collect();
        let Who::Person(person) = who else { continue };
        for (id, appointed) in record.appointments {
            let Some(at) = desk.known.organisation(appointed.organisation) else { continue };
            let holders = &mut desk.known.organisations[at].holders;
            if let Some(holder) =
                holders.iter_mut().find(|h| h.person == person && h.role == appointed.role && h.id.is_none())
            {
                (holder.id, holder.ends_on) = (Some(id), appointed.ends_on);
            }
        }
    }
    Ok(())
}

/// An import does not change the e-mail address of somebody with more rights than the importer; the rest of the row
/// still goes in.
fn guard(tx: &mut Tx<'_>, actor: &Actor, desk: &mut Desk, settled: &mut Settled) -> Result<(), ImportError> {
    let Some(id) = settled.person.and_then(|at| desk.known.people[at].id) else { return Ok(()) };
    let is_email = |act: &Act| match act {
        Act::Add { who: Who::Person(_), point } | Act::Replace { who: Who::Person(_), after: point, .. } => {
            point.kind == Kind::Email
        }
        _ => false,
    };
    if !settled.acts.iter().any(is_email) {
        return Ok(());
    }
    let guarded = match desk.guarded.get(&id) {
        Some(guarded) => *guarded,
        None => record::may_write_to(tx, actor, id)?.is_err(),
    };
    desk.guarded.insert(id, guarded);
    if guarded {
        settled.acts.retain(|act| !is_email(act));
        settled.warnings.push(Warning::RightsKept);
    }
    Ok(())
}
