//! Who is in a message: worked out, written down and counted.

use super::facts::{self, Asking};
use super::rule::{self, Basis, Outcome, Reason, Recipient, Settled, Terms};
use super::{Message, MessageError, MessageId, RecipientId, Writer};
use crate::acting::Stamp;
use crate::installation::Settings;
use crate::mail::run::Class;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::words;
use std::collections::{BTreeMap, HashSet};
use store::{StoreError, ToValue, Tx, Value};

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
            Outcome::Shared(with, _) => {
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

const COLUMNS: [&str; 15] = [
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
    "shared_place",
];

fn row(
    stamp: &Stamp,
    message: MessageId,
    place: usize,
    one: &Settled,
    (outcome, reason, detail): (&str, &str, String),
) -> [Value; 15] {
    let (person, organisation) = match one.candidate.who {
        Recipient::Person(id) => (Some(id), None),
        Recipient::Organisation(id) => (None, Some(id)),
    };
    let shared = match one.outcome {
        Outcome::Shared(_, with) => Some(with as i64),
        _ => None,
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
        shared.to_value(),
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
