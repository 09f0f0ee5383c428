//! How much of the federation a right covers, as the list needs to know it.

use crate::access::{Act, Clause, Covers, Right};
use crate::membership::marks;
use crate::organisation::{self, OrganisationId};
use store::{StoreError, Tx};

/// So many organisations are walked side by side; for more the index over all of them is walked.
const SIDE_BY_SIDE: usize = 16;

const SMALL: u64 = super::bound(20_000);

pub(super) struct Extent {
    pub top: OrganisationId,
    number: i64,
    is_top: bool,
    pub covers: Coverage,
    /// For a query over `member_entry`.
    pub clause: Clause,
}

pub(super) enum Coverage {
    /// One organisation with nothing below it.
    Leaf,
    /// One organisation, without what is below it.
    Itself,
    /// All below an organisation, or some of it. `few` lists the organisations when walking each of them is quicker.
    Below {
        whole: bool,
        few: Option<Vec<OrganisationId>>,
    },
    Everything,
}

impl Extent {
    pub fn of<A: Act>(tx: &mut Tx<'_>, right: &Right<A>) -> Result<Self, StoreError> {
        let top = right.organisation.id;
        let covers = match right.covers() {
            Covers::Everything => Coverage::Everything,
            Covers::One if organisation::has_children(tx, top)? => Coverage::Itself,
            Covers::One => Coverage::Leaf,
            Covers::Some => below(tx, right)?,
        };
        let clause = right.clause("member_entry.organisation_id");
        let (number, is_top) = (right.organisation.number, right.organisation.parent.is_none());
        Ok(Self { top, number, is_top, covers, clause })
    }

    /// The tallies of the organisation say how many there are.
    pub fn is_tallied(&self) -> bool {
        match self.covers {
            Coverage::Leaf | Coverage::Everything => true,
            Coverage::Below { whole, .. } => whole,
            Coverage::Itself => false,
        }
    }

    /// The organisations, when they are few enough to look into each.
    pub fn homes(&self) -> Option<Vec<OrganisationId>> {
        match &self.covers {
            Coverage::Leaf | Coverage::Itself => Some(vec![self.top]),
            Coverage::Below { few, .. } => few.clone(),
            Coverage::Everything => None,
        }
    }

    /// Few enough entries to look through all of them.
    pub fn is_small(&self, tx: &mut Tx<'_>) -> Result<bool, StoreError> {
        if self.homes().is_none() {
            return Ok(false);
        }
        let sql =
            "SELECT CAST(coalesce(sum(entries), 0) AS BIGINT) FROM member_tally WHERE organisation_id = ?1";
        Ok(tx.one::<(i64,)>(sql, &[&self.top])?.0 as u64 <= SMALL)
    }

    /// The mark of the search index that stands with these members, and whether it stands with no others.
    pub fn mark(&self) -> (Option<String>, bool) {
        match self.covers {
            Coverage::Everything => (None, true),
            Coverage::Leaf | Coverage::Itself => (Some(marks::home(self.number)), true),
            Coverage::Below { whole, .. } if self.is_top => (None, whole),
            Coverage::Below { whole, .. } => (Some(marks::organisation(self.number)), whole),
        }
    }
}

fn below<A: Act>(tx: &mut Tx<'_>, right: &Right<A>) -> Result<Coverage, StoreError> {
    let clause = right.clause("organisation.id");
    let ids: Vec<(OrganisationId,)> =
        tx.all(&format!("SELECT organisation.id FROM organisation WHERE {}", clause.sql), &clause.params())?;
    let count = "SELECT count(*) FROM organisation_path WHERE ancestor_id = ?1";
    let under = tx.one::<(i64,)>(count, &[&right.organisation.id])?.0 as usize;
    let all = tx.one::<(i64,)>("SELECT count(*) FROM organisation_path WHERE depth = 0", &[])?.0 as usize;
    // Side by side each organisation gives a whole page; over all of them a page of n is found in n × all / covered.
    let few = ids.len() <= SIDE_BY_SIDE && ids.len() * ids.len() <= 2 * all;
    Ok(Coverage::Below {
        whole: ids.len() == under,
        few: few.then(|| ids.into_iter().map(|(id,)| id).collect()),
    })
}
