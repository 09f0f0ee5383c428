//! Finding the other side of an appointment by its name.

use crate::access::{ManageContacts, Right};
use crate::contact::Subject;
use crate::organisation_names::{self, Which};
use crate::person::PersonId;
use crate::record;
use crate::words;
use store::{StoreError, Tx};

/// More than these nobody looks through: one types another letter.
const MOST: usize = 20;

#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub key: String,
    pub name: String,
    /// What tells two of one name apart.
    pub hint: String,
}

/// Organisations that are open, by how their names begin or by words in them.
pub(super) fn organisations(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    asked: &str,
) -> Result<Vec<Hit>, StoreError> {
    let found = organisation_names::begun(tx, right, Which::Open, asked, MOST)?;
    Ok(found.into_iter().map(|one| Hit { key: one.slug, name: one.name, hint: one.kind }).collect())
}

/// People whose name begins so, family name first or last: both are one range of the index of names.
pub(super) fn people(
    tx: &mut Tx<'_>,
    right: &Right<ManageContacts>,
    asked: &str,
) -> Result<Vec<Hit>, StoreError> {
    let typed = words::fold(asked);
    let mut orders = vec![typed.clone()];
    if let Some((given, family)) = typed.rsplit_once(' ') {
        orders.push(format!("{family} {given}"));
    }
    let mut hits: Vec<Hit> = Vec::new();
    for begins in orders.into_iter().filter(|b| !b.is_empty()) {
        let until = format!("{begins}\u{10ffff}");
        let sql = tx.pick(
            "SELECT id, given_name, family_name FROM person
             WHERE sort_name >= ?1 AND sort_name < ?2 AND deceased_on IS NULL ORDER BY sort_name, id LIMIT 60",
            "SELECT id, given_name, family_name FROM person
             WHERE sort_name COLLATE \"C\" >= ?1 AND sort_name COLLATE \"C\" < ?2 AND deceased_on IS NULL
             ORDER BY sort_name COLLATE \"C\", id LIMIT 60",
        );
        for (id, given, family) in tx.all::<(PersonId, String, String)>(sql, &[&begins, &until])? {
            let known = hits.iter().any(|h| h.key == id.to_string());
            if hits.len() < MOST && !known && record::reaches(tx, right, Subject::Person(id))? {
                let (name, hint) = (format!("{given} {family}").trim().to_owned(), hint(tx, id)?);
                hits.push(Hit { key: id.to_string(), name, hint });
            }
        }
    }
    Ok(hits)
}

/// Where they live, or where they hold a role.
fn hint(tx: &mut Tx<'_>, person: PersonId) -> Result<String, StoreError> {
    let town: Option<(String,)> = tx.maybe(
        "SELECT town FROM contact_point WHERE person_id = ?1 AND kind = 'post' AND town IS NOT NULL
         ORDER BY valid_until IS NOT NULL, preferred DESC, id LIMIT 1",
        &[&person],
    )?;
    if let Some((town,)) = town {
        return Ok(town);
    }
    let place: Option<(String,)> = tx.maybe(
        "SELECT o.name FROM appointment a JOIN organisation o ON o.id = a.organisation_id
         WHERE a.person_id = ?1 ORDER BY a.starts_on DESC, a.id LIMIT 1",
        &[&person],
    )?;
    Ok(place.map(|(name,)| name).unwrap_or_default())
}
