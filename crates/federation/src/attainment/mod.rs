//! Attainments: the dated proof that somebody holds what a requirement demands. Append-only; the best one counts
//! (invariant 7). Six states: missing, pending, valid, due, grace, expired. Pure but for [`record`].

use crate::acting::Stamp;
use crate::person::PersonId;
use jiff::ToSpan;
use jiff::civil::Date;
use store::{StoreError, Tx};

store::id!(pub AttainmentId);

/// A requirement as the rules need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    pub key: String,
    pub name: String,
    pub due_days: i64,
    pub grace_days: i64,
    pub remedy: String,
}

/// What one attainment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proof {
    pub obtained_on: Date,
    /// Last day that counts; none never expires.
    pub expires_on: Option<Date>,
    pub pending: bool,
}

/// Where somebody stands with a requirement on a day. Dates are the day of expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Missing,
    Pending,
    Valid(Option<Date>),
    /// Still valid, but inside the renewal window.
    Due(Date),
    /// Expired, and still counted for a few days.
    Grace(Date),
    Expired(Date),
}

impl Standing {
    pub fn satisfies(self) -> bool {
        matches!(self, Standing::Valid(_) | Standing::Due(_) | Standing::Grace(_))
    }

    fn rank(self) -> (u8, Option<Date>) {
        match self {
            Standing::Missing => (0, None),
            Standing::Expired(on) => (1, Some(on)),
            Standing::Pending => (2, None),
            Standing::Grace(on) => (3, Some(on)),
            Standing::Due(on) => (4, Some(on)),
            Standing::Valid(on) => (5, Some(on.unwrap_or(Date::MAX))),
        }
    }
}

/// The best that any of the proofs gives on `today`.
pub fn standing<'a>(
    requirement: &Requirement,
    proofs: impl IntoIterator<Item = &'a Proof>,
    today: Date,
) -> Standing {
    proofs
        .into_iter()
        .map(|proof| one(requirement, proof, today))
        .max_by_key(|s| s.rank())
        .unwrap_or(Standing::Missing)
}

fn one(requirement: &Requirement, proof: &Proof, today: Date) -> Standing {
    if proof.pending {
        return Standing::Pending;
    }
    if proof.obtained_on > today {
        return Standing::Missing;
    }
    let Some(expires) = proof.expires_on else { return Standing::Valid(None) };
    let due_from = expires.saturating_sub(requirement.due_days.days());
    let grace_until = expires.saturating_add(requirement.grace_days.days());
    match today {
        day if day < due_from => Standing::Valid(Some(expires)),
        day if day <= expires => Standing::Due(expires),
        day if day <= grace_until => Standing::Grace(expires),
        _ => Standing::Expired(expires),
    }
}

/// Adds a proof; older ones stay.
pub fn record(
    tx: &mut Tx<'_>,
    stamp: &Stamp,
    person: PersonId,
    requirement: &str,
    proof: Proof,
    source: &str,
) -> Result<AttainmentId, StoreError> {
    let id = stamp.ids.next::<AttainmentId>();
    tx.run(
        "INSERT INTO attainment (id, person_id, requirement, obtained_on, expires_on, pending, source, recorded_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        &[&id, &person, &requirement, &proof.obtained_on, &proof.expires_on, &proof.pending, &source, &stamp.now],
    )?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn training() -> Requirement {
        Requirement {
            key: "dp".into(),
            name: "Data protection".into(),
            due_days: 30,
            grace_days: 14,
            remedy: String::new(),
        }
    }

    fn passed(obtained_on: Date, expires_on: Date) -> Proof {
        Proof { obtained_on, expires_on: Some(expires_on), pending: false }
    }

    #[test]
    fn the_six_states_change_on_the_right_days() {
        let proof = passed(date(2025, 5, 3), date(2026, 5, 3));
        let on = |day| standing(&training(), [&proof], day);
        assert_eq!(standing(&training(), [], date(2026, 1, 1)), Standing::Missing);
        assert_eq!(on(date(2025, 5, 2)), Standing::Missing);
        assert_eq!(on(date(2026, 4, 2)), Standing::Valid(Some(date(2026, 5, 3))));
        assert_eq!(on(date(2026, 4, 3)), Standing::Due(date(2026, 5, 3)));
        assert_eq!(on(date(2026, 5, 3)), Standing::Due(date(2026, 5, 3)));
        assert_eq!(on(date(2026, 5, 4)), Standing::Grace(date(2026, 5, 3)));
        assert_eq!(on(date(2026, 5, 17)), Standing::Grace(date(2026, 5, 3)));
        assert_eq!(on(date(2026, 5, 18)), Standing::Expired(date(2026, 5, 3)));
        let begun = Proof { obtained_on: date(2026, 1, 1), expires_on: None, pending: true };
        assert_eq!(standing(&training(), [&begun], date(2026, 1, 1)), Standing::Pending);
    }

    proptest! {
        /// Invariant 7: adding proofs never takes a standing away.
        #[test]
        fn a_newer_valid_proof_hides_an_older_expired_one(days in proptest::collection::vec((0i64..2000, 1i64..1200), 1..6), at in 0i64..3000) {
            let start = date(2020, 1, 1);
            let proofs: Vec<Proof> = days.iter().map(|(from, len)| passed(start + from.days(), start + (from + len).days())).collect();
            let today = start + at.days();
            let alone_satisfied = proofs.iter().any(|p| standing(&training(), [p], today).satisfies());
            prop_assert_eq!(standing(&training(), &proofs, today).satisfies(), alone_satisfied);
        }
    }
}
