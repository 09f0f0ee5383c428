//! Two contacts that may be one.

use super::Kind;
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::matching::Scored;
use crate::person::PersonId;
use jiff::Timestamp;
use std::collections::HashSet;
use store::{FromRow, Row, StoreError, ToValue, Tx, Value};

store::id!(pub PairId);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Somebody looked, and they are two. Remembered, whatever changes.
    Different,
    Merged,
}

impl State {
    pub fn word(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Different => "different",
            State::Merged => "merged",
        }
    }
}

/// How sure the comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    Possible,
    /// Better than ten to one.
    Likely,
    /// Better than a thousand to one.
    Certain,
}

impl Strength {
    pub const ALL: [Strength; 3] = [Strength::Certain, Strength::Likely, Strength::Possible];

    pub fn word(self) -> &'static str {
        match self {
            Strength::Possible => "possible",
            Strength::Likely => "likely",
            Strength::Certain => "certain",
        }
    }

    pub fn of(score: i64) -> Self {
        Self::ALL.into_iter().find(|s| score >= s.from()).unwrap_or(Strength::Possible)
    }

    /// The least score, in hundredths of a bit.
    pub fn from(self) -> i64 {
        match self {
            Strength::Possible => i64::MIN / 2,
            Strength::Likely => 333,
            Strength::Certain => 1000,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Pair {
    pub id: PairId,
    pub one: Subject,
    pub other: Subject,
    pub score: i64,
    /// Field, level, hundredths of a bit: the weightiest first.
    pub reasons: Vec<(String, String, i64)>,
    pub open: bool,
    pub found_at: Timestamp,
    pub decided_by: Option<PersonId>,
}

pub const COLUMNS: &str = "duplicate_pair.id, duplicate_pair.subject_kind, duplicate_pair.one_id, \
    duplicate_pair.other_id, duplicate_pair.score, duplicate_pair.reasons, duplicate_pair.state, \
    duplicate_pair.found_at, duplicate_pair.decided_by";

impl FromRow for Pair {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let kind: String = row.get(1)?;
        let subject = |id: [u8; 16]| Subject::of(&kind, id).ok_or(StoreError::NoRow);
        let reasons: String = row.get(5)?;
        let reason = |text: &str| {
            let mut parts = text.split(':').map(str::to_owned);
            Some((parts.next()?, parts.next()?, parts.next()?.parse().ok()?))
        };
        Ok(Self {
            id: row.get(0)?,
            one: subject(row.get(2)?)?,
            other: subject(row.get(3)?)?,
            score: row.get(4)?,
            reasons: reasons.split(' ').filter_map(reason).collect(),
            open: row.get::<String>(6)? == State::Open.word(),
            found_at: row.get(7)?,
            decided_by: row.get(8)?,
        })
    }
}

pub fn by_id(tx: &mut Tx<'_>, id: PairId) -> Result<Option<Pair>, StoreError> {
    tx.maybe(&format!("SELECT {COLUMNS} FROM duplicate_pair WHERE id = ?1"), &[&id])
}

/// How the reasons of a pair begin in which the comparison alone would not have seen one.
const BY_HAND: &str = "hand:chosen:0";

/// The comparison's finding about two contacts.
pub(super) struct Found {
    kind: Kind,
    one: [u8; 16],
    other: [u8; 16],
    score: i64,
    reasons: String,
}

impl Found {
    pub fn new(kind: Kind, a: [u8; 16], b: [u8; 16], scored: Scored) -> Self {
        let hundredths = |bits: f32| (bits * 100.0).clamp(-20_000.0, 20_000.0) as i64;
        let reasons: Vec<String> = scored
            .reasons
            .iter()
            .map(|r| format!("{}:{}:{}", r.field.word(), r.level.word(), hundredths(r.weight)))
            .collect();
        let (one, other, score) = (a.min(b), a.max(b), hundredths(scored.score));
        Self { kind, one, other, score, reasons: reasons.join(" ") }
    }

    /// Somebody chose the two, though little speaks for it.
    pub fn by_hand(self) -> Self {
        Self { reasons: format!("{BY_HAND} {}", self.reasons), ..self }
    }
}

/// Puts what was found in the place of all open pairs of these contacts. What was decided stays decided; what stays the
/// same keeps its age; what somebody chose waits for them as long as both are `there`.
pub(super) fn replace(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    ids: &[[u8; 16]],
    there: &HashSet<[u8; 16]>,
    found: &[Found],
) -> Result<(), StoreError> {
    let standing = found.iter().map(|f| (f.one, f.other)).collect::<HashSet<_>>();
    let lost: HashSet<&[u8; 16]> = ids.iter().filter(|id| !there.contains(*id)).collect();
    let mut gone = Vec::new();
    for column in ["one_id", "other_id"] {
        let sql = format!(
            "SELECT one_id, other_id, reasons FROM duplicate_pair WHERE state = 'open' AND {column} IN ({{list}})"
        );
        let old: Vec<([u8; 16], [u8; 16], String)> = tx.all_within(&sql, &[], ids)?;
        let stays = |(one, other, reasons): &([u8; 16], [u8; 16], String)| {
            let waits = reasons.starts_with(BY_HAND) && !lost.contains(one) && !lost.contains(other);
            standing.contains(&(*one, *other)) || waits
        };
        gone.extend(old.into_iter().filter(|pair| !stays(pair)).map(|(one, other, _)| (one, other)));
    }
    let gone = gone.into_iter().map(|(one, other)| [one.to_value(), other.to_value()]);
    tx.batch("DELETE FROM duplicate_pair WHERE state = 'open' AND one_id = ?1 AND other_id = ?2", gone)?;
    insert(tx, stamp, found)
}

fn insert(tx: &mut Tx<'_>, stamp: &Stamp, found: &[Found]) -> Result<(), StoreError> {
    let rows = found.iter().map(|f| {
        [
            stamp.ids.next::<PairId>().to_value(),
            Value::Text(f.kind.word().to_owned()),
            f.one.to_value(),
            f.other.to_value(),
            Value::Int(f.score),
            Value::Text(f.reasons.clone()),
            stamp.now.to_value(),
        ]
    });
    tx.batch(
        "INSERT INTO duplicate_pair (id, subject_kind, one_id, other_id, score, reasons, state, found_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'open', ?7)
         ON CONFLICT (one_id, other_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons",
        rows,
    )
    .map(drop)
}

/// The pair of two that somebody chose: the one that is known already, decided or not, or a new one. None when the two
/// cannot be compared: they are of different kinds, or one is not there or closed.
pub fn by_hand(tx: &mut Tx<'_>, stamp: &Stamp, a: Subject, b: Subject) -> Result<Option<Pair>, StoreError> {
    let kind = match (a, b) {
        (Subject::Person(_), Subject::Person(_)) => Kind::Person,
        (Subject::Organisation(_), Subject::Organisation(_)) => Kind::Organisation,
        _ => return Ok(None),
    };
    if let Some(known) = of(tx, a, b)? {
        return Ok(Some(known));
    }
    let Some(found) = super::study::two(tx, kind, a.bytes(), b.bytes())? else { return Ok(None) };
    insert(tx, stamp, &[found])?;
    of(tx, a, b)
}

fn of(tx: &mut Tx<'_>, a: Subject, b: Subject) -> Result<Option<Pair>, StoreError> {
    let (a, b) = (a.bytes(), b.bytes());
    let sql = format!("SELECT {COLUMNS} FROM duplicate_pair WHERE one_id = ?1 AND other_id = ?2");
    tx.maybe(&sql, &[&a.min(b), &a.max(b)])
}

/// Remembers that two are not the same. False when somebody has decided already.
pub fn different(tx: &mut Tx<'_>, stamp: &Stamp, pair: PairId) -> Result<bool, StoreError> {
    decide(tx, stamp, pair, State::Different)
}

/// Takes "not the same" or a merge back: the pair waits again.
pub fn reopen(tx: &mut Tx<'_>, pair: PairId) -> Result<bool, StoreError> {
    let sql = "UPDATE duplicate_pair SET state = 'open', decided_by = NULL, decided_at = NULL
               WHERE id = ?1 AND state <> 'open'";
    Ok(tx.run(sql, &[&pair])? == 1)
}

fn decide(tx: &mut Tx<'_>, stamp: &Stamp, pair: PairId, state: State) -> Result<bool, StoreError> {
    let sql = "UPDATE duplicate_pair SET state = ?2, decided_by = ?3, decided_at = ?4
               WHERE id = ?1 AND state = 'open'";
    Ok(tx.run(sql, &[&pair, &state.word(), &stamp.by, &stamp.now])? == 1)
}

/// The two were merged, by whatever door.
pub fn note_merged(tx: &mut Tx<'_>, stamp: &Stamp, a: Subject, b: Subject) -> Result<(), StoreError> {
    let (a, b) = (a.bytes(), b.bytes());
    tx.run(
        "UPDATE duplicate_pair SET state = 'merged', decided_by = ?3, decided_at = ?4
         WHERE one_id = ?1 AND other_id = ?2",
        &[&a.min(b), &a.max(b), &stamp.by, &stamp.now],
    )
    .map(drop)
}

/// The merge of these two was taken back: if they still match, they wait again.
pub fn reopen_of(tx: &mut Tx<'_>, a: Subject, b: Subject) -> Result<(), StoreError> {
    let (a, b) = (a.bytes(), b.bytes());
    tx.run(
        "UPDATE duplicate_pair SET state = 'open', decided_by = NULL, decided_at = NULL
         WHERE one_id = ?1 AND other_id = ?2 AND state = 'merged'",
        &[&a.min(b), &a.max(b)],
    )
    .map(drop)
}
