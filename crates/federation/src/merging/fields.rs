//! What one chooses between, field by field.

use super::log::Cell;
use crate::contact::Subject;
use store::{StoreError, ToValue as _, Tx};

/// A field of which a contact has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The column, and the word by which a form names it.
    pub field: &'static str,
    pub winner: Option<String>,
    pub loser: Option<String>,
}

impl Choice {
    /// Both say something, and not the same: somebody has to choose.
    pub fn is_contested(&self) -> bool {
        self.winner.is_some() && self.loser.is_some() && self.winner != self.loser
    }
}

const PERSON: [&str; 7] =
    ["title", "given_name", "family_name", "known_as", "date_of_birth", "language", "deceased_on"];
const ORGANISATION: [&str; 3] = ["name", "category", "opened_on"];

fn of(subject: Subject) -> (&'static str, &'static [&'static str]) {
    match subject {
        Subject::Person(_) => ("person", &PERSON),
        Subject::Organisation(_) => ("organisation", &ORGANISATION),
    }
}

/// The fields of both. None when one of them is not there (any more).
pub fn choices(tx: &mut Tx<'_>, winner: Subject, loser: Subject) -> Result<Option<Vec<Choice>>, StoreError> {
    let (table, columns) = of(winner);
    let mut made = Vec::with_capacity(columns.len());
    for field in columns {
        let sql = format!("SELECT {field} FROM {table} WHERE id = ?1");
        let mut sides = [None, None];
        for (side, subject) in sides.iter_mut().zip([winner, loser]) {
            let Some((value,)) = tx.maybe::<(Option<String>,)>(&sql, &[&subject.bytes()])? else {
                return Ok(None);
            };
            *side = value.filter(|v| !v.trim().is_empty());
        }
        let [winner, loser] = sides;
        made.push(Choice { field, winner, loser });
    }
    Ok(Some(made))
}

/// What the winner gets of the loser: blanks, and what was asked for.
pub(super) fn taken(choices: &[Choice], wanted: &[String]) -> Vec<(&'static str, Cell)> {
    choices
        .iter()
        .filter(|c| c.loser != c.winner && (c.winner.is_none() || wanted.iter().any(|w| w == c.field)))
        .filter_map(|c| Some((c.field, Cell::from(c.loser.as_ref()?.to_value()))))
        .collect()
}

/// The same for the journal: field, before, after.
pub(super) fn told(choices: &[Choice], taken: &[(&'static str, Cell)]) -> serde_json::Value {
    let changed = choices.iter().filter(|c| taken.iter().any(|(field, _)| *field == c.field));
    changed
        .map(|c| serde_json::json!({ "field": c.field, "before": c.winner, "after": c.loser }))
        .collect::<Vec<_>>()
        .into()
}
