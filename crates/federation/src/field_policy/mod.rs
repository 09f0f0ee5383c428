//! What people may change in the record of their own organisation and in their own: each field at once, as a proposal
//! that the centre decides, or not at all. The rule is code with usual answers; a federation that wants it otherwise
//! says so on a page, and the journal holds who did.
//!
//! Whether somebody keeps the record of an organisation is a right (`organisation.edit`); this comes on top. Nothing
//! here shows anybody another person's private addresses: there is no such field.

mod page;
mod rule;

#[cfg(test)]
mod tests;

pub use rule::{May, Of, Policy, RULES, Rule, What};

use crate::access::{EditRoles, Right};
use crate::acting::Stamp;
use crate::journal::{self, Entry, JournalError};
use crate::role::{Capability, GivenBy};
use crate::visit::{Routes, Who};
use store::{StoreError, Tx};

pub fn routes() -> Routes {
    let officer = Who::Holder(Capability::RolesEdit);
    Routes::new().get("/settings/own-records", officer, page::ask).post(
        "/settings/own-records",
        officer,
        page::keep,
    )
}

/// The policy of this federation.
pub fn policy(tx: &mut Tx<'_>) -> Result<Policy, StoreError> {
    let rows: Vec<(String, String, String)> =
        tx.all("SELECT subject, field, may FROM field_policy ORDER BY subject, field", &[])?;
    Ok(Policy::usual().with(rows))
}

/// Decides about one field. What it was already is no decision.
pub fn decide(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    _right: &Right<EditRoles>,
    rule: &Rule,
    may: May,
) -> Result<(), JournalError> {
    let before = policy(tx)?.may(rule.of, rule.what);
    if before == may || !rule.choices.contains(&may) {
        return Ok(());
    }
    tx.run(
        "INSERT INTO field_policy (subject, field, may) VALUES (?1, ?2, ?3)
         ON CONFLICT (subject, field) DO UPDATE SET may = excluded.may",
        &[&rule.of.word(), &rule.what.word(), &may.word()],
    )?;
    let what = serde_json::json!({
        "subject": rule.of.word(), "field": rule.what.word(), "before": before.word(), "after": may.word(),
    });
    journal::write(tx, stamp, &Entry::plain("field_policy.changed", "field_policy").holding(what))
}

/// A role that organisations of a kind without groups have, and who appoints to it.
#[derive(Clone, Debug)]
pub struct RoleGiven {
    pub key: String,
    pub title: String,
    pub given_by: GivenBy,
}

/// The roles that reach no further than their own organisation: only these can be given there.
pub fn roles(tx: &mut Tx<'_>) -> Result<Vec<RoleGiven>, StoreError> {
    let rows: Vec<(String, String, String)> = tx.all(
        "SELECT role.key, role.title, coalesce(role.given_by, 'centre') FROM role
         WHERE NOT EXISTS (SELECT 1 FROM role_capability rc WHERE rc.role = role.key AND rc.scope <> 'own')
         ORDER BY role.title, role.key",
        &[],
    )?;
    let given = |(key, title, word): (String, String, String)| RoleGiven {
        key,
        title,
        given_by: GivenBy::from_word(&word),
    };
    Ok(rows.into_iter().map(given).collect())
}

/// Decides who appoints to a role.
pub fn give(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    _right: &Right<EditRoles>,
    role: &RoleGiven,
    given_by: GivenBy,
) -> Result<(), JournalError> {
    if role.given_by == given_by {
        return Ok(());
    }
    tx.run("UPDATE role SET given_by = ?2 WHERE key = ?1", &[&role.key, &given_by.word()])?;
    let what = serde_json::json!({
        "role": role.key, "before": role.given_by.word(), "after": given_by.word(),
    });
    journal::write(tx, stamp, &Entry::plain("role.given_by_changed", "role").holding(what))
}
