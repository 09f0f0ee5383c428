//! Who is in a message: worked out and written down, counted, and looked at.

use super::facts::{self, Asking};
use super::rule::{self, Basis, Outcome, Reason, Recipient, Settled, Terms};
use super::{Message, MessageError, MessageId, RecipientId, Writer};
use crate::access::Clause;
use crate::acting::Stamp;
use crate::installation::Settings;
use crate::mail::MailId;
use crate::mail::run::{Class, RunId};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::template::Values;
use crate::words;
use std::collections::{BTreeMap, HashSet};
use store::{FromRow, Row, StoreError, ToValue, Tx, Value};

/// How many there are of each outcome.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub mails: u64,
    pub shared: u64,
    pub left: BTreeMap<Reason, u64>,
    pub out_of_reach: u64,
}

impl Counts {
    pub fn left_out(&self) -> u64 {
        self.left.values().sum::<u64>() + self.out_of_reach
    }
}

/// Works out everybody's outcome and writes it down. `only`: nobody else may get a mail.
pub fn settle(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    settings: &Settings,
    writer: &Writer,
    message: &Message,
    only: Option<&HashSet<Recipient>>,
) -> Result<Counts, MessageError> {
    let class = message.class.unwrap_or(Class::Service);
    let asking = Asking { message, class, right: &writer.contacts, settings };
    let Ok(templates) = message.words.ready(class).read() else { return Err(MessageError::TooLate) };
    let basis = message.basis.unwrap_or(Basis::LegitimateInterest);
    let terms = Terms { class, basis, each_gets_one: message.each_gets_one, templates: &templates, only };
    tx.with_room(|tx| {
        let (candidates, out_of_reach) = facts::candidates(tx, stamp, &asking)?;
        let settled = rule::settle(candidates, &terms);
        write(tx, stamp, message, &settled, out_of_reach)
    })
}

fn write(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    message: &Message,
    settled: &[Settled],
    out_of_reach: u64,
) -> Result<Counts, MessageError> {
    tx.run("DELETE FROM message_recipient WHERE message_id = ?1", &[&message.id])?;
    tx.run("DELETE FROM message_tally WHERE message_id = ?1", &[&message.id])?;
    let mut counts = Counts { out_of_reach, ..Counts::default() };
    let mut tally: BTreeMap<(&str, &str), i64> = BTreeMap::new();
    let mut rows = Vec::with_capacity(settled.len());
    for (place, one) in settled.iter().enumerate() {
        let (outcome, reason, detail) = match &one.outcome {
            Outcome::Mail => {
                counts.mails += 1;
                ("mail", "", String::new())
            }
            Outcome::Shared(with) => {
                counts.shared += 1;
                ("shared", "", with.clone())
            }
            Outcome::Left(reason, detail) => {
                *counts.left.entry(*reason).or_default() += 1;
                ("left", reason.word(), detail.clone())
            }
        };
        *tally.entry((outcome, reason)).or_default() += 1;
        rows.push(row(stamp, message.id, place, one, (outcome, reason, detail)));
    }
    tx.load("message_recipient", &COLUMNS, rows)?;
    let tally = tally.into_iter().map(|((outcome, reason), n)| {
        [message.id.to_value(), outcome.to_value(), reason.to_value(), n.to_value()]
    });
    tx.load("message_tally", &["message_id", "outcome", "reason", "recipients"], tally)?;
    tx.run(
        "UPDATE message SET mails = ?2, out_of_reach = ?3, settled_at = ?4 WHERE id = ?1",
        &[&message.id, &(counts.mails as i64), &(out_of_reach as i64), &stamp.now],
    )?;
    Ok(counts)
}

const COLUMNS: [&str; 14] = [
    "id",
    "message_id",
    "place",
    "person_id",
    "organisation_id",
    "name",
    "folded",
    "through",
    "address",
    "language",
    "outcome",
    "reason",
    "detail",
    "filled",
];

fn row(
    stamp: &Stamp,
    message: MessageId,
    place: usize,
    one: &Settled,
    (outcome, reason, detail): (&str, &str, String),
) -> [Value; 14] {
    let (person, organisation) = match one.candidate.who {
        Recipient::Person(id) => (Some(id), None),
        Recipient::Organisation(id) => (None, Some(id)),
    };
    let filled = serde_json::to_string(&one.candidate.values).ok();
    [
        stamp.ids.next::<RecipientId>().to_value(),
        message.to_value(),
        (place as i64).to_value(),
        person.to_value(),
        organisation.to_value(),
        one.candidate.name.to_value(),
        words::fold(&format!("{} {}", one.candidate.name, one.address)).to_value(),
        one.through.join(", ").to_value(),
        one.address.to_value(),
        one.candidate.language.to_value(),
        outcome.to_value(),
        reason.to_value(),
        detail.to_value(),
        filled.to_value(),
    ]
}

/// As they were written down last.
pub fn counts(tx: &mut Tx<'_>, message: &Message) -> Result<Counts, StoreError> {
    let lines: Vec<(String, String, i64)> = tx
        .all("SELECT outcome, reason, recipients FROM message_tally WHERE message_id = ?1", &[&message.id])?;
    let mut counts = Counts { out_of_reach: message.out_of_reach, ..Counts::default() };
    for (outcome, reason, n) in lines {
        let n = n.unsigned_abs();
        match (outcome.as_str(), Reason::from_word(&reason)) {
            ("mail", _) => counts.mails = n,
            ("shared", _) => counts.shared = n,
            (_, Some(reason)) => drop(counts.left.insert(reason, n)),
            _ => {}
        }
    }
    Ok(counts)
}

