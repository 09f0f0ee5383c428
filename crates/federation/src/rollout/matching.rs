//! What the page of a batch asks, as a condition over its rows: the page, its count, and whoever selects "all that match"
//! go by the same.

use super::list::Asked;
use crate::access::Clause;
use crate::contact_point::fold_email;
use crate::invitee::BatchId;
use crate::words;
use store::{Engine, StoreError, Tx};

/// More words nobody needs.
const MOST_WORDS: usize = 8;

/// The rows of a batch that were asked for.
pub fn matching(engine: Engine, batch: BatchId, asked: &Asked) -> Clause {
    let mut clause = Clause::equal("rollout_row.batch_id", batch);
    if let Some(state) = asked.state {
        let state = clause.bind(state.word());
        clause.and(&format!("rollout_row.state = {state}"));
    }
    if asked.finding != 0 {
        let bit = clause.bind(asked.finding);
        clause.and(&format!("(rollout_row.findings & CAST({bit} AS BIGINT)) <> 0"));
        clause.and("rollout_row.state IN ('draft', 'blocked', 'excluded')");
    }
    for word in asked.search.split_whitespace().take(MOST_WORDS) {
        said(&mut clause, engine, word);
    }
    clause
}

/// The word stands somewhere in the name, a council, or the address.
fn said(clause: &mut Clause, engine: Engine, word: &str) {
    let within = if engine == Engine::Sqlite { "instr" } else { "strpos" };
    let (folded, address) = (words::fold(word), clause.bind(fold_email(word)));
    let mut any = vec![format!("{within}(rollout_row.email_folded, CAST({address} AS TEXT)) > 0")];
    if !folded.is_empty() {
        let folded = clause.bind(folded);
        for column in ["sort_name", "sort_councils"] {
            any.push(format!("{within}(rollout_row.{column}, CAST({folded} AS TEXT)) > 0"));
        }
    }
    clause.and(&format!("({})", any.join(" OR ")));
}

/// How many rows match; for a search, which no tally knows.
pub fn count_matching(tx: &mut Tx<'_>, batch: BatchId, asked: &Asked) -> Result<u64, StoreError> {
    let clause = matching(tx.engine(), batch, asked);
    let sql = format!("SELECT count(*) FROM {} WHERE {}", from(tx.engine(), SEARCH), clause.sql);
    Ok(tx.one::<(i64,)>(&sql, &clause.params())?.0.unsigned_abs())
}

/// Holds all that is searched and sorted by: however rare a word, the rows themselves are not read.
pub(super) const SEARCH: &str = "rollout_row_search";

pub(super) fn from(engine: Engine, index: &str) -> String {
    match engine {
        Engine::Sqlite => format!("rollout_row INDEXED BY {index}"),
        Engine::Postgres => "rollout_row".to_owned(),
    }
}
