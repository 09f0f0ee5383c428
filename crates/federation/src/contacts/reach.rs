//! The contacts that a right reaches, as an expression: so that a list, its count and a selection cannot differ in it.

use super::Expr;
use crate::access::{Covers, ManageContacts, Right};
use crate::contact_entry::Mark;
use store::{StoreError, Tx};

/// Whoever reaches everything sees also those who belong nowhere; others see who ever served or belonged, or stands,
/// where the right reaches: those whose record `record::reaches` opens.
pub fn reached(tx: &mut Tx<'_>, right: &Right<ManageContacts>) -> Result<Expr, StoreError> {
    if right.covers() == Covers::Everything {
        return Ok(Expr::everything());
    }
    let clause = right.clause("organisation.id");
    let numbers: Vec<(i64,)> = tx.all(
        &format!("SELECT organisation.number FROM organisation WHERE {}", clause.sql),
        &clause.params(),
    )?;
    let under = tx.one::<(i64,)>(
        "SELECT count(*) FROM organisation_path WHERE ancestor_id = ?1",
        &[&right.organisation.id],
    )?;
    // A mark of a place stands with everybody below it: one is enough when all of that is reached.
    if numbers.len() as i64 == under.0 {
        return Ok(Expr::Bears(Mark::Reached(right.organisation.number)));
    }
    Ok(Expr::Any(numbers.into_iter().map(|(number,)| Expr::Bears(Mark::ReachedAt(number))).collect()))
}