/// Those who were promised a mail of their own or a part in one.
pub(super) fn confirmed(tx: &mut Tx<'_>, message: &Message) -> Result<HashSet<Recipient>, StoreError> {
    let lines: Vec<(Option<PersonId>, Option<OrganisationId>)> = tx.all(
        "SELECT person_id, organisation_id FROM message_recipient WHERE message_id = ?1 AND outcome IN ('mail', 'shared')",
        &[&message.id],
    )?;
    let who = |(person, organisation): (Option<PersonId>, Option<OrganisationId>)| {
        person.map(Recipient::Person).or(organisation.map(Recipient::Organisation))
    };
    Ok(lines.into_iter().filter_map(who).collect())
}

/// One of them, as pages show them.
#[derive(Clone, Debug)]
pub struct Looked {
    pub id: RecipientId,
    pub place: i64,
    pub person: Option<PersonId>,
    pub organisation: Option<OrganisationId>,
    pub name: String,
    pub through: String,
    pub address: String,
    pub language: String,
    pub reason: Option<Reason>,
    pub detail: String,
    pub values: Values,
    pub mail: Option<MailId>,
}

pub(super) const LOOKED: &str = "r.id, r.place, r.person_id, r.organisation_id, r.name, r.through, r.address, r.language, \
    r.reason, r.detail, r.filled, r.mail_id";

impl FromRow for Looked {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        let filled: Option<String> = row.get(10)?;
        Ok(Self {
            id: row.get(0)?,
            place: row.get(1)?,
            person: row.get(2)?,
            organisation: row.get(3)?,
            name: row.get(4)?,
            through: row.get(5)?,
            address: row.get(6)?,
            language: row.get(7)?,
            reason: Reason::from_word(&row.get::<String>(8)?),
            detail: row.get(9)?,
            values: filled.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            mail: row.get(11)?,
        })
    }
}

/// Which of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    Mails,
    Shared,
    Left(Option<Reason>),
    /// By the word of how far their mail is.
    Came(RunId, String),
}

impl Which {
    /// What stands after FROM, and the condition; rows are `r`. `many`: it is cheaper to walk all of them in their order.
    pub(super) fn clause(&self, message: MessageId, many: Many) -> (&'static str, Clause) {
        let mut clause = Clause::equal("r.message_id", message);
        match self {
            Which::Mails => drop(clause.and("r.outcome = 'mail'")),
            Which::Shared => drop(clause.and("r.outcome = 'shared'")),
            Which::Left(None) => drop(clause.and("r.outcome = 'left'")),
            Which::Left(Some(reason)) => {
                let reason = clause.bind(reason.word());
                clause.and(&format!("r.outcome = 'left' AND r.reason = {reason}"));
            }
            Which::Came(run, word) => {
                let (run, word) = (clause.bind(run), clause.bind(word));
                clause.and(&format!("r.mail_id = mail.id AND mail.state = {word} AND mail.run_id = {run}"));
                return match many {
                    Many::Yes => ("message_recipient r CROSS JOIN mail", clause),
                    Many::No => ("mail CROSS JOIN message_recipient r", clause),
                };
            }
        }
        ("message_recipient r", clause)
    }
}

/// Whether a good part of all is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Many {
    Yes,
    No,
}

/// The next `most` in the order of names.
pub fn page(
    tx: &mut Tx<'_>,
    message: MessageId,
    which: &Which,
    many: Many,
    after: i64,
    most: i64,
) -> Result<Vec<Looked>, StoreError> {
    let (from, mut clause) = which.clause(message, many);
    let (after, most) = (clause.bind(after), clause.bind(most));
    let sql = format!(
        "SELECT {LOOKED} FROM {from} WHERE {} AND r.place > {after} ORDER BY r.place LIMIT {most}",
        clause.sql
    );
    tx.all(&sql, &clause.params())
}

/// The one at a place or the next that gets a mail, and the places of those beside.
pub fn preview(
    tx: &mut Tx<'_>,
    message: MessageId,
    at: i64,
) -> Result<Option<(Looked, Option<i64>, Option<i64>)>, StoreError> {
    let own = "FROM message_recipient r WHERE r.message_id = ?1 AND r.outcome = 'mail'";
    let found: Option<Looked> = tx.maybe(
        &format!("SELECT {LOOKED} {own} AND r.place >= ?2 ORDER BY r.place LIMIT 1"),
        &[&message, &at],
    )?;
    let Some(found) = found else { return Ok(None) };
    let (before,): (Option<i64>,) =
        tx.one(&format!("SELECT max(r.place) {own} AND r.place < ?2"), &[&message, &found.place])?;
    let (after,): (Option<i64>,) =
        tx.one(&format!("SELECT min(r.place) {own} AND r.place > ?2"), &[&message, &found.place])?;
    Ok(Some((found, before, after)))
}

/// A few of those who get a mail, by part of a name or address.
pub fn search(tx: &mut Tx<'_>, message: MessageId, typed: &str) -> Result<Vec<Looked>, StoreError> {
    let within = tx.pick("instr", "strpos");
    let typed = words::fold(typed);
    tx.all(
        &format!(
            "SELECT {LOOKED} FROM message_recipient r WHERE r.message_id = ?1 AND r.outcome = 'mail'
             AND {within}(r.folded, CAST(?2 AS TEXT)) > 0 ORDER BY r.place LIMIT 20"
        ),
        &[&message, &typed],
    )
}
