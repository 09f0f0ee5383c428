//! Where the old address of a merged contact leads.

use crate::contact::Subject;
use crate::organisation::OrganisationId;
use store::{StoreError, Tx};

/// Who stands for a contact that was merged away; none when it never was.
pub fn stands_for(tx: &mut Tx<'_>, old: Subject) -> Result<Option<Subject>, StoreError> {
    let mut now = None;
    let mut id = old.bytes();
    while let Some((kind, next)) = tx.maybe::<(String, [u8; 16])>(
        "SELECT subject_kind, subject_id FROM contact_alias WHERE alias_id = ?1",
        &[&id],
    )? {
        (now, id) = (Subject::of(&kind, next), next);
    }
    Ok(now)
}

/// The organisation that an old slug leads to.
pub fn by_old_slug(tx: &mut Tx<'_>, slug: &str) -> Result<Option<OrganisationId>, StoreError> {
    let sql = "SELECT alias_id FROM contact_alias WHERE slug = ?1 ORDER BY merge_id DESC LIMIT 1";
    let Some((old,)) = tx.maybe::<(OrganisationId,)>(sql, &[&slug])? else { return Ok(None) };
    Ok(match stands_for(tx, Subject::Organisation(old))? {
        Some(Subject::Organisation(now)) => Some(now),
        _ => None,
    })
}
