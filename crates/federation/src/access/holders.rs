//! Whom a mail about something goes to: those whose right to it holds today.

use super::{Actor, actor};
use crate::person::PersonId;
use crate::role::Capability;
use jiff::civil::Date;
use store::{StoreError, Tx};

/// Everybody who may do it somewhere today, each as they are: a role that names it may wait for training.
pub fn holders(tx: &mut Tx<'_>, capability: Capability, today: Date) -> Result<Vec<Actor>, StoreError> {
    let named: Vec<(PersonId,)> = tx.all(
        "SELECT DISTINCT ap.person_id FROM role_capability rc CROSS JOIN appointment ap
         JOIN account a ON a.person_id = ap.person_id AND a.state = 'active'
         WHERE rc.capability = ?1 AND ap.role = rc.role AND ap.starts_on <= ?2
           AND (ap.ends_on IS NULL OR ap.ends_on >= ?2) ORDER BY ap.person_id",
        &[&capability, &today],
    )?;
    let mut all = Vec::new();
    for (person,) in named {
        all.extend(actor(tx, person, today)?.filter(|a| a.access.may(capability)));
    }
    Ok(all)
}

/// Of those the ones whose right reaches everybody: for what belongs to no organisation. Where there is nobody, all.
pub fn holders_over_all(
    tx: &mut Tx<'_>,
    capability: Capability,
    today: Date,
) -> Result<Vec<Actor>, StoreError> {
    let all = holders(tx, capability, today)?;
    let wide = |a: &&Actor| a.access.reach(capability).is_everywhere();
    let over_all: Vec<Actor> = all.iter().filter(wide).cloned().collect();
    Ok(if over_all.is_empty() { all } else { over_all })
}
