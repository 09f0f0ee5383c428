//! Those of a message as pages look at them: by what becomes or became of them, in the order of names.

use super::rule::Reason;
use super::{MessageId, RecipientId};
use crate::access::Clause;
use crate::mail::MailId;
use crate::mail::run::RunId;
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use crate::template::Values;
use crate::words;
use store::{FromRow, Row, StoreError, Tx};

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

/// One of them, and the places of those before and after.
pub type Turned = (Looked, Option<i64>, Option<i64>);

/// The one at a place or the next that gets a mail, and the places of those beside.
pub fn preview(tx: &mut Tx<'_>, message: MessageId, at: i64) -> Result<Option<Turned>, StoreError> {
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
