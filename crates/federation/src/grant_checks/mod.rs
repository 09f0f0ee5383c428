//! The checks before anybody is written to about portal access. An officer chooses councils; for each person that they
//! bring, this says what stands in the way, in a sentence, and what would mend it.
//!
//! * [`gather`] reads facts, set by set. [`judge`] is the pure function from facts to [`Finding`]s.
//! * [`look`] does both for rows of a batch and finds addresses that several of them have.
//!
//! Facts change while somebody reads: the checks are made again whenever a row is shown, and once more when it is invited.
//! What may go wrong: somebody invites a person who may do more than they may ([`Finding::Beyond`]), or sends a link to
//! an address that is the sign-in of another ([`Finding::OtherAccount`]).

mod facts;
mod finding;
mod judge;
mod places;
mod powers;
#[cfg(test)]
mod tests;
mod words;

pub use facts::{Person, Place, gather};
pub use finding::{Finding, Said, WORDS, bit, verdict};
pub use judge::{Candidate, Judged, Known, SOON_DAYS, Terms, judge};
pub use words::{label, sentence};

use crate::invitee::{BatchId, Verdict, state};
use crate::organisation::OrganisationId;
use crate::person::PersonId;
use std::collections::HashMap;
use store::{StoreError, Tx};

/// A row of a batch that is looked at; its number is none while it is not there yet.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub n: Option<i64>,
    pub asked: Candidate,
    /// Somebody took it out: it has no say about addresses.
    pub removed: bool,
}

/// A row with all that was found.
#[derive(Clone, Debug)]
pub struct Looked {
    pub name: String,
    pub sort_name: String,
    pub kind: String,
    /// The councils, by name.
    pub councils: Vec<String>,
    pub judged: Judged,
}

impl Looked {
    pub fn verdict(&self, said: Said) -> Verdict {
        verdict(&self.judged.findings, said)
    }

    pub fn bits(&self) -> i64 {
        self.judged.findings.iter().fold(0, |bits, f| bits | f.bit())
    }
}

/// Which other rows have a say about addresses.
#[derive(Clone, Copy, Debug)]
pub enum Beside {
    /// The rows given are all there are.
    None,
    /// Those of the batch that are not among the rows given.
    Batch(BatchId),
}

/// Looks at rows, all facts as they are now.
pub fn look(
    tx: &mut Tx<'_>,
    terms: &Terms,
    beside: Beside,
    rows: &[Row],
) -> Result<(Vec<Looked>, Known), StoreError> {
    let people: Vec<PersonId> = rows.iter().filter_map(|r| r.asked.person).collect();
    let organisations: Vec<OrganisationId> = rows.iter().filter_map(|r| r.asked.organisation).collect();
    let known = gather(tx, terms, &people, &organisations)?;
    let mut looked: Vec<Looked> = rows.iter().map(|row| of_row(&known, terms, row)).collect();
    let mut holders = in_batch(tx, beside, rows, &looked)?;
    for (nth, (row, one)) in rows.iter().zip(&looked).enumerate() {
        let counts = !row.removed && !one.judged.folded.is_empty();
        if counts && !matches!(one.verdict(row.asked.said), Verdict::Excluded(_)) {
            let holder =
                Holder { here: Some(nth), name: one.name.clone(), keeps: row.asked.said.keeps_address };
            holders.entry(one.judged.folded.clone()).or_default().push(holder);
        }
    }
    for several in holders.values().filter(|h| h.len() > 1) {
        let kept = several.iter().any(|h| h.keeps);
        for holder in several.iter().filter(|h| !h.keeps) {
            let Some(nth) = holder.here else { continue };
            let others =
                several.iter().filter(|o| o.here != holder.here).map(|o| o.name.clone()).take(3).collect();
            looked[nth].judged.findings.push(Finding::Twice { others, kept });
        }
    }
    Ok((looked, known))
}

struct Holder {
    /// Its place among the rows looked at; none for another row of the batch.
    here: Option<usize>,
    name: String,
    keeps: bool,
}

/// Other rows of the batch with the same addresses, as they were when last looked at.
fn in_batch(
    tx: &mut Tx<'_>,
    beside: Beside,
    rows: &[Row],
    looked: &[Looked],
) -> Result<HashMap<String, Vec<Holder>>, StoreError> {
    let mut holders: HashMap<String, Vec<Holder>> = HashMap::new();
    let Beside::Batch(batch) = beside else { return Ok(holders) };
    let here: std::collections::HashSet<i64> = rows.iter().filter_map(|r| r.n).collect();
    let mut folded: Vec<String> =
        looked.iter().map(|l| l.judged.folded.clone()).filter(|f| !f.is_empty()).collect();
    folded.sort_unstable();
    folded.dedup();
    let batch = store::Identifier::bytes(&batch);
    let hex = crate::sealing::hex(&batch);
    let literal = match tx.engine() {
        store::Engine::Sqlite => format!("x'{hex}'"),
        store::Engine::Postgres => format!("CAST('\\x{hex}' AS BYTEA)"),
    };
    let sql = format!(
        "SELECT email_folded, n, name, keeps_address, state, reason FROM rollout_row
         WHERE batch_id = {literal} AND email_folded IN ({{list}})"
    );
    type Line = (String, i64, String, bool, String, String);
    for (email, n, name, keeps, at, reason) in tx.all_within::<Line>(&sql, &[], &folded)? {
        let gone = at == "excluded" || at == "revoked" || state::was_said(&reason);
        if !gone && !here.contains(&n) {
            holders.entry(email).or_default().push(Holder { here: None, name, keeps });
        }
    }
    Ok(holders)
}

fn of_row(known: &Known, terms: &Terms, row: &Row) -> Looked {
    let judged = judge(known, terms, &row.asked);
    let mut councils: Vec<(&str, &str)> = row
        .asked
        .councils
        .iter()
        .filter_map(|id| known.places.get(id))
        .map(|p| (p.sort_name.as_str(), p.name.as_str()))
        .collect();
    councils.sort_unstable();
    let councils = councils.into_iter().map(|(_, name)| name.to_owned()).collect();
    if let Some(person) = row.asked.person.and_then(|id| known.people.get(&id)) {
        let (name, sort_name) = (person.name.listed(), person.name.sorted());
        return Looked { name, sort_name, kind: "person".to_owned(), councils, judged };
    }
    let place = row.asked.organisation.and_then(|id| known.places.get(&id));
    Looked {
        name: place.map(|p| p.name.clone()).unwrap_or_default(),
        sort_name: place.map(|p| p.sort_name.clone()).unwrap_or_default(),
        kind: place.map(|p| p.kind.clone()).unwrap_or_default(),
        councils: place.map(|p| vec![p.name.clone()]).unwrap_or_default(),
        judged,
    }
}
