//! People correct an e-mail address of their own.

use super::change::Change;
use super::held::read_to_change;
use super::plan::plan;
use super::{Applied, RecordError, apply};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::contact_point::Kind;
use crate::person::PersonId;
use store::Tx;

/// Changes the address of a contact point of `person`, who is the one that acts. Nothing but an e-mail address, and
/// never a sign-in.
///
/// # Errors
/// As [`apply`](super::apply()); [`RecordError::Invisible`] for any other change.
pub fn correct_own(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    change: &Change,
) -> Result<Applied, RecordError> {
    let is_email = |change: &Change| match change {
        Change::ChangePoint { before, after, .. } => before.kind == Kind::Email && after.kind == Kind::Email,
        _ => false,
    };
    if stamp.by != Some(person) || !is_email(change) {
        return Err(RecordError::Invisible);
    }
    let mut record = read_to_change(tx, Subject::Person(person))?.ok_or(RecordError::Invisible)?;
    let changed = plan(&mut record, std::slice::from_ref(change), stamp.today, &stamp.ids)?;
    if !changed.is_empty() {
        apply::write(tx, stamp, &record, &changed, "changed")?;
    }
    Ok(Applied { changed })
}
