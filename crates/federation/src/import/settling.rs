//! What becomes of each row of a chunk. The same for a dry run and for one that is applied, up to the writing.

use super::filling::{self, Before, Change, SaidHashes};
use super::matching::{self, Known, Match, Rule, Somebody};
use super::places::Places;
use super::queries::{self, Fingerprint, Link, Seen};
use super::row::{Ready, Rejection, Warning};
use super::{How, ImportError, RunId, mapping::Mapping};
use crate::access::{ManageContacts, Right};
use crate::acting::{PersonId, Stamp};
use std::collections::HashMap;
use std::sync::Arc;
use store::Tx;

/// A row as it was read.
#[derive(Clone, Debug)]
pub struct Item {
    pub line: u64,
    pub fingerprint: Fingerprint,
    pub read: Result<Ready, Rejection>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Imported,
    Merged { rule: Rule, changed: Vec<&'static str> },
    Unchanged,
    Rejected(Rejection),
}

impl Outcome {
    pub fn word(&self) -> &'static str {
        match self {
            Outcome::Imported => "imported",
            Outcome::Merged { .. } => "merged",
            Outcome::Unchanged => "unchanged",
            Outcome::Rejected(_) => "rejected",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// By place in [`Known`].
    At(usize),
    Person(PersonId),
}

#[derive(Clone, Debug)]
pub struct Settled {
    pub line: u64,
    pub fingerprint: Fingerprint,
    pub outcome: Outcome,
    pub warnings: Vec<Warning>,
    pub who: Option<Who>,
}

/// What a run has before it: for an applied run about the chunk at hand, the rest being recorded; for a dry run about
/// everything so far.
#[derive(Clone)]
pub struct Desk {
    pub run: Option<RunId>,
    pub how: How,
    pub mapping: Arc<Mapping>,
    pub places: Places,
    pub known: Known,
    pub links: HashMap<String, Link>,
    pub seen: HashMap<Fingerprint, Who>,
}

/// A chunk as settled: what became of each row, what changes in whom, and which numbers said what.
#[derive(Default)]
pub struct Chunk {
    pub rows: Vec<Settled>,
    /// Changes of people who were recorded before this chunk.
    pub changes: Vec<(usize, u64, Vec<Change>)>,
    pub links: Vec<(String, usize, Fingerprint, SaidHashes)>,
}

pub fn settle(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: &mut Desk,
    right: &Right<ManageContacts>,
    items: Vec<Item>,
) -> Result<Chunk, ImportError> {
    let ready: Vec<&Ready> = items.iter().filter_map(|i| i.read.as_ref().ok()).collect();
    let mut links = queries::links(tx, &desk.mapping.source, &ready)?;
    links.retain(|number, _| !desk.links.contains_key(number));
    desk.links.extend(links);
    let seen = queries::seen(tx, desk.run, items.iter().map(|i| i.fingerprint))?;
    // Nobody is looked for on account of a row that says nothing new.
    let says_something =
        |i: &&Item| i.read.as_ref().is_ok_and(|r| met_before(desk, &seen, r, i.fingerprint).is_none());
    let news: Vec<&Ready> =
        items.iter().filter(says_something).filter_map(|i| i.read.as_ref().ok()).collect();
    let numbers = news.iter().filter_map(|r| r.number.as_ref());
    let linked: Vec<PersonId> = numbers.filter_map(|n| desk.links.get(n)).filter_map(|l| l.person).collect();
    queries::gather(
        tx,
        &mut desk.known,
        &desk.mapping.source,
        &news,
        linked.into_iter(),
        right,
        &desk.places,
    )?;
    let mut chunk = Chunk::default();
    for item in items {
        let settled = settle_row(tx, stamp, desk, &seen, item, &mut chunk)?;
        chunk.rows.push(settled);
    }
    Ok(chunk)
}

fn settle_row(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    desk: &mut Desk,
    seen: &HashMap<Fingerprint, Seen>,
    item: Item,
    chunk: &mut Chunk,
) -> Result<Settled, ImportError> {
    let Item { line, fingerprint, read } = item;
    let settled = |outcome, warnings, who| Settled { line, fingerprint, outcome, warnings, who };
    let mut row = match read {
        Ok(row) => row,
        Err(rejection) => return Ok(settled(Outcome::Rejected(rejection), Vec::new(), None)),
    };
    if let Some((outcome, who)) = met_before(desk, seen, &row, fingerprint) {
        return Ok(settled(outcome, Vec::new(), Some(who)));
    }
    let mapping = Arc::clone(&desk.mapping);
    let home = match desk.places.of(tx, stamp, desk.how, &row.organisation, &mapping)? {
        Ok(home) => home,
        Err(rejection) => return Ok(settled(Outcome::Rejected(rejection), row.warnings, None)),
    };
    let mut warnings = std::mem::take(&mut row.warnings);
    let (at, outcome) = match matching::find(&row, &desk.known, &mut warnings) {
        Err(rejection) => return Ok(settled(Outcome::Rejected(rejection), warnings, None)),
        Ok(Match::Nobody) => (desk.known.add(newcomer(&row, home)), Outcome::Imported),
        Ok(Match::One { at, rule }) => {
            let said = row.number.as_ref().and_then(|n| desk.links.get(n)).and_then(|l| l.said);
            let before = Before { said, secret: &stamp.secret };
            let changes = filling::changes(&row, &desk.known.people[at], home, &before, &mut warnings);
            filling::take(&mut desk.known.people[at], &changes);
            (at, merged(desk, at, line, rule, changes, chunk))
        }
    };
    remember(desk, stamp, &row, at, fingerprint, chunk);
    Ok(settled(outcome, warnings, Some(Who::At(at))))
}

fn merged(desk: &Desk, at: usize, line: u64, rule: Rule, changes: Vec<Change>, chunk: &mut Chunk) -> Outcome {
    if rule == Rule::Number && changes.is_empty() {
        return Outcome::Unchanged;
    }
    let changed = changes.iter().map(Change::word).collect();
    if desk.known.people[at].held.is_some() && !changes.is_empty() {
        chunk.changes.push((at, line, changes));
    }
    Outcome::Merged { rule, changed }
}

/// The very same row: of a run before, or further up in this one. A source with numbers may go back to what it said
/// long ago, so there only its last word counts.
fn met_before(
    desk: &Desk,
    seen: &HashMap<Fingerprint, Seen>,
    row: &Ready,
    fingerprint: Fingerprint,
) -> Option<(Outcome, Who)> {
    let same_row = || Outcome::Merged { rule: Rule::SameRow, changed: Vec::new() };
    let before = seen.get(&fingerprint);
    if let Some(number) = &row.number {
        let is_last_word = desk.links.get(number).is_some_and(|l| l.fingerprint == fingerprint);
        if !is_last_word {
            return None;
        }
    }
    match (before, desk.seen.get(&fingerprint)) {
        (Some(seen), _) if !seen.in_this_run => Some((Outcome::Unchanged, Who::Person(seen.person))),
        (_, Some(who)) => Some((same_row(), *who)),
        (Some(seen), None) => Some((same_row(), Who::Person(seen.person))),
        (None, None) => None,
    }
}

fn remember(
    desk: &mut Desk,
    stamp: &Stamp,
    row: &Ready,
    at: usize,
    fingerprint: Fingerprint,
    chunk: &mut Chunk,
) {
    if let Some(number) = &row.number {
        let said = SaidHashes::of(row, &stamp.secret);
        let person = desk.known.people[at].held;
        desk.links.insert(number.clone(), Link { person, fingerprint, said: Some(said) });
        let numbers = &mut desk.known.people[at].numbers;
        if !numbers.contains(number) {
            numbers.push(number.clone());
        }
        chunk.links.push((number.clone(), at, fingerprint, said));
    }
    desk.seen.insert(fingerprint, Who::At(at));
    desk.known.index(at);
}

fn newcomer(row: &Ready, home: crate::organisation::OrganisationId) -> Somebody {
    Somebody {
        held: None,
        name: row.name.clone(),
        birth: row.date_of_birth,
        language: row.language.clone(),
        deceased: false,
        has_account: false,
        in_reach: true,
        points: row.points().cloned().collect(),
        wishes: row.wishes.clone(),
        homes: vec![filling::new_home(row, home)],
        numbers: Vec::new(),
    }
}
