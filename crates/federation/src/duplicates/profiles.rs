//! What contacts say, as the comparison wants it, many at a time.

use super::Kind;
use crate::matching::Profile;
use std::collections::HashMap;
use store::{StoreError, Tx};

/// The profiles of those that are still there.
pub fn of(tx: &mut Tx<'_>, kind: Kind, ids: &[[u8; 16]]) -> Result<HashMap<[u8; 16], Profile>, StoreError> {
    let mut found: HashMap<[u8; 16], Profile> = match kind {
        Kind::Person => persons(tx, ids)?,
        Kind::Organisation => organisations(tx, ids)?,
    };
    let column = match kind {
        Kind::Person => "person_id",
        Kind::Organisation => "organisation_id",
    };
    type Line = ([u8; 16], String, String, String, Option<String>, Option<String>);
    let points: Vec<Line> = tx.all_within(
        &format!(
            "SELECT {column}, kind, value, folded, town, postcode FROM contact_point
             WHERE valid_until IS NULL AND {column} IN ({{list}}) ORDER BY id"
        ),
        &[],
        ids,
    )?;
    for (id, point, value, folded, town, postcode) in points {
        let Some(held) = found.get_mut(&id) else { continue };
        let profile = std::mem::take(held);
        *held = match point.as_str() {
            "email" => profile.email(&folded),
            "phone" => profile.phone(&folded),
            _ => profile.place(&value, &town.unwrap_or_default(), &postcode.unwrap_or_default()),
        };
    }
    Ok(found)
}

fn persons(tx: &mut Tx<'_>, ids: &[[u8; 16]]) -> Result<HashMap<[u8; 16], Profile>, StoreError> {
    type Line = ([u8; 16], String, String, Option<String>, Option<String>);
    let lines: Vec<Line> = tx.all_within(
        "SELECT id, given_name, family_name, known_as, date_of_birth FROM person WHERE id IN ({list})",
        &[],
        ids,
    )?;
    let profile = |(id, given, family, known_as, born): Line| {
        (id, Profile::named(&given, &family, known_as.as_deref()).born(&born.unwrap_or_default()))
    };
    Ok(lines.into_iter().map(profile).collect())
}

fn organisations(tx: &mut Tx<'_>, ids: &[[u8; 16]]) -> Result<HashMap<[u8; 16], Profile>, StoreError> {
    type Line = ([u8; 16], String, String, Option<[u8; 16]>);
    let sql = "SELECT id, name, kind, parent_id FROM organisation WHERE closed_on IS NULL AND id IN ({list})";
    let lines: Vec<Line> = tx.all_within(sql, &[], ids)?;
    let profile = |(id, name, kind, parent): Line| {
        let under = parent.map(|p| store::format_uuid(&p)).unwrap_or_default();
        (id, Profile::organisation(&name, &kind, &under))
    };
    Ok(lines.into_iter().map(profile).collect())
}
